using System.Collections.ObjectModel;

namespace ZoeDepth.Data.Evaluation;

/// <summary>
/// The nine numbers of the depth literature for one image, means over its valid pixels (<c>compute_errors</c> of the
/// original, zoedepth/utils/misc.py), <c>g</c> the ground truth and <c>p</c> the prediction, metres.
/// </summary>
/// <param name="A1">share of pixels with max(g/p, p/g) below 1.25</param>
/// <param name="A2">the same below 1.25²</param>
/// <param name="A3">the same below 1.25³</param>
/// <param name="AbsRel">mean of |g − p| / g</param>
/// <param name="SqRel">mean of (g − p)² / g, metres</param>
/// <param name="Rmse">root of the mean of (g − p)², metres</param>
/// <param name="RmseLog">root of the mean of (ln g − ln p)²</param>
/// <param name="Log10">mean of |log₁₀ g − log₁₀ p|</param>
/// <param name="SiLog">100 · root of the variance of ln p − ln g</param>
public readonly record struct DepthMetrics(
    double A1, double A2, double A3,
    double AbsRel, double SqRel, double Rmse, double RmseLog, double Log10, double SiLog)
{
    private static readonly string[] NameList =
        ["a1", "a2", "a3", "abs_rel", "sq_rel", "rmse", "rmse_log", "log_10", "silog"];

    /// <summary>The original's names, in the order of <see cref="ToArray"/>.</summary>
    public static ReadOnlyCollection<string> Names { get; } = new(NameList);

    /// <summary>One of them by the original's name.</summary>
    /// <exception cref="ArgumentException">there is no such metric; the message lists them</exception>
    public double this[string name] => Array.IndexOf(NameList, name) is >= 0 and var i
        ? ToArray()[i]
        : throw new ArgumentException(
            $"there is no metric '{name}'; there are {string.Join(", ", NameList)}", nameof(name));

    /// <summary>The nine values in the order of <see cref="Names"/>.</summary>
    public double[] ToArray() => [A1, A2, A3, AbsRel, SqRel, Rmse, RmseLog, Log10, SiLog];

    /// <summary>The metrics with these values.</summary>
    /// <param name="values">nine, in the order of <see cref="Names"/></param>
    /// <exception cref="ArgumentException">there are not nine</exception>
    public static DepthMetrics Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != NameList.Length)
            throw new ArgumentException($"nine values are needed, but {values.Count} came", nameof(values));
        return new(values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8]);
    }

    /// <summary>The metrics of pairs, all of which count.</summary>
    /// <param name="truth">metres</param>
    /// <param name="prediction">metres, as many</param>
    /// <returns>
    /// NaN where there are no pairs; infinite or NaN where a prediction has no logarithm, as in the original
    /// </returns>
    /// <exception cref="ArgumentException">there are not as many</exception>
    public static DepthMetrics Of(ReadOnlySpan<double> truth, ReadOnlySpan<double> prediction)
    {
        if (truth.Length != prediction.Length)
            throw new ArgumentException(
                $"{truth.Length} depths came with {prediction.Length} predictions", nameof(prediction));
        var (close1, close2, close3) = (0, 0, 0);
        var (relative, squaredRelative, squared, squaredLog, log, log10) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < truth.Length; i++)
        {
            var (g, p) = (truth[i], prediction[i]);
            var quotient = p / g;
            var ratio = Math.Max(g / p, quotient);
            if (ratio < 1.25) close1++;
            if (ratio < 1.25 * 1.25) close2++;
            if (ratio < 1.25 * 1.25 * 1.25) close3++;
            var difference = g - p;
            relative += Math.Abs(difference) / g;
            squaredRelative += difference * difference / g;
            squared += difference * difference;
            // ln p − ln g by one logarithm: half of the time of an image.
            var e = Math.Log(quotient);
            squaredLog += e * e;
            log += e;
            log10 += Math.Abs(e) / Math.Log(10);
        }
        double n = truth.Length;
        var mean = log / n;
        return new(
            close1 / n, close2 / n, close3 / n,
            relative / n, squaredRelative / n, Math.Sqrt(squared / n), Math.Sqrt(squaredLog / n), log10 / n,
            100 * Math.Sqrt(Variance(squaredLog / n, mean)));
    }

    /// <summary>
    /// The difference of two means may fall below 0 by their rounding when every pixel is off by the same factor; what
    /// is below that is no rounding and gives NaN.
    /// </summary>
    private static double Variance(double meanOfSquares, double mean)
    {
        var variance = meanOfSquares - (mean * mean);
        return variance < 0 && variance > -1e-12 * meanOfSquares ? 0 : variance;
    }
}
