namespace ZoeDepth.Imaging.Tests.Jpeg;

public class ColorConversionTests
{
    private static readonly byte[] Ramp = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Fact]
    public void All_16_million_colours_equal_the_fixed_point_formula()
    {
        var (cb, cr, rgb, expected) = (new byte[256], new byte[256], new byte[768], new byte[768]);
        for (var blue = 0; blue < 256; blue++)
        {
            cb.AsSpan().Fill((byte)blue);
            for (var red = 0; red < 256; red++)
            {
                cr.AsSpan().Fill((byte)red);
                ColorConversion.YCbCrToRgb(Ramp, cb, cr, rgb);
                long r = ((91881L * (red - 128)) + 32768) >> 16, b = ((116130L * (blue - 128)) + 32768) >> 16;
                var g = ((-22554L * (blue - 128)) - (46802L * (red - 128)) + 32768) >> 16;
                for (var y = 0; y < 256; y++)
                {
                    expected[3 * y] = (byte)Math.Clamp(y + r, 0, 255);
                    expected[(3 * y) + 1] = (byte)Math.Clamp(y + g, 0, 255);
                    expected[(3 * y) + 2] = (byte)Math.Clamp(y + b, 0, 255);
                }
                if (!rgb.AsSpan().SequenceEqual(expected)) Assert.Fail($"Cb {blue}, Cr {red}");
            }
        }
    }

    [Fact]
    public void Every_length_gives_the_same_in_both_forms()
    {
        for (var width = 1; width <= 100; width++)
        {
            var rows = new byte[3][];
            for (var c = 0; c < 3; c++) new Random(width + c).NextBytes(rows[c] = new byte[width]);
            var (rgb, plain) = (new byte[3 * width], new byte[3 * width]);
            ColorConversion.YCbCrToRgb(rows[0], rows[1], rows[2], rgb);
            ColorConversion.YCbCrToRgbScalar(rows[0], rows[1], rows[2], plain);
            rgb.ShouldBe(plain);
        }
    }

    [Fact]
    public void Colours_survive_the_way_to_YCbCr_and_back_within_rounding()
    {
        // Y, Cb and Cr are off by at most a half each: B by 0.5 + 1.772 · 0.5 and its own half, so by 1.886; G by 0.5 +
        // 0.344 · 0.5 + 0.714 · 0.5 + 0.5 < 2.
        var random = new Random(4);
        byte[] rgb = new byte[3 * 4096], back = new byte[3 * 4096], y = new byte[4096], cb = new byte[4096],
            cr = new byte[4096];
        for (var round = 0; round < 20; round++)
        {
            random.NextBytes(rgb);
            ColorConversion.RgbToYCbCr(rgb, y, cb, cr);
            ColorConversion.YCbCrToRgb(y, cb, cr, back);
            for (var i = 0; i < rgb.Length; i++) Math.Abs(rgb[i] - back[i]).ShouldBeLessThan(2);
        }
    }

    [Fact]
    public void Inks_follow_the_rule_of_Pillow()
    {
        var (k, rgb) = (new byte[256], new byte[768]);
        for (var paper = 0; paper < 256; paper++)
        {
            k.AsSpan().Fill((byte)paper);
            ColorConversion.CmykToRgb(Ramp, Ramp, Ramp, k, rgb);
            // r = k' − c·k'/255, rounded to nearest: the shifts divide by 255 exactly in this range.
            for (var stored = 0; stored < 256; stored++)
                rgb[3 * stored].ShouldBe((byte)(paper - (int)Math.Floor(((255 - stored) * paper / 255.0) + 0.5)));
        }
    }
}
