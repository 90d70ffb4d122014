using ZoeDepth.Synthetic.Photography;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Photography;

/// <summary>The blur of a thin lens.</summary>
public sealed class DepthOfFieldTests
{
    private const int Width = 90;
    private const int Height = 61;

    private static Camera Lens(double aperture, double focus) =>
        Camera.Looking(Vector.Zero, (0, 1, 0), 50) with { Aperture = aperture, Focus = focus };

    private static float[] Depths(Func<int, int, double> at) =>
        [.. Enumerable.Range(0, Width * Height).Select(i => (float)at(i % Width, i / Width))];

    [Fact]
    public void What_is_in_focus_keeps_its_light()
    {
        var light = Lights.Ramp(Width, Height);
        DepthOfField.Blur(light, Depths((_, _) => 0.8), Lens(0.02, 0.8)).ShouldBeSameAs(light);
    }

    [Theory]
    [InlineData(0.02, 0.4, 0.9), InlineData(0.03, 0.5, 1), InlineData(0.012, 0.3, 0), InlineData(0.06, 0.3, 2)]
    public void A_point_out_of_focus_is_a_disc_of_the_stated_radius_and_the_same_light(double aperture, double focus,
        double depth)
    {
        var light = Lights.Of(Width, Height, (x, y) => Color.Gray(x == 45 && y == 30 ? 100 : 0));
        var lens = Lens(aperture, focus);
        var blurred = DepthOfField.Blur(light, Depths((_, _) => depth), lens);
        var nearness = depth > 0 ? 1 / depth : 0;
        var radius = Math.Min(0.5 * aperture * lens.FocalLength(Width, Height) * Math.Abs(nearness - (1 / focus)),
            0.035 * Width);
        radius.ShouldBeGreaterThan(1);
        blurred.Green.Sum().ShouldBe(100, 1);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var distance = Math.Sqrt(((x - 45) * (x - 45)) + ((y - 30) * (y - 30)));
                if (distance > radius + 0.51) blurred.Green[(y * Width) + x].ShouldBe(0);
                if (distance < radius - 0.51) blurred.Green[(y * Width) + x].ShouldBeGreaterThan(0);
            }
        }
    }

    [Fact]
    public void A_bright_background_does_not_shine_over_a_sharp_edge_before_it()
    {
        var light = Lights.Of(Width, Height, (x, _) => Color.Gray(x < 40 ? 0.1 : 5));
        var blurred = DepthOfField.Blur(light, Depths((x, _) => x < 40 ? 0.5 : 20), Lens(0.02, 0.5));
        for (var x = 0; x < 40; x++) blurred.Green[(30 * Width) + x].ShouldBe(0.1f, 1e-5);
    }

    [Fact]
    public void A_blurred_foreground_spreads_over_what_is_sharp_behind_it()
    {
        var light = Lights.Of(Width, Height, (x, _) => Color.Gray(x < 40 ? 5 : 0.1));
        var blurred = DepthOfField.Blur(light, Depths((x, _) => x < 40 ? 0.3 : 2), Lens(0.02, 2));
        blurred.Green[(30 * Width) + 41].ShouldBeGreaterThan(0.5f);
        blurred.Green[(30 * Width) + 60].ShouldBe(0.1f, 1e-5);
    }

    /// <summary>The naive twin: each pixel asks every other, in double precision.</summary>
    [Fact]
    public void The_blur_is_that_of_plain_loops()
    {
        var random = new SeededRandom(5);
        var depths = Depths((x, y) => (x / 15) + (y / 20) == 4 ? 0 : 0.3 + (0.25 * (x / 15)) + (0.1 * (y / 20)));
        var light = Lights.Of(Width, Height, (_, _) => new(random.Unit(), random.Unit(), random.Unit() * 3));
        var lens = Lens(0.012, 0.7);
        var blurred = DepthOfField.Blur(light, depths, lens);
        for (var i = 0; i < Width * Height; i += 7)
        {
            var (red, green, blue, weights) = (0.0, 0.0, 0.0, 0.0);
            for (var j = 0; j < Width * Height; j++)
            {
                var (dx, dy) = ((i % Width) - (j % Width), (i / Width) - (j / Width));
                var before = Nearness(j) >= Nearness(i);
                var reach = before ? Radius(j) : Math.Min(Radius(j), Radius(i));
                var share = before ? Share(j) : Math.Max(Share(j), Share(i));
                var weight = Math.Clamp(reach - Math.Sqrt((dx * dx) + (dy * dy)) + 0.5, 0, 1) * share;
                red += weight * light.Red[j];
                green += weight * light.Green[j];
                blue += weight * light.Blue[j];
                weights += weight;
            }
            blurred.Red[i].ShouldBe((float)(red / weights), 1e-4);
            blurred.Green[i].ShouldBe((float)(green / weights), 1e-4);
            blurred.Blue[i].ShouldBe((float)(blue / weights), 1e-4);
        }

        double Nearness(int i) => depths[i] > 0 ? 1 / depths[i] : 0;

        double Radius(int i) =>
            Math.Min(0.035 * Width, 0.5 * lens.Aperture * lens.FocalLength(Width, Height)
                * Math.Abs(Nearness(i) - (1 / lens.Focus)));

        double Share(int i) => 1 / ((Radius(i) + 0.5) * (Radius(i) + 0.5));
    }
}
