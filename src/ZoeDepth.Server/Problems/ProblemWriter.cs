using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ZoeDepth.Server;

/// <summary>What went wrong with a request (RFC 9457).</summary>
/// <param name="Title">the status in words</param>
/// <param name="Status">the HTTP status</param>
/// <param name="Detail">what was expected, what came, and what to do</param>
/// <param name="RequestId">names this request in the service's log</param>
internal sealed record ProblemDocument(string Title, int Status, string Detail, string RequestId)
{
    /// <summary>No kind of its own: the status says it.</summary>
    public string Type { get; } = "about:blank";
}

/// <summary>Writes problems as <c>application/problem+json</c>.</summary>
internal static class ProblemWriter
{
    private static readonly ProblemContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Answers with a problem; a response that has begun is cut off instead, so that nobody takes it for
    /// whole.</summary>
    public static async Task WriteAsync(HttpContext context, RequestProblem problem)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        RequestIds.Assign(context);
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        context.Response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter =
                Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        var body = JsonSerializer.SerializeToUtf8Bytes(new ProblemDocument(
            ReasonPhrases.GetReasonPhrase(problem.Status), problem.Status, problem.Message, context.TraceIdentifier),
            Context.ProblemDocument);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}

[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemContext : JsonSerializerContext;
