namespace ZoeDepth.Imaging.Tests.Colours;

public sealed class ColorPictureTests
{
    private static readonly float[] Slope = [.. Enumerable.Range(0, 2000).Select(i => 1 + (i * 0.0137f))];

    [Fact]
    public void By_default_near_is_warm_and_far_is_cold()
    {
        var picture = ColorPicture.Default.Draw(Slope, Slope.Length, 1);
        picture.Format.ShouldBe(PixelFormat.Rgb8);
        var (near, far) = (picture.Data[..3], picture.Data[^3..]);
        ((int)near[0]).ShouldBeGreaterThan(near[2] + 50);
        ((int)far[2]).ShouldBeGreaterThan(far[0] + 50);
    }

    [Fact]
    public void Spectral_r_of_nearness_is_the_picture_Spectral_gives_of_depth()
    {
        var spectral = new Colorizer { Map = ColorMap.Get("Spectral") }.Colorize(Slope, Slope.Length, 1).ToRgb8();
        var nearness = ColorPicture.Default.Draw(Slope, Slope.Length, 1);
        // Neighbours in the map are at most 69 / 25.5 apart in a channel (the steepest of its ten lines), and a value
        // on a step of the table may fall to either side when it is turned around; one more for the fractions the
        // tables cut off.
        for (var i = 0; i < nearness.Data.Length; i++)
            Math.Abs(nearness.Data[i] - spectral.Data[i]).ShouldBeLessThanOrEqualTo(4, $"byte {i}");
    }

    [Fact]
    public void Every_other_map_is_the_originals_colorize()
    {
        foreach (var name in ColorMap.Names.Where(name => name != ColorPicture.DefaultMap))
        {
            var picture = ColorPicture.Of(ColorMap.Get(name));
            picture.OfNearness.ShouldBeFalse(name);
            picture.Draw(Slope, 40, 50).Data.ShouldBe(new Colorizer { Map = ColorMap.Get(name) }.Colorize(Slope, 40, 50)
                .ToRgb8().Data);
        }
    }

    [Fact]
    public void Constant_depth_is_near_in_every_map()
    {
        var spectral = ColorMap.Get("Spectral_r").Of(1);
        ColorPicture.Default.Draw([2, 2], 2,
            1).Data.ShouldBe([spectral.Red, spectral.Green, spectral.Blue, spectral.Red, spectral.Green,
                spectral.Blue]);
        ColorPicture.Of(ColorMap.Get("gray_r")).Draw([2, 2], 2, 1).Data.ShouldAllBe(value => value == 255);
    }

    [Fact]
    public void What_was_drawn_is_said_in_words()
    {
        float[] metres = [.. Enumerable.Range(0, 101).Select(i => (float)i)];
        ColorPicture.Default.Describe(metres)
            .ShouldBe("Spectral_r of nearness, near is warm, from 2 m to 85 m (2nd to 85th percentile)");
        ColorPicture.Of(ColorMap.Get("magma_r")).Describe(metres)
            .ShouldBe("magma_r from 2 m to 85 m (2nd to 85th percentile)");
    }
}
