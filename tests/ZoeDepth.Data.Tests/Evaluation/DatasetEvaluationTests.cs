using ZoeDepth.Data.Evaluation;
using static ZoeDepth.Data.Tests.Evaluation.FakeDataset;

namespace ZoeDepth.Data.Tests.Evaluation;

public sealed class DatasetEvaluationTests
{
    /// <summary>Says 2 m of everything, and takes everything for indoors.</summary>
    private static DepthPrediction TwoMetres(DepthSample sample, CancellationToken cancellation) =>
        new([2, 2], 2, 1, Domain.Indoor);

    private static EvaluationResult Run(EvaluationOptions options, params IDepthDataset[] datasets) =>
        DatasetEvaluation.Run(datasets, TwoMetres, options);

    [Fact]
    public void Images_come_in_order_with_their_scores()
    {
        var dataset = new FakeDataset("d", [.. Enumerable.Range(1, 9).Select(i => new Entry(i))]);
        var seen = new List<string>();
        var told = new List<int>();
        var result = DatasetEvaluation.Run(
            [dataset], TwoMetres, null, (sample, _, image) => seen.Add(image.Info.Name), new Told(told));
        seen.ShouldBe(Enumerable.Range(0, 9).Select(i => $"{i}"));
        told.ShouldBe(Enumerable.Range(1, 9));
        result.Images.Select(image => image.Info.Name).ShouldBe(seen);
        for (var i = 0; i < 9; i++)
            result.Images[i].Scores[0].Metrics.AbsRel.ShouldBe(Math.Abs(i + 1 - 2) / (i + 1.0), 1e-12);
        result.Images[0].Scores[0].Pixels.ShouldBe(16);
    }

    [Fact]
    public void Several_images_at_once_keep_their_order_and_no_more_are_asked_about()
    {
        var dataset = new FakeDataset("d", [.. Enumerable.Range(1, 30).Select(i => new Entry(i % 7 == 0 ? -1 : i))]);
        var options = EvaluationOptions.Default with { SkipBadSamples = true };
        var (now, most, seen, told) = (0, 0, new List<string>(), new List<int>());
        using var two = new Barrier(2);
        var result = DatasetEvaluation.Run([dataset], (sample, token) =>
        {
            var mine = Interlocked.Increment(ref now);
            lock (seen) most = Math.Max(most, mine);
            // The first two wait for one another; later ones take longer the earlier they are.
            if (sample.Name is "0" or "1") two.SignalAndWait(token);
            Thread.Sleep(sample.Name.EndsWith('2') ? 20 : 1);
            Interlocked.Decrement(ref now);
            return TwoMetres(sample, token);
        }, options with { Concurrency = 3 }, (sample, _, _) => seen.Add(sample.Name), new Told(told));
        most.ShouldBeInRange(2, 3);
        told.ShouldBe(Enumerable.Range(1, 30));
        var one = Run(options, dataset);
        seen.ShouldBe(one.Images.Select(image => image.Info.Name));
        result.Images.Select(image => image.Scores[0].Metrics).ShouldBe(one.Images.Select(i => i.Scores[0].Metrics));
        result.Skipped.Select(image => image.Name).ShouldBe(one.Skipped.Select(image => image.Name));
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void A_model_that_fails_ends_it_with_its_own_error(int concurrency)
    {
        var dataset = new FakeDataset("d", [.. Enumerable.Repeat(new Entry(1), 20)]);
        Should.Throw<InvalidOperationException>(() => DatasetEvaluation.Run([dataset],
            (sample, token) => sample.Name == "5"
                ? throw new InvalidOperationException("five") : TwoMetres(sample, token),
            EvaluationOptions.Default with { Concurrency = concurrency })).Message.ShouldBe("five");
    }

    [Fact]
    public void Scenes_are_averaged_first_and_domains_stand_apart()
    {
        var dataset =
            new FakeDataset(
            "d", new(4, Scene: "a"), new(4, Scene: "a"), new(1, Scene: "b"), new(8, Domain.Outdoor),
            new(2, Domain.Outdoor, "a"));
        var rows = Run(EvaluationOptions.Default, dataset).Rows();
        Row(rows, Domain.Indoor, MeanOver.Images).Mean.AbsRel.ShouldBe((0.5 + 0.5 + 1) / 3, 1e-12);
        Row(rows, Domain.Indoor, MeanOver.Scenes).Mean.AbsRel.ShouldBe((0.5 + 1) / 2, 1e-12);
        (Row(rows, Domain.Indoor, MeanOver.Scenes).Images, Row(rows, Domain.Indoor, MeanOver.Scenes).Units)
            .ShouldBe((3, 2));
        Row(rows, Domain.Outdoor, MeanOver.Scenes).Units.ShouldBe(2, "an image of no scene is one of its own");
        Row(rows, null, MeanOver.Images).Images.ShouldBe(5);
        Row(rows, null, MeanOver.Images).Mean.AbsRel.ShouldBe((0.5 + 0.5 + 1 + 0.75 + 0) / 5, 1e-12);
    }

    [Fact]
    public void Without_scenes_there_is_no_mean_over_them() =>
        Run(EvaluationOptions.Default, new FakeDataset("d", new(4), new(1))).Rows()
            .ShouldAllBe(row => row.Over == MeanOver.Images);

    [Fact]
    public void Scenes_of_two_datasets_are_two()
    {
        var result =
            Run(
            EvaluationOptions.Default, new FakeDataset("d", new Entry(4, Scene: "a")),
            new FakeDataset("e", new Entry(1, Scene: "a")));
        Row(result.Rows(), null, MeanOver.Scenes).Units.ShouldBe(2);
    }

    [Fact]
    public void The_router_is_judged_on_images_of_known_domain() =>
        Run(
            EvaluationOptions.Default,
            new FakeDataset("d", new(1), new(1), new(1, Domain.Outdoor), new(1, null))).DomainAccuracy!.Value.ShouldBe(
            2 / 3.0, 1e-12);

    [Fact]
    public void Every_alignment_has_rows_of_its_own()
    {
        var options = EvaluationOptions.Default with { Alignments = [DepthAlignment.None, DepthAlignment.Median] };
        var rows = Run(options, new FakeDataset("d", new(4), new(1))).Rows();
        rows.Single(row => row is { Domain: null, Alignment: DepthAlignment.None }).Mean.AbsRel.ShouldBe(0.75, 1e-12);
        rows.Single(row => row is { Domain: null, Alignment: DepthAlignment.Median }).Mean.AbsRel.ShouldBe(0, 1e-7);
    }

    [Fact]
    public void Ranges_are_those_of_the_domain()
    {
        var result =
            Run(
            EvaluationOptions.Default,
            new FakeDataset("d", new(11), new(11, Domain.Outdoor), new(81, Domain.Outdoor), new(11, null)));
        result.Images.Select(image => image.Info.Name).ShouldBe(["1", "3"]);
        result.Skipped.Select(image => image.Name).ShouldBe(["0", "2"]);
        result.Skipped[0].Reason.ShouldContain("range");
    }

    [Fact]
    public void Depth_in_no_metres_is_refused() =>
        Should.Throw<DatasetException>(
            () =>
            Run(
            EvaluationOptions.Default,
            new FakeDataset("d", new(1), new(1, Kind: DepthKind.Stereo)))).Message.ShouldContain("'stereo'");

    [Fact]
    public void A_broken_sample_ends_it_or_is_left_out()
    {
        var dataset = new FakeDataset("d", new(1), new(-1), new(2));
        Should.Throw<DatasetException>(() => Run(EvaluationOptions.Default, dataset)).Message
            .ShouldContain("1 is broken");
        var result = Run(EvaluationOptions.Default with { SkipBadSamples = true }, dataset);
        result.Images.Count.ShouldBe(2);
        result.Skipped.ShouldHaveSingleItem().Name.ShouldBe("1");
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void A_sample_the_model_refuses_ends_it_or_is_left_out(int concurrency)
    {
        var dataset = new FakeDataset("d", new(1), new(1), new(2), new(1));
        var told = new List<int>();
        EvaluationResult Judged(bool skips) => DatasetEvaluation.Run([dataset],
            (sample, token) => sample.Name == "1" ? throw new DatasetException("1 is too large for the model")
                : TwoMetres(sample, token),
            EvaluationOptions.Default with { Concurrency = concurrency, SkipBadSamples = skips }, null,
            new Told(told));
        Should.Throw<DatasetException>(() => Judged(skips: false)).Message.ShouldBe("1 is too large for the model");
        told.Clear();
        var result = Judged(skips: true);
        result.Images.Select(image => image.Info.Name).ShouldBe(["0", "2", "3"]);
        result.Skipped.ShouldHaveSingleItem().Reason.ShouldBe("1 is too large for the model");
        told.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void A_limit_is_of_each_dataset()
    {
        var options = EvaluationOptions.Default with { Limit = 2 };
        Run(options, new FakeDataset("d", new(1), new(1), new(1)), new FakeDataset("e", new Entry(1))).Images.Count
            .ShouldBe(3);
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void It_can_be_cancelled(int concurrency)
    {
        using var cancel = new CancellationTokenSource();
        var dataset = new FakeDataset("d", [.. Enumerable.Repeat(new Entry(1), 50)]);
        Should.Throw<OperationCanceledException>(() => DatasetEvaluation.Run([dataset], (sample, token) =>
        {
            if (sample.Name == "3") cancel.Cancel();
            token.ThrowIfCancellationRequested();
            return TwoMetres(sample, token);
        }, EvaluationOptions.Default with { Concurrency = concurrency }, cancellation: cancel.Token));
    }

    [Fact]
    public void The_best_constant_beats_its_neighbours()
    {
        var dataset = new FakeDataset("d", new(1), new(1), new(3), new(5), new(9), new(40, Domain.Outdoor));
        var baselines = Baselines.Of([dataset], EvaluationOptions.Default);
        var constant = baselines.Constants[Domain.Indoor];
        Score(constant).ShouldBeLessThanOrEqualTo(Score(constant * 1.01) + 2e-3);
        Score(constant).ShouldBeLessThanOrEqualTo(Score(constant / 1.01) + 2e-3);
        constant.ShouldBe(1, 0.01, "the weights are 1 + 1 against 1/3 + 1/5 + 1/9");
        baselines.Constants[Domain.Outdoor].ShouldBe(40, 0.1);
        baselines.Ramps[Domain.Outdoor].ShouldAllBe(metres => Math.Abs(metres - 40) < 0.1);

        double Score(double metres) => Run(metres).Rows().Single(row => row.Domain == Domain.Indoor).Mean.AbsRel;

        EvaluationResult Run(double metres) => DatasetEvaluation.Run([dataset], (_, _) => new([(float)metres], 1, 1));
    }

    private static EvaluationRow Row(IReadOnlyList<EvaluationRow> rows, Domain? domain, MeanOver over) =>
        rows.Single(row => row.Domain == domain && row.Over == over && row.Alignment == DepthAlignment.None);

    private sealed class Told(List<int> told) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => told.Add(value.Done);
    }
}
