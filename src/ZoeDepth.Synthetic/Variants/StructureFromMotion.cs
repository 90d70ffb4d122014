namespace ZoeDepth.Synthetic.Variants;

/// <summary>
/// Points that could be followed through a film: corners of brightness (the smaller eigenvalue of Shi and Tomasi 1994),
/// reconstructed in a unit of their own, with errors that grow with the square of depth and some points that are simply
/// wrong.
/// </summary>
internal static class StructureFromMotion
{
    // At most one point a cell of this many pixels squared.
    private const int Cell = 7;

    // Corners weaker than this are noise: squared steps of brightness, 0..255, mean over a window.
    private const double Weakest = 2.5;

    public static RelativeSample Of(Sample sample, SeededRandom accident)
    {
        var (width, height) = (sample.Width, sample.Height);
        var result = new RelativeSample(sample, DepthKind.StructureFromMotion, accident.LogBetween(0.05, 20));
        var error = accident.LogBetween(0.003, 0.02) / (sample.Domain == Domain.Indoor ? 2.5 : 10);
        var strengths = Strengths(sample);
        for (var top = 0; top < height; top += Cell)
        {
            for (var left = 0; left < width; left += Cell)
            {
                var (luck, bell, wrong) = (accident.Unit(), accident.Normal(0, 1), accident.LogBetween(0.5, 2));
                var best = Best(strengths, width, left, top, Math.Min(left + Cell, width),
                    Math.Min(top + Cell, height));
                double z = sample.Depth[best];
                if (z <= 0 || luck < 0.25 || strengths[best] < Weakest || !IsPeak(strengths, width, height, best))
                    continue;
                var seen = luck > 0.98 ? z * wrong : z * Math.Clamp(1 + (bell * error * z), 0.5, 2);
                result.Set(best, result.Scale * seen);
            }
        }
        return result;
    }

    private static int Best(double[] strengths, int width, int left, int top, int right, int bottom)
    {
        var best = (top * width) + left;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
                if (strengths[(y * width) + x] > strengths[best]) best = (y * width) + x;
        }
        return best;
    }

    /// <summary>Whether no corner less than half a cell away is stronger: one that two cells share is one.</summary>
    private static bool IsPeak(double[] strengths, int width, int height, int at)
    {
        var (x, y, near) = (at % width, at / width, Cell / 2);
        var best = Best(
            strengths, width, Math.Max(x - near, 0), Math.Max(y - near, 0), Math.Min(x + near + 1, width),
            Math.Min(y + near + 1, height));
        return strengths[best] <= strengths[at];
    }

    private static double[] Strengths(Sample sample)
    {
        var (width, height) = (sample.Width, sample.Height);
        var smooth = Brightness.Smooth(Brightness.Of(sample), width, height);
        var (xx, xy, yy) = (new int[smooth.Length], new int[smooth.Length], new int[smooth.Length]);
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var i = (y * width) + x;
                var across = (smooth[i + 1] - smooth[i - 1]) / 8;
                var down = (smooth[i + width] - smooth[i - width]) / 8;
                (xx[i], xy[i], yy[i]) = (across * across, across * down, down * down);
            }
        }
        var a = Brightness.Windows(xx, width, height, 2);
        var b = Brightness.Windows(xy, width, height, 2);
        var c = Brightness.Windows(yy, width, height, 2);
        var strengths = new double[smooth.Length];
        for (var i = 0; i < strengths.Length; i++)
        {
            var half = (a[i] - c[i]) / 2.0;
            strengths[i] = (((a[i] + c[i]) / 2.0) - Math.Sqrt((half * half) + ((double)b[i] * b[i]))) / (25 * 16);
        }
        return strengths;
    }
}
