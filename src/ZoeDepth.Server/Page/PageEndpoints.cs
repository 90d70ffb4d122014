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
            MapFile(endpoints, guard, file, Policy);
    }

    /// <summary>Maps what is read and never changes.</summary>
    public static void MapFile(IEndpointRouteBuilder endpoints, Guard guard, PageFile file, string policy) =>
        endpoints.MapMethods($"/{file.Path}", [HttpMethods.Get, HttpMethods.Head],
            context => guard.CaughtAsync(context, () => SendAsync(context, file, policy)));

    /// <summary>
    /// Sends a file, as it is stored to those who accept that. Who asks for an index without the last slash is sent to
    /// the address that has it, because what the index names lies beside it.
    /// </summary>
    private static async Task SendAsync(HttpContext context, PageFile file, string policy)
    {
        var (request, response) = (context.Request, context.Response);
        if (file.Path is "" or [.., '/'] && (request.PathBase + request.Path).Value is [.., not '/'] path)
        {
            // Seen from the folder above, so that a proxy may have put the service anywhere below its host.
            response.Redirect($"{Uri.EscapeDataString(path[(path.LastIndexOf('/') + 1)..])}/{request.QueryString}");
            return;
        }
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
