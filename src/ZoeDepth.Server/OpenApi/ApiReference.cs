using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace ZoeDepth.Server;

/// <summary>The OpenAPI document and a page that shows it; everything of the page comes from this process.</summary>
internal static class ApiReference
{
    /// <summary>Where the page is.</summary>
    public const string Page = "/docs";

    private const string DocumentName = "v1", Document = "/openapi/{documentName}.json";

    public static IServiceCollection AddApiReference(this IServiceCollection services) =>
        services.AddOpenApi(DocumentName, options => options.AddDocumentTransformer((document, context, _) =>
        {
            ApiDescription.Describe(document, context.ApplicationServices.GetRequiredService<Guard>()
                .HasAdministrators);
            return Task.CompletedTask;
        }));

    public static void MapApiReference(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi(Document);
        endpoints.MapScalarApiReference(Page, options => options.WithTitle("ZoeDepth")
            .WithOpenApiRoutePattern(Document).DisableDefaultFonts().DisableTelemetry().DisableAgent()
            .DisableMcp().HideDeveloperTools().HideClientButton().WithNonce());
    }

    /// <summary>
    /// What the page may do: run its own script, style itself, and ask this service; null for every other answer.
    /// </summary>
    public static string? PolicyOf(HttpContext context) => !context.Request.Path.StartsWithSegments(Page) ? null
        : $"default-src 'none'; script-src 'self' 'nonce-{context.Items[ScalarOptions.NonceHttpContextItemKey]}'; " +
            "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; " +
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
