namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>How far a depth map is from the truth, metres.</summary>
internal sealed record Errors(double MeanAbs, double P999Abs, double MaxAbs)
{
    /// <summary>
    /// Absolute differences: their mean, their 99.9th percentile (linear between neighbours, as NumPy's), their
    /// largest.
    /// </summary>
    public static Errors Between(ReadOnlySpan<float> ours, ReadOnlySpan<float> truth)
    {
        if (ours.Length != truth.Length) throw new ArgumentException($"{ours.Length} values against {truth.Length}");
        var differences = new double[ours.Length];
        for (var i = 0; i < differences.Length; i++) differences[i] = Math.Abs((double)ours[i] - truth[i]);
        Array.Sort(differences);
        var at = 0.999 * (differences.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, differences.Length - 1);
        return new(differences.Average(),
            differences[below] + ((at - below) * (differences[above] - differences[below])), differences[^1]);
    }
}
