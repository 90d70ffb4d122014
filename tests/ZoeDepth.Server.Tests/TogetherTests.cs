using System.Diagnostics;
using System.Net;
using ZoeDepth.Imaging;
using ZoeDepth.Telemetry;

namespace ZoeDepth.Server.Tests;

/// <summary>Requests that are worked on at once share the network's passes, and the room for their pixels.</summary>
public sealed class TogetherTests
{
    [Fact]
    public async Task Requests_share_passes_and_get_the_bytes_each_would_get_alone()
    {
        const int Requests = 12;
        await using var alone = await RunningService.StartAsync();
        await using var together = await RunningService.StartAsync(open: () =>
            DepthEstimator.FromPretrained(RunningService.Model, new() { MaxBatch = 4, MaxConcurrentEstimates = 1 }));
        var model = together.Estimator;
        List<int> passes = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MeasuredEstimate.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("zoedepth.batch") is not int pictures) return;
                lock (passes) passes.Add(pictures);
            },
        };
        ActivitySource.AddActivityListener(listener);
        // One picture holds the network until the others wait for it.
        using var held = new HalfWay<DepthProgress>();
        var holding = model.EstimateAsync(new RasterImage(48, 32, PixelFormat.Rgb8, new byte[48 * 32 * 3]),
            new() { Size = new(64, 96) }, held);
        held.Reached.Wait();
        var answers = Enumerable.Range(0, Requests).Select(i =>
            together.PostAsync(RunningService.Picture(40 + i, 30 + i, 3 + i), accept: "application/x-npy")).ToArray();
        await Task.Delay(500);
        held.GoOn.Set();
        for (var i = 0; i < Requests; i++)
        {
            using var answer = await answers[i];
            using var expected = await alone.PostAsync(RunningService.Picture(40 + i, 30 + i, 3 + i),
                accept: "application/x-npy");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(await expected.Content.ReadAsByteArrayAsync());
        }
        await holding;
        lock (passes) passes.ShouldContain(4);
    }

    // Twenty by twenty pixels are more than twenty: such an image goes in by itself.
    [Theory]
    [InlineData(2, 800), InlineData(1, 20), InlineData(8, 100_000_000)]
    public async Task Images_at_once_have_no_more_pixels_than_are_allowed(int images, long pixels)
    {
        const int Side = 20, Requests = 8;
        var decoder = new CountingDecoder(Side);
        await using var service = await RunningService.StartAsync(options =>
        {
            options.MaxConcurrent = Requests;
            options.MaxPixelsAtOnce = pixels;
            options.Decoding = DecodeOptions.Default with { Decoders = [decoder] };
        });
        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ =>
            service.PostAsync("counted, sixteen bytes at least"u8.ToArray(), type: "application/octet-stream")));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        decoder.Most.ShouldBeLessThanOrEqualTo(images);
    }

    /// <summary>Black squares; counts how many are decoded at once.</summary>
    private sealed class CountingDecoder(int side) : IImageDecoder
    {
        private readonly Lock _gate = new();
        private int _now, _most;

        public int Most => _most;

        public string FormatName => "counted";

        public bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith("counted"u8);

        public ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions options) =>
            new(FormatName, side, side, new ImageMetadata());

        public RasterImage Decode(ReadOnlySpan<byte> file, DecodeOptions options, CancellationToken cancellation)
        {
            var now = Interlocked.Increment(ref _now);
            lock (_gate) _most = Math.Max(_most, now);
            Thread.Sleep(50);
            Interlocked.Decrement(ref _now);
            return new RasterImage(side, side, PixelFormat.Rgb8, new byte[side * side * 3]);
        }
    }
}
