using System.Net;

namespace ZoeDepth.Server;

/// <summary>What <c>zoedepth serve</c> was asked for.</summary>
internal sealed record ServiceSettings
{
    /// <summary>Where to listen.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The port; 0 for a free one.</summary>
    public required int Port { get; init; }

    /// <summary>What requests call each model, and what opens it; the first answers where none is named.</summary>
    public required IReadOnlyList<(string Id, Func<DepthEstimator> Open)> Models { get; init; }

    /// <summary>What is allowed.</summary>
    public Action<ZoeDepthServerOptions> Configure { get; init; } = _ => { };

    /// <summary>
    /// Names that the service answers to, as <c>Host</c> headers say them, "*.example" for all below one; when empty
    /// this machine's own where it listens to that alone, and any otherwise.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// Proxies that are believed whom they speak for (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>); nobody when
    /// empty.
    /// </summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Told where the service listens.</summary>
    public Action<string> Listening { get; init; } = _ => { };

    /// <summary>Whether SIGTERM and Ctrl-C end the service.</summary>
    public bool HeedsSignals { get; init; } = true;

    /// <summary>
    /// Where traces and metrics go, by OpenTelemetry's names (<see cref="Exporting.Variables"/>); nowhere when empty.
    /// </summary>
    public IReadOnlyDictionary<string, string> Telemetry { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether <c>/metrics</c> is there, for Prometheus.</summary>
    public bool HasMetrics { get; init; }

    /// <summary>Whether every answer is written down.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>How long requests under way may go on when the service is stopped.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromMinutes(3);
}
