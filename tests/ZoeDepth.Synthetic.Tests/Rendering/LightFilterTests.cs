using ZoeDepth.Synthetic.Photography;
using ZoeDepth.Synthetic.Rendering;

namespace ZoeDepth.Synthetic.Tests.Rendering;

public sealed class LightFilterTests
{
    private const int Width = 40;
    private const int Height = 12;

    [Fact]
    public void Constant_light_stays()
    {
        var picture = Filtered(_ => new() { Albedo = 0.5f, Irradiance = 3, Highlight = 0.25f, Direct = 0.125f });
        picture.Red.ShouldAllBe(value => Math.Abs(value - 1.875f) < 1e-5f);
        picture.Blue.ShouldAllBe(value => Math.Abs(value - 1.875f) < 1e-5f);
    }

    [Fact]
    public void Light_does_not_run_over_the_edge_between_two_pieces()
    {
        var picture = Filtered(at => new()
            { Albedo = 1, Irradiance = at.X < 19 ? 4 : 0, Highlight = at.X < 19 ? 1 : 0, Piece = at.X < 19 ? 8 : 16 });
        for (var i = 0; i < picture.Red.Length; i++)
            picture.Red[i].ShouldBe(i % Width < 19 ? 5 : 0, 1e-5, $"column {i % Width}");
    }

    [Fact]
    public void What_one_sample_has_too_much_its_neighbours_get_and_nothing_is_lost()
    {
        var picture = Filtered(at => new()
            { Albedo = 1, Irradiance = at is { X: 20, Y: 6 } ? 16 : 0, Highlight = at is { X: 20, Y: 6 } ? 32 : 0 });
        picture.Red.Sum().ShouldBe(48, 1e-3f);
        picture.Red.Max().ShouldBeLessThanOrEqualTo(3.001f, "a sixteenth stays where it was");
    }

    [Fact]
    public void The_windows_of_the_four_samples_lie_about_the_pixel()
    {
        var picture = Filtered(at => new() { Albedo = 1, Irradiance = at is { X: 20, Y: 6 } ? 16 : 0 });
        var (sum, x, y) = (0.0, 0.0, 0.0);
        for (var i = 0; i < picture.Red.Length; i++)
        {
            var light = picture.Red[i];
            (sum, x, y) = (sum + light, x + (light * (i % Width)), y + (light * (i / Width)));
        }
        (x / sum).ShouldBe(20, 1e-4);
        (y / sum).ShouldBe(6, 1e-4);
    }

    [Fact]
    public void The_mean_of_noise_stays_and_its_deviation_shrinks_to_a_quarter()
    {
        var random = new SeededRandom(3);
        var noise = Enumerable.Range(0, SampleGrid.Samples * Width * Height).Select(_ => (float)random.Unit())
            .ToArray();
        var picture = Filtered(at => new()
            { Albedo = 1, Irradiance = noise[(((at.Sample * Height) + at.Y) * Width) + at.X] });
        double[] inside =
            [.. picture.Red.Where((_, i) => i % Width is >= 2 and < Width - 2 && i / Width is >= 2 and < Height - 2)];
        inside.Average().ShouldBe(0.5, 0.02);
        var deviation = Math.Sqrt(inside.Average(value => (value - 0.5) * (value - 0.5)));
        // One of 16 in each window and of four samples: an eighth of the deviation of a uniform number, √(1/12).
        deviation.ShouldBeLessThan(1.3 * Math.Sqrt(1.0 / 12) / 8);
    }

    [Fact]
    public void Texture_and_what_shines_stay_sharp()
    {
        var picture = Filtered(at => new() { Albedo = at.X % 2, Irradiance = 2, Direct = at.Y % 2 });
        for (var i = 0; i < picture.Green.Length; i++)
            picture.Green[i].ShouldBe((2 * (i % Width % 2)) + (i / Width % 2), 1e-5);
    }

    private readonly record struct Spot(int Sample, int X, int Y);

    private readonly record struct Gray(float Albedo, float Irradiance, float Highlight, float Direct, int Piece);

    private static RadianceImage Filtered(Func<Spot, Gray> at)
    {
        var (picture, samples) = (new RadianceImage(Width, Height), new ShadedSamples(Width));
        for (var y = 0; y < Height + 4; y++)
        {
            if (y % 4 == 0 && y >= Height) samples.Clear(y);
            for (var i = 0; i < SampleGrid.Samples * Width && y < Height; i++)
            {
                var spot = new Spot(i / Width, i % Width, y);
                var gray = at(spot);
                samples.Piece(spot.Sample, spot.X, y) = gray.Piece;
                for (var channel = 0; channel < 3; channel++)
                {
                    samples.Value(spot.Sample, channel, spot.X, y) = gray.Albedo;
                    samples.Value(spot.Sample, 3 + channel, spot.X, y) = gray.Irradiance;
                    samples.Value(spot.Sample, 6 + channel, spot.X, y) = gray.Highlight;
                    samples.Value(spot.Sample, 9 + channel, spot.X, y) = gray.Direct;
                }
            }
            // The filter looks two rows ahead.
            if (y >= 2 && y - 2 < Height) LightFilter.Finish(samples, picture, y - 2);
        }
        return picture;
    }
}
