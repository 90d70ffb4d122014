using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>
/// A name for each request: the sender's <c>X-Request-Id</c> where it is short and plain, or a new one. It is in the
/// answer, in problems and in the log.
/// </summary>
internal static class RequestIds
{
    /// <summary>The header.</summary>
    public const string Header = "X-Request-Id";

    private const int Longest = 64;

    /// <summary>Names the request, once.</summary>
    public static void Assign(HttpContext context)
    {
        if (!context.Items.ContainsKey(typeof(RequestIds)))
        {
            context.Items[typeof(RequestIds)] = true;
            var sent = context.Request.Headers[Header].ToString();
            context.TraceIdentifier = IsPlain(sent) ? sent : Guid.NewGuid().ToString("N");
        }
        context.Response.Headers[Header] = context.TraceIdentifier;
    }

    private static bool IsPlain(string id) => id.Length is > 0 and <= Longest
        && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
