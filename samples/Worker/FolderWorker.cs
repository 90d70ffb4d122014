using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZoeDepth.Imaging;

namespace ZoeDepth.Samples;

/// <summary>
/// Looks into a folder every second, and leaves depth in another one. A photograph is done once its depth is there, so
/// a worker that was ended goes on where it was. One that cannot be read, or that does not suit the model, is left out
/// until its file changes.
/// </summary>
internal sealed partial class FolderWorker(
    IDepthEstimator estimator, IConfiguration configuration, ILogger<FolderWorker> log)
    : BackgroundService
{
    private readonly string _in = configuration["Folders:In"] ?? "inbox";
    private readonly string _out = configuration["Folders:Out"] ?? "depth";
    // The next photograph is looked for while this one is measured, on another thread.
    private readonly ConcurrentQueue<string> _underWay = new();
    private readonly HashSet<(string File, DateTime Changed)> _leftOut = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Directory.CreateDirectory(_in);
        Directory.CreateDirectory(_out);
        while (true)
        {
            try
            {
                await MeasureAsync(stoppingToken);
            }
            catch (Exception error) when (error is UnsupportedImageSizeException or NonFiniteDepthException)
            {
                // A stream ends with the photograph that it cannot measure; the next one begins behind it.
                if (_underWay.TryDequeue(out var file)) LeaveOut(file, error);
                _underWay.Clear();
            }
        }
    }

    private async Task MeasureAsync(CancellationToken stop)
    {
        // The stream decodes the next photograph while one is measured.
        await foreach (var depth in estimator.EstimateAsync(PhotographsAsync(stop), null, stop))
        {
            _underWay.TryPeek(out var file);
            depth.Save(DepthOf(file!));
            // Only now: it is under way until its depth is there.
            _underWay.TryDequeue(out _);
            Done(file!, depth.Median);
        }
    }

    private string DepthOf(string photograph) =>
        Path.Combine(_out, Path.GetFileNameWithoutExtension(photograph) + ".depth.png");

    private async IAsyncEnumerable<RasterImage> PhotographsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            foreach (var file in Directory.EnumerateFiles(_in).Order())
            {
                if (File.Exists(DepthOf(file)) || _underWay.Contains(file)
                    || _leftOut.Contains((file, File.GetLastWriteTimeUtc(file)))) continue;
                RasterImage image;
                try
                {
                    image = await RasterImage.LoadAsync(file, cancellation: stop);
                }
                catch (Exception error) when (error is ImageFormatException or IOException)
                {
                    LeaveOut(file, error);
                    continue;
                }
                _underWay.Enqueue(file);
                yield return image;
            }
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
        }
    }

    private void LeaveOut(string file, Exception error)
    {
        _leftOut.Add((file, File.GetLastWriteTimeUtc(file)));
        LeftOut(file, error.Message);
    }

    [LoggerMessage(1, LogLevel.Information, "{File}: median {Median:0.00} m")]
    private partial void Done(string file, float median);

    [LoggerMessage(2, LogLevel.Warning, "{File} left out: {Reason}")]
    private partial void LeftOut(string file, string reason);
}
