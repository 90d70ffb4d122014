namespace ZoeDepth.Benchmarks;

/// <summary>
/// A median, and an interval that holds the true one in 95 of 100 repetitions whatever the shape of the noise: a value
/// lies on either side of it as a coin falls (order statistics; Conover, Practical Nonparametric Statistics, 3.2).
/// </summary>
/// <param name="Low">the lower end; minus infinity of fewer than six values, which say nothing</param>
/// <param name="Median">the middle of the values</param>
/// <param name="High">the upper end</param>
internal readonly record struct MedianInterval(double Low, double Median, double High)
{
    private const double Tail = 0.025;

    /// <summary>Of measurements that do not depend on one another.</summary>
    public static MedianInterval Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var (outside, ways, chance) = (0, 1.0, Math.Pow(0.5, sorted.Length));
        // At most so many values lie below the median by chance, in all but 2.5 of 100 cases.
        for (var below = chance; below <= Tail; below += ways * chance)
        {
            outside++;
            ways = ways * (sorted.Length - outside + 1) / outside;
        }
        var median = Benchmarks.Median.Of(sorted);
        return outside == 0 ? new(double.NegativeInfinity, median, double.PositiveInfinity)
            : new(sorted[outside - 1], median, sorted[^outside]);
    }
}
