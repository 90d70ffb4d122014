using System.Runtime.Intrinsics;
using ZoeDepth.Imaging;

namespace ZoeDepth.Synthetic.Photography;

/// <summary>
/// Turns light into a photograph in the order of a camera: lens, sensor, curve, taste. The bytes are a function of the
/// light, the style and the seed; planes are borrowed from the shared pool, so nothing but the picture is left behind.
/// </summary>
internal static class CameraPipeline
{
    // A blur this narrow changes nothing.
    private const double Sharp = 0.15;

    // Above any sun: an infinite value would spread over the picture as NaN.
    private const float Brightest = 1e6f;

    /// <summary>Takes the picture.</summary>
    /// <param name="light">what arrives; values that are not numbers above 0 count as darkness</param>
    /// <param name="style">by which camera</param>
    /// <param name="seed">of the noise</param>
    /// <returns>a picture of the light's size, <see cref="PixelFormat.Rgb8"/></returns>
    public static RasterImage Develop(RadianceImage light, PhotoStyle style, ulong seed)
    {
        var scale = Math.Max(light.Width, light.Height) / 256.0;
        var (lens, color, detail) = (style.Blur * scale, style.ColorBlur * scale,
            Math.Max(style.SharpeningRadius * scale, 0.4));
        using var film = new Film(light.Width, light.Height, Film.Reach(Math.Max(Math.Max(lens, color), detail)));
        Load(film, light);

        var metered = Metering.Of(film);
        var gain = Balance(metered, style) * (metered.Gain * PortableMath.Pow(2, style.ExposureBias));
        Lens.Expose(film, gain, style.Vignetting);
        if (style.Aberration != 0)
        {
            Lens.Magnify(film, 0, style.Aberration);
            Lens.Magnify(film, 2, -style.Aberration);
        }
        if (lens > Sharp) Blur(film, lens, [0, 1, 2]);

        if (style.Noise > 0)
        {
            // Each stop less light is half a stop more sensitivity: exposures get longer too.
            var shot = Math.Min(style.Noise * PortableMath.Pow(2, Math.Min(metered.Darkness, 6) * 0.5), 4e-3);
            Sensor.AddNoise(film, shot, 0.06 * Math.Sqrt(shot), style.CoarseNoise, seed);
        }

        // Where nothing is as bright as the sensor could tell apart, the curve does not keep room for it.
        var white = Math.Clamp(metered.White * PortableMath.Pow(2, style.ExposureBias), 1, style.Headroom);
        ImageProcessor.Develop(film, style with { Headroom = white }, metered.Mean * gain * style.Flare);
        if (color > Sharp) Blur(film, color, [0, 2]);
        if (style.Sharpening > 0 || style.Smear > 0)
        {
            film.Blur(film[1], film.SecondSpare, Film.GaussianKernel(detail));
            ImageProcessor.Sharpen(film, film.SecondSpare, style);
        }
        return new RasterImage(light.Width, light.Height, PixelFormat.Rgb8, ImageProcessor.Print(film));
    }

    private static void Load(Film film, RadianceImage light)
    {
        for (var y = 0; y < light.Height; y++)
        {
            Row(light.Red, film[0], y);
            Row(light.Green, film[1], y);
            Row(light.Blue, film[2], y);
        }

        void Row(float[] from, float[] to, int y)
        {
            var row = to.AsSpan(film.Row(y), film.Packed);
            from.AsSpan(y * light.Width, light.Width).CopyTo(row);
            row[light.Width..].Clear();
            for (var at = film.Row(y); at < film.Row(y) + film.Packed; at += Film.Lanes)
            {
                var value = Film.Load(to, at);
                var lit = Vector512.GreaterThan(value, Floats.Zero);
                Film.Store(Vector512.ConditionalSelect(lit, Vector512.Min(value, LaneMath.All(Brightest)), Floats.Zero),
                    to, at);
            }
        }
    }

    /// <summary>
    /// The gain of each colour: part of the light's cast is taken away, and the camera's own error comes on top.
    /// </summary>
    private static Color Balance(Metering metered, PhotoStyle style)
    {
        // Along the Planckian locus green gains 0.14 stops on red and blue together for each stop that red gains on
        // blue.
        var removed = Math.Clamp(style.WhiteBalance * metered.Warmth, -2, 2.8);
        var warmer = style.Warmth - removed;
        return new(PortableMath.Pow(2, warmer / 2), PortableMath.Pow(2, style.Tint - (0.14 * removed)),
            PortableMath.Pow(2, -warmer / 2));
    }

    private static void Blur(Film film, double sigma, ReadOnlySpan<int> planes)
    {
        var kernel = Film.GaussianKernel(sigma);
        foreach (var plane in planes) film.Blur(film[plane], film[plane], kernel);
    }
}
