namespace ZoeDepth.Benchmarks;

/// <summary>What half of the measurements do not exceed.</summary>
internal static class Median
{
    /// <summary>The middle one, the larger of two.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
