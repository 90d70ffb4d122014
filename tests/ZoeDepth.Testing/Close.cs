namespace ZoeDepth.Testing;

/// <summary>
/// The only way to compare floats: a tolerance with a formula, and a message that shows the worst element and its
/// neighbours.
/// </summary>
public static class Close
{
    /// <summary>
    /// Asserts <c>|actual − expected| ≤ absolute + relative · |expected|</c> element by element; NaN must meet NaN.
    /// </summary>
    public static void Within(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, double relative,
        double absolute, string what)
    {
        Assert.True(actual.Length == expected.Length,
            $"{what}: {actual.Length} values came, {expected.Length} were expected");
        var worst = -1;
        var worstExcess = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            double a = actual[i], e = expected[i];
            if (a.Equals(e) || (double.IsNaN(a) && double.IsNaN(e))) continue;
            var excess = Math.Abs(a - e) - absolute - (relative * Math.Abs(e));
            if (double.IsNaN(excess)) excess = double.PositiveInfinity;
            if (excess > worstExcess || (excess > 0 && worst < 0)) (worst, worstExcess) = (i, excess);
        }
        if (worst < 0) return;
        var before = worst > 0 ? $"{actual[worst - 1]:G9} for {expected[worst - 1]:G9}" : "none";
        var after = worst + 1 < actual.Length ? $"{actual[worst + 1]:G9} for {expected[worst + 1]:G9}" : "none";
        Assert.Fail(
            $"{what}: element {worst} of {actual.Length} is {actual[worst]:G9}, expected {expected[worst]:G9}, " +
            $"off by {Math.Abs(actual[worst] - expected[worst]):G3}, allowed " +
            $"{absolute + (relative * Math.Abs(expected[worst])):G3}; neighbours: {before}; {after}");
    }

    /// <summary>
    /// The rounding a product of length <paramref name="length"/> may gather: <c>factor · ε · √length · ‖a‖ · ‖b‖</c>,
    /// norms per element (the rule of gemma.cpp's matmul_test, with the random-walk root instead of the worst case).
    /// </summary>
    public static double ProductTolerance(int length, double largestA, double largestB, double factor = 8) =>
        factor * Math.Pow(2, -24) * Math.Sqrt(length) * Math.Max(1e-30, largestA * largestB)
            * Math.Max(1, Math.Sqrt(length) / 8);
}
