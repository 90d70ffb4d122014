namespace ZoeDepth.Data.Evaluation;

/// <summary>
/// What a prediction may be fitted to the truth by, image by image, before it counts. None is what metric depth is
/// judged by.
/// </summary>
public enum DepthAlignment
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One factor, so that the medians agree.</summary>
    Median,

    /// <summary>Factor and shift of depth, least squares.</summary>
    ScaleShift,
}

/// <summary>A fit of predictions to ground truth: <c>Scale · prediction + Shift</c>.</summary>
/// <param name="Scale">the factor</param>
/// <param name="Shift">what is added, in the truth's unit</param>
public readonly record struct DepthFit(double Scale, double Shift)
{
    /// <summary>The fit that changes nothing.</summary>
    public static DepthFit Identity { get; } = new(1, 0);

    /// <summary>
    /// Fits predictions to the truth over valid pixels. A pair whose prediction is not finite has no say.
    /// </summary>
    /// <returns>what changes nothing, when there is nothing to fit by</returns>
    /// <exception cref="ArgumentOutOfRangeException">there is no such alignment</exception>
    public static DepthFit Of(DepthAlignment alignment, ReadOnlySpan<double> truth, ReadOnlySpan<double> prediction) =>
        alignment switch
    {
        DepthAlignment.None => Identity,
        DepthAlignment.Median => OfMedians(truth, prediction),
        DepthAlignment.ScaleShift => LeastSquares(truth, prediction),
        _ => throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "no alignment of this name"),
    };

    /// <summary>
    /// The median of the truth over the median of the prediction; the mean of the two in the middle where their number
    /// is even.
    /// </summary>
    public static DepthFit OfMedians(ReadOnlySpan<double> truth, ReadOnlySpan<double> prediction)
    {
        var (g, p) = FinitePairs(truth, prediction);
        var factor = g.Length == 0 ? 1 : Median(g) / Median(p);
        return factor > 0 && double.IsFinite(factor) ? new(factor, 0) : Identity;
    }

    /// <summary>The scale and shift that bring predictions to the targets with the least sum of squares.</summary>
    /// <param name="target">depth, or 1 / depth where predictions are disparities</param>
    /// <param name="prediction">as many</param>
    public static DepthFit LeastSquares(ReadOnlySpan<double> target, ReadOnlySpan<double> prediction)
    {
        var (g, p) = FinitePairs(target, prediction);
        if (g.Length == 0) return Identity;
        var (meanG, meanP) = (g.Average(), p.Average());
        var (variance, covariance) = (0.0, 0.0);
        for (var i = 0; i < g.Length; i++)
        {
            variance += (p[i] - meanP) * (p[i] - meanP);
            covariance += (p[i] - meanP) * (g[i] - meanG);
        }
        // A flat prediction says nothing of scale.
        if (!(variance > 1e-24 * g.Length * meanP * meanP)) return new(1, meanG - meanP);
        var scale = covariance / variance;
        return new(scale, meanG - (scale * meanP));
    }

    /// <summary>
    /// Disparity in an unknown unit as depth: fitted to 1 / truth, then <c>1 / max(fitted, 1 / maxDepth)</c>, clamped
    /// to the range (how models of relative depth are compared).
    /// </summary>
    /// <param name="truth">metres, all valid</param>
    /// <param name="disparity">as many</param>
    /// <param name="minDepth">metres</param>
    /// <param name="maxDepth">metres</param>
    /// <param name="fit">what the disparities were fitted by</param>
    public static double[] DepthOfDisparity(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> disparity, double minDepth, double maxDepth, out DepthFit fit)
    {
        var inverse = new double[truth.Length];
        for (var i = 0; i < inverse.Length; i++) inverse[i] = 1 / truth[i];
        fit = LeastSquares(inverse, disparity);
        var depth = disparity.ToArray();
        fit.Apply(depth);
        for (var i = 0; i < depth.Length; i++)
            depth[i] = Math.Clamp(1 / Math.Max(depth[i], 1 / maxDepth), minDepth, maxDepth);
        return depth;
    }

    /// <summary>Fits values in place.</summary>
    public void Apply(Span<double> values)
    {
        if (this == Identity) return;
        foreach (ref var value in values) value = (Scale * value) + Shift;
    }

    /// <summary>
    /// The value in the middle, the mean of the two in the middle of an even number; NaN of none. Sorts them.
    /// </summary>
    internal static double Median(double[] values)
    {
        if (values.Length == 0) return double.NaN;
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static (double[] Target, double[] Prediction) FinitePairs(
        ReadOnlySpan<double> target, ReadOnlySpan<double> prediction)
    {
        if (target.Length != prediction.Length)
            throw new ArgumentException(
                $"{target.Length} values came with {prediction.Length} predictions", nameof(prediction));
        var (g, p, count) = (new double[target.Length], new double[target.Length], 0);
        for (var i = 0; i < g.Length; i++)
            if (double.IsFinite(prediction[i])) (g[count], p[count++]) = (target[i], prediction[i]);
        return (g[..count], p[..count]);
    }
}
