using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Photography;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// Averages light and highlights of each sample over a 4x4 window of pixels on the same piece of surface, multiplies the light by the sample's
/// own albedo, and averages the samples of each pixel. A window that reaches one pixel farther to the left than to the right for one sample
/// reaches farther to the right for another.
/// </summary>
internal static class LightFilter
{
    /// <summary>Finishes row <paramref name="y"/>; rows y − 2 .. y + 2 must be stored or cleared.</summary>
    public static void Finish(ShadedSamples samples, RadianceImage picture, int y)
    {
        Span<float> red = stackalloc float[16], green = stackalloc float[16], blue = stackalloc float[16];
        for (var x = 0; x < picture.Width; x += 16)
        {
            var sum = Vectors.Zero;
            for (var sample = 0; sample < SampleGrid.Samples; sample++)
            {
                Window(samples, sample, x, y, out var light, out var highlight);
                sum += (Load(samples, sample, 0, x, y) * light) + highlight + Load(samples, sample, 9, x, y);
            }
            sum *= 1f / SampleGrid.Samples;
            sum.X.CopyTo(red);
            sum.Y.CopyTo(green);
            sum.Z.CopyTo(blue);
            var (at, count) = ((y * picture.Width) + x, Math.Min(16, picture.Width - x));
            red[..count].CopyTo(picture.Red.AsSpan(at));
            green[..count].CopyTo(picture.Green.AsSpan(at));
            blue[..count].CopyTo(picture.Blue.AsSpan(at));
        }
    }

    private static void Window(ShadedSamples samples, int sample, int x, int y, out Vectors light, out Vectors highlight)
    {
        var own = Vector512.LoadUnsafe(ref samples.Piece(sample, x, y));
        (light, highlight) = (Vectors.Zero, Vectors.Zero);
        var count = Floats.Zero;
        var (left, above) = ((sample & 1) == 0 ? -2 : -1, (sample & 2) == 0 ? -2 : -1);
        for (var row = y + above; row < y + above + 4; row++)
        {
            for (var column = x + left; column < x + left + 4; column++)
            {
                var same = Vector512.Equals(Vector512.LoadUnsafe(ref samples.Piece(sample, column, row)), own).AsSingle();
                light += Vectors.Select(same, Load(samples, sample, 3, column, row), Vectors.Zero);
                highlight += Vectors.Select(same, Load(samples, sample, 6, column, row), Vectors.Zero);
                count += Vector512.ConditionalSelect(same, Floats.One, Floats.Zero);
            }
        }
        light *= Floats.One / count;
        highlight *= Floats.One / count;
    }

    private static Vectors Load(ShadedSamples samples, int sample, int plane, int x, int y) => new(
        Vector512.LoadUnsafe(ref samples.Value(sample, plane, x, y)),
        Vector512.LoadUnsafe(ref samples.Value(sample, plane + 1, x, y)),
        Vector512.LoadUnsafe(ref samples.Value(sample, plane + 2, x, y)));
}
