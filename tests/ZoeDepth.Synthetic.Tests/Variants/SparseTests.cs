using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Tests.Variants;

public sealed class SparseTests
{
    [Theory]
    [InlineData(256, 192)]
    [InlineData(512, 288)]
    [InlineData(128, 96)]
    [InlineData(192, 256)]
    public void A_laser_scanner_gives_one_to_three_pixels_of_a_hundred(int width, int height)
    {
        for (var family = 0; family < 10; family++)
        {
            var result = RelativeDepth.Of(FakeScenes.Wall(5, width, height, Domain.Outdoor, $"family {family}"),
                DepthKind.Lidar, 1);
            (1 - StereoTests.Holes(result)).ShouldBeInRange(0.01, 0.03);
        }
    }

    [Fact]
    public void Its_points_lie_below_the_horizon_and_a_little_above_and_are_true_to_some_centimetres()
    {
        var yard = FakeScenes.Room(domain: Domain.Outdoor, wall: 15);
        var result = RelativeDepth.Of(yard, DepthKind.Lidar, 1);
        var focal = yard.Intrinsics.FocalLength;
        for (var i = 0; i < result.Values.Length; i++)
        {
            if (!result.Valid[i]) continue;
            result.Values[i].ShouldBe(yard.Depth[i], 0.18);
            var (x, y) = ((i % 256) + 0.5 - 128, (i / 256) + 0.5 - 96);

            // One pixel is a quarter of a degree.
            (Math.Atan2(y, Math.Sqrt((x * x) + (focal * focal))) * 180 / Math.PI).ShouldBeInRange(-2.3, 24.3);
        }
        var errors = result.Values.Zip(yard.Depth).Where((_, i) => result.Valid[i])
                .Select(pair => (double)pair.First - pair.Second).ToArray();
        Math.Sqrt(errors.Average(error => error * error)).ShouldBeInRange(0.005, 0.035);
    }

    [Fact]
    public void Far_and_dark_surfaces_return_fewer_points()
    {
        int Points(double depth, int gray) =>
            RelativeDepth.Of(FakeScenes.Of(256, 192, Domain.Outdoor, "f", 1, 220, (_, _) => (depth, gray)),
                DepthKind.Lidar, 1).ValidCount;
        Points(50, 200).ShouldBeLessThan(Points(5, 200));
        Points(50, 20).ShouldBeLessThan(Points(50, 200));
        Points(400, 200).ShouldBe(0);
    }

    [Fact]
    public void Structure_from_motion_gives_corners_only()
    {
        const int square = 16;
        var sample = FakeScenes.Of(256, 192, Domain.Outdoor, "checks", 1, 220,
            (x, y) => (8, ((x / square) + (y / square)) % 2 == 0 ? 60 : 190));
        var result = RelativeDepth.Of(sample, DepthKind.StructureFromMotion, 1);
        result.ValidCount.ShouldBeInRange(60, 330, "most of 165 corners, some twice");
        for (var i = 0; i < result.Values.Length; i++)
        {
            if (!result.Valid[i]) continue;
            var (x, y) = (i % 256 % square, i / 256 % square);
            Math.Min(x, square - x).ShouldBeLessThanOrEqualTo(4);
            Math.Min(y, square - y).ShouldBeLessThanOrEqualTo(4);
        }
        RelativeDepth.Of(FakeScenes.Of(128, 96, Domain.Indoor, "plain", 1, 110, (_, _) => (2, 128)),
            DepthKind.StructureFromMotion, 1)
            .ValidCount.ShouldBe(0);
        var stripes = FakeScenes.Of(128, 96, Domain.Indoor, "stripes", 1, 110, (x, _) => (2, x / 8 % 2 * 200));
        RelativeDepth.Of(stripes, DepthKind.StructureFromMotion, 1)
            .ValidCount.ShouldBe(0, "an edge is no corner");
    }

    [Fact]
    public void Its_points_are_true_up_to_scale_but_for_a_few()
    {
        for (var seed = 0UL; seed < 10; seed++)
        {
            var sample = FakeScenes.Wall(8, domain: Domain.Outdoor);
            var result = RelativeDepth.Of(sample, DepthKind.StructureFromMotion, seed);
            var ratios = result.Values.Zip(sample.Depth).Where((_, i) => result.Valid[i])
                .Select(pair => pair.First / (pair.Second * result.Scale)).Order().ToArray();
            (ratios.Length / (256.0 * 192)).ShouldBeInRange(0.005, 0.02);
            ratios[ratios.Length / 2].ShouldBe(1, 0.01);
            (ratios[ratios.Length * 9 / 10] - ratios[ratios.Length / 10]).ShouldBeLessThan(0.06);
        }
        var scales = Enumerable.Range(0, 20)
            .Select(seed => RelativeDepth.Of(FakeScenes.Sky(), DepthKind.StructureFromMotion, (ulong)seed).Scale);
        scales.Distinct().Count().ShouldBe(20, "every picture has a unit of its own");
    }
}
