using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>Estimators that are disposed while they work, and callers that wait their turn.</summary>
public sealed class LifetimeTests
{
    private static readonly RasterImage Picture = TinyModels.Picture(40, 60);

    [Fact]
    public async Task Disposing_again_does_nothing_and_new_work_is_refused()
    {
        var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        estimator.Estimate(Picture);
        estimator.Dispose();
        estimator.Dispose();
        await estimator.DisposeAsync();
        Should.Throw<ObjectDisposedException>(() =>
            estimator.Estimate(Picture)).ObjectName.ShouldBe(typeof(DepthEstimator).FullName);
        await Should.ThrowAsync<ObjectDisposedException>(() => estimator.EstimateAsync(Picture));
        Should.Throw<ObjectDisposedException>(() => { _ = estimator.PrepareAsync(); });
        var pipeline = DepthEstimationPipeline.FromPretrained(TinyModels.Single);
        pipeline.Dispose();
        pipeline.Dispose();
        Should.Throw<ObjectDisposedException>(() =>
            pipeline.Run(Picture)).ObjectName.ShouldBe(typeof(DepthEstimationPipeline).FullName);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Disposing_waits_for_estimates_under_way_and_they_answer(bool asynchronously)
    {
        using var plain = DepthEstimator.FromPretrained(TinyModels.Single);
        var expected = plain.Estimate(Picture).Values;
        var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        using var halfway = new HalfWay<DepthProgress>();
        var estimate = Task.Run(() => estimator.Estimate(Picture, progress: halfway));
        halfway.Reached.Wait();
        var disposing = asynchronously ? estimator.DisposeAsync().AsTask() : Task.Run(estimator.Dispose);
        SpinWait.SpinUntil(() => Refuses(estimator), TimeSpan.FromSeconds(20)).ShouldBeTrue();
        (await Task.WhenAny(disposing, Task.Delay(50))).ShouldNotBe(disposing);
        halfway.GoOn.Set();
        await disposing;
        (await estimate).Values.ShouldBe(expected);
        Should.Throw<ObjectDisposedException>(() => estimator.Model.Parameters.First().Open());
    }

    [Fact]
    public void An_estimate_that_disposes_its_estimator_finishes_and_does_not_wait_for_itself()
    {
        var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var disposed = false;
        var depth = estimator.Estimate(Picture, progress: new Told(() =>
        {
            estimator.Dispose();
            disposed = true;
        }));
        disposed.ShouldBeTrue();
        depth.Values.Length.ShouldBe(40 * 60);
        Should.Throw<ObjectDisposedException>(() => estimator.Model.Parameters.First().Open());
    }

    [Fact]
    public async Task A_model_disposed_under_an_estimate_is_read_to_the_end()
    {
        var model = ZoeDepthForDepthEstimation.FromPretrained(TinyModels.Single);
        using var estimator = new DepthEstimator(model, ZoeDepthImageProcessor.FromPretrained(TinyModels.Single));
        using var halfway = new HalfWay<DepthProgress>();
        var estimate = Task.Run(() => estimator.Estimate(Picture, progress: halfway));
        halfway.Reached.Wait();
        model.Dispose();
        model.Dispose();
        halfway.GoOn.Set();
        (await estimate).Values.Length.ShouldBe(40 * 60);
        Should.Throw<ObjectDisposedException>(() => estimator.Estimate(Picture));
    }

    [Fact]
    public async Task Weights_replaced_under_an_estimate_are_seen_by_the_next()
    {
        using var model = ZoeDepthForDepthEstimation.FromPretrained(TinyModels.Single);
        using var estimator = new DepthEstimator(model, ZoeDepthImageProcessor.FromPretrained(TinyModels.Single));
        var before = estimator.Estimate(Picture).Values;
        using var halfway = new HalfWay<DepthProgress>();
        var estimate = Task.Run(() => estimator.Estimate(Picture, progress: halfway));
        halfway.Reached.Wait();
        using (model.WriteParameters())
            foreach (var parameter in model.Parameters)
            {
                using var w = parameter.Write();
                foreach (ref var value in w.Values) value *= 0.99f;
            }
        halfway.GoOn.Set();
        (await estimate).Values.ShouldBe(before);
        estimator.Estimate(Picture).Values.ShouldNotBe(before);
        model.GetParameter("metric_head.seed_projector.conv1.weight").Version.ShouldBe(1);
        Should.Throw<KeyNotFoundException>(() => model.GetParameter("metric_head.nothing"));
    }

    [Fact]
    public async Task Callers_come_in_as_many_as_are_allowed_and_in_the_order_in_which_they_came()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single, new() { MaxConcurrentEstimates = 1 });
        using var halfway = new HalfWay<DepthProgress>();
        var first = Task.Run(() => estimator.Estimate(Picture, progress: halfway));
        halfway.Reached.Wait();
        var order = new List<int>();
        var waiting = new List<Task>();
        for (var caller = 0; caller < 6; caller++)
        {
            var number = caller;
            waiting.Add(estimator.EstimateAsync(Picture, progress: new Told(() =>
            {
                lock (order) order.Add(number);
            })));
        }
        using var cancel = new CancellationTokenSource();
        var impatient = estimator.EstimateAsync(Picture, cancellation: cancel.Token);
        cancel.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        waiting.ShouldAllBe(task => !task.IsCompleted);
        halfway.GoOn.Set();
        await Task.WhenAll([first, .. waiting]);
        order.ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    [Theory]
    [InlineData(3, long.MaxValue, 3), InlineData(8, 1L, 1)]
    public async Task Sixty_four_callers_hold_no_more_than_is_allowed(int places, long bytes, int together)
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single,
            new() { MaxConcurrentEstimates = places, MaxActivationBytes = bytes, Threads = 1 });
        var expected = estimator.Estimate(Picture).Values;
        var (running, most) = (0, 0);
        var callers = Enumerable.Range(0, 64).Select(_ =>
        {
            var entered = false;
            return estimator.EstimateAsync(Picture, progress: new Reports(progress =>
            {
                if (!entered)
                {
                    entered = true;
                    var now = Interlocked.Increment(ref running);
                    lock (Picture) most = Math.Max(most, now);
                }
                if (progress.Fraction == 1) Interlocked.Decrement(ref running);
            }));
        }).ToArray();
        foreach (var depth in await Task.WhenAll(callers)) depth.Values.ShouldBe(expected);
        most.ShouldBeLessThanOrEqualTo(together);
    }

    [Fact]
    public async Task Callers_that_wait_are_refused_when_the_estimator_is_disposed()
    {
        var estimator = DepthEstimator.FromPretrained(TinyModels.Single, new() { MaxConcurrentEstimates = 1 });
        using var halfway = new HalfWay<DepthProgress>();
        var first = Task.Run(() => estimator.Estimate(Picture, progress: halfway));
        halfway.Reached.Wait();
        var waiting = estimator.EstimateAsync(Picture);
        var disposing = Task.Run(estimator.Dispose);
        await Should.ThrowAsync<ObjectDisposedException>(() => waiting);
        halfway.GoOn.Set();
        await disposing;
        (await first).Values.Length.ShouldBe(40 * 60);
    }

    [Fact]
    public void Nobody_is_let_in_by_impossible_limits()
    {
        Should.Throw<ArgumentOutOfRangeException>(() =>
            DepthEstimator.FromPretrained(TinyModels.Single, new() { MaxConcurrentEstimates = 0 })).Message
            .ShouldContain("MaxConcurrentEstimates is 0; expected at least 1");
        Should.Throw<ArgumentOutOfRangeException>(() =>
            DepthEstimator.FromPretrained(TinyModels.Single, new() { MaxActivationBytes = 0 })).Message
            .ShouldContain("MaxActivationBytes is 0");
    }

    [Fact]
    public async Task Preparing_twice_is_one_preparation()
    {
        await using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var first = estimator.PrepareAsync();
        estimator.PrepareAsync().ShouldBeSameAs(first);
        using var cancel = new CancellationTokenSource();
        var other = estimator.PrepareAsync(cancel.Token);
        cancel.Cancel();
        await first;
        try
        {
            await other;
        }
        catch (OperationCanceledException)
        {
            // The caller no longer waits; the preparation went on for the others.
        }
        estimator.PrepareAsync().ShouldBeSameAs(first);
        estimator.Estimate(Picture).Values.Length.ShouldBe(40 * 60);
    }

    [Fact]
    public async Task A_preparation_nobody_wants_any_more_is_given_up_and_can_be_asked_for_again()
    {
        using var going = new ManualResetEventSlim();
        var runs = 0;
        var preparation = new Preparation(cancellation =>
        {
            if (Interlocked.Increment(ref runs) > 1) return;
            going.Set();
            cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
            cancellation.ThrowIfCancellationRequested();
        });
        using CancellationTokenSource one = new(), two = new();
        Task first = preparation.Ask(default, one.Token), second = preparation.Ask(default, two.Token);
        going.Wait();
        await one.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        second.IsCompleted.ShouldBeFalse();
        await two.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        await preparation.Ask(default, default);
        runs.ShouldBe(2);
    }

    private static bool Refuses(DepthEstimator estimator)
    {
        try
        {
            _ = estimator.PrepareAsync();
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    /// <summary>Called at every stage.</summary>
    private sealed class Reports(Action<DepthProgress> each) : IProgress<DepthProgress>
    {
        public void Report(DepthProgress value) => each(value);
    }

    /// <summary>Called at the first stage.</summary>
    private sealed class Told(Action first) : IProgress<DepthProgress>
    {
        private bool _told;

        public void Report(DepthProgress value)
        {
            if (_told) return;
            _told = true;
            first();
        }
    }
}
