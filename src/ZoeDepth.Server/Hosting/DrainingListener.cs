using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace ZoeDepth.Server;

/// <summary>
/// A listener that is emptied before it is closed. What the system has accepted lies in its queue until the process
/// asks for it, and is reset when the socket is closed; a connection without a request is closed when the host stops.
/// Clients of both were let in, so the first is asked for, and the second waited for, a moment.
/// </summary>
/// <param name="inner">accepts</param>
/// <param name="socket">what it listens with</param>
internal sealed class DrainingListener(IConnectionListener inner, Socket socket) : IConnectionListener
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromMilliseconds(10);

    private int _withoutRequest;

    public EndPoint EndPoint => inner.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        if (await inner.AcceptAsync(cancellationToken) is not { } connection) return null;
        var come = new NewConnection(this);
        connection.Features.Set(come);
        connection.ConnectionClosed.UnsafeRegister(static come => ((NewConnection)come!).Dispose(), come);
        return connection;
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        NewConnections.Refuse(socket);
        var began = Stopwatch.GetTimestamp();
        // A host that is disposed of without having been stopped waits for nobody.
        while (!cancellationToken.IsCancellationRequested && Stopwatch.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(Pause, CancellationToken.None);
            if (!socket.Poll(0, SelectMode.SelectRead) && Volatile.Read(ref _withoutRequest) == 0) break;
        }
        await inner.UnbindAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>A connection until its first request has come, or its end.</summary>
    internal sealed class NewConnection : IDisposable
    {
        private DrainingListener? _listener;

        public NewConnection(DrainingListener listener)
        {
            _listener = listener;
            Interlocked.Increment(ref listener._withoutRequest);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _listener, null) is { } listener)
                Interlocked.Decrement(ref listener._withoutRequest);
        }
    }
}
