namespace ZoeDepth.Synthetic.Variants;

/// <summary>Two cameras side by side and a matcher that knows when it failed.</summary>
internal static class Stereo
{
    // Nothing farther apart than this share of a row is searched.
    private const double SearchRange = 0.4;

    // Brightness changes from pixel to pixel, 0..255, below which every place looks like its neighbours.
    private const double Texture = 1.6;

    // Of a picture full of faint texture only its plainest share fails, unless there is next to none.
    private const double Plainest = 0.3;
    private const double NoTexture = 0.3;

    public static RelativeSample Of(Sample sample, SeededRandom family, SeededRandom accident)
    {
        var (width, height) = (sample.Width, sample.Height);
        var baseline = sample.Domain == Domain.Indoor ? family.LogBetween(0.05, 0.15) : family.LogBetween(0.2, 0.6);
        var steps = family.Pick(4.0, 8, 16, 32);
        var blur = family.Between(0.03, 0.2);

        // Pictures that were cut or turned towards each other have lost the zero of their disparity.
        var shift = family.Chance(0.5) ? 0 : Math.Round(family.Between(0.01, 0.06) * width);
        var result = new RelativeSample(sample, DepthKind.Stereo, sample.Intrinsics.FocalLength * baseline, shift);

        var seen = Parallax.Seen(sample.Depth, width, height, result.Scale);
        var plain = Plain(sample, new Patches(accident, width, height, Math.Max(width / 32, 2)));
        for (var i = 0; i < seen.Length; i++)
        {
            var error = accident.Normal(0, blur);
            var disparity = sample.Depth[i] > 0 ? result.Scale / sample.Depth[i] : 0;
            if (!seen[i] || plain[i] || disparity > SearchRange * width) continue;
            result.Set(i, Math.Max(0, Math.Round((disparity + shift + error) * steps) / steps));
        }
        return result;
    }

    /// <summary>Where there is nothing to match: windows whose brightness hardly changes along the row.</summary>
    private static bool[] Plain(Sample sample, Patches patches)
    {
        var (width, height) = (sample.Width, sample.Height);
        var smooth = Brightness.Smooth(Brightness.Of(sample), width, height);
        var changes = new int[smooth.Length];
        for (var i = 0; i < smooth.Length; i++) changes[i] = i % width == 0 ? 0 : Math.Abs(smooth[i] - smooth[i - 1]);
        var reach = Math.Max(width / 85, 1);
        var texture = Brightness.Windows(changes, width, height, reach);

        var window = 16.0 * ((2 * reach) + 1) * ((2 * reach) + 1);
        var sorted = (long[])texture.Clone();
        Array.Sort(sorted);
        var limit = Math.Min(Texture * window,
            Math.Max(NoTexture * window, sorted[(int)(Plainest * (sorted.Length - 1))]));
        var plain = new bool[texture.Length];
        for (var i = 0; i < plain.Length; i++) plain[i] = texture[i] < limit * (0.5 + patches.At(i % width, i / width));
        return plain;
    }
}
