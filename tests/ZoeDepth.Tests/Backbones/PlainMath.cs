namespace ZoeDepth.Tests.Backbones;

/// <summary>Formulas over vectors of doubles.</summary>
internal static class PlainMath
{
    public static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    /// <summary>W·x + b, W <c>[out, in]</c></summary>
    public static double[] Linear(double[] x, double[] weight, double[]? bias)
    {
        var y = new double[weight.Length / x.Length];
        for (var o = 0; o < y.Length; o++)
        {
            y[o] = bias?[o] ?? 0;
            for (var i = 0; i < x.Length; i++) y[o] += weight[(o * x.Length) + i] * x[i];
        }
        return y;
    }

    public static double[] LayerNorm(double[] x, double[] gamma, double[] beta, double epsilon)
    {
        var mean = x.Average();
        var variance = x.Average(v => (v - mean) * (v - mean));
        return [.. x.Select((v, i) => ((v - mean) / Math.Sqrt(variance + epsilon) * gamma[i]) + beta[i])];
    }

    public static double[] Softmax(IReadOnlyList<double> x)
    {
        var largest = x.Max();
        var e = x.Select(v => Math.Exp(v - largest)).ToArray();
        return [.. e.Select(v => v / e.Sum())];
    }

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Relu(double x) => Math.Max(0, x);

    /// <summary>x · Φ(x)</summary>
    public static double Gelu(double x) => 0.5 * x * (1 + Erf(x / Math.Sqrt(2)));

    private static double Erf(double x)
    {
        if (Math.Abs(x) > 4) return Math.Sign(x);
        double sum = x, term = x;
        for (var n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    /// <summary>One query's answer of one head: Σ softmax(scores) · values.</summary>
    public static double[] Mix(IReadOnlyList<double> scores, IReadOnlyList<double[]> values, int from, int size)
    {
        var shares = Softmax(scores);
        var mixed = new double[size];
        for (var key = 0; key < values.Count; key++)
            for (var i = 0; i < size; i++) mixed[i] += shares[key] * values[key][from + i];
        return mixed;
    }
}
