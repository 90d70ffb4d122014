using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Primitives;

namespace ZoeDepth.Server;

/// <summary>The whole service of <c>zoedepth serve</c>. It reads no file and no variable that nobody named.</summary>
internal static class DepthService
{
    private const int MostConnections = 1024;
    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(10), KeepAlive = TimeSpan.FromSeconds(60);

    /// <summary>Serves until it is told to stop, then answers what was accepted.</summary>
    /// <exception cref="IOException">the address is in use</exception>
    public static async Task RunAsync(ServiceSettings settings, CancellationToken stop)
    {
        await using var app = Build(settings);
        await app.StartAsync(stop);
        settings.Listening(AddressOf(app));
        await app.WaitForShutdownAsync(stop);
    }

    /// <summary>The service before it is started.</summary>
    public static WebApplication Build(ServiceSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ZoeDepth" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.RequestHeadersTimeout = Headers;
            kestrel.Limits.KeepAliveTimeout = KeepAlive;
            kestrel.Listen(settings.Address, settings.Port);
        });
        var services = builder.Services;
        services.AddSingleton<IConnectionListenerFactory, DrainingTransport>();
        services.AddRoutingCore();
        foreach (var (index, (id, open)) in settings.Models.Index())
            services.AddZoeDepth(id, open, index == 0 ? settings.Configure : null);
        Exporting.Add(builder, settings.Telemetry);
        if (settings.HasMetrics) services.AddSingleton<PrometheusMetrics>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Drain);
        services.AddNeighbours(settings);
        if (settings.HeedsSignals)
            services.AddSingleton<IHostLifetime, ConsoleLifetime>()
                .Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("ZoeDepth", settings.IsVerbose ? LogLevel.Information : LogLevel.Warning)
            // It calls an error that it cannot read to its end a body which was given up because it did not come; what
            // goes wrong in answering is written by Guard.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical)
            .AddSimpleConsole(console => console.SingleLine = true);
        services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        var app = builder.Build();
        app.Use(DrainingTransport.NoteRequest);
        app.Use(SecurityHeaders);
        app.Use(ProblemPages);
        app.UseNeighbours(settings);
        app.MapZoeDepth();
        app.MapZoeDepthPage();
        app.MapZoeDepthReference();
        if (settings.HasMetrics)
        {
            // Listens from the start, not from the first time that it is asked.
            var (guard, metrics) = (app.Services.GetRequiredService<Guard>(),
                app.Services.GetRequiredService<PrometheusMetrics>());
            app.MapGet("/metrics", context => guard.ServeAsync(context, metrics.SendAsync));
        }
        return app;
    }

    /// <summary>
    /// Bytes that connections take at most: what is read ahead, what is written ahead with a piece of an answer that is
    /// written whole, and as much as one of them for headers and what belongs to a connection.
    /// </summary>
    public static long MemoryOfConnections => MostConnections * (4L * DrainingTransport.BufferedBytes);

    /// <summary>Where a started service listens: "http://127.0.0.1:8750".</summary>
    public static string AddressOf(IHost app) => app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static Task SecurityHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        context.Response.OnStarting(() =>
        {
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (StringValues.IsNullOrEmpty(headers.ContentSecurityPolicy))
                headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>What ASP.NET Core refuses by a status alone gets its problem, too.</summary>
    private static async Task ProblemPages(HttpContext context, RequestDelegate next)
    {
        RequestIds.Assign(context);
        await next(context);
        var response = context.Response;
        if (response.StatusCode < StatusCodes.Status400BadRequest || response.HasStarted
            || response.ContentType is not null || context.RequestAborted.IsCancellationRequested) return;
        var allow = response.Headers.Allow;
        await ProblemWriter.WriteAsync(context, new RequestProblem(response.StatusCode, response.StatusCode switch
        {
            StatusCodes.Status404NotFound =>
                "there is nothing here; there are: GET /, POST /v1/depth, POST /v1/depth/batch, GET /v1/results, " +
                "GET /v1/models, /healthz, /readyz and /docs",
            StatusCodes.Status405MethodNotAllowed => $"this is asked with {allow}",
            StatusCodes.Status400BadRequest => "this service does not answer to that Host",
            _ => ReasonPhrases.GetReasonPhrase(response.StatusCode),
        }));
    }
}
