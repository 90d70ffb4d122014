namespace ZoeDepth.Tests.Pipeline;

/// <summary>All heads of a model at once: each by itself, and weighed by what the router says.</summary>
public sealed class HeadsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_head_says_what_it_says_alone(bool flip)
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.TwoHeads);
        var picture = TinyModels.Picture(57, 71);
        var options = new EstimateOptions { Flip = flip };
        var maps = estimator.EstimateHeads(picture, options);
        var names = estimator.Model.Config.BinConfigurations.Select(bins => bins.Name!).ToList();
        maps.Select(map => map.Domain!.Name).ShouldBe(names);
        maps.Sum(map => map.Domain!.Probability).ShouldBe(1, 1e-9);
        foreach (var (map, name) in maps.Zip(names))
            map.Values.ShouldBe(estimator.Estimate(picture, options with { Domain = name }).Values, name);
    }

    [Fact]
    public void A_blend_is_the_mean_of_the_heads_weighed_by_their_probabilities()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.TwoHeads);
        var picture = TinyModels.Picture(57, 71);
        // A resizing that is linear, so that the mean may come before or after it.
        var options = new EstimateOptions { Pad = false, ResizeBack = ResizeBack.Bilinear };
        var maps = estimator.EstimateHeads(picture, options);
        var blend = estimator.Estimate(picture, options with { BlendHeads = true });
        var expected = Enumerable.Range(0, blend.Values.Length)
            .Select(i => maps.Sum(map => map.Domain!.Probability * map.Values[i])).ToArray();
        Close.Within(blend.Values, expected, 1e-5, 1e-5, "blend");
        blend.Domain!.Probability.ShouldBe(maps.Max(map => map.Domain!.Probability), 1e-9);
        blend.Plan.Describe()["Heads"].ShouldContain("probabilities");
        blend.Plan.Overrides.ShouldContain("heads blended");
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        var picture = TinyModels.Picture(57, 71);
        using var two = DepthEstimator.FromPretrained(TinyModels.TwoHeads);
        Should.Throw<ArgumentException>(() => two.Estimate(picture, new() { BlendHeads = true, Domain = "0" }))
            .Message.ShouldContain("one of the two");
        Should.Throw<ArgumentException>(() => two.EstimateHeads(picture, new() { Domain = "0" }))
            .Message.ShouldContain("one of the two");
        using var one = DepthEstimator.FromPretrained(TinyModels.Single);
        Should.Throw<ArgumentException>(() => one.Estimate(picture, new() { BlendHeads = true }))
            .Message.ShouldContain("has one head");
        Should.Throw<ArgumentException>(() => one.EstimateHeads(picture)).Message.ShouldContain("has one head");
    }
}
