using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ZoeDepth.Telemetry;

/// <summary>
/// One estimate as .NET's own telemetry shows it: the meter and the source of activities are both called
/// <c>ZoeDepth</c>. Whoever listens gets it; where nobody does it costs a few comparisons.
/// </summary>
internal sealed class MeasuredEstimate : IDisposable
{
    /// <summary>What meter and source are called.</summary>
    public const string Name = "ZoeDepth";

    private const string Estimate = "zoedepth.estimate";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram("zoedepth.estimate.duration", "s",
        "How long an estimate took, from pixels to metres", tags: null, new InstrumentAdvice<double>
            { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    private static readonly UpDownCounter<int> Active = Meter.CreateUpDownCounter<int>("zoedepth.estimate.active",
        "{estimate}", "Estimates under way");

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Activity? _activity;
    private readonly string _model;
    private string? _error;

    private MeasuredEstimate(string model, ImageSize network, string preset, Activity? activity)
    {
        (_model, _activity) = (model, activity);
        _activity?.SetTag("zoedepth.model", model).SetTag("zoedepth.preset", preset)
            .SetTag("zoedepth.network.height", network.Height).SetTag("zoedepth.network.width", network.Width);
        Active.Add(1, new KeyValuePair<string, object?>("zoedepth.model", model));
    }

    /// <summary>Begins; disposing it ends it.</summary>
    /// <param name="model">what messages call the model</param>
    /// <param name="network">rows and columns of the network's input</param>
    /// <param name="preset">the preset's name</param>
    public static MeasuredEstimate Begin(string model, ImageSize network, string preset) =>
        new(model, network, preset, Source.StartActivity(Estimate));

    /// <summary>Begins with one of several pictures of a pass, on a thread that is none of their callers'.</summary>
    /// <param name="model">what messages call the model</param>
    /// <param name="network">rows and columns of the network's input</param>
    /// <param name="preset">the preset's name</param>
    /// <param name="caller">what the picture's caller was about</param>
    /// <param name="pictures">how many share the pass</param>
    public static MeasuredEstimate BeginInBatch(string model, ImageSize network, string preset, ActivityContext caller,
        int pictures)
    {
        Activity.Current = null;
        return new(model, network, preset, Source.StartActivity(Estimate, ActivityKind.Internal, caller)
            ?.SetTag("zoedepth.batch", pictures));
    }

    /// <summary>A stage of the network is done.</summary>
    public void Stage(string name) => _activity?.AddEvent(new ActivityEvent(name));

    /// <summary>It was answered by this head; null for a model of one head.</summary>
    public void Answered(string? head) => _activity?.SetTag("zoedepth.head", head);

    /// <summary>It ended with an error; always false, for a filter of exceptions.</summary>
    public bool Failed(Exception error)
    {
        _error = error.GetType().FullName;
        _activity?.SetTag("error.type", _error);
        if (error is not OperationCanceledException) _activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        return false;
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        var tags = new TagList { { "zoedepth.model", _model } };
        Active.Add(-1, tags);
        if (_error is not null) tags.Add("error.type", _error);
        Duration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, tags);
        _activity?.Dispose();
    }
}
