using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests;

/// <summary>What listeners of .NET's telemetry see of an image, and what collectors are sent.</summary>
public sealed class TelemetryTests
{
    private readonly byte[] _image = RunningService.Picture();

    [Fact]
    public async Task A_request_is_one_trace_of_queue_decoding_estimate_and_encoding()
    {
        ConcurrentBag<Activity> ended = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "ZoeDepth" or "ZoeDepth.Server" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = await RunningService.StartAsync();
        var trace = ActivityTraceId.CreateRandom();
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/depth?size=64x96&domain=kitti")
            { Content = new ByteArrayContent(_image) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "image/jpeg");
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        (await service.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await service.DisposeAsync();

        var mine = ended.Where(activity => activity.TraceId == trace).ToDictionary(activity => activity.OperationName);
        mine.Keys.ShouldBe(["zoedepth.queue", "zoedepth.decode", "zoedepth.estimate", "zoedepth.encode",
            "Microsoft.AspNetCore.Hosting.HttpRequestIn"], ignoreOrder: true);
        var estimate = mine["zoedepth.estimate"];
        estimate.ParentSpanId.ShouldBe(mine["Microsoft.AspNetCore.Hosting.HttpRequestIn"].SpanId);
        estimate.GetTagItem("zoedepth.network.height").ShouldBe(64);
        estimate.GetTagItem("zoedepth.head").ShouldBe("kitti");
        estimate.Events.ShouldNotBeEmpty();
        estimate.Status.ShouldBe(ActivityStatusCode.Unset);
    }

    [Fact]
    public void An_estimate_that_fails_is_measured_with_its_error()
    {
        ConcurrentBag<(string Instrument, double Value, string? Error)> seen = [];
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "ZoeDepth") listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            seen.Add((instrument.Name, value, Tag(tags, "error.type"))));
        meters.Start();
        using var estimator = DepthEstimator.FromPretrained(RunningService.Model);
        using var cancelled = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => estimator.Estimate(RasterImage.Load(_image),
            new() { Size = new(64, 96) }, new Cancelling(cancelled), cancelled.Token));
        seen.ShouldContain(each => each.Instrument == "zoedepth.estimate.duration" && each.Value > 0
            && each.Error == typeof(OperationCanceledException).FullName);

        static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
        {
            foreach (var (key, value) in tags)
                if (key == name) return value as string;
            return null;
        }
    }

    [Fact]
    public async Task Prometheus_reads_what_was_measured_where_it_may()
    {
        await using var service = await RunningService.StartAsync(metrics: true);
        (await service.PostAsync(_image)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.PostAsync("text"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        var response = await service.Client.GetAsync("/metrics");
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var text = await response.Content.ReadAsStringAsync();
        foreach (var name in (string[])["zoedepth_estimate_duration_bucket", "zoedepth_estimate_active",
            "zoedepth_server_queue_duration_count", "zoedepth_server_image_duration_sum",
            "zoedepth_server_queue_length", "zoedepth_server_uploads", "zoedepth_server_uploads_bytes",
            "zoedepth_server_answers_room",
            "zoedepth_server_places", "zoedepth_server_models_finishing",
            "http_server_request_duration_count"])
            text.ShouldContain(name);
        text.ShouldMatch("zoedepth_server_answers[^\n]*200[^\n]* [1-9]");
        text.ShouldMatch("zoedepth_server_answers[^\n]*415[^\n]* [1-9]");

        await using var without = await RunningService.StartAsync();
        (await without.Client.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var guarded = await RunningService.StartAsync(options =>
            options.ApiKeys = [ApiKeys.LineOf("anna", "secret")], metrics: true);
        await RunningService.ProblemAsync(await guarded.Client.GetAsync("/metrics"), 401);
    }

    [Fact]
    public async Task A_collector_that_was_named_is_sent_traces_and_metrics()
    {
        ConcurrentDictionary<string, byte[]> sent = new();
        await using var collector = await Collector(sent);
        await using (var service = await RunningService.StartAsync(telemetry: new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "depth-of-a-test",
        }))
        {
            (await service.PostAsync(_image)).StatusCode.ShouldBe(HttpStatusCode.OK);
            await service.App.StopAsync();
        }
        foreach (var path in (string[])["/v1/traces", "/v1/metrics"])
        {
            for (var tries = 0; !sent.ContainsKey(path); tries++)
            {
                tries.ShouldBeLessThan(600, $"nothing came to {path}");
                await Task.Delay(20);
            }
            System.Text.Encoding.Latin1.GetString(sent[path]).ShouldContain("depth-of-a-test");
        }
        System.Text.Encoding.Latin1.GetString(sent["/v1/traces"]).ShouldContain("zoedepth.estimate");
        System.Text.Encoding.Latin1.GetString(sent["/v1/metrics"]).ShouldContain("zoedepth.server.image.duration");
    }

    [Fact]
    public async Task Where_none_was_named_there_is_no_exporter()
    {
        await using var service = await RunningService.StartAsync();
        service.App.Services.GetService<OpenTelemetry.Trace.TracerProvider>().ShouldBeNull();
        service.App.Services.GetService<OpenTelemetry.Metrics.MeterProvider>().ShouldBeNull();
    }

    private static async Task<WebApplication> Collector(ConcurrentDictionary<string, byte[]> sent)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            sent[context.Request.Path] = body.ToArray();
            context.Response.ContentType = "application/x-protobuf";
        });
        await app.StartAsync();
        return app;
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<DepthProgress>
    {
        public void Report(DepthProgress value) => source.Cancel();
    }
}
