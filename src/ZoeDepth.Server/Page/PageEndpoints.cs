using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ZoeDepth.Server;

/// <summary>The page for people. Nothing on it comes from elsewhere, and its policy lets nothing come or go.</summary>
internal static class PageEndpoints
{
    /// <summary>
    /// Scripts and styles of this service alone, none inline; pictures and the meshes' textures may also be made by the
    /// page itself (<c>blob:</c>); the only place anything is sent to is this service.
    /// </summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; " +
        "media-src 'self' blob:; connect-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Choices = "page/choices.json";

    /// <summary>Maps the page and its files; nobody needs a key to read them.</summary>
    public static void Map(IEndpointRouteBuilder endpoints, Guard guard)
    {
        foreach (var file in PageFile.All().Append(new PageFile(Choices, "application/json", PageChoices.ToJson())))
            MapFile(endpoints, guard, file.Path, context => file.Path.Length == 0 && RedirectedBelow(context.Response)
                ? Task.CompletedTask : SendAsync(context, file, Policy));
    }

    /// <summary>
    /// Whether the page was asked for at an address that does not end with a slash, as of a group of its host: it is
    /// sent to the one that does, because what it names lies below that.
    /// </summary>
    private static bool RedirectedBelow(HttpResponse response)
    {
        var path = response.HttpContext.Request.Path.Value ?? "";
        if (path.EndsWith('/')) return false;
        // Seen from the folder above, so that a proxy may have put the service anywhere.
        response.Redirect($"{path[(path.LastIndexOf('/') + 1)..]}/{response.HttpContext.Request.QueryString}");
        return true;
    }

    /// <summary>Maps what is read and never changes.</summary>
    public static void MapFile(IEndpointRouteBuilder endpoints, Guard guard, string path,
        Func<HttpContext, Task> send) => endpoints.MapMethods($"/{path}", [HttpMethods.Get, HttpMethods.Head],
            context => guard.CaughtAsync(context, () => send(context)));

    /// <summary>Sends a file, as it is stored to those who accept that.</summary>
    public static async Task SendAsync(HttpContext context, PageFile file, string policy)
    {
        var (request, response) = (context.Request, context.Response);
        var asStored = file.Coding is { } coding && Negotiation.Takes(request, coding);
        var tag = asStored ? file.StoredTag : file.Tag;
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.ETag = tag;
        if (file.Coding is not null) response.Headers.Vary = HeaderNames.AcceptEncoding;
        // The program may be another one the next time: ask, and be told that nothing changed.
        response.Headers.CacheControl = "no-cache";
        if (request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = file.MediaType;
        if (asStored) response.Headers.ContentEncoding = file.Coding;
        var body = asStored ? file.Stored : file.Body;
        response.ContentLength = body.Length;
        if (HttpMethods.IsGet(request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
