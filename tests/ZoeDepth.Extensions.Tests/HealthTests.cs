using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ZoeDepth.Extensions.Tests;

/// <summary>What a host's health checks say of its models.</summary>
public sealed class HealthTests
{
    private static async Task<(HealthReportEntry Entry, IHost Host)> CheckAsync(string model, bool openAtStart)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddKeyedZoeDepth("street", options =>
            (options.Model, options.OpenAtStart) = (model, openAtStart));
        builder.Services.AddHealthChecks().AddZoeDepth("street");
        var host = builder.Build();
        await host.StartAsync();
        return (await Entry(host), host);
    }

    private static async Task<HealthReportEntry> Entry(IHost host) => (await host.Services
        .GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["zoedepth-street"];

    [Fact]
    public async Task A_model_that_was_opened_at_the_start_is_healthy()
    {
        var (entry, host) = await CheckAsync(Models.TwoHeads, openAtStart: true);
        using (host) entry.Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task One_nobody_asked_for_is_degraded_until_somebody_does()
    {
        var (entry, host) = await CheckAsync(Models.TwoHeads, openAtStart: false);
        using (host)
        {
            entry.Status.ShouldBe(HealthStatus.Degraded);
            host.Services.GetRequiredKeyedService<IDepthEstimator>("street");
            (await Entry(host)).Status.ShouldBe(HealthStatus.Healthy);
        }
    }

    [Fact]
    public async Task One_that_could_not_be_opened_is_unhealthy_and_says_why()
    {
        using var folder = new TemporaryFolder();
        var (_, host) = await CheckAsync(folder.Path, openAtStart: false);
        using (host)
        {
            Should.Throw<FileNotFoundException>(() => host.Services.GetRequiredKeyedService<IDepthEstimator>("street"));
            var entry = await Entry(host);
            entry.Status.ShouldBe(HealthStatus.Unhealthy);
            entry.Description!.ShouldContain("holds no config.json");
        }
    }
}
