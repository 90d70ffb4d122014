namespace ZoeDepth.Data.Evaluation;

/// <summary>
/// A running mean over images, each of equal weight (<c>RunningAverageDict</c> of the original). NaN and infinity stay
/// in it: one image that has none of a metric leaves the set without.
/// </summary>
internal sealed class MetricAverage
{
    private readonly double[] _mean = new double[DepthMetrics.Names.Count];

    /// <summary>How many images there were.</summary>
    public int Count { get; private set; }

    /// <summary>The mean so far; NaN of no images.</summary>
    public DepthMetrics Mean =>
        Count == 0 ? DepthMetrics.Of(Enumerable.Repeat(double.NaN, _mean.Length).ToArray()) : DepthMetrics.Of(_mean);

    /// <summary>Adds an image.</summary>
    public void Add(DepthMetrics metrics)
    {
        var values = metrics.ToArray();
        for (var i = 0; i < _mean.Length; i++) _mean[i] = ((_mean[i] * Count) + values[i]) / (Count + 1);
        Count++;
    }

    /// <summary>The mean of these.</summary>
    public static DepthMetrics Of(IEnumerable<DepthMetrics> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var average = new MetricAverage();
        foreach (var one in metrics) average.Add(one);
        return average.Mean;
    }

    /// <summary>To three decimals, as the original reports.</summary>
    public static DepthMetrics Rounded(DepthMetrics metrics) =>
        DepthMetrics.Of(Array.ConvertAll(metrics.ToArray(), value => Math.Round(value, 3)));
}
