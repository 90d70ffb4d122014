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

    [Theory]
    [InlineData(null, null, "Spectral_r of nearness, near is warm, from 1.548 m to 24.278 m (2nd to 85th percentile)")]
    [InlineData(2.0, null, "from 2 m to 24.278 m (what was given to the 85th percentile)")]
    [InlineData(null, 9.0, "from 1.548 m to 9 m (2nd percentile to what was given)")]
    [InlineData(2.0, 9.0, "from 2 m to 9 m (both given)")]
    public void A_description_says_where_the_ends_of_the_colours_come_from(double? near, double? far, string text) =>
        ColorPicture.Default.Between(near, far).Describe(Slope).ShouldEndWith(text);

    [Theory]
    [InlineData("Linear", 2, 5, 3.5)]
    [InlineData("Inverse", 2, 3, 2.4)]
    [InlineData("Log", 2, 4, 2.8284271)]
    public void A_view_has_its_middle_colour_in_its_own_middle(string view, double near, double far, double middle)
    {
        var picture = ColorPicture.Of(ColorMap.Get("gray")).Between(near, far, Enum.Parse<DepthView>(view));
        var (below, above) = ((float)middle - 0.001f, (float)middle + 0.001f);
        var drawn = picture.Draw([0.1f, (float)near, below, above, 80], 5, 1).Data;
        ((int)drawn[0]).ShouldBe(0, "beyond the near end");
        ((int)drawn[3]).ShouldBe(0);
        ((int)drawn[6]).ShouldBe(127);
        ((int)drawn[9]).ShouldBe(128);
        ((int)drawn[12]).ShouldBe(255, "beyond the far end");
    }

    [Fact]
    public void Ends_that_are_not_named_are_the_percentiles_in_every_view()
    {
        foreach (var view in new[] { DepthView.Inverse, DepthView.Log })
        {
            var (near, far) = ColorPicture.Default.Ends(Slope);
            ColorPicture.Default.Between(near, far, view).Draw(Slope, 40, 50).Data
                .ShouldBe(ColorPicture.Default.Between(null, null, view).Draw(Slope, 40, 50).Data);
        }
        ColorPicture.Default.Between(null, null).Draw(Slope, 40, 50).Data
            .ShouldBe(ColorPicture.Default.Draw(Slope, 40, 50).Data);
        ColorPicture.Default.Between(2, null).Ends(Slope).Near.ShouldBe(2);
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
