using System.Diagnostics;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>What an image waits for and what is done with it: its turn, decoding, the estimate, encoding.</summary>
internal sealed class DepthWork(ZoeDepthServerOptions options, Admission admission, KeptResults results,
    ServerMetrics metrics)
{
    /// <summary>Runs when an image's turn has come, before it is decoded; tests hold images here.</summary>
    internal Func<CancellationToken, Task>? TurnCame { get; set; }

    /// <summary>
    /// Answers an image that has a place, and whose answer has room; gives its file's memory up when it is decoded.
    /// </summary>
    /// <exception cref="RequestProblem">the image, a switch, or the time it took</exception>
    /// <exception cref="OperationCanceledException">nobody waits for it any more</exception>
    public async Task<Answer> DoAsync(DepthJob job, CancellationToken gone)
    {
        using var turn = await TurnAsync(job.Caller.Name, gone);
        job.Progress?.Report(new("turn", 0));
        var began = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(options.WorkTimeout);
        try
        {
            if (TurnCame is { } hook) await hook(patience.Token);
            // On a thread of its own: on the pool's few threads it would keep waiting whatever only passes bytes on,
            // the next request's turn among it.
            return await Task.Factory.StartNew(() => Work(job, patience.Token), patience.Token,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            throw RequestProblem.Unavailable(
                $"the depth took longer than {options.WorkTimeout.TotalSeconds:0} s; send a smaller image or ask for " +
                "a smaller size", options.WorkTimeout);
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(began);
            admission.Worked(took);
            metrics.Worked(took, job.Model.Id, job.Kind);
        }
    }

    private async Task<IDisposable> TurnAsync(string caller, CancellationToken gone)
    {
        using var activity = ServerMetrics.Source.StartActivity("zoedepth.queue");
        var came = Stopwatch.GetTimestamp();
        var turn = await admission.TurnAsync(caller, gone);
        metrics.Waited(Stopwatch.GetElapsedTime(came));
        return turn;
    }

    private Answer Work(DepthJob job, CancellationToken cancellation)
    {
        try
        {
            var size = job.Image.Size;
            using var room = admission.Room((long)size.Height * size.Width, cancellation);
            var photo = Decoded(job, cancellation);
            job.Progress?.Report(new("decoded", 0));
            var estimator = job.Model.Estimator;
            var shape = job.Asks(kind => kind.HasSurface) ? job.Request.Surface : SurfaceShape.View;
            var seen = shape.Seen(photo);
            var switches = shape.Switches(job.Request.Estimate, photo, estimator.Model.Config) with
                { Spread = job.Asks(kind => kind == AnswerKind.Spread) };
            Plan(estimator, seen, switches);
            var depth = estimator.Estimate(seen, switches, "the image", job.Progress, cancellation);
            var answer = Encoded(job, new EstimatedImage(shape.Shown(photo, seen), depth,
                CameraDocument.Of(depth.Camera, photo.Metadata), job.Model.Id, job.Id));
            metrics.Answered(200);
            job.Progress?.Report(new("encoded", 1));
            return answer;
        }
        catch (Exception error) when (UnreadableImage.Of(error) is { } problem)
        {
            throw problem;
        }
    }

    private RasterImage Decoded(DepthJob job, CancellationToken cancellation)
    {
        using var activity = ServerMetrics.Source.StartActivity("zoedepth.decode");
        activity?.SetTag("zoedepth.image.bytes", job.Image.File.Length);
        using (job.Image)
            return RasterImage.Load(job.Image.File.Span, job.Request.Estimate.Decoding(options.Decoding), cancellation);
    }

    private Answer Encoded(DepthJob job, EstimatedImage image)
    {
        using var activity = ServerMetrics.Source.StartActivity("zoedepth.encode");
        activity?.SetTag("zoedepth.output", job.Kind.Name);
        Answer[] files = [.. job.Request.Files.Select(kind => Answer.Of(kind, job.Request, image))];
        if (files.Length == 0) return Answer.Of(job.Kind, job.Request, image);
        var (id, until) = results.Keep(job.Caller, files);
        return Answer.Of(job.Kind, job.Request, image with
        {
            Links = files.ToDictionary(file => file.Kind.Name, file => new LinkDocument(
                $"{job.PathBase}/v1/results/{id}/{file.Kind.Name}", file.Kind.MediaType, file.Body.Length)
                { UnitsPerMetre = file.UnitsPerMetre }),
            Until = until,
        });
    }

    /// <summary>Finds out whether the switches suit the model; what they say of it is the sender's to know.</summary>
    private static void Plan(DepthEstimator estimator, RasterImage photo, EstimateOptions switches)
    {
        try
        {
            estimator.Plan(new ImageSize(photo.Height, photo.Width), switches);
        }
        catch (ArgumentException error)
        {
            throw RequestProblem.Unprocessable(ArgumentMessage.Of(error), error);
        }
    }
}
