using System.Net;

namespace ZoeDepth.Server;

/// <summary>Names and connections, as the system has them; tests have their own.</summary>
internal interface IRemoteNetwork
{
    /// <summary>The addresses of a name; ends by itself, however long that takes.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">it has none</exception>
    Task<IPAddress[]> ResolveAsync(string host);

    /// <summary>A connection to an address that was found to be public.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">there is none</exception>
    ValueTask<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellation);
}
