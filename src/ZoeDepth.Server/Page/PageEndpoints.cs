using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

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
        foreach (var file in PageFile.All()) MapFile(file);
        MapFile(new PageFile(Choices, "application/json", PageChoices.ToJson()));

        void MapFile(PageFile file) => endpoints.MapMethods($"/{file.Path}", [HttpMethods.Get, HttpMethods.Head],
            context => guard.CaughtAsync(context, () => SendAsync(context, file)));
    }

    private static async Task SendAsync(HttpContext context, PageFile file)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.ETag = file.Tag;
        // The program may be another one the next time: ask, and be told that nothing changed.
        response.Headers.CacheControl = "no-cache";
        if (request.Headers.IfNoneMatch == file.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = file.MediaType;
        response.ContentLength = file.Body.Length;
        if (HttpMethods.IsGet(request.Method)) await response.Body.WriteAsync(file.Body, context.RequestAborted);
    }
}
