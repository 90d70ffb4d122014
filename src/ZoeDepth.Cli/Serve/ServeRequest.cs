using System.Net;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Serve;

/// <summary>What <c>serve</c> was asked for.</summary>
internal sealed record ServeRequest
{
    /// <summary>The models that were asked for, and what each was called; null for its own name.</summary>
    public required IReadOnlyList<(string? Name, ModelRequest Model)> Models { get; init; }

    /// <summary>Where to listen.</summary>
    public required IPAddress Host { get; init; }

    /// <summary>The port; 0 for a free one.</summary>
    public required int Port { get; init; }

    /// <summary>The file of API keys; null for none.</summary>
    public string? Keys { get; init; }

    /// <summary>The file of keys that change models; null for none.</summary>
    public string? AdminKeys { get; init; }

    /// <summary>Requests that are worked on at once; the service's default when null.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Images that may enter the network together; the usual number when null.</summary>
    public int? Batch { get; init; }

    /// <summary>Requests that may wait; the service's default when null.</summary>
    public int? Queue { get; init; }

    /// <summary>Requests a minute of one key, and of one address; no limit when null.</summary>
    public int? Rate { get; init; }

    /// <summary>Most megabytes of an image; the service's default when null.</summary>
    public int? MaxBody { get; init; }

    /// <summary>Most pixels of an image; the service's default when null.</summary>
    public int? MaxImagePixels { get; init; }

    /// <summary>Requests whose images may arrive at once; the service's default when null.</summary>
    public int? Uploads { get; init; }

    /// <summary>How long the images of a batch may take to arrive; the service's default when null.</summary>
    public TimeSpan? BatchTimeout { get; init; }

    /// <summary>Most megabytes of answers that are made or sent; the service's default when null.</summary>
    public int? MaxAnswers { get; init; }

    /// <summary>Most megabytes of files that are kept for links; the service's default when null.</summary>
    public int? MaxResults { get; init; }

    /// <summary>How long they are kept at most; the service's default when null.</summary>
    public TimeSpan? KeepResults { get; init; }

    /// <summary>How long a client may take to read an answer; the service's default when null.</summary>
    public TimeSpan? SendTimeout { get; init; }

    /// <summary>Origins whose pages may ask.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Names that the service answers to; the usual ones when empty.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Proxies that are believed whom they ask for.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>
    /// Hosts that images are fetched from, where requests name them by URL; every public one when empty, none when
    /// null.
    /// </summary>
    public IReadOnlyList<string>? ImageUrls { get; init; }

    /// <summary>How long fetching one may take; the service's default when null.</summary>
    public TimeSpan? ImageUrlTimeout { get; init; }

    /// <summary>Threads; <c>ZOEDEPTH_THREADS</c> or one for each processor when null.</summary>
    public int? Threads { get; init; }

    /// <summary>What products round their operands to; what each model says when null.</summary>
    public Precision? Precision { get; init; }

    /// <summary>What requests may ask for beside that; everything when null or empty.</summary>
    public IReadOnlyList<Precision>? AllowedPrecisions { get; init; }

    /// <summary>The OpenTelemetry collector; <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or none when null.</summary>
    public Uri? Collector { get; init; }

    /// <summary>Whether <c>/metrics</c> is there.</summary>
    public bool Metrics { get; init; }

    /// <summary>Whether every answer is written down.</summary>
    public bool Verbose { get; init; }
}
