using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace ZoeDepth.Server;

/// <summary>
/// Who stands between the service and those who ask: proxies that are believed, names that lead here, and pages of
/// other origins.
/// </summary>
internal static class Neighbours
{
    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>What a page of another origin may read beside an answer's body.</summary>
    private static readonly string[] ToldToPages = [RequestIds.Header, "Retry-After", "ZoeDepth-Model", "ZoeDepth-Unit",
        "ZoeDepth-Head", "ZoeDepth-Field-Of-View", "ZoeDepth-Camera", "ZoeDepth-Units-Per-Metre"];

    /// <summary>What it may say.</summary>
    private static readonly string[] SaidByPages =
        ["Accept", "Authorization", "Content-Type", "X-Api-Key", RequestIds.Header];

    /// <summary>Adds what <see cref="UseNeighbours"/> needs.</summary>
    public static void AddNeighbours(this IServiceCollection services, ServiceSettings settings) => services.AddCors()
        .AddHostFiltering(hosts =>
        {
            hosts.AllowedHosts = HostsOf(settings);
            hosts.IncludeFailureMessage = false;
        })
        .Configure<ForwardedHeadersOptions>(proxies =>
        {
            proxies.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // As far back as proxies are known that passed it on; this machine's own are not, unless they are named.
            proxies.ForwardLimit = null;
            proxies.KnownProxies.Clear();
            proxies.KnownIPNetworks.Clear();
            foreach (var network in settings.TrustedProxies) proxies.KnownIPNetworks.Add(network);
        });

    /// <summary>Comes before everything that asks who sent a request, or from where.</summary>
    public static void UseNeighbours(this IApplicationBuilder app, ServiceSettings settings)
    {
        if (settings.TrustedProxies.Count > 0) app.UseForwardedHeaders();
        app.UseHostFiltering();
        var origins = app.ApplicationServices.GetRequiredService<ZoeDepthServerOptions>().AllowedOrigins;
        if (origins.Count > 0)
            app.UseCors(pages => pages.WithOrigins([.. origins]).WithMethods("GET", "POST").WithHeaders(SaidByPages)
                .WithExposedHeaders(ToldToPages));
    }

    /// <summary>
    /// A service for this machine alone answers to this machine's names alone: a page of the web whose own name leads
    /// here (DNS rebinding) gets nothing. Those names lead to nobody else, so they are always answered.
    /// </summary>
    private static string[] HostsOf(ServiceSettings settings) =>
        settings.AllowedHosts.Count > 0 || IPAddress.IsLoopback(settings.Address)
            ? [.. OwnNames, .. settings.AllowedHosts] : ["*"];
}
