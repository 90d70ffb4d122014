using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace ZoeDepth.Extensions.Tests;

/// <summary>What the layers around an estimator show to those who listen.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Around = "ZoeDepth.Extensions", Here = "ZoeDepth.Extensions.Tests";

    private readonly ActivitySource _source = new(Here);
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ConcurrentQueue<(string Name, object Value, Dictionary<string, object?> Tags)> _measured = [];
    private readonly ActivityListener _listener;
    private readonly MeterListener _meters = new();
    private readonly Activity _test;

    public TelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "ZoeDepth" or Around or Here,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _test?.TraceId) _ended.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _test = _source.StartActivity("test")!;
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Around) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>(Measured);
        _meters.SetMeasurementEventCallback<double>(Measured);
        _meters.Start();
    }

    private IEnumerable<Activity> Calls => _ended.Where(activity => activity.OperationName == "zoedepth.call");

    public void Dispose()
    {
        _meters.Dispose();
        _test.Dispose();
        _listener.Dispose();
        _source.Dispose();
    }

    // Other tests measure beside this one.
    private void Measured<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags,
        object? state) where T : struct
    {
        if (Activity.Current?.TraceId == _test.TraceId)
            _measured.Enqueue((instrument.Name, value, tags.ToArray().ToDictionary()));
    }

    private static ServiceProvider Services(Func<IServiceCollection, DepthEstimatorBuilder> add)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        add(services);
        return services.BuildServiceProvider();
    }

    private static void Tiny(ZoeDepthOptions options) => (options.Model, options.Threads) = (Models.TwoHeads, 1);

    [Fact]
    public async Task A_call_is_an_activity_around_the_estimate_that_tells_how_it_found_the_cache()
    {
        using var services = Services(all => all.AddZoeDepth(Tiny).UseCaching().UseTelemetry());
        var estimator = services.GetRequiredService<IDepthEstimator>();
        for (var i = 0; i < 2; i++) await estimator.EstimateAsync(Models.Picture());
        Calls.Select(call => call.GetTagItem("zoedepth.cache")).ShouldBe(["miss", "hit"]);
        Calls.ShouldAllBe(call => call.ParentSpanId == _test.SpanId);
        var first = Calls.First();
        (first.GetTagItem("zoedepth.image.width"), first.GetTagItem("zoedepth.image.height")).ShouldBe((48, 32));
        first.GetTagItem("zoedepth.head").ShouldBeOneOf("nyu", "kitti");
        _ended.Single(activity => activity.OperationName == "zoedepth.estimate").ParentSpanId.ShouldBe(first.SpanId);
        _measured.Where(each => each.Name == "zoedepth.cache.lookups")
            .Select(each => (each.Value, each.Tags["zoedepth.cache"])).ShouldBe([(1L, "miss"), (1L, "hit")]);
        var times = _measured.Where(each => each.Name == "zoedepth.call.duration").ToList();
        times.Count.ShouldBe(2);
        times.ShouldAllBe(each => (double)each.Value > 0 && each.Tags.Count == 0);
    }

    [Fact]
    public async Task Who_waits_for_another_ones_estimate_shares_it()
    {
        var (came, free) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var services = Services(all => all.AddZoeDepth(Tiny)
            .Use((_, inner) => new Held(inner, came, free.Task)).UseCaching().UseTelemetry());
        var estimator = services.GetRequiredService<IDepthEstimator>();
        var first = estimator.EstimateAsync(Models.Picture());
        await came.Task;
        var second = estimator.EstimateAsync(Models.Picture());
        free.SetResult();
        await Task.WhenAll(first, second);
        Calls.Select(call => call.GetTagItem("zoedepth.cache")).ShouldBe(["miss", "shared"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_fails_says_so_and_a_model_says_its_key()
    {
        using var services = Services(all => all.AddKeyedZoeDepth("street", Tiny).UseTelemetry());
        var estimator = services.GetRequiredKeyedService<IDepthEstimator>("street");
        await Should.ThrowAsync<ArgumentException>(() =>
            estimator.EstimateAsync(Models.Picture(), new() { Domain = "moon" }));
        await Should.ThrowAsync<OperationCanceledException>(() =>
            estimator.EstimateAsync(Models.Picture(), cancellation: new CancellationToken(canceled: true)));
        Calls.Select(call => call.Status).ShouldBe([ActivityStatusCode.Error, ActivityStatusCode.Unset]);
        Calls.ShouldAllBe(call => Equals(call.GetTagItem("zoedepth.key"), "street"));
        var times = _measured.Where(each => each.Name == "zoedepth.call.duration").ToList();
        times.ShouldAllBe(each => Equals(each.Tags["zoedepth.key"], "street"));
        times[0].Tags["error.type"].ShouldBe(typeof(ArgumentException).FullName);
    }

    private sealed class Held(IDepthEstimator inner, TaskCompletionSource came, Task free)
        : DelegatingDepthEstimator(inner)
    {
        public override async Task<DepthMap> EstimateAsync(Imaging.RasterImage image, EstimateOptions? options = null,
            IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default)
        {
            came.TrySetResult();
            await free.WaitAsync(cancellation);
            return await base.EstimateAsync(image, options, progress, cancellation);
        }
    }
}
