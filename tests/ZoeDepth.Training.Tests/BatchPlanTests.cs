using ZoeDepth.Data;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>Which pictures stand in which batch.</summary>
public sealed class BatchPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManifestDataset _dataset;

    public BatchPlanTests() => _dataset = ManifestDataset.Open(SmallWorld.Write(_folder));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_batch_has_one_domain_and_one_orientation_and_its_size_follows()
    {
        var plan = Plan(null);
        for (var i = 0; i < 40; i++)
        {
            var batch = plan.Next();
            batch.Number.ShouldBe(i);
            batch.Pictures.ShouldAllBe(picture => picture.Domain == batch.Pictures[0].Domain
                && picture.Upright == batch.Pictures[0].Upright);
            (batch.Rows > batch.Columns).ShouldBe(batch.Pictures[0].Upright);
        }
    }

    [Fact]
    public void Every_picture_of_a_stream_is_seen_once_a_round_and_rounds_differ()
    {
        var plan = Plan(null);
        var indoors = Enumerable.Range(0, 60).Select(_ => plan.Next())
            .Where(batch => batch.Pictures[0] is { Domain: Domain.Indoor, Upright: false })
            .SelectMany(batch => batch.Pictures).Select(picture => picture.Index).ToList();
        var count = Pictures(1).Count(picture => picture is { Domain: Domain.Indoor, Upright: false });
        indoors.Take(count).ShouldBeUnique();
        indoors.Take(count).Order().ShouldBe(indoors.Skip(count).Take(count).Order());
        indoors.Take(count).ShouldNotBe(indoors.Skip(count).Take(count));
    }

    [Fact]
    public void Domains_have_their_shares_at_any_time()
    {
        var plan = Plan(new Dictionary<string, double> { ["indoor"] = 1, ["outdoor"] = 3 });
        var outdoor = 0;
        for (var i = 1; i <= 100; i++)
        {
            if (plan.Next().Pictures[0].Domain == Domain.Outdoor) outdoor++;
            Math.Abs(outdoor - (0.75 * i)).ShouldBeLessThan(2.1, $"after {i} batches");
        }
    }

    [Fact]
    public void A_weight_is_how_often_a_picture_is_seen()
    {
        var plan = new BatchPlan([.. Pictures(1), .. Pictures(2.5)], null, [(64, 96)], 4, seed: 5);
        var seen = Enumerable.Range(0, 2000).SelectMany(_ => plan.Next().Pictures).CountBy(picture => picture.Weight)
            .ToDictionary();
        ((double)seen[2.5] / seen[1]).ShouldBe(2.5, tolerance: 0.1);
    }

    [Fact]
    public void A_plan_that_skips_stands_where_one_that_walked_stands()
    {
        var (walked, skipped) = (Plan(null), Plan(null));
        for (var i = 0; i < 17; i++) walked.Next();
        skipped.SkipTo(17);
        var (a, b) = (walked.Next(), skipped.Next());
        (a.Number, a.Rows, a.Columns).ShouldBe((b.Number, b.Rows, b.Columns));
        a.Pictures.Select(picture => picture.Index).ShouldBe(b.Pictures.Select(picture => picture.Index));
    }

    [Fact]
    public void A_domain_without_pictures_is_refused() =>
        Should.Throw<RecipeException>(() =>
            new BatchPlan([.. Pictures(1).Where(picture => picture.Domain == Domain.Indoor)],
            new Dictionary<string, double> { ["outdoor"] = 1 }, [(64, 96)], 4, 1)).Message.ShouldContain("outdoor");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_is_no_number_above_0_is_refused(double weight) =>
        Refusal(Pictures(weight), null).ShouldContain("has a weight of");

    [Theory]
    [InlineData(1e9)]
    [InlineData(double.MaxValue)]
    [InlineData(1e-9)]
    [InlineData(double.Epsilon)]
    public void A_round_that_would_fill_memory_or_hold_nothing_is_refused(double weight) =>
        Refusal(Pictures(weight), null).ShouldContain("Change data.weight");

    [Fact]
    public void A_source_that_is_seldom_seen_beside_others_is_not()
    {
        var plan = new BatchPlan([.. Pictures(1), .. Pictures(1e-6)], null, [(64, 96)], 4, seed: 5);
        Enumerable.Range(0, 50).SelectMany(_ => plan.Next().Pictures).Count(picture => picture.Weight == 1)
            .ShouldBeGreaterThan(195);
    }

    [Theory]
    [InlineData(0, 0, "no domain a share")]
    [InlineData(-1, 1, "0 or more")]
    [InlineData(double.NaN, 1, "0 or more")]
    [InlineData(double.PositiveInfinity, 1, "0 or more")]
    [InlineData(double.MaxValue, double.MaxValue, "add up to no number")]
    public void Shares_that_mean_nothing_are_refused(double indoor, double outdoor, string why) =>
        Refusal(Pictures(1), new() { ["indoor"] = indoor, ["outdoor"] = outdoor }).ShouldContain(why);

    private static string Refusal(IReadOnlyList<Picture> pictures, Dictionary<string, double>? shares) =>
        Should.Throw<RecipeException>(() => new BatchPlan(pictures, shares, [(64, 96)], 4, 1)).Message;

    private BatchPlan Plan(Dictionary<string, double>? shares) =>
        new(Pictures(1), shares, [(64, 96), (32, 64)], 3, seed: 5);

    private List<Picture> Pictures(double weight) => [.. Enumerable.Range(0, _dataset.Count).Select(i =>
    {
        var info = _dataset.Describe(i);
        return new Picture(_dataset, i, info.Domain!.Value, info.Height > info.Width, weight, false);
    })];
}
