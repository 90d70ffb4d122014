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

    /// <summary>Of a black body, 1500..12000 kelvin, brightest channel 1 (fit of this project to the Planckian locus in linear sRGB).</summary>
    public static Color Temperature(double kelvin)
    {
        var t = Math.Clamp(kelvin, 1500, 12000) / 1000;
        var red = t <= 6.6 ? 1 : 1 / (1 + (0.13 * (t - 6.6)));
        var green = t <= 6.6 ? Math.Clamp(0.47 * PortableMath.Log(t) + 0.113, 0, 1) : 1 / (1 + (0.075 * (t - 6.6)));
        var blue = t >= 6.6 ? 1 : t <= 1.9 ? 0.01 : Math.Clamp(0.80 * PortableMath.Log(t - 0.9) - 0.395, 0.01, 1);
        return new(red, green, blue);
    }

    public static Color operator +(Color a, Color b) => new(a.Red + b.Red, a.Green + b.Green, a.Blue + b.Blue);

    public static Color operator *(Color a, double s) => new(a.Red * s, a.Green * s, a.Blue * s);

    public static Color operator *(Color a, Color b) => new(a.Red * b.Red, a.Green * b.Green, a.Blue * b.Blue);

    /// <summary>The straight mix, 0 is this, 1 the other.</summary>
    public Color Mixed(Color other, double share) => (this * (1 - share)) + (other * share);

    /// <summary>Rec. 709 luminance.</summary>
    public double Luminance => (0.2126 * Red) + (0.7152 * Green) + (0.0722 * Blue);

    private static double Linear(double encoded)
    {
        var value = encoded / 255;
        return value <= 0.04045 ? value / 12.92 : PortableMath.Pow((value + 0.055) / 1.055, 2.4);
    }
}
