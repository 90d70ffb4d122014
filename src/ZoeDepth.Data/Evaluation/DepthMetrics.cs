using System.Collections.ObjectModel;
using System.Runtime.Intrinsics;

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
    private static readonly int Lanes = Vector256<double>.Count;

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
        var sums = new MetricSums();
        var i = 0;
        for (; i <= truth.Length - Lanes; i += Lanes)
            sums.Add(Vector256.Create(truth[i..]), Vector256.Create(prediction[i..]));
        if (i < truth.Length)
        {
            // Beside the last pairs stand pairs of equals, which add nothing to the sums of differences.
            Span<double> g = stackalloc double[Lanes], p = stackalloc double[Lanes];
            g.Fill(1);
            p.Fill(1);
            truth[i..].CopyTo(g);
            prediction[i..].CopyTo(p);
            sums.Add(Vector256.Create<double>(g), Vector256.Create<double>(p));
            sums.Forget(Lanes - (truth.Length - i));
        }
        double n = truth.Length;
        var (mean, meanOfSquares) = (Vector256.Sum(sums.Log) / n, Vector256.Sum(sums.SquaredLog) / n);
        return new(
            Vector256.Sum(sums.Within1) / n, Vector256.Sum(sums.Within2) / n, Vector256.Sum(sums.Within3) / n,
            Vector256.Sum(sums.Relative) / n, Vector256.Sum(sums.SquaredRelative) / n,
            Math.Sqrt(Vector256.Sum(sums.Squared) / n), Math.Sqrt(meanOfSquares),
            Vector256.Sum(sums.AbsoluteLog) / n / Math.Log(10), 100 * Math.Sqrt(Variance(meanOfSquares, mean)));
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
