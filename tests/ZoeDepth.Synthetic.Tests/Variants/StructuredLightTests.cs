using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Tests.Variants;

public sealed class StructuredLightTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(2.0)]
    [InlineData(3.5)]
    public void Noise_and_steps_grow_with_the_square_of_depth(double depth)
    {
        var result = RelativeDepth.Of(FakeScenes.Wall(depth), DepthKind.StructuredLight, 1);
        var values = result.Values.Where((_, i) => result.Valid[i]).Select(value => (double)value).ToArray();
        values.Length.ShouldBeGreaterThan(40_000);
        values.Average().ShouldBe(depth, 0.0005 * depth * depth);
        var deviation = Math.Sqrt(values.Average(value => (value - depth) * (value - depth)));
        deviation.ShouldBeInRange(0.0014 * depth * depth, 0.0019 * depth * depth);
        var levels = values.Distinct().Order().ToArray();
        (levels[1] - levels[0]).ShouldBe(depth * depth / (8 * 580 * 0.075), 0.0004 * depth * depth);
    }

    [Fact]
    public void It_sees_neither_too_near_nor_too_far()
    {
        RelativeDepth.Of(FakeScenes.Wall(0.3), DepthKind.StructuredLight, 1).ValidCount.ShouldBe(0);
        RelativeDepth.Of(FakeScenes.Wall(8.5), DepthKind.StructuredLight, 1).ValidCount.ShouldBe(0);
        RelativeDepth.Of(FakeScenes.Wall(3.5, domain: Domain.Outdoor), DepthKind.StructuredLight,
            1).ValidCount.ShouldBe(0, "sunlight drowns it");
    }

    [Fact]
    public void A_room_has_holes_in_its_band_and_true_values_elsewhere()
    {
        for (var seed = 0UL; seed < 8; seed++)
        {
            var room = FakeScenes.Room(seed: seed);
            var result = RelativeDepth.Of(room, DepthKind.StructuredLight, seed);
            StereoTests.Holes(result).ShouldBeInRange(0.01, 0.3);
            for (var i = 0; i < result.Values.Length; i++)
                if (result.Valid[i]) result.Values[i].ShouldBe(room.Depth[i], 0.015 * room.Depth[i] * room.Depth[i]);
        }
    }

    [Fact]
    public void The_shadow_falls_left_of_what_is_near()
    {
        var result = RelativeDepth.Of(FakeScenes.Panel(1, 3), DepthKind.StructuredLight, 1);
        var shadow = 256 * 0.85 * 0.075 * (1 - (1 / 3.0));
        for (var x = 64 - (int)shadow + 2; x < 63; x++) result.Valid[(30 * 256) + x].ShouldBeFalse();
        result.Valid[(30 * 256) + 64 - (int)shadow - 3].ShouldBeTrue();
        result.Valid[(30 * 256) + 195].ShouldBeTrue("right of it there is none");
    }

    [Fact]
    public void Black_blinding_and_grazing_surfaces_return_little()
    {
        Share(FakeScenes.Of(128, 96, Domain.Indoor, "black", 1, 110, (_, _) => (3, 5))).ShouldBeLessThan(0.5);
        Share(FakeScenes.Of(128, 96, Domain.Indoor, "white", 1, 110, (_, _) => (2, 255))).ShouldBeInRange(0.6, 0.95);

        // A wall along the view, 5 cm to the right of the camera, from 0.5 m on; rays meet it at a few degrees.
        Share(FakeScenes.Of(128, 96, Domain.Indoor, "along", 1, 2000, (x, _) => (0.05 * 2000 / (x + 30), 120)))
            .ShouldBeLessThan(0.1);


        static double Share(Sample sample) =>
            1 - StereoTests.Holes(RelativeDepth.Of(sample, DepthKind.StructuredLight, 1));
    }
}
