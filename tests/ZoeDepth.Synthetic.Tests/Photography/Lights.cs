using ZoeDepth.Synthetic.Photography;

namespace ZoeDepth.Synthetic.Tests.Photography;

/// <summary>Light to develop.</summary>
internal static class Lights
{
    /// <summary>A gray from dark on the left to bright on the right, in even stops, with coloured stripes.</summary>
    public static RadianceImage Ramp(int width = 96, int height = 64, double darkest = 0.02, double brightest = 1.5) =>
        Of(width, height, (x, y) =>
    {
        var light = darkest * Math.Pow(brightest / darkest, (x + 0.5) / width);
        return (y / 8 % 4) switch
        {
            0 => new(light, light * 0.7, light * 0.5),
            1 => new(light * 0.6, light * 0.8, light),
            _ => Color.Gray(light),
        };
    });

    public static RadianceImage Even(double light, int width = 64, int height = 48) =>
        Of(width, height, (_, _) => Color.Gray(light));

    public static RadianceImage Of(int width, int height, Func<int, int, Color> at)
    {
        var light = new RadianceImage(width, height);
        for (var i = 0; i < width * height; i++)
        {
            var color = at(i % width, i / width);
            (light.Red[i], light.Green[i], light.Blue[i]) = ((float)color.Red, (float)color.Green, (float)color.Blue);
        }
        return light;
    }
}
