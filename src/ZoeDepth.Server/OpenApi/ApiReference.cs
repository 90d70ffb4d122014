using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace ZoeDepth.Server;

/// <summary>
/// The OpenAPI document and a page that shows it, by Scalar's script; everything of the page comes from this process.
/// </summary>
internal static class ApiReference
{
    private const string Document = "/openapi/v1.json", Page = "docs/";

    /// <summary>What the page may do: run this service's scripts, style itself, and ask this service.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
        "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps both; nobody needs a key to read them.</summary>
    public static void Map(IEndpointRouteBuilder endpoints, Guard guard)
    {
        endpoints.MapGet(Document, context => guard.CaughtAsync(context, () =>
            DocumentAsync(context, guard.HasAdministrators)));
        foreach (var file in PageFile.In(Page, index: Page))
            PageEndpoints.MapFile(endpoints, guard, file, Policy);
    }

    private static async Task DocumentAsync(HttpContext context, bool hasAdministrators)
    {
        var request = context.Request;
        // The paths stand where the document stands: in a group of its host, below that group's own path.
        var address = $"{request.Scheme}://{request.Host}{ServicePaths.Before(request, Document)}";
        using var text = new MemoryStream();
        await ApiDescription.Of(hasAdministrators, address).SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1,
            context.RequestAborted);
        await ModelEndpoints.JsonAsync(context.Response, text.ToArray());
    }
}
