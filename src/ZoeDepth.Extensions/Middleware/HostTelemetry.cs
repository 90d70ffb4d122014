using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ZoeDepth.Extensions;

/// <summary>
/// What the layers around an estimator show: the meter and the source of activities are both called
/// <c>ZoeDepth.Extensions</c>. Whoever listens gets it; where nobody does it costs a few comparisons.
/// </summary>
internal static class HostTelemetry
{
    /// <summary>What meter and source are called.</summary>
    public const string Name = "ZoeDepth.Extensions";

    /// <summary>Activities: what a host asked.</summary>
    public static readonly ActivitySource Source = new(Name);

    private const string CacheTag = "zoedepth.cache";

    private static readonly Meter Meter = new(Name);

    /// <summary>How long callers waited, cache and all.</summary>
    public static readonly Histogram<double> Calls = Meter.CreateHistogram("zoedepth.call.duration", "s",
        "How long a caller waited for depth, whatever stands around the estimator", tags: null,
        new InstrumentAdvice<double>
            { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    private static readonly Counter<long> Lookups = Meter.CreateCounter<long>("zoedepth.cache.lookups", "{lookup}",
        "Pictures looked for among those remembered");

    /// <summary>A picture was looked for: <c>hit</c>, <c>miss</c>, or <c>shared</c> with who computes it.</summary>
    public static void LookedUp(string result)
    {
        Lookups.Add(1, new KeyValuePair<string, object?>(CacheTag, result));
        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
            if (activity.Source == Source)
            {
                activity.SetTag(CacheTag, result);
                return;
            }
    }
}
