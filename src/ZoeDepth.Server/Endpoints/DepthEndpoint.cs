using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary><c>POST /v1/depth</c>: an image in, depth out.</summary>
internal sealed class DepthEndpoint(ServedModel model, ZoeDepthServerOptions options, Admission admission,
    ILogger<DepthEndpoint> log)
{
    /// <summary>Bytes of a form beside its file.</summary>
    private const int FormBytes = 64 << 10;

    /// <summary>Runs when a request's turn has come, before its image is decoded; tests hold requests here.</summary>
    internal Func<CancellationToken, Task>? TurnCame { get; set; }

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var gone = context.RequestAborted;
        var asked = DepthRequest.Of(context.Request.Query);
        // What nobody could accept is refused before a byte of the image is read.
        var accepted = asked.Answer ?? Negotiation.Of(context.Request);
        var estimator = model.Estimator;
        using var place = admission.Enter();
        var (image, request) = await ReceiveAsync(context, asked, gone);
        if (request.Model is { } named && named != model.Id)
            throw new RequestProblem(StatusCodes.Status404NotFound,
                $"there is no model {named} here; there is: {model.Id}");
        Answer answer;
        DepthMap depth;
        using (await admission.TurnAsync(gone))
        {
            var began = Stopwatch.GetTimestamp();
            (answer, depth) = await WorkAsync(estimator, request.Answer ?? accepted, request, image,
                context.TraceIdentifier, gone);
            admission.Worked(Stopwatch.GetElapsedTime(began));
        }
        await SendAsync(context.Response, answer, depth, gone);
        log.Answered(context.TraceIdentifier, context.Response.StatusCode, answer.Body.Length,
            Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private async Task<(ReadOnlyMemory<byte>, DepthRequest)> ReceiveAsync(HttpContext context, DepthRequest asked,
        CancellationToken gone)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.MaxBodyBytes + FormBytes;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(options.BodyTimeout);
        try
        {
            return await ImageBody.ReadAsync(context.Request, asked, options.MaxBodyBytes, patience.Token);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            throw new RequestProblem(StatusCodes.Status408RequestTimeout,
                $"the image did not arrive within {options.BodyTimeout.TotalSeconds:0} s");
        }
    }

    private async Task<(Answer, DepthMap)> WorkAsync(DepthEstimator estimator, AnswerKind kind, DepthRequest request,
        ReadOnlyMemory<byte> image, string requestId, CancellationToken gone)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(options.WorkTimeout);
        try
        {
            if (TurnCame is { } hook) await hook(patience.Token);
            // On a thread of its own: on the pool's few threads it would keep waiting whatever only passes bytes on,
            // the next request's turn among it.
            return await Task.Factory.StartNew(
                () => Work(estimator, kind, request, image, requestId, patience.Token), patience.Token,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            throw RequestProblem.Unavailable(
                $"the depth took longer than {options.WorkTimeout.TotalSeconds:0} s; send a smaller image or ask for " +
                "a smaller size", options.WorkTimeout);
        }
    }

    private (Answer, DepthMap) Work(DepthEstimator estimator, AnswerKind kind, DepthRequest request,
        ReadOnlyMemory<byte> image, string requestId, CancellationToken cancellation)
    {
        try
        {
            var photo = RasterImage.Load(image.Span, options.Decoding, cancellation);
            Plan(estimator, photo, request.Estimate);
            var depth = estimator.Estimate(photo, request.Estimate, "the image", progress: null, cancellation);
            return (Answer.Of(kind, request, photo, depth, model.Id, requestId), depth);
        }
        catch (Exception error) when (UnreadableImage.Of(error) is { } problem)
        {
            throw problem;
        }
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

    private async Task SendAsync(HttpResponse response, Answer answer, DepthMap depth, CancellationToken gone)
    {
        var headers = response.Headers;
        response.ContentType = answer.Kind.MediaType;
        response.ContentLength = answer.Body.Length;
        headers.ContentDisposition = $"inline; filename=\"image{answer.Kind.Ending}\"";
        headers.Vary = "Accept";
        headers["ZoeDepth-Model"] = Plain(model.Id);
        headers["ZoeDepth-Unit"] = depth.IsRelative ? "relative" : "m";
        if (depth.Domain is { } domain) headers["ZoeDepth-Head"] = Plain(domain.Name);
        if (depth.Camera is { } camera) headers["ZoeDepth-Field-Of-View"] = camera.ToString();
        if (answer.UnitsPerMetre is { } units)
            headers["ZoeDepth-Units-Per-Metre"] = units.ToString("R", CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(answer.Body, gone);
    }

    /// <summary>Printable ASCII, which is all that headers hold.</summary>
    private static string Plain(string text) => string.Concat(text.Select(letter => letter is > ' ' and < '\x7f'
        ? letter : '_'));
}
