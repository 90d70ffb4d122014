using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Server;

/// <summary>
/// Fetches images that requests name by URL, where that is allowed. A caller chooses the address, so nothing may be
/// asked that only this machine can reach: each host is resolved once, all of its addresses must be public, and
/// exactly those are connected to, at every redirect anew. Whatever goes wrong is told in the same words.
/// </summary>
internal sealed class RemoteImages
{
    private const int MostRedirects = 3;

    /// <summary>Names that are resolved at once, each on a thread, and those of one caller.</summary>
    private const int MostNames = 16, MostNamesOfCaller = 4;

    private readonly ZoeDepthServerOptions _options;
    private readonly ImageHosts _hosts;
    private readonly FairQueue _names = new(MostNames, MostNamesOfCaller);

    /// <exception cref="ArgumentException">a host of the options is none</exception>
    public RemoteImages(ZoeDepthServerOptions options) =>
        (_options, _hosts) = (options, new ImageHosts(options.ImageUrlHosts));

    /// <summary>What is asked for names and connections.</summary>
    internal IRemoteNetwork Network { get; set; } = new SystemNetwork();

    /// <summary>The file of an image: what was sent, or what its URL leads to.</summary>
    /// <param name="image">the image</param>
    /// <param name="caller">who asks</param>
    /// <param name="counted">counts the bytes that are read from a stream and kept</param>
    /// <param name="gone">the client is gone</param>
    /// <exception cref="RequestProblem">
    /// 400, 403: such a URL is not fetched here; 413: too large; 422: nothing came from there
    /// </exception>
    public async Task<ReadOnlyMemory<byte>> FileOfAsync(SentImage image, string caller, Func<Stream, Stream> counted,
        CancellationToken gone)
    {
        if (image.Url is null) return image.File;
        if (!_options.AllowImageUrls)
            throw new RequestProblem(StatusCodes.Status403Forbidden,
                "this service fetches no images; send the image itself, or as a data: URL. Whoever runs the service " +
                "allows URLs with --image-urls");
        var url = ImageUrl.Of(image.Url, _hosts);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(_options.ImageUrlTimeout);
        try
        {
            return await FollowAsync(url, caller, counted, patience.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException
            || (error is OperationCanceledException && !gone.IsCancellationRequested))
        {
            throw NothingCame(error);
        }
    }

    private async Task<ReadOnlyMemory<byte>> FollowAsync(Uri url, string caller, Func<Stream, Stream> counted,
        CancellationToken cancellation)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            // Nothing is kept from one to the next: no connection, no cookie, no state of TLS.
            using var connection = new RemoteConnection(await AddressesAsync(url, caller, cancellation), Network);
            using var response = await connection.GetAsync(url, cancellation);
            if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
                or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                url = ImageUrl.Redirected(url, response.Headers.Location, _hosts) ?? throw NothingCame();
            else if (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentEncoding.Count == 0)
                return await ReadAsync(response.Content, counted, cancellation);
            else throw NothingCame();
        }
        throw NothingCame();
    }

    /// <summary>The addresses of a URL's host, all of which are public.</summary>
    private async Task<IPAddress[]> AddressesAsync(Uri url, string caller, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(url.DnsSafeHost, out var address) ? [address]
            : await ResolvedAsync(url.IdnHost, caller, cancellation);
        return addresses.Length > 0 && addresses.All(PublicAddress.Is) ? addresses : throw NothingCame();
    }

    private async Task<IPAddress[]> ResolvedAsync(string host, string caller, CancellationToken cancellation)
    {
        var turn = await _names.EnterAsync(caller, 1, cancellation);
        var resolved = Network.ResolveAsync(host);
        // Who no longer waits for it does not end it: its thread counts until it has ended.
        _ = resolved.ContinueWith(ended =>
        {
            _ = ended.Exception;
            turn.Dispose();
        }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await resolved.WaitAsync(cancellation);
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, Func<Stream, Stream> counted,
        CancellationToken cancellation)
    {
        var most = _options.MaxBodyBytes;
        if (content.Headers.ContentLength > most) throw ImageBody.TooLarge(most);
        await using var body = await content.ReadAsStreamAsync(cancellation);
        var file = await BoundedReader.ReadToEndAsync(counted(body), most, cancellation)
            ?? throw ImageBody.TooLarge(most);
        return file.IsEmpty ? throw NothingCame() : file;
    }

    /// <summary>
    /// The same words for an address that is not public and one that does not answer: whoever asks learns nothing of
    /// the network around this machine.
    /// </summary>
    private RequestProblem NothingCame(Exception? inner = null) => RequestProblem.Unprocessable(
        $"no image came from this URL; it must lead, with at most {MostRedirects} redirects and none from https to " +
        $"http, to a public address that answers 200 with the image, uncompressed, all within " +
        $"{_options.ImageUrlTimeout.TotalSeconds:0.#} s", inner);
}
