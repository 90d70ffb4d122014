using FsCheck.Xunit;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Tests.Variants;

public sealed class StereoTests
{
    [Fact]
    public void A_speckled_wall_is_matched_everywhere_the_second_camera_sees()
    {
        foreach (var family in new[] { "a", "b", "c", "d" })
        {
            var result = RelativeDepth.Of(FakeScenes.Wall(2, family: family), DepthKind.Stereo, 1);
            var (disparity, step) = (result.Scale / 2, 1 / 4.0);
            var unseen = (int)Math.Floor(disparity + 0.5);
            for (var i = 0; i < result.Values.Length; i++)
            {
                result.Valid[i].ShouldBe(i % 256 >= unseen, $"column {i % 256}, disparity {disparity}");
                if (result.Valid[i]) result.Values[i].ShouldBe((float)(disparity + result.Shift), 6 * 0.2 + step);
            }
            var seen = result.Values.Where((_, i) => result.Valid[i]).Average();
            seen.ShouldBe((float)(disparity + result.Shift), 0.02);
            result.Values.ShouldAllBe(value => value * 32 == MathF.Round(value * 32), "steps of a share of a pixel");
        }
    }

    [Theory]
    [InlineData(1.0, 3.0)]
    [InlineData(2.0, 2.5)]
    [InlineData(0.8, 6.0)]
    public void A_strip_as_wide_as_the_difference_of_disparities_is_hidden_left_of_a_near_panel(double near, double far)
    {
        var sample = FakeScenes.Panel(near, far);
        var result = RelativeDepth.Of(sample, DepthKind.Stereo, 1);
        var strip = (result.Scale / near) - (result.Scale / far);
        var row = 30 * 256;
        var hidden = Enumerable.Range(0, 256).Where(x => x > result.Scale / far && !result.Valid[row + x]).ToArray();
        hidden.Length.ShouldBeInRange((int)strip - 2, (int)strip + 2);
        hidden.ShouldAllBe(x => x >= 64 - strip - 2 && x < 64, "all of it left of the panel");
    }

    [Property(MaxTest = 60)]
    public void What_is_hidden_is_what_a_ray_to_the_second_camera_meets(ulong seed)
    {
        // Panels at random distances before a wall; along a row the second camera's ray is checked against each of
        // them.
        var random = new SeededRandom(seed);
        const int width = 160;
        var panels = Enumerable.Range(0, 4)
            .Select(_ => (Left: random.Integer(0, 150), Width: random.Integer(8, 40), Depth: random.Between(1, 4)))
                .ToArray();
        double Depth(int x) => panels.Where(p => x >= p.Left && x < p.Left + p.Width).Select(p => p.Depth).Append(6)
            .Min();
        var depth = Enumerable.Range(0, width).Select(x => (float)Depth(x)).ToArray();
        var scale = random.Between(4, 30);
        var seen = Parallax.Seen(depth, width, 1, scale);
        for (var x = 0; x < width; x++)
        {
            // Hidden for certain behind the inside of a nearer panel or outside the second picture; seen for certain
            // more than a pixel away from all.
            var (shift, arrives) = (scale / depth[x], x - (scale / depth[x]));
            var nearer = Enumerable.Range(0, width).Where(other => scale / depth[other] > shift + 1.01).ToArray();
            var before = nearer.Where(other => Arrival(other) <= arrives && Arrival(other) > arrives - 1)
                .Select(other => depth[other]);
            var after = nearer.Where(other => Arrival(other) >= arrives && Arrival(other) < arrives + 1)
                .Select(other => depth[other]);
            if (arrives < -0.51 || before.Intersect(after).Any()) seen[x].ShouldBeFalse($"column {x}");
            else if (arrives > -0.49 && nearer.All(other => Math.Abs(Arrival(other) - arrives) > 1.01))
                seen[x].ShouldBeTrue($"column {x}");
        }

        double Arrival(int x) => x - (scale / depth[x]);
    }

    [Fact]
    public void Plain_surfaces_fail_and_the_share_of_holes_is_in_its_band()
    {
        foreach (var family in Enumerable.Range(0, 12))
        {
            var indoor = RelativeDepth.Of(FakeScenes.Room(family: $"room {family}"), DepthKind.Stereo, 1);
            Holes(indoor).ShouldBeInRange(0.2, 0.6, "40 % of this picture is plain");
            var plain = FakeScenes.Of(128, 96, Domain.Indoor, $"plain {family}", 1, 110, (_, _) => (2, 128));
            Holes(RelativeDepth.Of(plain, DepthKind.Stereo, 1)).ShouldBe(1);
        }
    }

    [Fact]
    public void What_is_too_near_is_not_searched()
    {
        var near = RelativeDepth.Of(FakeScenes.Wall(0.05), DepthKind.Stereo, 1);
        near.ValidCount.ShouldBe(0);
    }

    internal static double Holes(RelativeSample sample) => 1 - (sample.ValidCount / (double)sample.Values.Length);
}
