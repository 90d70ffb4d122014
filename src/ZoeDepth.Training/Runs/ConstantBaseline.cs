namespace ZoeDepth.Training;

/// <summary>
/// What the best constant reaches on the pictures of a domain: of all depths that do not look at the picture the one
/// whose mean abs_rel is least. A model that is not better has seen nothing.
/// </summary>
internal sealed class ConstantBaseline
{
    // From a millimetre to a kilometre in steps of 0.34 %.
    private const int Bins = 4096;
    private const double Least = -6.9, Most = 6.9;

    private readonly double[] _shares = new double[Bins];
    private int _pictures;

    /// <summary>Adds the valid depths of a picture, metres; every picture counts the same.</summary>
    public void Add(IReadOnlyCollection<double> metres)
    {
        _pictures++;
        foreach (var depth in metres)
            _shares[Math.Clamp((int)((Math.Log(depth) - Least) / (Most - Least) * Bins), 0, Bins - 1)] += 1.0
                / metres.Count;
    }

    /// <summary>Mean abs_rel of the best constant.</summary>
    public double AbsRel => Enumerable.Range(0, Bins).Where(bin => _shares[bin] > 0).Select(bin => At(Depth(bin)))
        .DefaultIfEmpty(double.NaN).Min();

    private static double Depth(int bin) => Math.Exp(Least + ((bin + 0.5) / Bins * (Most - Least)));

    private double At(double constant)
    {
        var sum = 0.0;
        for (var bin = 0; bin < Bins; bin++)
            if (_shares[bin] > 0) sum += _shares[bin] * Math.Abs((constant / Depth(bin)) - 1);
        return sum / _pictures;
    }
}
