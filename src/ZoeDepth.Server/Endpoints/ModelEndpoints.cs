using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ZoeDepth.Server;

/// <summary>What can answer, and whether it can now.</summary>
internal sealed class ModelEndpoints(ModelCatalogue models, IHostApplicationLifetime lifetime)
{
    /// <summary>The model a path names, <c>%2F</c> for a slash in it.</summary>
    public static string IdOf(HttpContext context) =>
        Uri.UnescapeDataString(context.Request.RouteValues["id"] as string ?? "");

    /// <summary><c>GET /v1/models</c>.</summary>
    public Task ListAsync(HttpContext context) =>
        JsonAsync(context.Response, ModelJson.Of(new ModelList([.. models.All.Select(ModelDocument.Of)])));

    /// <summary><c>GET /v1/models/{id}</c>.</summary>
    public Task OneAsync(HttpContext context) =>
        JsonAsync(context.Response, ModelJson.Of(ModelDocument.Of(models.Find(IdOf(context)))));

    /// <summary><c>GET /healthz</c>: the process answers.</summary>
    public static Task HealthAsync(HttpContext context) => TextAsync(context.Response, "ok\n");

    /// <summary><c>GET /readyz</c>: images are taken.</summary>
    public Task ReadyAsync(HttpContext context)
    {
        var isReady = models.IsReady && !lifetime.ApplicationStopping.IsCancellationRequested;
        if (!isReady) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return TextAsync(context.Response, isReady ? "ready\n" : models.IsReady ? "stopping\n" : "loading\n");
    }

    /// <summary>Answers with a document.</summary>
    public static async Task JsonAsync(HttpResponse response, byte[] body)
    {
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private static Task TextAsync(HttpResponse response, string text)
    {
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(text);
    }
}
