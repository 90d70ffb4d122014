using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ZoeDepth.Server;

/// <summary>What went wrong with a request (RFC 9457).</summary>
internal sealed record ProblemDocument(
    [property: Description("the status in words")] string Title,
    [property: Description("the HTTP status")] int Status,
    [property: Description("what was expected, what came, and what to do")] string Detail,
    [property: Description("names this request in the service's log")] string RequestId,
    [property: Description("seconds after which coming back makes sense; left out where that would not help")]
    int? RetryAfter)
{
    [Description("no kind of its own: the status says it")]
    public string Type { get; } = "about:blank";
}

/// <summary>Writes problems as <c>application/problem+json</c>.</summary>
internal static class ProblemWriter
{
    /// <summary>What problems are.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly string[] AnswerHeaders = ["Content-", "ETag", "Last-Modified", "ZoeDepth-"];

    private static readonly ProblemContext Context = new(WrittenJson.NewOptions());

    /// <summary>What is written, for whoever describes it.</summary>
    public static JsonTypeInfo Type => Context.ProblemDocument;

    /// <summary>Answers with a problem; a response that has begun is cut off instead, so that nobody takes it for
    /// whole.</summary>
    public static async Task WriteAsync(HttpContext context, RequestProblem problem)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        TakeBack(context.Response);
        RequestIds.Assign(context);
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
        if (Seconds(problem) is { } wait)
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        var body = Written(problem, context.TraceIdentifier);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>
    /// Takes back what was said of an answer that does not come. What was said of the request stays: Allow, Connection,
    /// Vary, and what other middleware added.
    /// </summary>
    private static void TakeBack(HttpResponse response)
    {
        foreach (var name in response.Headers.Keys.Where(IsOfAnAnswer).ToList()) response.Headers.Remove(name);
        if (response.Body.CanSeek) response.Body.SetLength(0);
    }

    private static bool IsOfAnAnswer(string header) => AnswerHeaders.Any(start =>
        header.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>The document in its bytes.</summary>
    public static byte[] Written(RequestProblem problem, string requestId) =>
        JsonSerializer.SerializeToUtf8Bytes(new ProblemDocument(ReasonPhrases.GetReasonPhrase(problem.Status),
            problem.Status, problem.Message, requestId, Seconds(problem)), Context.ProblemDocument);

    private static int? Seconds(RequestProblem problem) => problem.RetryAfter is { } wait
        ? (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, int.MaxValue) : null;
}

[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemContext : JsonSerializerContext;
