using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary><c>GET /v1/results/{id}/{output}</c>: a file of an estimate that was asked for several.</summary>
internal sealed class ResultEndpoint(KeptResults results, ZoeDepthServerOptions options, Admission admission,
    ServerMetrics metrics)
{
    /// <summary>Answers with a file, which holds room until it was sent: it may be forgotten meanwhile.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var caller = Caller.Of(context);
        var file = results.Find(caller, Named("id"), Named("output"));
        using var room = await admission.AnswerRoomAsync(caller.Name, file.Body.Length, context.RequestAborted);
        await new Sending(context, options, metrics).AnswerAsync(file);

        string Named(string part) => context.Request.RouteValues[part] as string ?? "";
    }
}
