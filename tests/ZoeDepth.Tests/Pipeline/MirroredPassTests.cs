namespace ZoeDepth.Tests.Pipeline;

/// <summary>The depth of a picture averaged with that of its mirror image.</summary>
public sealed class MirroredPassTests
{
    [Fact]
    public void A_small_picture_and_its_mirror_image_share_a_pass_and_have_the_bits_of_two()
    {
        foreach (var model in new[] { TinyModels.Single, TinyModels.TwoHeads })
        {
            using var estimator = DepthEstimator.FromPretrained(model);
            var picture = TinyModels.Picture(40, 60);
            var seen = new Reports();
            var shared = estimator.Estimate(picture, new() { Flip = true }, seen);
            seen.All[^1].ShouldBe(new DepthProgress("metric_head", 1));
            // A spread is looked up in a pass of its own.
            var alone = estimator.Estimate(picture, new() { Flip = true, Spread = true });
            shared.Values.ShouldBe(alone.Values);
            (shared.Domain, shared.MirroredDomain).ShouldBe((alone.Domain, alone.MirroredDomain));
        }
    }

    [Theory]
    [InlineData(4, "metric_head")]
    [InlineData(5, "mirrored metric_head")]
    public async Task Mirror_images_of_a_batch_share_its_pass_where_all_gain_by_it_and_have_the_bits_of_a_second_one(
        int pictures, string lastStage)
    {
        // 64 places on the coarsest map: a pass of up to eight images gains.
        var options = new EstimateOptions { Flip = true, Pad = false, KeepAspect = false, Size = new(256, 256) };
        using var model = ZoeDepthForDepthEstimation.FromConfig(TinyModels.MiniConfig);
        using var alone = new DepthEstimator(model, new(), new());
        using var shared = new DepthEstimator(model, new(), new() { MaxBatch = 8, MaxConcurrentEstimates = 1 });
        using var held = new HalfWay<DepthProgress>();
        var holding = shared.EstimateAsync(TinyModels.Picture(40, 60), options, held);
        held.Reached.Wait();
        var waiting = Enumerable.Range(0, pictures).Select(seed =>
        {
            var (picture, seen) = (TinyModels.Picture(50, 70, seed), new Reports());
            return (Picture: picture, Seen: seen, Estimate: shared.EstimateAsync(picture, options, seen));
        }).ToArray();
        held.GoOn.Set();
        await holding;
        foreach (var (picture, seen, estimate) in waiting)
        {
            var depth = await estimate;
            seen.All[^1].ShouldBe(new DepthProgress(lastStage, 1));
            var expected = alone.Estimate(picture, options);
            depth.Values.ShouldBe(expected.Values);
            (depth.Domain, depth.MirroredDomain).ShouldBe((expected.Domain, expected.MirroredDomain));
        }
    }
}
