using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ZoeDepth.Server;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector, where one was named; nothing leaves the process otherwise.
/// </summary>
internal static class Exporting
{
    /// <summary>What names the collector, for traces and metrics, or for one of the two.</summary>
    public static IReadOnlyList<string> Endpoints { get; } = ["OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>Everything that is heeded, by the names of OpenTelemetry's specification.</summary>
    public static IReadOnlyList<string> Variables { get; } = [.. Endpoints, "OTEL_EXPORTER_OTLP_PROTOCOL",
        "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TIMEOUT", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES",
        "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_BSP_SCHEDULE_DELAY",
        "OTEL_SDK_DISABLED"];

    /// <summary>Meters that are worth a chart.</summary>
    public static IReadOnlyList<string> Meters { get; } = [Telemetry.MeasuredEstimate.Name, ServerMetrics.Name,
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    /// <summary>Adds exporters where <paramref name="settings"/> name a collector.</summary>
    public static void Add(WebApplicationBuilder builder, IReadOnlyDictionary<string, string> settings)
    {
        if (!Endpoints.Any(settings.ContainsKey)
            || settings.GetValueOrDefault("OTEL_SDK_DISABLED")?.ToUpperInvariant() == "TRUE") return;
        builder.Configuration.AddInMemoryCollection(settings.Select(each =>
            KeyValuePair.Create<string, string?>(each.Key, each.Value)));
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                if (!settings.ContainsKey("OTEL_SERVICE_NAME")) resource.AddService("zoedepth");
            })
            .WithTracing(traces => traces.AddSource(Telemetry.MeasuredEstimate.Name, ServerMetrics.Name)
                .AddAspNetCoreInstrumentation().AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter([.. Meters]).AddOtlpExporter());
    }
}
