using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>
/// What is demanded of an image's URL before anybody is asked: http or https, no name or password, a host and a port
/// that are allowed. Messages never hold the URL, whose query may be a secret.
/// </summary>
internal static class ImageUrl
{
    private const int Longest = 2048;

    /// <summary>The URL that a request names.</summary>
    /// <exception cref="RequestProblem">400: it makes no sense here; 403: its host is not allowed</exception>
    public static Uri Of(string text, ImageHosts hosts)
    {
        if (text.Length > Longest)
            throw RequestProblem.BadRequest($"image is a URL of more than {Longest} characters; name a shorter one");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !IsWeb(url))
            throw RequestProblem.BadRequest("image expects a URL: https://…, http://…, or data:image/…;base64,…");
        if (url.UserInfo.Length > 0)
            throw RequestProblem.BadRequest("image is a URL with a name or a password; name one without");
        return hosts.Allow(url) ? url : throw new RequestProblem(StatusCodes.Status403Forbidden,
            "images are not fetched from this host or this port here; whoever runs the service names those that are " +
            "allowed (--image-urls)");
    }

    /// <summary>Where a redirect leads; null where it may not.</summary>
    public static Uri? Redirected(Uri from, Uri? location, ImageHosts hosts) =>
        location is not null && Uri.TryCreate(from, location, out var url) && IsWeb(url)
            && (url.Scheme == Uri.UriSchemeHttps || from.Scheme == Uri.UriSchemeHttp)
            && url.UserInfo.Length == 0 && url.OriginalString.Length <= Longest && hosts.Allow(url) ? url : null;

    private static bool IsWeb(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && ImageHosts.NameOf(url) is not null;
}
