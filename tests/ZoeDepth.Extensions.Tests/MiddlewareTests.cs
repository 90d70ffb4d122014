using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZoeDepth.Imaging;

namespace ZoeDepth.Extensions.Tests;

/// <summary>What stands around an estimator.</summary>
public sealed class MiddlewareTests
{
    private static ServiceProvider Services(Action<DepthEstimatorBuilder> around, ILoggerProvider? log = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Debug);
            if (log is not null) logging.AddProvider(log);
        });
        around(services.AddZoeDepth(options => (options.Model, options.Threads) = (Models.TwoHeads, 1)));
        return services.BuildServiceProvider();
    }

    [Fact]
    public async Task The_last_layer_that_is_added_is_asked_first()
    {
        var order = new List<string>();
        using var services = Services(builder => builder
            .Use((_, inner) => new Told(inner, () => order.Add("first")))
            .Use((_, inner) => new Told(inner, () => order.Add("last"))));
        await services.GetRequiredService<IDepthEstimator>().EstimateAsync(Models.Picture());
        order.ShouldBe(["last", "first"]);
        using var broken = Services(builder => builder.Use((_, _) => null!));
        Should.Throw<InvalidOperationException>(() => broken.GetRequiredService<IDepthEstimator>());
    }

    [Fact]
    public async Task A_stream_of_pictures_passes_through_the_layers_too()
    {
        var pictures = 0;
        using var services = Services(builder => builder.Use((_, inner) => new Told(inner, () => pictures++)));
        var depths = services.GetRequiredService<IDepthEstimator>()
            .EstimateAsync(new[] { Models.Picture(1), Models.Picture(2) }.ToAsyncEnumerable());
        (await depths.CountAsync()).ShouldBe(2);
        pictures.ShouldBe(2);
    }

    [Fact]
    public async Task Estimates_are_logged_with_their_range_and_failures_with_their_error()
    {
        var log = new Recorder();
        using var services = Services(builder => builder.UseLogging(), log);
        var estimator = services.GetRequiredService<IDepthEstimator>();
        await estimator.EstimateAsync(Models.Picture());
        await Should.ThrowAsync<ArgumentException>(() =>
            estimator.EstimateAsync(Models.Picture(), new() { Domain = "moon" }));
        await Should.ThrowAsync<OperationCanceledException>(() =>
            estimator.EstimateAsync(Models.Picture(), cancellation: new CancellationToken(canceled: true)));

        var lines = log.Lines.Where(line => line.Level > LogLevel.Debug).ToList();
        lines.Select(line => line.Level).ShouldBe([LogLevel.Information, LogLevel.Error, LogLevel.Information]);
        lines[0].Text.ShouldMatch(@"^48x32 by two-heads-nyu, (nyu|kitti): \d+\.\d\d to \d+\.\d\d m in \d+ ms$");
        lines[1].Error.ShouldBeOfType<ArgumentException>();
        lines[2].Text.ShouldStartWith("48x32 cancelled");
    }

    [Fact]
    public async Task A_picture_is_remembered_by_its_pixels_and_the_options()
    {
        var estimates = 0;
        using var services = Services(builder => builder.Use((_, inner) => new Told(inner, () => estimates++))
            .UseCaching());
        var estimator = services.GetRequiredService<IDepthEstimator>();
        var depth = await estimator.EstimateAsync(Models.Picture());
        (await estimator.EstimateAsync(Models.Picture())).ShouldBeSameAs(depth, "equal pixels, another object");
        (await estimator.EstimateAsync(Models.Picture(), new() { Domain = "kitti" })).ShouldNotBeSameAs(depth);
        (await estimator.EstimateAsync(Models.Picture(), new() { Domain = "kitti" })).ShouldNotBeSameAs(depth);
        (await estimator.EstimateAsync(Models.Picture(2))).ShouldNotBeSameAs(depth);
        var gray = Models.Picture();
        var turned = new RasterImage(gray.Height, gray.Width, gray.Format, gray.Data);
        (await estimator.EstimateAsync(turned)).Width.ShouldBe(gray.Height, "the same bytes, another shape");
        var lens = new RasterImage(gray.Width, gray.Height, gray.Format, gray.Data, new(FocalLengthIn35mmFilm: 90));
        (await estimator.EstimateAsync(lens)).ShouldNotBeSameAs(depth, "another lens may mean other metres");
        estimates.ShouldBe(5);
    }

    [Fact]
    public async Task What_would_be_too_much_to_remember_is_computed_again()
    {
        var estimates = 0;
        using var services = Services(builder => builder.Use((_, inner) => new Told(inner, () => estimates++))
            .UseCaching(maxBytes: 48 * 32 * sizeof(float) - 1));
        var estimator = services.GetRequiredService<IDepthEstimator>();
        await estimator.EstimateAsync(Models.Picture());
        await estimator.EstimateAsync(Models.Picture());
        estimates.ShouldBe(2);
        Should.Throw<ArgumentOutOfRangeException>(() => Services(builder => builder.UseCaching(0)));
    }

    [Fact]
    public async Task The_spread_of_the_bins_counts_among_the_bytes()
    {
        const int Values = 48 * 32 * sizeof(float);
        foreach (var (most, times) in ((long, int)[])[((2 * Values) - 1, 2), (2 * Values, 1)])
        {
            var estimates = 0;
            using var services = Services(builder => builder.Use((_, inner) => new Told(inner, () => estimates++))
                .UseCaching(most));
            var estimator = services.GetRequiredService<IDepthEstimator>();
            for (var i = 0; i < 2; i++)
                (await estimator.EstimateAsync(Models.Picture(), new() { Spread = true })).Spread.ShouldNotBeNull();
            estimates.ShouldBe(times);
        }
    }

    [Fact]
    public async Task Who_asks_at_once_for_the_same_waits_for_the_first()
    {
        var held = new Held();
        using var services = Services(builder => builder.Use((_, inner) => held.Around(inner)).UseCaching());
        var estimator = services.GetRequiredService<IDepthEstimator>();
        var asked = Enumerable.Range(0, 5).Select(_ => estimator.EstimateAsync(Models.Picture())).ToArray();
        held.Estimates.ShouldBe(1);
        using (var impatient = new CancellationTokenSource())
        {
            var left = estimator.EstimateAsync(Models.Picture(), cancellation: impatient.Token);
            await impatient.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(left);
        }
        held.GoOn.SetResult();
        var depths = await Task.WhenAll(asked);
        depths.ShouldAllBe(depth => ReferenceEquals(depth, depths[0]));
        held.Estimates.ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_first_gives_up_another_computes_it_and_a_failure_is_everybodys()
    {
        var held = new Held();
        using var services = Services(builder => builder.Use((_, inner) => held.Around(inner)).UseCaching());
        var estimator = services.GetRequiredService<IDepthEstimator>();
        using var impatient = new CancellationTokenSource();
        var first = estimator.EstimateAsync(Models.Picture(), cancellation: impatient.Token);
        var second = estimator.EstimateAsync(Models.Picture());
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        held.GoOn.SetResult();
        (await second.WaitAsync(TimeSpan.FromSeconds(60))).Width.ShouldBe(48);
        held.Estimates.ShouldBe(2);

        held.GoOn = new();
        var failing = Enumerable.Range(0, 2)
            .Select(_ => estimator.EstimateAsync(Models.Picture(2), new() { Domain = "moon" })).ToArray();
        held.GoOn.SetResult();
        foreach (var each in failing) await Should.ThrowAsync<ArgumentException>(each);
        held.Estimates.ShouldBe(3);
        await Should.ThrowAsync<ArgumentException>(
            estimator.EstimateAsync(Models.Picture(2), new() { Domain = "moon" }));
        held.Estimates.ShouldBe(4, "a failure is not remembered");
    }

    /// <summary>Holds estimates until it is told to let them go on.</summary>
    private sealed class Held
    {
        private int _estimates;

        public int Estimates => _estimates;

        public TaskCompletionSource GoOn { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDepthEstimator Around(IDepthEstimator inner) => new Layer(this, inner);

        private sealed class Layer(Held held, IDepthEstimator inner) : DelegatingDepthEstimator(inner)
        {
            public override async Task<DepthMap> EstimateAsync(RasterImage image, EstimateOptions? options = null,
                IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default)
            {
                Interlocked.Increment(ref held._estimates);
                await held.GoOn.Task.WaitAsync(cancellation);
                return await base.EstimateAsync(image, options, progress, cancellation);
            }
        }
    }

    private sealed class Told(IDepthEstimator inner, Action then) : DelegatingDepthEstimator(inner)
    {
        public override Task<DepthMap> EstimateAsync(RasterImage image, EstimateOptions? options = null,
            IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default)
        {
            then();
            return base.EstimateAsync(image, options, progress, cancellation);
        }
    }

    private sealed record Line(LogLevel Level, string Text, Exception? Error);

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public List<Line> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Add(new(logLevel, formatter(state, exception), exception));

        public void Dispose() { }
    }
}
