using System.Runtime.Intrinsics;

namespace ZoeDepth.Data.Evaluation;

/// <summary>
/// The sums the nine metrics are made of, four pairs at a time. The width is the same on every machine, and so are the
/// sums.
/// </summary>
internal struct MetricSums
{
    /// <summary>How many pairs have max(g/p, p/g) below 1.25, 1.25² and 1.25³.</summary>
    public Vector256<double> Within1, Within2, Within3;

    /// <summary>Σ |g − p| / g, Σ (g − p)² / g and Σ (g − p)².</summary>
    public Vector256<double> Relative, SquaredRelative, Squared;

    /// <summary>Σ (ln p − ln g), Σ |ln p − ln g| and Σ (ln p − ln g)².</summary>
    public Vector256<double> Log, AbsoluteLog, SquaredLog;

    /// <summary>Adds four pairs.</summary>
    /// <param name="g">ground truth, metres</param>
    /// <param name="p">prediction, metres</param>
    public void Add(Vector256<double> g, Vector256<double> p)
    {
        var quotient = p / g;
        // NaN where one of them is, which is below nothing.
        var ratio = Vector256.Max(g / p, quotient);
        Within1 += One(Vector256.LessThan(ratio, Vector256.Create(1.25)));
        Within2 += One(Vector256.LessThan(ratio, Vector256.Create(1.25 * 1.25)));
        Within3 += One(Vector256.LessThan(ratio, Vector256.Create(1.25 * 1.25 * 1.25)));
        var difference = g - p;
        var squared = difference * difference;
        Relative += Vector256.Abs(difference) / g;
        SquaredRelative += squared / g;
        Squared += squared;
        // ln p − ln g by one logarithm.
        var e = Vector256.Log(quotient);
        Log += e;
        AbsoluteLog += Vector256.Abs(e);
        SquaredLog += e * e;
    }

    /// <summary>Takes back pairs of equals.</summary>
    public void Forget(int pairs)
    {
        var less = Vector256.CreateScalar((double)pairs);
        Within1 -= less;
        Within2 -= less;
        Within3 -= less;
    }

    private static Vector256<double> One(Vector256<double> mask) => mask & Vector256<double>.One;
}
