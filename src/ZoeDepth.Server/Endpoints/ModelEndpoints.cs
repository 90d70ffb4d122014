using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ZoeDepth.Server;

/// <summary>What can answer, and whether it can now.</summary>
internal sealed class ModelEndpoints(ServedModel model, IHostApplicationLifetime lifetime)
{
    /// <summary><c>GET /v1/models</c>.</summary>
    public Task ListAsync(HttpContext context) =>
        JsonAsync(context.Response, ModelJson.Of(new ModelList([ModelDocument.Of(model)])));

    /// <summary><c>GET /v1/models/{id}</c>.</summary>
    public Task OneAsync(HttpContext context) => context.Request.RouteValues["id"] as string == model.Id
        ? JsonAsync(context.Response, ModelJson.Of(ModelDocument.Of(model)))
        : throw new RequestProblem(StatusCodes.Status404NotFound, $"there is no such model here; there is: {model.Id}");

    /// <summary><c>GET /healthz</c>: the process answers.</summary>
    public static Task HealthAsync(HttpContext context) => TextAsync(context.Response, "ok\n");

    /// <summary><c>GET /readyz</c>: images are taken.</summary>
    public Task ReadyAsync(HttpContext context)
    {
        var isReady = model.IsReady && !lifetime.ApplicationStopping.IsCancellationRequested;
        if (!isReady) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return TextAsync(context.Response, isReady ? "ready\n" : model.IsReady ? "stopping\n" : "loading\n");
    }

    private static async Task JsonAsync(HttpResponse response, byte[] body)
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
