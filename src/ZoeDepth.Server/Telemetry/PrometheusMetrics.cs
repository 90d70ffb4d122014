using Microsoft.AspNetCore.Http;
using Prometheus;

namespace ZoeDepth.Server;

/// <summary>The meters in Prometheus' text format, for <c>GET /metrics</c>.</summary>
internal sealed class PrometheusMetrics : IDisposable
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly IDisposable _listening;

    public PrometheusMetrics()
    {
        var meters = Exporting.Meters.ToHashSet();
        _listening = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = _registry,
            MetricFactory = Metrics.WithCustomRegistry(_registry),
            InstrumentFilterPredicate = instrument => meters.Contains(instrument.Meter.Name),
            ResolveHistogramBuckets = _ => ServerMetrics.Buckets,
        });
    }

    /// <summary>Answers with all numbers.</summary>
    public async Task SendAsync(HttpContext context)
    {
        // Whole before the first byte is sent, so that a scrape is never half a page.
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text, context.RequestAborted);
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        context.Response.ContentLength = text.Length;
        await context.Response.Body.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length), context.RequestAborted);
    }

    public void Dispose() => _listening.Dispose();
}
