using System.Diagnostics;
using ZoeDepth.Imaging;
using ZoeDepth.Mini;
using ZoeDepth.Telemetry;
using ZoeDepth.Tensors;
using ZoeDepth.Tests.Cli;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>Pictures that wait their turn and enter the network together.</summary>
public sealed class SharedPassTests
{
    private static readonly RasterImage[] Pictures =
    [
        TinyModels.Picture(40, 60, 1), TinyModels.Picture(90, 70, 2), TinyModels.Picture(40, 60, 3),
        TinyModels.Picture(128, 200, 4), TinyModels.Picture(33, 47, 5),
    ];

    public static TheoryData<string, bool, Precision> Ways =>
        new(from model in (string[])["single", "two heads", "mini"]
            from flip in (bool[])[false, true]
            from precision in Enum.GetValues<Precision>()
            select (model, flip, precision));

    [Theory, MemberData(nameof(Ways))]
    public async Task Each_picture_has_the_bits_and_the_head_it_has_alone(string model, bool flip, Precision precision)
    {
        using var opened = Open(model);
        var options = Options(model, flip);
        using var alone = Estimator(opened, model, new() { Precision = precision });
        using var shared = Estimator(opened, model,
            new() { Precision = precision, MaxBatch = 8, MaxConcurrentEstimates = 1 });
        var (depths, passes) = await TogetherAsync(shared, Pictures, options);
        passes.ShouldBe([Pictures.Length]);
        foreach (var (picture, depth) in Pictures.Zip(depths))
        {
            var expected = alone.Estimate(picture, options);
            depth.Values.ShouldBe(expected.Values);
            depth.Domain.ShouldBe(expected.Domain);
            depth.MirroredDomain.ShouldBe(expected.MirroredDomain);
            depth.Notes.ShouldBe(expected.Notes);
            depth.Plan.Picture.ShouldBe(expected.Plan.Picture);
        }
    }

    [Fact]
    public async Task The_router_chooses_for_each_picture_of_a_batch()
    {
        using var alone = ZoeDepthMini.Open();
        using var shared = ZoeDepthMini.Open(new() { MaxBatch = 8, MaxConcurrentEstimates = 1 });
        var options = new EstimateOptions { Size = new(96, 128) };
        RasterImage[] pictures = [.. new[] { "room_desk.jpg", "harbour.jpg", "room_bed.jpg" }
            .Select(photo => RasterImage.Load(Samples.Photo(photo)))];
        var expected = pictures.Select(picture => alone.Estimate(picture, options)).ToArray();
        expected.Select(depth => depth.Domain!.Name).Distinct().Count().ShouldBe(2);
        var (depths, passes) = await TogetherAsync(shared, pictures, options);
        passes.ShouldBe([pictures.Length]);
        depths.Select(depth => depth.Domain).ShouldBe(expected.Select(depth => depth.Domain));
        foreach (var (depth, one) in depths.Zip(expected)) depth.Values.ShouldBe(one.Values);
    }

    [Fact]
    public async Task Pictures_of_a_batch_are_answered_by_different_heads()
    {
        using var opened = Open("two heads");
        using var shared = Estimator(opened, "two heads", new() { MaxBatch = 8, MaxConcurrentEstimates = 1 });
        string[] heads = ["nyu", "kitti", "nyu"];
        var (depths, passes) = await TogetherAsync(shared, [.. heads.Select(_ => Pictures[0])],
            [.. heads.Select(head => Options("two heads", false) with { Domain = head })]);
        passes.ShouldBe([heads.Length]);
        depths.Select(depth => depth.Domain!.Name).ShouldBe(heads);
        depths[0].Values.ShouldBe(depths[2].Values);
        depths[0].Values.ShouldNotBe(depths[1].Values);
        using var alone = Estimator(opened, "two heads", new());
        foreach (var (head, depth) in heads.Zip(depths))
            depth.Values.ShouldBe(alone.Estimate(Pictures[0],
                Options("two heads", false) with { Domain = head }).Values);
    }

    [Fact]
    public async Task No_more_enter_together_than_are_allowed_or_than_memory_holds()
    {
        using var opened = Open("single");
        using (var three = Estimator(opened, "single", new() { MaxBatch = 3, MaxConcurrentEstimates = 1 }))
            (await TogetherAsync(three, Pictures, new EstimateOptions())).Passes.ShouldBe([3, 2]);
        using var tight = Estimator(opened, "single",
            new() { MaxBatch = 8, MaxConcurrentEstimates = 1, MaxActivationBytes = 1 });
        (await TogetherAsync(tight, Pictures, new EstimateOptions())).Passes.ShouldBe([1, 1, 1, 1, 1]);
    }

    [Fact]
    public async Task What_comes_to_another_size_or_asks_for_more_goes_by_itself_in_its_order()
    {
        using var opened = Open("two heads");
        using var shared = Estimator(opened, "two heads", new() { MaxBatch = 8, MaxConcurrentEstimates = 1 });
        var usual = Options("two heads", false);
        EstimateOptions[] options =
        [
            usual, usual with { Size = new(32, 64) }, usual, usual with { Spread = true }, usual with { Flip = true },
            usual with { BlendHeads = true }, usual with { Size = new(32, 64) },
        ];
        var (depths, passes) = await TogetherAsync(shared, [.. options.Select(_ => Pictures[0])], options);
        passes.ShouldBe([2, 2, 1, 1, 1]);
        depths[0].Values.ShouldBe(depths[2].Values);
        depths[1].Values.ShouldBe(depths[6].Values);
        depths[3].Spread.ShouldNotBeNull();
        using var alone = Estimator(opened, "two heads", new());
        foreach (var (depth, option) in depths.Zip(options))
            depth.Values.ShouldBe(alone.Estimate(Pictures[0], option).Values);
    }

    [Fact]
    public async Task One_who_cancels_leaves_at_once_and_the_others_are_answered()
    {
        using var opened = Open("single");
        using var shared = Estimator(opened, "single", new() { MaxBatch = 8, MaxConcurrentEstimates = 1 });
        var expected = shared.Estimate(Pictures[1]).Values;
        using var first = new HalfWay<DepthProgress>();
        var holding = shared.EstimateAsync(Pictures[0], progress: first);
        first.Reached.Wait();
        using var cancel = new CancellationTokenSource();
        using var second = new HalfWay<DepthProgress>();
        var impatient = shared.EstimateAsync(Pictures[2], cancellation: cancel.Token);
        var patient = shared.EstimateAsync(Pictures[1], progress: second);
        first.GoOn.Set();
        second.Reached.Wait();
        cancel.Cancel();
        // The pass they share stands still, so it is not its end that lets him go.
        (await Should.ThrowAsync<OperationCanceledException>(() => impatient)).CancellationToken.ShouldBe(cancel.Token);
        patient.IsCompleted.ShouldBeFalse();
        second.GoOn.Set();
        (await patient).Values.ShouldBe(expected);
        await holding;
    }

    [Fact]
    public async Task A_pass_that_nobody_waits_for_is_given_up()
    {
        using var opened = Open("single");
        using var shared = Estimator(opened, "single", new() { MaxBatch = 8, MaxConcurrentEstimates = 1 });
        using var held = new HalfWay<DepthProgress>();
        using var cancel = new CancellationTokenSource();
        var estimate = shared.EstimateAsync(Pictures[0], progress: held, cancellation: cancel.Token);
        held.Reached.Wait();
        cancel.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => estimate);
        held.GoOn.Set();
        // The turn comes back, and the next picture is answered.
        (await shared.EstimateAsync(Pictures[1])).Values.Length.ShouldBe(90 * 70);
        held.Reports.ShouldBe(1, "nothing was computed after the stage in which it was given up");
    }

    [Fact]
    public async Task A_report_that_throws_ends_the_estimate_of_its_own_caller_only()
    {
        using var opened = Open("single");
        using var shared = Estimator(opened, "single", new() { MaxBatch = 8, MaxConcurrentEstimates = 1 });
        using var held = new HalfWay<DepthProgress>();
        var holding = shared.EstimateAsync(Pictures[0], progress: held);
        held.Reached.Wait();
        var broken = shared.EstimateAsync(Pictures[2],
            progress: new Reports { Each = _ => throw new InvalidOperationException("broken") });
        var whole = shared.EstimateAsync(Pictures[1]);
        held.GoOn.Set();
        (await Should.ThrowAsync<InvalidOperationException>(() => broken)).Message.ShouldBe("broken");
        (await whole).Values.ShouldBe(shared.Estimate(Pictures[1]).Values);
        await holding;
    }

    [Fact]
    public async Task Disposing_answers_the_pass_under_way_and_refuses_those_who_wait()
    {
        using var opened = Open("single");
        var shared = Estimator(opened, "single", new() { MaxBatch = 8, MaxConcurrentEstimates = 1 });
        using var held = new HalfWay<DepthProgress>();
        var holding = shared.EstimateAsync(Pictures[0], progress: held);
        held.Reached.Wait();
        var waiting = shared.EstimateAsync(Pictures[1]);
        var disposing = shared.DisposeAsync().AsTask();
        await Should.ThrowAsync<ObjectDisposedException>(() => waiting);
        disposing.IsCompleted.ShouldBeFalse();
        held.GoOn.Set();
        await disposing;
        (await holding).Values.Length.ShouldBe(40 * 60);
        await Should.ThrowAsync<ObjectDisposedException>(() => shared.EstimateAsync(Pictures[1]));
        Should.Throw<ObjectDisposedException>(() => shared.Estimate(Pictures[1]));
    }

    [Fact]
    public async Task What_is_wrong_with_a_picture_is_told_to_its_caller_before_it_waits()
    {
        using var opened = Open("single");
        using var shared = Estimator(opened, "single", new() { MaxBatch = 8, MaxConcurrentEstimates = 1 });
        using var held = new HalfWay<DepthProgress>();
        var holding = shared.EstimateAsync(Pictures[0], progress: held);
        held.Reached.Wait();
        await Should.ThrowAsync<ArgumentException>(() => shared.EstimateAsync(Pictures[1], new() { Domain = "moon" }));
        Should.Throw<UnsupportedImageSizeException>(() =>
            shared.Estimate(TinyModels.Picture(1, 1), new() { Pad = true }));
        held.GoOn.Set();
        await holding;
        Should.Throw<ArgumentOutOfRangeException>(() => Estimator(opened, "single", new() { MaxBatch = 0 }))
            .Message.ShouldContain("MaxBatch is 0; expected at least 1");
    }

    [Fact]
    public async Task Telemetry_tells_each_estimate_as_a_part_of_its_callers_work()
    {
        using var source = new ActivitySource("caller of " + nameof(SharedPassTests));
        List<Activity> ended = [];
        using var listener = Listen(ended, source.Name);
        using var opened = Open("two heads");
        using var shared = Estimator(opened, "two heads", new() { MaxBatch = 8, MaxConcurrentEstimates = 1 });
        using var held = new HalfWay<DepthProgress>();
        var holding = shared.EstimateAsync(Pictures[0], Options("two heads", false), progress: held);
        held.Reached.Wait();
        var callers = new List<ActivitySpanId>();
        var waiting = Pictures.Take(3).Select(picture =>
        {
            using var caller = source.StartActivity("request")!;
            callers.Add(caller.SpanId);
            return shared.EstimateAsync(picture, Options("two heads", false));
        }).ToArray();
        held.GoOn.Set();
        await Task.WhenAll([holding, .. waiting]);
        shared.Dispose();
        Activity[] estimates;
        lock (ended) estimates = [.. ended.Where(activity => callers.Contains(activity.ParentSpanId))];
        estimates.Select(activity => activity.ParentSpanId).ShouldBe(callers, ignoreOrder: true);
        estimates.ShouldAllBe(activity => (int)activity.GetTagItem("zoedepth.batch")! == 3
            && activity.GetTagItem("zoedepth.head") != null && activity.Events.Any());
    }

    /// <summary>
    /// Pictures that all wait behind one which is held, and how many went into each pass after it.
    /// </summary>
    private static async Task<(DepthMap[] Depths, int[] Passes)> TogetherAsync(DepthEstimator estimator,
        IReadOnlyList<RasterImage> pictures, params EstimateOptions[] options)
    {
        List<Activity> ended = [];
        using var listener = Listen(ended);
        using var held = new HalfWay<DepthProgress>();
        using var root = new Activity("test").Start();
        var holding = estimator.EstimateAsync(pictures[0], options[0], progress: held);
        held.Reached.Wait();
        var waiting = pictures.Select((picture, i) =>
            estimator.EstimateAsync(picture, options[i % options.Length])).ToArray();
        held.GoOn.Set();
        var depths = await Task.WhenAll(waiting);
        await holding;
        // The pass ends a little after its answers.
        SpinWait.SpinUntil(() => Mine().Length == pictures.Count + 1, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        var sizes = new List<int>();
        var mine = Mine().OrderBy(activity => activity.StartTimeUtc).Skip(1).ToArray();
        for (var i = 0; i < mine.Length; i += sizes[^1]) sizes.Add((int)(mine[i].GetTagItem("zoedepth.batch") ?? 1));
        return (depths, [.. sizes]);

        Activity[] Mine()
        {
            lock (ended) return [.. ended.Where(activity => activity.TraceId == root.TraceId)];
        }
    }

    private static ActivityListener Listen(List<Activity> ended, string? other = null)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MeasuredEstimate.Name || source.Name == other,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (ended) ended.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static ZoeDepthForDepthEstimation Open(string model) => model switch
    {
        "single" => ZoeDepthForDepthEstimation.FromPretrained(TinyModels.Single),
        "two heads" => ZoeDepthForDepthEstimation.FromPretrained(TinyModels.TwoHeads),
        _ => ZoeDepthForDepthEstimation.FromConfig(TinyModels.MiniConfig),
    };

    private static DepthEstimator Estimator(ZoeDepthForDepthEstimation model, string name,
        DepthEstimatorOptions options) =>
        new(model, ZoeDepthImageProcessor.FromPretrained(TinyModels.Single) with { KeepAspectRatio = false }, options,
            name);

    private static EstimateOptions Options(string model, bool flip) =>
        new() { Flip = flip, Pad = false, KeepAspect = false, Size = model == "mini" ? new(64, 96) : new(64, 64) };
}
