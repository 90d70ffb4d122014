using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Predict;

/// <summary>
/// Photos in order, three at a time: one is read while the one before it is in the network and the one before that is
/// written. Files and reports are those of one after the other.
/// </summary>
/// <param name="estimate">the steps</param>
/// <param name="photos">the photos, in order</param>
/// <param name="finished">told of each, in order, on the thread of the caller</param>
internal sealed class PhotoLine(PhotoEstimate estimate, IReadOnlyList<PlannedPhoto> photos,
    Action<PhotoReport> finished)
{
    private Task<PhotoReport>? _writing;
    private int _finished;

    /// <summary>Runs them.</summary>
    /// <param name="progress">shows how far each is</param>
    /// <param name="cancellation">looked at while a photo is read or estimated; files are written to their end</param>
    /// <returns>how many had their turn: all but where it was cancelled</returns>
    public int Run(RunProgress progress, CancellationToken cancellation)
    {
        var next = Read(0, cancellation);
        try
        {
            for (var i = 0; i < photos.Count; i++)
            {
                var opening = next!;
                next = Read(i + 1, cancellation);
                var estimated = progress.While(photos[i].Photo.Relative, shown =>
                    estimate.Estimate(opening.GetAwaiter().GetResult(), shown, cancellation));
                Finish();
                _writing = Task.Run(() => estimate.Write(estimated), CancellationToken.None);
            }
            Finish();
        }
        catch (OperationCanceledException)
        {
            Finish();
        }
        finally
        {
            // A run that ends early still waits for the photo that is read or written.
            foreach (var task in new Task?[] { next, _writing })
                task?.ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
        return _finished;
    }

    private Task<OpenedPhoto>? Read(int photo, CancellationToken cancellation) => photo < photos.Count
        ? Task.Run(() => estimate.Open(photos[photo], cancellation), CancellationToken.None) : null;

    private void Finish()
    {
        if (_writing is not { } writing) return;
        _writing = null;
        var report = writing.GetAwaiter().GetResult();
        _finished++;
        finished(report);
    }
}
