using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace ZoeDepth.Server.Tests;

/// <summary>What one service counts from now on; other tests run beside this one, with services of their own.</summary>
internal sealed class Counted : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly MeterListener _listener = new();

    public Counted(RunningService service)
    {
        var meters = service.App.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Meter.Name == ServerMetrics.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var name = instrument.Name["zoedepth.server.".Length..];
            foreach (var (_, tag) in tags) name += $" {tag}";
            _counts.AddOrUpdate(name, value, (_, before) => before + value);
        });
        _listener.Start();
    }

    /// <summary>How often: <c>answers 415</c>, <c>answers.cut_off</c>.</summary>
    public long this[string name] => _counts.GetValueOrDefault(name);

    public void Dispose() => _listener.Dispose();
}
