using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server;

/// <summary><c>POST /v1/depth</c>: an image in, depth out.</summary>
internal sealed class DepthEndpoint(ModelCatalogue models, ZoeDepthServerOptions options, Uploads uploads,
    RemoteImages remote, Admission admission, DepthWork work, Guard guard, ServerMetrics metrics,
    ILogger<DepthEndpoint> log)
{
    /// <summary>Where it is asked.</summary>
    public const string Path = "/v1/depth";

    /// <summary>
    /// Answers a request. Who is slow to send holds what he has sent, who is slow to read holds his answer, and neither
    /// holds a place: that is taken when the image is there, and given back when its depth is.
    /// </summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var gone = context.RequestAborted;
        var asked = DepthRequest.Of(context.Request.Query);
        // What nobody could accept is refused before a byte of the image is read.
        var streams = Negotiation.AsksForEvents(context.Request);
        var accepted = asked.Kind ?? (streams ? AnswerKind.Json : Negotiation.Of(context.Request));
        // A form or JSON may name another model behind its image.
        if (asked.Model is not null || !ImageBody.MayHoldParameters(context.Request))
            models.Find(asked.Model).RequireReady();
        var caller = Caller.Of(context);
        admission.RequirePlace(caller.Name);
        var (image, request) = await ReceiveAsync(context, asked);
        using var received = image;
        using var place = admission.Enter(caller.Name);
        using var model = models.Find(request.Model).Use();
        model.RequireAllowed(request.Estimate.Precision);
        var job = new DepthJob(caller, model, request.Kind ?? accepted, request, image, context.TraceIdentifier)
            { IsInText = streams, PathBase = ServicePaths.Before(context.Request, Path) };
        using var room = await admission.AnswerRoomAsync(caller.Name, job.AnswerBytes, gone);
        context.Response.Headers.Vary = "Accept";
        var sending = new Sending(context, options, metrics);
        if (streams)
        {
            await new ProgressEvents(guard).SendAsync(context, sending,
                events => WorkAsync(job with { Progress = events }));
            return;
        }
        var answer = await WorkAsync(job);
        await sending.AnswerAsync(answer);
        log.Answered(context.TraceIdentifier, context.Response.StatusCode, answer.Body.Length,
            Stopwatch.GetElapsedTime(start).TotalMilliseconds);

        async Task<Answer> WorkAsync(DepthJob told)
        {
            using (place)
            using (model)
            {
                var made = await work.DoAsync(told, gone);
                room.ReduceTo(AnswerSize.Of(made, streams));
                return made;
            }
        }
    }

    /// <summary>The image, whose header is read before anybody waits for it.</summary>
    private async Task<(ReceivedImage Image, DepthRequest Request)> ReceiveAsync(HttpContext context,
        DepthRequest asked)
    {
        var most = ImageBody.MostBytes(context.Request, options.MaxBodyBytes);
        using var arrival = new Arrival(context, uploads, 1, most, options.BodyTimeout);
        context.Request.Body = arrival.Counted(context.Request.Body);
        var (sent, request) = await arrival.InTimeAsync(patience =>
            ImageBody.ReadAsync(context.Request, asked, options.MaxBodyBytes, patience));
        var file = await remote.FileOfAsync(sent, Caller.Of(context).Name, arrival.Counted, context.RequestAborted);
        return (ReceivedImage.Of(file, options.Decoding, arrival), request);
    }
}
