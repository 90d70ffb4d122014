using FsCheck.Xunit;
using ZoeDepth.Imaging;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Tests.Variants;

public sealed class RelativeDepthTests
{
    public static TheoryData<DepthKind> Variants => [.. Enum.GetValues<DepthKind>()];

    /// <summary>Structure from motion has another scale for every picture.</summary>
    public static TheoryData<DepthKind> OneScale =>
        [.. Enum.GetValues<DepthKind>().Where(variant => variant != DepthKind.StructureFromMotion)];

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_same_arguments_give_the_same_values(DepthKind variant)
    {
        var (first, second) = (RelativeDepth.Of(FakeScenes.Room(), variant, 5),
            RelativeDepth.Of(FakeScenes.Room(), variant, 5));
        second.Values.ShouldBe(first.Values);
        second.Valid.ShouldBe(first.Valid);
        (second.Scale, second.Shift).ShouldBe((first.Scale, first.Shift));
    }

    [Theory]
    [InlineData(DepthKind.Stereo)]
    [InlineData(DepthKind.StructuredLight)]
    [InlineData(DepthKind.Lidar)]
    [InlineData(DepthKind.StructureFromMotion)]
    public void Another_seed_is_another_accident(DepthKind variant)
    {
        var first = RelativeDepth.Of(FakeScenes.Room(), variant, 5);
        RelativeDepth.Of(FakeScenes.Room(), variant, 6).Values.ShouldNotBe(first.Values);
        RelativeDepth.Of(FakeScenes.Room(seed: 8), variant, 5).Values.ShouldNotBe(first.Values,
            "the sample's own seed counts too");
    }

    [Theory]
    [MemberData(nameof(OneScale))]
    public void A_family_is_one_data_set_whatever_the_seed(DepthKind variant)
    {
        var (first, second) = (RelativeDepth.Of(FakeScenes.Room(seed: 1), variant, 5),
            RelativeDepth.Of(FakeScenes.Room(seed: 2), variant, 6));
        (second.Scale, second.Shift).ShouldBe((first.Scale, first.Shift));
    }

    [Theory]
    [InlineData(DepthKind.ScaledShifted)]
    [InlineData(DepthKind.Disparity)]
    [InlineData(DepthKind.Stereo)]
    public void Every_family_has_its_own_unit(DepthKind variant)
    {
        string[] families = ["street", "forest", "kitchen", "bedroom", "desk", "hall", "road", "yard"];
        families.Select(family => RelativeDepth.Of(FakeScenes.Room(family: family), variant, 1).Scale).Distinct()
            .Count().ShouldBe(families.Length);
    }

    [Property(MaxTest = 30)]
    public void Depth_and_disparity_are_affine_in_the_truth(ulong seed, byte size, bool outdoor)
    {
        var random = new SeededRandom(seed);
        var sample = FakeScenes.Of(16 + (size % 40), 12 + (size % 30), outdoor ? Domain.Outdoor : Domain.Indoor,
            $"family {seed}", seed, 40, (_, _) =>
            (random.Chance(0.2) ? 0 : random.LogBetween(0.2, 80), random.Integer(0, 255)));
        foreach (var variant in new[] { DepthKind.Metric, DepthKind.ScaledShifted, DepthKind.Disparity })
        {
            var result = RelativeDepth.Of(sample, variant, seed);
            for (var i = 0; i < sample.Depth.Length; i++)
            {
                double depth = sample.Depth[i];
                result.Valid[i].ShouldBe(depth > 0 || variant == DepthKind.Disparity);
                var far = result.IsDisparity ? result.Shift : 0;
                var truth = depth > 0 ? (result.Scale * (result.IsDisparity ? 1 / depth : depth)) + result.Shift : far;
                result.Values[i].ShouldBe((float)truth);
            }
            result.Scale.ShouldBeInRange(0.02, 50);
            result.Shift.ShouldBeGreaterThanOrEqualTo(0);
        }
        RelativeDepth.Of(sample, DepthKind.Metric, seed).Values.ShouldBe(sample.Depth);
    }

    [Property(MaxTest = 30)]
    public void Whatever_the_depth_is_holes_are_0_and_values_are_finite(ulong seed, byte size, bool outdoor)
    {
        var random = new SeededRandom(seed);
        var sample = FakeScenes.Of(1 + (size % 40), 1 + (size % 30), outdoor ? Domain.Outdoor : Domain.Indoor, "any",
            seed, 1 + (size % 90), (_, _) =>
            (random.Chance(0.2) ? 0 : random.LogBetween(1e-3, 1e4), random.Integer(0, 255)));
        foreach (var variant in Enum.GetValues<DepthKind>())
        {
            var result = RelativeDepth.Of(sample, variant, seed);
            (result.Variant, result.Width, result.Height).ShouldBe((variant, sample.Width, sample.Height));
            result.ValidCount.ShouldBe(result.Valid.Count(valid => valid));
            for (var i = 0; i < result.Values.Length; i++)
            {
                float.IsFinite(result.Values[i]).ShouldBeTrue();
                result.Values[i].ShouldBeGreaterThanOrEqualTo(0);
                if (!result.Valid[i]) result.Values[i].ShouldBe(0);
                if (result.Valid[i] && sample.Depth[i] == 0)
                    result.IsDisparity.ShouldBeTrue("only disparity knows what is infinitely far");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_picture_of_sky_alone_has_no_depth(DepthKind variant)
    {
        var result = RelativeDepth.Of(FakeScenes.Sky(), variant, 3);
        if (variant == DepthKind.Disparity) result.Values.ShouldAllBe(value => value == (float)result.Shift);
        else result.ValidCount.ShouldBe(0);
    }

    [Fact]
    public void What_is_no_sample_is_refused()
    {
        var room = FakeScenes.Room(32, 24);
        Should.Throw<ArgumentNullException>(() => RelativeDepth.Of(null!, DepthKind.Metric, 1));
        Should.Throw<ArgumentOutOfRangeException>(() =>
            RelativeDepth.Of(room, (DepthKind)99, 1)).Message.ShouldContain("not a kind of depth");
        Should.Throw<ArgumentException>(() => RelativeDepth.Of(With(room.Picture, new float[5]), DepthKind.Metric, 1))
            .Message.ShouldContain("32x24");
        var gray = new RasterImage(32, 24, PixelFormat.Gray8, new byte[32 * 24]);
        Should.Throw<ArgumentException>(() =>
            RelativeDepth.Of(With(gray, room.Depth), DepthKind.Stereo, 1)).Message.ShouldContain("Gray8");

        Sample With(RasterImage picture, float[] depth) => new()
        {
            Family = "f", Seed = 1, Domain = Domain.Indoor, Picture = picture, JpegQuality = 90, Depth = depth,
            Intrinsics = room.Intrinsics, Pose = room.Pose,
        };
    }
}
