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
}
