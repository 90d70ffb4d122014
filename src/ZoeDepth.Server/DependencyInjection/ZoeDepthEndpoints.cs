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
    /// Adds a model and what answers for it; called again, a further model. Where a request names none, the first
    /// answers. The model is opened when the host starts, and disposed when it has
    /// stopped, after the estimates under way.
    /// </summary>
    /// <param name="services">the host's services</param>
    /// <param name="model">what requests call the model</param>
    /// <param name="open">opens it, each time that it is loaded; what it returns is disposed by the service</param>
    /// <param name="configure">changes what is allowed, for all models</param>
    /// <exception cref="ArgumentException">an option is out of its range</exception>
    public static IServiceCollection AddZoeDepth(this IServiceCollection services, string model,
        Func<DepthEstimator> open, Action<ZoeDepthServerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        ArgumentNullException.ThrowIfNull(open);
        var further = services.FirstOrDefault(service => service.ServiceType == typeof(ZoeDepthServerOptions));
        var options = further?.ImplementationInstance as ZoeDepthServerOptions ?? new();
        configure?.Invoke(options);
        options.Check();
        _ = (new ApiKeys(options.ApiKeys), new ApiKeys(options.AdminKeys), new Origins(options.AllowedOrigins),
            new ImageHosts(options.ImageUrlHosts));
        services.AddSingleton(_ => new ServedModel(model, open, options));
        return further is not null ? services : services.AddSingleton(options)
            .AddSingleton<ModelCatalogue>()
            .AddSingleton(_ => new RequestRate(options.RequestsPerMinute, TimeProvider.System))
            .AddSingleton<Uploads>()
            .AddSingleton<RemoteImages>()
            .AddSingleton(_ => new Admission(options))
            .AddSingleton<AdminEndpoints>()
            .AddSingleton<Guard>()
            .AddMetrics()
            .AddSingleton<ServerMetrics>()
            .AddSingleton(_ => new KeptResults(options, TimeProvider.System))
            .AddSingleton<DepthWork>()
            .AddSingleton<DepthEndpoint>()
            .AddSingleton<BatchEndpoint>()
            .AddSingleton<ResultEndpoint>()
            .AddSingleton<ModelEndpoints>()
            .AddHostedService<ModelOpening>();
    }

    /// <summary>
    /// Maps <c>POST /v1/depth</c> and <c>/v1/depth/batch</c>, <c>GET /v1/results/{id}/{output}</c>,
    /// <c>GET /v1/models</c>, <c>/healthz</c> and <c>/readyz</c>; the last two ask for no key. With admin keys also
    /// <c>POST /v1/models/{id}/load</c>, <c>unload</c> and <c>swap</c>.
    /// </summary>
    /// <param name="endpoints">the host's endpoints, after <see cref="AddZoeDepth"/></param>
    /// <returns>
    /// adds what the host demands of all but the last two: <c>app.MapZoeDepth().RequireAuthorization()</c>
    /// </returns>
    /// <exception cref="InvalidOperationException"><see cref="AddZoeDepth"/> was not called</exception>
    public static IEndpointConventionBuilder MapZoeDepth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var guard = GuardOf(endpoints, nameof(MapZoeDepth));
        var depth = services.GetRequiredService<DepthEndpoint>();
        var batch = services.GetRequiredService<BatchEndpoint>();
        var results = services.GetRequiredService<ResultEndpoint>();
        var models = services.GetRequiredService<ModelEndpoints>();
        var guarded = endpoints.MapGroup("");
        guarded.MapPost(DepthEndpoint.Path, context => guard.ServeAsync(context, depth.AnswerAsync));
        guarded.MapPost(BatchEndpoint.Path, context => guard.ServeAsync(context, batch.AnswerAsync));
        guarded.MapGet("/v1/results/{id}/{output}", context => guard.ServeAsync(context, results.AnswerAsync));
        guarded.MapGet("/v1/models", context => guard.ServeAsync(context, models.ListAsync));
        guarded.MapGet("/v1/models/{id}", context => guard.ServeAsync(context, models.OneAsync));
        if (guard.HasAdministrators) MapAdministration(guarded, services.GetRequiredService<AdminEndpoints>(), guard);
        endpoints.MapGet("/healthz", context => guard.CaughtAsync(context, () => ModelEndpoints.HealthAsync(context)));
        endpoints.MapGet("/readyz", context => guard.CaughtAsync(context, () => models.ReadyAsync(context)));
        return guarded;
    }

    private static void MapAdministration(RouteGroupBuilder endpoints, AdminEndpoints admin, Guard guard)
    {
        foreach (var change in ModelChange.All)
            endpoints.MapPost($"/v1/models/{{id}}/{change.Name}", context =>
                guard.AdministerAsync(context, _ => admin.ChangeAsync(context, change)));
    }

    /// <summary>
    /// Maps a page for people at <c>/</c>, which uses the endpoints of <see cref="MapZoeDepth"/>; everything on it lies
    /// inside this assembly.
    /// </summary>
    /// <param name="endpoints">the host's endpoints, after <see cref="AddZoeDepth"/></param>
    /// <returns>adds what the host demands of the page</returns>
    /// <exception cref="InvalidOperationException"><see cref="AddZoeDepth"/> was not called</exception>
    public static IEndpointConventionBuilder MapZoeDepthPage(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var page = endpoints.MapGroup("");
        PageEndpoints.Map(page, GuardOf(endpoints, nameof(MapZoeDepthPage)));
        return page;
    }

    /// <summary>
    /// Maps what programmers read of the endpoints of <see cref="MapZoeDepth"/>: <c>/openapi/v1.json</c>, an OpenAPI
    /// 3.1 document, and <c>/docs/</c>, a page that shows it and lies inside this program. Both belong beside those
    /// endpoints: where the host has a document of its own, map all in one group, <c>app.MapGroup("/metres")</c>.
    /// </summary>
    /// <param name="endpoints">the host's endpoints, after <see cref="AddZoeDepth"/></param>
    /// <returns>adds what the host demands of the document and the page</returns>
    /// <exception cref="InvalidOperationException"><see cref="AddZoeDepth"/> was not called</exception>
    public static IEndpointConventionBuilder MapZoeDepthReference(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var reference = endpoints.MapGroup("");
        ApiReference.Map(reference, GuardOf(endpoints, nameof(MapZoeDepthReference)));
        return reference;
    }

    private static Guard GuardOf(IEndpointRouteBuilder endpoints, string caller) =>
        endpoints.ServiceProvider.GetService<Guard>()
            ?? throw new InvalidOperationException($"call services.AddZoeDepth(…) before {caller}()");
}
