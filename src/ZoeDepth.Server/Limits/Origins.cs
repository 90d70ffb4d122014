using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>
/// Pages of other origins, which a browser lets send images here without asking anybody: their requests are refused
/// where they would work or change something. What a browser says of itself decides (Fetch Metadata, and the Fetch
/// standard's Origin); programs say neither and are not meant.
/// </summary>
internal sealed class Origins
{
    private const string SiteHeader = "Sec-Fetch-Site";

    private readonly HashSet<string> _allowed;

    /// <param name="allowed">origins whose pages may ask, "https://page.example"</param>
    /// <exception cref="ArgumentException">one is no origin</exception>
    public Origins(IEnumerable<string> allowed)
    {
        _allowed = new(allowed, StringComparer.OrdinalIgnoreCase);
        if (_allowed.FirstOrDefault(origin => !origin.Equals(Of(origin), StringComparison.OrdinalIgnoreCase))
            is { } wrong)
            throw new ArgumentException($"'{wrong}' is no origin; expected a scheme and a host, " +
                "https://page.example or http://localhost:3000, without a path");
    }

    /// <summary>The origin of an address that is nothing more, as browsers write it; null for another text.</summary>
    public static string? Of(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri is { PathAndQuery: "/", UserInfo: "", Fragment: "" }
            ? uri.GetLeftPart(UriPartial.Authority) : null;

    /// <summary>Lets those pass who come from this service's own page, or from no page.</summary>
    /// <exception cref="RequestProblem">403: a page of another origin sent it</exception>
    public void Require(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method)) return;
        var origin = request.Headers.Origin.ToString();
        var isOwn = request.Headers[SiteHeader].ToString() switch
        {
            // Behind a proxy that nobody named, the service does not know its own scheme; the browser does.
            "same-origin" or "none" => true,
            "" => origin.Length == 0
                || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
        if (!isOwn && !_allowed.Contains(origin))
            throw new RequestProblem(StatusCodes.Status403Forbidden,
                "a page of another origin sent this; its origin is not one of those that may (--cors-origin)");
    }
}
