using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Photography;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// Averages light and highlights of each sample over a 4x4 window of pixels on the same piece of surface, multiplies
/// the light by the sample's own albedo, and averages the samples of each pixel. Where all samples of a pixel lie on
/// one piece, they share the light of their windows. A window that reaches one pixel farther to the left than to the
/// right for one sample reaches farther to the right for another.
/// </summary>
internal static class LightFilter
{
    /// <summary>Finishes row <paramref name="y"/>; rows y − 2 .. y + 2 must be stored or cleared.</summary>
    public static void Finish(ShadedSamples samples, RadianceImage picture, int y)
    {
        Span<float> red = stackalloc float[16], green = stackalloc float[16], blue = stackalloc float[16];
        Span<Gathered> windows = stackalloc Gathered[SampleGrid.Samples];
        for (var x = 0; x < picture.Width; x += 16)
        {
            var all = new Gathered();
            var alike = Vector512<float>.AllBitsSet;
            for (var sample = 0; sample < SampleGrid.Samples; sample++)
            {
                windows[sample] = Window(samples, sample, x, y);
                all.Add(windows[sample]);
                alike &= Vector512.Equals(Piece(samples, sample, x, y), Piece(samples, 0, x, y)).AsSingle();
            }
            var sum = Vectors.Zero;
            for (var sample = 0; sample < SampleGrid.Samples; sample++)
            {
                var share = Floats.One / Vector512.ConditionalSelect(alike, all.Count, windows[sample].Count);
                var light = Vectors.Select(alike, all.Light, windows[sample].Light) * share;
                var highlight = Vectors.Select(alike, all.Highlight, windows[sample].Highlight) * share;
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

    private static Gathered Window(ShadedSamples samples, int sample, int x, int y)
    {
        var own = Piece(samples, sample, x, y);
        var window = new Gathered();
        var (left, above) = ((sample & 1) == 0 ? -2 : -1, (sample & 2) == 0 ? -2 : -1);
        for (var row = y + above; row < y + above + 4; row++)
        {
            for (var column = x + left; column < x + left + 4; column++)
            {
                var same = Vector512.Equals(Piece(samples, sample, column, row), own).AsSingle();
                window.Light += Vectors.Select(same, Load(samples, sample, 3, column, row), Vectors.Zero);
                window.Highlight += Vectors.Select(same, Load(samples, sample, 6, column, row), Vectors.Zero);
                window.Count += Vector512.ConditionalSelect(same, Floats.One, Floats.Zero);
            }
        }
        return window;
    }

    private static Integers Piece(ShadedSamples samples, int sample, int x, int y) =>
        Vector512.LoadUnsafe(ref samples.Piece(sample, x, y));

    private static Vectors Load(ShadedSamples samples, int sample, int plane, int x, int y) => new(
        Vector512.LoadUnsafe(ref samples.Value(sample, plane, x, y)),
        Vector512.LoadUnsafe(ref samples.Value(sample, plane + 1, x, y)),
        Vector512.LoadUnsafe(ref samples.Value(sample, plane + 2, x, y)));

    /// <summary>Sums over a window, and of how many pixels.</summary>
    private struct Gathered
    {
        public Vectors Light;
        public Vectors Highlight;
        public Floats Count;

        public void Add(in Gathered other)
        {
            Light += other.Light;
            Highlight += other.Highlight;
            Count += other.Count;
        }
    }
}
