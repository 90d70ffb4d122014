using System.CommandLine;
using System.Net;
using ZoeDepth.Cli.Serve;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Server;
using ZoeDepth.Tensors;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth serve</c>: depth over HTTP.</summary>
internal sealed class ServeCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "serve";

    private const int UsualPort = 8750, MostPixels = 500_000_000, MostSeconds = 86_400;

    private readonly ModelSwitches _model = new();
    private readonly Option<string[]> _models = new("--model", "-m")
    {
        HelpName = "[NAME=]MODEL",
        Description = $"{ModelSwitches.Expected}; zoedepth-mini, where the program carries it, when left out; said " +
            "several times for several models, the first of which answers where a request names none",
    };
    private readonly Option<IPAddress?> _host = Valued<IPAddress?>("--host", "ADDRESS",
        "where to listen: 127.0.0.1, this machine alone, when left out; 0.0.0.0 for everybody", Address);
    private readonly Option<int?> _port = Valued<int?>("--port", "N", $"{UsualPort} when left out; 0 for a free one",
        text => Whole(text, 0, IPEndPoint.MaxPort));
    private readonly Option<string> _keys = new("--keys")
    {
        HelpName = "FILE",
        Description = "ask for an API key, one of this file: lines of NAME and the key's SHA-256 in hexadecimal digits",
    };
    private readonly Option<string> _adminKeys = new("--admin-keys")
    {
        HelpName = "FILE",
        Description = "let those who have one of these keys load, unload and swap models; nobody can when left out",
    };
    private readonly Option<int?> _concurrency = Valued<int?>("--concurrency", "N",
        "requests that are worked on at once; 8 when left out", text => Whole(text, 1, 1024));
    private readonly Option<int?> _batch = Valued<int?>("--batch", "N",
        "images that may enter the network together where it saves time; 8 when left out", text => Whole(text, 1, 64));
    private readonly Option<int?> _queue = Valued<int?>("--queue", "N",
        "requests that may wait, others are told to come back; 32 when left out", text => Whole(text, 0, 10_000));
    private readonly Option<int?> _rate = Valued<int?>("--rate", "N",
        "requests a minute of one key, and of one address; no limit when left out", text => Whole(text, 1, 1_000_000));
    private readonly Option<int?> _uploads = Valued<int?>("--uploads", "N",
        "requests whose images may arrive at once, a quarter of them from one key or address; 512 when left out",
        text => Whole(text, 1, 10_000));
    private readonly Option<int?> _batchTimeout = Valued<int?>("--batch-timeout", "SECONDS",
        "how long all images of a batch may take to arrive; 120 when left out", text => Whole(text, 1, MostSeconds));
    private readonly Option<int?> _maxAnswers = Valued<int?>("--max-answers", "MB",
        "most megabytes of answers that are made or sent at once; 537 when left out", text => Whole(text, 1, 100_000));
    private readonly Option<int?> _maxResults = Valued<int?>("--max-results", "MB",
        "most megabytes of files that are kept for the links of outputs=, half of them for one key or address; 268 " +
        "when left out, none for 0", text => Whole(text, 0, 100_000));
    private readonly Option<int?> _keepResults = Valued<int?>("--keep-results", "SECONDS",
        "how long such files are kept at most; 600 when left out", text => Whole(text, 1, MostSeconds));
    private readonly Option<int?> _sendTimeout = Valued<int?>("--send-timeout", "SECONDS",
        "how long a client may take to read an answer, beside 1 s for every 131072 bytes; 60 when left out",
        text => Whole(text, 1, MostSeconds));
    private readonly Option<string[]> _corsOrigins = Listed("--cors-origin", "URL",
        "let pages of this origin, https://page.example, ask and read answers; no page but the service's own when " +
        "left out", Origin);
    private readonly Option<string[]> _allowedHosts = Listed("--allowed-hosts", "NAME",
        "names the service answers to, depth.example or *.example; this machine's own where it listens to that " +
        "alone, otherwise any, when left out", HostName);
    private readonly Option<IPNetwork[]> _trustedProxies = Listed("--trusted-proxy", "ADDRESS",
        "believe this proxy, or all of a network 10.0.0.0/8, for whom it asks (X-Forwarded-For, X-Forwarded-Proto); " +
        "nobody when left out", Network);
    private readonly Option<int?> _maxBody = Valued<int?>("--max-body", "MB",
        "most megabytes of an image; 33.5 when left out", text => Whole(text, 1, 2047));
    private readonly Option<int?> _maxImagePixels = Valued<int?>("--max-image-pixels", "N",
        "most pixels of an image; 50000000 when left out", text => Whole(text, 1, MostPixels));
    private readonly Option<string[]> _imageUrls = ImageUrlsOption();
    private readonly Option<int?> _imageUrlTimeout = Valued<int?>("--image-url-timeout", "SECONDS",
        "how long fetching such an image may take in all; 20 when left out", text => Whole(text, 1, MostSeconds));
    private readonly Option<int?> _threads = Valued<int?>("--threads", "N",
        "threads; ZOEDEPTH_THREADS or one for each processor when left out", text => Whole(text, 1, 1024));
    private readonly Option<Precision?> _precision = PrecisionSwitch.Option();
    private readonly Option<Precision[]> _allowedPrecisions = Listed("--allowed-precisions",
        string.Join('|', PrecisionWord.All.Keys), "what requests may ask for by precision=, beside what the model is " +
        "opened for; all when left out", text => OneOf(text, PrecisionWord.All));
    private readonly Option<Uri?> _otlp = Valued<Uri?>("--otlp", "URL",
        "send traces and metrics to this OpenTelemetry collector, http://127.0.0.1:4317; " +
        "OTEL_EXPORTER_OTLP_ENDPOINT, or nowhere, when left out", Collector);
    private readonly Option<bool> _metrics = new("--metrics")
        { Description = "answer GET /metrics with numbers for Prometheus" };
    private readonly Option<bool> _verbose = new("--verbose")
        { Description = "write a line for every answer to standard error" };

    /// <summary>The verb.</summary>
    public ServeCommand(Terminal terminal) : base(Verb, "Answer images with depth over HTTP, until Ctrl-C or SIGTERM.")
    {
        Option[] all = [_models, _model.Revision, _model.Offline, _host, _port, _keys, _adminKeys, _concurrency,
            _batch, _queue, _rate, _maxBody, _maxImagePixels, _uploads, _batchTimeout, _maxAnswers, _maxResults,
            _keepResults, _sendTimeout, _corsOrigins, _allowedHosts, _trustedProxies, _imageUrls, _imageUrlTimeout,
            _threads, _precision, _allowedPrecisions, _otlp, _metrics, _verbose];
        foreach (var option in all) Add(option);
        SetAction((parsed, cancellation) => ServeRun.RunAsync(Read(parsed), terminal, cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("for programs of this machine", "zoedepth serve"),
        new("an image in, depth in metres out",
            "curl --data-binary @room.jpg -H 'Content-Type: image/jpeg' http://127.0.0.1:8750/v1/depth -o depth.png"),
        new("two models", "zoedepth serve --model indoor=ZoeD_N --model outdoor=ZoeD_K"),
        new("for others, who have a key", "zoedepth serve --host 0.0.0.0 --keys keys.txt --rate 60"),
        new("behind a proxy of this machine", "zoedepth serve --allowed-hosts depth.example --trusted-proxy 127.0.0.1"),
    ];

    private ServeRequest Read(ParseResult parsed) => new()
    {
        Models = Models(parsed),
        Host = parsed.GetValue(_host) ?? IPAddress.Loopback,
        Port = parsed.GetValue(_port) ?? UsualPort,
        Keys = parsed.GetValue(_keys),
        AdminKeys = parsed.GetValue(_adminKeys),
        Concurrency = parsed.GetValue(_concurrency),
        Batch = parsed.GetValue(_batch),
        Queue = parsed.GetValue(_queue),
        Rate = parsed.GetValue(_rate),
        MaxBody = parsed.GetValue(_maxBody),
        MaxImagePixels = parsed.GetValue(_maxImagePixels),
        Uploads = parsed.GetValue(_uploads),
        BatchTimeout = Seconds(parsed.GetValue(_batchTimeout)),
        MaxAnswers = parsed.GetValue(_maxAnswers),
        MaxResults = parsed.GetValue(_maxResults),
        KeepResults = Seconds(parsed.GetValue(_keepResults)),
        SendTimeout = Seconds(parsed.GetValue(_sendTimeout)),
        CorsOrigins = parsed.GetValue(_corsOrigins) ?? [],
        AllowedHosts = parsed.GetValue(_allowedHosts) ?? [],
        TrustedProxies = parsed.GetValue(_trustedProxies) ?? [],
        ImageUrls = parsed.GetResult(_imageUrls) is { Implicit: false } ? parsed.GetValue(_imageUrls) ?? [] : null,
        ImageUrlTimeout = Seconds(parsed.GetValue(_imageUrlTimeout)),
        Threads = parsed.GetValue(_threads),
        Precision = parsed.GetValue(_precision),
        AllowedPrecisions = parsed.GetValue(_allowedPrecisions),
        Collector = parsed.GetValue(_otlp),
        Metrics = parsed.GetValue(_metrics),
        Verbose = parsed.GetValue(_verbose),
    };

    private IReadOnlyList<(string? Name, ModelRequest Model)> Models(ParseResult parsed) =>
        parsed.GetValue(_models) is not { Length: > 0 } named ? [(null, _model.Read(parsed))]
            : [.. named.Select(text => NameAndModel(text) is var (name, model)
                ? (name, _model.Of(model, parsed)) : (null, _model.Of(text, parsed)))];

    /// <summary>What stands around the first equals sign; null where that belongs to a path.</summary>
    private static (string Name, string Model)? NameAndModel(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && text[..at].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? (text[..at], text[(at + 1)..]) : null;
    }

    private static Option<string[]> ImageUrlsOption()
    {
        var option = Listed("--image-urls", "HOST", "fetch images that requests name by URL, from these hosts, " +
            "images.example, *.images.example or images.example:8443, or from every public one when none is named; " +
            "never from private addresses; no image is fetched when left out", text => ImageHosts.IsHost(text) ? text
                : throw new FormatException($"{ImageHosts.Expected}, but '{text}' came"));
        option.Arity = ArgumentArity.ZeroOrMore;
        return option;
    }

    private static TimeSpan? Seconds(int? number) => number is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static string Origin(string text) => Origins.Of(text)
        ?? throw new FormatException($"expects an origin such as https://page.example, but '{text}' came");

    private static string HostName(string text) =>
        Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) != UriHostNameType.Unknown
            ? text
            : throw new FormatException(
                $"expects a name such as depth.example or *.example, without scheme and port, but '{text}' came");

    private static IPNetwork Network(string text) => IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, 8 * address.GetAddressBytes().Length)
        : throw new FormatException($"expects an address such as 10.0.0.2, or a network 10.0.0.0/8, but '{text}' came");

    private static Uri Collector(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") ? uri
            : throw new FormatException($"expects an address such as http://127.0.0.1:4317, but '{text}' came");

    private static IPAddress Address(string text) => text == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : throw new FormatException($"expects an address such as 127.0.0.1, 0.0.0.0 or ::1, but '{text}' came");
}
