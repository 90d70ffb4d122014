using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZoeDepth;
using ZoeDepth.Server;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>ZoeDepth in a host of ASP.NET Core.</summary>
public static class ZoeDepthEndpoints
{
    /// <summary>
    /// Adds a model and what answers for it. The model is opened when the host starts, and disposed when it has
    /// stopped, after the estimates under way.
    /// </summary>
    /// <param name="services">the host's services</param>
    /// <param name="model">what requests call the model</param>
    /// <param name="open">opens it</param>
    /// <param name="configure">changes what is allowed</param>
    /// <exception cref="ArgumentException">an option is out of its range</exception>
    public static IServiceCollection AddZoeDepth(this IServiceCollection services, string model,
        Func<DepthEstimator> open, Action<ZoeDepthServerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        ArgumentNullException.ThrowIfNull(open);
        var options = new ZoeDepthServerOptions();
        configure?.Invoke(options);
        options.Check();
        return services.AddSingleton(options)
            .AddSingleton(new ApiKeys(options.ApiKeys))
            .AddSingleton(_ => new RequestRate(options.RequestsPerMinute))
            .AddSingleton(_ => new Admission(options))
            .AddSingleton(_ => new ServedModel(model, open))
            .AddSingleton<Guard>()
            .AddSingleton<DepthWork>()
            .AddSingleton<DepthEndpoint>()
            .AddSingleton<BatchEndpoint>()
            .AddSingleton<ModelEndpoints>()
            .AddHostedService<ModelOpening>();
    }

    /// <summary>
    /// Maps <c>POST /v1/depth</c> and <c>/v1/depth/batch</c>, <c>GET /v1/models</c>, <c>/healthz</c> and
    /// <c>/readyz</c>; the last two ask for no key.
    /// </summary>
    /// <param name="endpoints">the host's endpoints, after <see cref="AddZoeDepth"/></param>
    /// <exception cref="InvalidOperationException"><see cref="AddZoeDepth"/> was not called</exception>
    public static IEndpointRouteBuilder MapZoeDepth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var guard = services.GetService<Guard>()
            ?? throw new InvalidOperationException("call services.AddZoeDepth(…) before MapZoeDepth()");
        var depth = services.GetRequiredService<DepthEndpoint>();
        var batch = services.GetRequiredService<BatchEndpoint>();
        var models = services.GetRequiredService<ModelEndpoints>();
        endpoints.MapPost("/v1/depth", context => guard.ServeAsync(context, depth.AnswerAsync));
        endpoints.MapPost("/v1/depth/batch", context => guard.ServeAsync(context, batch.AnswerAsync));
        endpoints.MapGet("/v1/models", context => guard.ServeAsync(context, models.ListAsync));
        endpoints.MapGet("/v1/models/{id}", context => guard.ServeAsync(context, models.OneAsync));
        endpoints.MapGet("/healthz", context => guard.CaughtAsync(context, () => ModelEndpoints.HealthAsync(context)));
        endpoints.MapGet("/readyz", context => guard.CaughtAsync(context, () => models.ReadyAsync(context)));
        return endpoints;
    }

    /// <summary>
    /// Maps a page for people at <c>/</c>, which uses the endpoints of <see cref="MapZoeDepth"/>; everything on it lies
    /// inside this assembly.
    /// </summary>
    /// <param name="endpoints">the host's endpoints, after <see cref="AddZoeDepth"/></param>
    /// <exception cref="InvalidOperationException"><see cref="AddZoeDepth"/> was not called</exception>
    public static IEndpointRouteBuilder MapZoeDepthPage(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        PageEndpoints.Map(endpoints, endpoints.ServiceProvider.GetService<Guard>()
            ?? throw new InvalidOperationException("call services.AddZoeDepth(…) before MapZoeDepthPage()"));
        return endpoints;
    }
}
