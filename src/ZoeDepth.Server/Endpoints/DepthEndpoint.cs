using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server;

/// <summary><c>POST /v1/depth</c>: an image in, depth out.</summary>
internal sealed class DepthEndpoint(ModelCatalogue models, ZoeDepthServerOptions options, Admission admission,
    DepthWork work, Guard guard, ILogger<DepthEndpoint> log)
{
    private readonly Arrival _arrival = new(options);

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var gone = context.RequestAborted;
        var asked = DepthRequest.Of(context.Request.Query);
        // What nobody could accept is refused before a byte of the image is read.
        var streams = Negotiation.AsksForEvents(context.Request);
        var accepted = asked.Answer ?? (streams ? AnswerKind.Json : Negotiation.Of(context.Request));
        // A form may name another model behind its image.
        if (asked.Model is not null || !context.Request.HasFormContentType) models.Find(asked.Model).RequireReady();
        using var place = admission.Enter();
        _arrival.Limit(context, images: 1);
        var (image, request) = await _arrival.InTimeAsync(context, patience =>
            ImageBody.ReadAsync(context.Request, asked, options.MaxBodyBytes, patience));
        using var model = models.Find(request.Model).Use();
        var job = new DepthJob(model, request.Answer ?? accepted, request, image, context.TraceIdentifier);
        context.Response.Headers.Vary = "Accept";
        if (streams)
        {
            await new ProgressEvents(guard).SendAsync(context, events => work.DoAsync(job with { Progress = events },
                gone));
            return;
        }
        var answer = await work.DoAsync(job, gone);
        await SendAsync(context.Response, answer, gone);
        log.Answered(context.TraceIdentifier, context.Response.StatusCode, answer.Body.Length,
            Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static async Task SendAsync(HttpResponse response, Answer answer, CancellationToken gone)
    {
        response.ContentType = answer.Kind.MediaType;
        response.ContentLength = answer.Body.Length;
        response.Headers.ContentDisposition = $"inline; filename=\"image{answer.Kind.Ending}\"";
        foreach (var (name, value) in answer.Headers) response.Headers[name] = value;
        await response.Body.WriteAsync(answer.Body, gone);
    }
}
