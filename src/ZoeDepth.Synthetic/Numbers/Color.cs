namespace ZoeDepth.Synthetic.Numbers;

/// <summary>Light or the share of it that a surface returns: linear red, green, blue (not gamma-encoded).</summary>
internal readonly record struct Color(double Red, double Green, double Blue)
{
    public static readonly Color Black;

    public static readonly Color White = new(1, 1, 1);

    /// <summary>The same in all three.</summary>
    public static Color Gray(double value) => new(value, value, value);

    /// <summary>From the bytes of a colour picker, 0..255 each, gamma-encoded as sRGB.</summary>
    public static Color Srgb(int red, int green, int blue) => new(Linear(red), Linear(green), Linear(blue));

    /// <summary>From hue (0..360 degrees), saturation (0..1) and value (0..1) of the encoded colour.</summary>
    public static Color Hsv(double hue, double saturation, double value)
    {
        double Channel(double n)
        {
            var k = (n + (hue / 60)) % 6;
            return 255 * (value - (value * saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1)));
        }
        return new(Linear(Channel(5)), Linear(Channel(3)), Linear(Channel(1)));
    }

    /// <summary>
    /// Of a black body, 1667..25000 kelvin, brightest channel 1, none below 0.002: the Planckian locus as cubic splines
    /// (Kim et al. 2002) in linear sRGB, whose white is a daylight near 6500 K.
    /// </summary>
    public static Color Temperature(double kelvin)
    {
        var t = 1000 / Math.Clamp(kelvin, 1667, 25000);
        var x = t >= 0.25
            ? (((((-0.2661239 * t) - 0.2343589) * t) + 0.8776956) * t) + 0.179910
            : (((((-3.0258469 * t) + 2.1070379) * t) + 0.2226347) * t) + 0.240390;
        var y = t >= 1 / 2.222 ? (((((-1.1063814 * x) - 1.34811020) * x) + 2.18555832) * x) - 0.20219683
            : t >= 0.25 ? (((((-0.9549476 * x) - 1.37418593) * x) + 2.09137015) * x) - 0.16748867
            : (((((3.0817580 * x) - 5.87338670) * x) + 3.75112997) * x) - 0.37001483;
        return Chromaticity(x, y);
    }

    public static Color operator +(Color a, Color b) => new(a.Red + b.Red, a.Green + b.Green, a.Blue + b.Blue);

    public static Color operator *(Color a, double s) => new(a.Red * s, a.Green * s, a.Blue * s);

    public static Color operator *(Color a, Color b) => new(a.Red * b.Red, a.Green * b.Green, a.Blue * b.Blue);

    /// <summary>The straight mix, 0 is this, 1 the other.</summary>
    public Color Mixed(Color other, double share) => (this * (1 - share)) + (other * share);

    /// <summary>Rec. 709 luminance.</summary>
    public double Luminance => (0.2126 * Red) + (0.7152 * Green) + (0.0722 * Blue);

    /// <summary>The colour of this place in the CIE 1931 diagram, brightest channel 1.</summary>
    private static Color Chromaticity(double x, double y)
    {
        var z = 1 - x - y;
        var red = (3.2404542 * x) - (1.5371385 * y) - (0.4985314 * z);
        var green = (-0.9692660 * x) + (1.8760108 * y) + (0.0415560 * z);
        var blue = (0.0556434 * x) - (0.2040259 * y) + (1.0572252 * z);
        var most = Math.Max(red, Math.Max(green, blue));
        return new(Math.Max(red / most, 0.002), Math.Max(green / most, 0.002), Math.Max(blue / most, 0.002));
    }

    private static double Linear(double encoded)
    {
        var value = encoded / 255;
        return value <= 0.04045 ? value / 12.92 : PortableMath.Pow((value + 0.055) / 1.055, 2.4);
    }
}
