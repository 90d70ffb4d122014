using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ZoeDepth.Imaging;

namespace ZoeDepth.Extensions;

/// <summary>Says of every estimate what went in, what came out and how long it took.</summary>
internal sealed partial class LoggingDepthEstimator(IDepthEstimator inner, ILogger log)
    : DelegatingDepthEstimator(inner)
{
    public override async Task<DepthMap> EstimateAsync(RasterImage image, EstimateOptions? options = null,
        IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var depth = await base.EstimateAsync(image, options, progress, cancellation).ConfigureAwait(false);
            if (log.IsEnabled(LogLevel.Information))
            {
                var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                Estimated(log, image.Width, image.Height, depth.Model, depth.Domain?.Name ?? "its one head", depth.Min,
                    depth.Max, milliseconds);
            }
            foreach (var note in depth.Notes) Noted(log, note);
            return depth;
        }
        catch (OperationCanceledException)
        {
            Cancelled(log, image.Width, image.Height, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            throw;
        }
        catch (Exception error)
        {
            Failed(log, error, image.Width, image.Height);
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Information,
        "{Width}x{Height} by {Model}, {Head}: {Min:0.00} to {Max:0.00} m in {Milliseconds:0} ms")]
    private static partial void Estimated(ILogger log, int width, int height, string model, string head, float min,
        float max, double milliseconds);

    [LoggerMessage(2, LogLevel.Debug, "{Note}")]
    private static partial void Noted(ILogger log, string note);

    [LoggerMessage(3, LogLevel.Information, "{Width}x{Height} cancelled after {Milliseconds:0} ms")]
    private static partial void Cancelled(ILogger log, int width, int height, double milliseconds);

    [LoggerMessage(4, LogLevel.Error, "{Width}x{Height} could not be estimated")]
    private static partial void Failed(ILogger log, Exception error, int width, int height);
}
