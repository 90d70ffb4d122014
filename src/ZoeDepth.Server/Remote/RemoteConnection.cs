using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZoeDepth.Server;

/// <summary>
/// One request over a connection of its own, to addresses that were checked before: the name in the URL is not
/// resolved again, so a name server that changes its mind (DNS rebinding) changes nothing.
/// </summary>
internal sealed class RemoteConnection : IDisposable
{
    private const int MostAddresses = 4, KilobytesOfHeaders = 16;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly IPAddress[] _addresses;
    private readonly IRemoteNetwork _network;
    private readonly HttpMessageInvoker _client;

    /// <param name="addresses">where to connect to, the first that answers</param>
    /// <param name="network">connects</param>
    public RemoteConnection(IPAddress[] addresses, IRemoteNetwork network)
    {
        (_addresses, _network) = (addresses, network);
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            // No trace of this service's requests goes to strangers, and no URL into traces.
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = KilobytesOfHeaders,
            MaxResponseDrainSize = 0,
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint.Port, cancellation),
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = CertificatePolicy() },
        });
    }

    /// <summary>Asks; the response's body is still to be read.</summary>
    /// <exception cref="HttpRequestException">nobody answered, or not in HTTP</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri url, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url)
            { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("Accept", "image/*");
        request.Headers.Add("Accept-Encoding", "identity");
        request.Headers.Add("User-Agent", "ZoeDepth");
        return await _client.SendAsync(request, cancellation);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>
    /// A certificate may name places where its issuer's, or a list of revoked ones, can be fetched: that would be a
    /// second way to have this machine ask any address.
    /// </summary>
    private static X509ChainPolicy CertificatePolicy() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
        ApplicationPolicy = { new Oid(ServerAuthentication) },
    };

    private async ValueTask<Stream> ConnectAsync(int port, CancellationToken cancellation)
    {
        SocketException? failed = null;
        foreach (var address in _addresses.Take(MostAddresses))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(ConnectTimeout);
            try
            {
                return await _network.ConnectAsync(new IPEndPoint(address, port), patience.Token);
            }
            catch (SocketException error)
            {
                failed = error;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                failed = new SocketException((int)SocketError.TimedOut);
            }
        }
        throw failed!;
    }
}
