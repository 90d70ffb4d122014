namespace ZoeDepth.Synthetic.Tests.Numbers;

public sealed class ColorTests
{
    [Fact]
    public void Bytes_are_decoded_as_srgb()
    {
        for (var value = 0; value < 256; value++)
        {
            var encoded = value / 255.0;
            var expected = encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4);
            Color.Srgb(value, 0, 255).Red.ShouldBe(expected, 1e-12);
        }
        Color.Srgb(255, 255, 255).ShouldBe(Color.White);
        Color.Srgb(0, 0, 0).ShouldBe(Color.Black);
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(60, 1, 1, 0)]
    [InlineData(120, 0, 1, 0)]
    [InlineData(180, 0, 1, 1)]
    [InlineData(240, 0, 0, 1)]
    [InlineData(300, 1, 0, 1)]
    [InlineData(360, 1, 0, 0)]
    public void Full_hues_are_the_corners_of_the_cube(double hue, double red, double green, double blue) =>
        Color.Hsv(hue, 1, 1).ShouldBe(new Color(red, green, blue));

    [Fact]
    public void Without_saturation_the_hue_does_not_matter()
    {
        Color.Hsv(77, 0, 0.5).ShouldBe(Color.Hsv(200, 0, 0.5));
        Color.Hsv(30, 0, 1).ShouldBe(Color.White);
        Color.Hsv(30, 1, 0).ShouldBe(Color.Black);
    }

    /// <summary>
    /// Integrals of Planck's law over the CIE 1931 observer (the fit of Wyman et al. 2013), in linear sRGB.
    /// </summary>
    [Theory]
    [InlineData(2000, 1, 0.266, 0.008)]
    [InlineData(2700, 1, 0.423, 0.100)]
    [InlineData(3000, 1, 0.484, 0.155)]
    [InlineData(3500, 1, 0.577, 0.261)]
    [InlineData(4000, 1, 0.659, 0.379)]
    [InlineData(5000, 1, 0.795, 0.630)]
    [InlineData(6500, 1, 0.944, 0.993)]
    [InlineData(8000, 0.766, 0.802, 1)]
    [InlineData(10000, 0.610, 0.695, 1)]
    public void A_black_body_has_the_colour_that_physics_gives_it(double kelvin, double red, double green, double blue)
    {
        var color = Color.Temperature(kelvin);
        color.Red.ShouldBe(red, 0.012);
        color.Green.ShouldBe(green, 0.012);
        color.Blue.ShouldBe(blue, 0.012);
    }

    [Fact]
    public void Hotter_is_never_redder()
    {
        var before = Color.Temperature(1500);
        for (var kelvin = 1510; kelvin < 26000; kelvin += 10)
        {
            var color = Color.Temperature(kelvin);
            (color.Blue / color.Red).ShouldBeGreaterThanOrEqualTo(before.Blue / before.Red, $"{kelvin} K");
            Math.Max(color.Red, Math.Max(color.Green, color.Blue)).ShouldBe(1);
            (color.Red - before.Red).ShouldBeInRange(-0.005, 0.005, $"{kelvin} K");
            (color.Green - before.Green).ShouldBeInRange(-0.005, 0.005, $"{kelvin} K");
            before = color;
        }
    }

    [Fact]
    public void Light_adds_scales_and_mixes_channel_by_channel()
    {
        var (a, b) = (new Color(0.1, 0.2, 0.3), new Color(0.4, 0.5, 0.6));
        (a + b).Green.ShouldBe(0.7, 1e-12);
        (a * 2).Blue.ShouldBe(0.6, 1e-12);
        (a * b).Red.ShouldBe(0.04, 1e-12);
        a.Mixed(b, 0).ShouldBe(a);
        a.Mixed(b, 1).ShouldBe(b);
        a.Mixed(b, 0.5).Red.ShouldBe(0.25, 1e-12);
        Color.White.Luminance.ShouldBe(1, 1e-12);
        Color.Gray(0.3).Luminance.ShouldBe(0.3, 1e-12);
    }
}
