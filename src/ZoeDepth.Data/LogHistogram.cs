namespace ZoeDepth.Data;

/// <summary>
/// How often values above 0 come, in bins that grow with them by 0.2 %, so that quantiles are as exact as that.
/// </summary>
internal sealed class LogHistogram
{
    // From 1e-6 to 1e6: metres of any dataset, and values of kinds in units of their own.
    private const double Least = 1e-6;
    private const double Ratio = 1.002;
    private const int Bins = 13_830;

    private static readonly double PerLog = 1 / Math.Log(Ratio);

    private readonly double[] _weights = new double[Bins];

    /// <summary>The weights of all values.</summary>
    public double Total { get; private set; }

    public void Add(double value, double weight = 1)
    {
        _weights[Math.Clamp((int)(Math.Log(value / Least) * PerLog), 0, Bins - 1)] += weight;
        Total += weight;
    }

    public void Add(LogHistogram other)
    {
        for (var i = 0; i < Bins; i++) _weights[i] += other._weights[i];
        Total += other.Total;
    }

    /// <summary>The value below which this share of the weights lies; NaN of none.</summary>
    public double Quantile(double share)
    {
        if (!(Total > 0)) return double.NaN;
        var (limit, sum) = (share * Total, 0.0);
        for (var i = 0; i < Bins; i++)
            if ((sum += _weights[i]) >= limit && sum > 0) return Least * Math.Pow(Ratio, i + 0.5);
        return Least * Math.Pow(Ratio, Bins);
    }

    /// <summary>The share of the weights that lies in [from, to).</summary>
    public double ShareBetween(double from, double to)
    {
        var sum = 0.0;
        for (var i = 0; i < Bins; i++)
            if (Least * Math.Pow(Ratio, i + 0.5) is var middle && middle >= from && middle < to) sum += _weights[i];
        return Total > 0 ? sum / Total : 0;
    }
}
