using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>Heights of ground from noise of many sizes.</summary>
internal static class Relief
{
    /// <summary>Soft swells: −1..1 times <paramref name="rise"/>.</summary>
    public static double Swell(double x, double y, double size, double rise, int octaves, int seed) =>
        rise * LatticeNoise.Octaves(x / size, y / size, 0.37, octaves, seed);

    /// <summary>Sharp crests and gullies, 0..1 times <paramref name="rise"/>: noise folded at 0, small folds where
    /// large ones are high (Musgrave 1994).</summary>
    public static double Ridges(double x, double y, double size, double rise, int octaves, int seed)
    {
        var (sum, height, weight, total) = (0.0, 1.0, 1.0, 0.0);
        (x, y) = (x / size, y / size);
        for (var octave = 0; octave < octaves; octave++)
        {
            var fold = 1 - Math.Abs(LatticeNoise.At(x, y, 0.61, seed + (octave * 97)));
            fold *= fold * weight;
            sum += height * fold;
            total += height;
            weight = Math.Clamp(1.6 * fold, 0, 1);
            height *= 0.5;
            (x, y) = ((2 * x) + 11.3, (2 * y) + 4.7);
        }
        return rise * sum / total;
    }

    /// <summary>0 below the first, 1 above the second, smooth between.</summary>
    public static double Step(double low, double high, double value)
    {
        var t = Math.Clamp((value - low) / (high - low), 0, 1);
        return t * t * (3 - (2 * t));
    }
}
