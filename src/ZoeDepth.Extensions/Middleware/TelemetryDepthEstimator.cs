using System.Diagnostics;
using ZoeDepth.Imaging;

namespace ZoeDepth.Extensions;

/// <summary>
/// Shows every call as an activity <c>zoedepth.call</c> around all that is inside, and its time as a measurement.
/// </summary>
/// <param name="inner">the estimator it passes to</param>
/// <param name="key">the key of the model; null for the one without a key</param>
internal sealed class TelemetryDepthEstimator(IDepthEstimator inner, string? key) : DelegatingDepthEstimator(inner)
{
    public override async Task<DepthMap> EstimateAsync(RasterImage image, EstimateOptions? options = null,
        IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var start = Stopwatch.GetTimestamp();
        var tags = new TagList();
        if (key is not null) tags.Add("zoedepth.key", key);
        using var activity = HostTelemetry.Source.StartActivity("zoedepth.call");
        activity?.SetTag("zoedepth.key", key).SetTag("zoedepth.image.height", image.Height)
            .SetTag("zoedepth.image.width", image.Width);
        try
        {
            var depth = await base.EstimateAsync(image, options, progress, cancellation).ConfigureAwait(false);
            activity?.SetTag("zoedepth.model", depth.Model).SetTag("zoedepth.head", depth.Domain?.Name);
            return depth;
        }
        catch (Exception error)
        {
            var type = error.GetType().FullName;
            tags.Add("error.type", type);
            activity?.SetTag("error.type", type);
            if (error is not OperationCanceledException) activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
        finally
        {
            HostTelemetry.Calls.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
        }
    }
}
