using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ZoeDepth.Server;

/// <summary>
/// Kestrel's sockets, but for how they stop listening: a connection that the system has taken, or that has not had time
/// to send its request, is let in and answered instead of being reset.
/// </summary>
internal sealed class DrainingTransport(ILoggerFactory log) : IConnectionListenerFactory
{
    /// <summary>
    /// Bytes of a connection that are read before anybody asks for them, and that are written before the client takes
    /// them.
    /// </summary>
    public const int BufferedBytes = 64 << 10;

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint,
        CancellationToken cancellationToken = default)
    {
        Socket? socket = null;
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions
        {
            MaxReadBufferSize = BufferedBytes,
            MaxWriteBufferSize = BufferedBytes,
            CreateBoundListenSocket = place => socket = SocketTransportOptions.CreateDefaultBoundListenSocket(place),
        }), log);
        return new DrainingListener(await sockets.BindAsync(endpoint, cancellationToken), socket!);
    }

    /// <summary>Comes before what answers: a connection whose request has come is none that is waited for.</summary>
    public static Task NoteRequest(HttpContext context, RequestDelegate next)
    {
        context.Features.Get<DrainingListener.NewConnection>()?.Dispose();
        return next(context);
    }
}
