using System.Net;
using System.Net.Sockets;

namespace ZoeDepth.Server;

/// <summary>The system's names and connections.</summary>
internal sealed class SystemNetwork : IRemoteNetwork
{
    private const int AnyPort = 9;

    /// <summary>
    /// On a thread of its own: the system's resolver blocks the one it is called on, for half a minute where a name
    /// server is slow.
    /// </summary>
    public Task<IPAddress[]> ResolveAsync(string host) => Task.Factory.StartNew(() => Addresses(host),
        CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
        TaskScheduler.Default);

    private static IPAddress[] Addresses(string host)
    {
        try
        {
            return Dns.GetHostAddresses(host);
        }
        catch (ArgumentException)
        {
            // Longer than names can be.
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }

    public async ValueTask<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        if (IsOwn(address.Address)) throw new SocketException((int)SocketError.AddressNotAvailable);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether a public address is this machine's own: from inside it leads past the firewall that stands before it.
    /// Connecting a datagram socket sends nothing, and tells which address this machine would speak from.
    /// </summary>
    internal static bool IsOwn(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(new IPEndPoint(address, AnyPort));
            return socket.LocalEndPoint is IPEndPoint local && local.Address.Equals(address);
        }
        catch (SocketException)
        {
            // No way leads there.
            return false;
        }
    }
}
