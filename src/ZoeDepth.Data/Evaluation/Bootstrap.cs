using ZoeDepth.Runtime.Random;

namespace ZoeDepth.Data.Evaluation;

/// <summary>An interval that holds the mean of the world the images are drawn from, as far as they can tell.</summary>
/// <param name="Low">2.5 % of resampled means lie below</param>
/// <param name="High">2.5 % of resampled means lie above</param>
public readonly record struct ConfidenceInterval(double Low, double High);

/// <summary>
/// The percentile bootstrap (Efron 1979): the units are drawn anew with replacement, as many as there are, and the mean
/// is taken again, many times. Units that resemble each other, images of one scene, are drawn together.
/// </summary>
internal static class Bootstrap
{
    private const int Draws = 1000;
    private const double Tail = 0.025;

    /// <summary>
    /// The 95 % interval of each metric's mean. The same units in the same order give the same interval.
    /// </summary>
    /// <param name="units">images, or scenes that are each the mean of their images</param>
    /// <returns>
    /// by the order of <see cref="DepthMetrics.Names"/>; empty of fewer than two units, which say nothing of spread
    /// </returns>
    public static IReadOnlyList<ConfidenceInterval> Of(IReadOnlyList<DepthMetrics> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (units.Count < 2) return [];
        var values = units.Select(unit => unit.ToArray()).ToArray();
        var means = DepthMetrics.Names.Select(_ => new double[Draws]).ToArray();
        var state = 0UL;
        var sums = new double[means.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            Array.Clear(sums);
            for (var i = 0; i < values.Length; i++)
            {
                var unit = values[(int)Math.BigMul(SplitMix64.Next(ref state), (ulong)values.Length, out _)];
                for (var m = 0; m < sums.Length; m++) sums[m] += unit[m];
            }
            for (var m = 0; m < sums.Length; m++) means[m][draw] = sums[m] / values.Length;
        }
        return [.. means.Select(Interval)];
    }

    private static ConfidenceInterval Interval(double[] means)
    {
        if (!means.All(double.IsFinite)) return new(double.NaN, double.NaN);
        Array.Sort(means);
        return new(means[(int)(Tail * Draws)], means[Draws - 1 - (int)(Tail * Draws)]);
    }
}
