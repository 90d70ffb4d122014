using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Hub;

/// <summary>
/// Requests to the hub and to wherever it points. The token goes to the hub itself alone, whatever an answer asks for;
/// a redirect never leads from https to http. Proxies are .NET's own.
/// </summary>
internal sealed class HubClient : IDisposable
{
    /// <summary>The hash of a file the answer only points to.</summary>
    public const string LinkedTag = "X-Linked-Etag";

    private const int MostRedirects = 5;

    private static readonly ProductInfoHeaderValue Program = new("ZoeDepth.NET",
        typeof(HubClient).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly HttpClient _http;

    /// <summary>A client; requests are made when asked for.</summary>
    public HubClient(HubSettings settings)
    {
        Settings = settings;
        _http = new HttpClient(new SocketsHttpHandler
        {
            // A handler that follows by itself could not be told where the token may go.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 64,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Where to, and how patiently.</summary>
    public HubSettings Settings { get; }

    /// <summary>
    /// What a file's headers say. Unless such are followed, a redirect that describes the file, or leads to another
    /// server, is answered as it came.
    /// </summary>
    /// <exception cref="PassingFailure">it may go well another time</exception>
    /// <exception cref="HubException">it cannot go well</exception>
    public Task<HttpResponseMessage> HeadAsync(Uri address, bool followsAbroad, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Head, address, from: 0, followsAbroad, cancellation);

    /// <summary>A file's bytes from one on, wherever they are; the answer's body has not been read.</summary>
    /// <inheritdoc cref="HeadAsync"/>
    public Task<HttpResponseMessage> GetAsync(Uri address, long from, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, address, from, followsAbroad: true, cancellation);

    /// <summary>Does something, and again after failures that may pass.</summary>
    /// <param name="attempt">what is done</param>
    /// <param name="note">told before each wait</param>
    /// <param name="cancellation">ends attempts and waits</param>
    /// <exception cref="HubException">it went wrong too often, or in a way that does not pass</exception>
    public async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> attempt, Action<string> note,
        CancellationToken cancellation)
    {
        var pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is PassingFailure passing && args.AttemptNumber < passing.MostRetries),
            MaxRetryAttempts = Settings.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = Settings.FirstDelay,
            MaxDelay = Settings.LongestWait,
            DelayGenerator = args => ValueTask.FromResult(((PassingFailure)args.Outcome.Exception!).Wait),
            OnRetry = args =>
            {
                note($"{args.Outcome.Exception!.Message}; trying again in {args.RetryDelay.TotalSeconds:0.#} s");
                return default;
            },
        }).Build();
        try
        {
            return await pipeline.ExecuteAsync(async token => await attempt(token).ConfigureAwait(false), cancellation)
                .ConfigureAwait(false);
        }
        catch (PassingFailure failure)
        {
            throw failure.Final;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, long from, bool followsAbroad,
        CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            var response = await AnswerAsync(method, address, from, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return response;
            var next = response.Headers.Location is { } location ? new Uri(address, location) : null;
            if (next is not null && !followsAbroad
                && (!IsSameServer(next, address) || response.Headers.Contains(LinkedTag))) return response;
            response.Dispose();
            if (redirects == MostRedirects)
                throw new HubException(HubFault.BadAnswer,
                    $"{Shown(address)} redirects on after {MostRedirects} redirects; check HF_ENDPOINT and proxies");
            address = Next(address, next);
        }
    }

    /// <summary>Where a redirect leads, if it may.</summary>
    internal static Uri Next(Uri address, Uri? next)
    {
        if (next is null || next.Scheme is not ("http" or "https"))
            throw new HubException(HubFault.BadAnswer,
                $"{Shown(address)} redirects to no address of the web; check HF_ENDPOINT");
        if (address.Scheme == "https" && next.Scheme == "http")
            throw new HubException(HubFault.BadAnswer,
                $"{Shown(address)} redirects to {Shown(next)}, where anybody on the way could change what comes; " +
                "this is not followed");
        return next;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpMethod method, Uri address, long from,
        CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.UserAgent.Add(Program);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
        if (Settings.Token is { } token && MayKnowTheToken(address, Settings))
            request.Headers.Authorization = token.Header;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Settings.AnswerTimeout);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new PassingFailure(new HubException(HubFault.Unreachable,
                $"{Shown(address)} did not answer within {Settings.AnswerTimeout.TotalSeconds:0.#} s " +
                "(HF_HUB_ETAG_TIMEOUT)", error), mostRetries: 2);
        }
        catch (HttpRequestException error)
        {
            throw NoAnswer(address, error, Settings);
        }
    }

    /// <summary>The hub itself, over a line nobody else reads.</summary>
    internal static bool MayKnowTheToken(Uri address, HubSettings settings) =>
        IsSameServer(address, settings.Endpoint) && (address.Scheme == "https" || address.IsLoopback);

    private static bool IsSameServer(Uri one, Uri other) => Uri.Compare(one, other, UriComponents.SchemeAndServer,
        UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Exception NoAnswer(Uri address, HttpRequestException error, HubSettings settings)
    {
        var reason = $"{Shown(address)} cannot be reached: " +
            UntrustedText.Shown((error.InnerException ?? error).Message.TrimEnd('.'), 200);
        var final = new HubException(HubFault.Unreachable, $"{reason}. Check the connection, HTTPS_PROXY and " +
            $"{settings.VariableOf(address)}; --offline or HF_HUB_OFFLINE=1 uses what has been downloaded", error);
        // A certificate or a proxy that is refused once is refused again.
        if (error.HttpRequestError is HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
            return final;
        return new PassingFailure(final, reason: reason, mostRetries: 2);
    }

    /// <summary>An address for a message: what stands behind it may open private files.</summary>
    public static string Shown(Uri address) => UntrustedText.Shown(
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), 200);
}
