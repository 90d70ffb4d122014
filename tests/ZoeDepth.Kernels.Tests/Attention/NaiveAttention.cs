using ZoeDepth.Kernels.Attention;

namespace ZoeDepth.Kernels.Tests;

/// <summary>The naive twin: double precision, one head after the other, everything stored.</summary>
internal sealed class NaiveAttention
{
    private readonly AttentionShape _shape;
    private readonly Func<int, int, double> _q, _k, _v;

    /// <param name="shape">extents</param>
    /// <param name="q">(token, channel) of all heads side by side</param>
    /// <param name="k">(token, channel)</param>
    /// <param name="v">(token, channel)</param>
    /// <param name="bias">(head, query, key)</param>
    public NaiveAttention(AttentionShape shape, Func<int, int, double> q, Func<int, int, double> k,
        Func<int, int, double> v, Func<int, int, int, double> bias)
    {
        (_shape, _q, _k, _v) = (shape, q, k, v);
        var (heads, queries, keys, size, scale) = shape;
        Probabilities = new double[heads * queries * keys];
        LogSumExp = new double[heads * queries];
        Y = new double[queries * heads * size];
        for (var h = 0; h < heads; h++)
            for (var i = 0; i < queries; i++)
            {
                var scores = new double[keys];
                for (var j = 0; j < keys; j++)
                {
                    scores[j] = bias(h, i, j);
                    for (var c = 0; c < size; c++) scores[j] += scale * q(i, (h * size) + c) * k(j, (h * size) + c);
                }
                var largest = scores.Max();
                var sum = scores.Sum(s => Math.Exp(s - largest));
                LogSumExp[(h * queries) + i] = largest + Math.Log(sum);
                for (var j = 0; j < keys; j++)
                {
                    var p = Math.Exp(scores[j] - largest) / sum;
                    Probabilities[(((h * queries) + i) * keys) + j] = p;
                    for (var c = 0; c < size; c++) Y[(((i * heads) + h) * size) + c] += p * v(j, (h * size) + c);
                }
            }
    }

    public double[] Probabilities { get; }

    public double[] LogSumExp { get; }

    public double[] Y { get; }

    /// <summary>
    /// The gradients of q, k, v and of the bias <c>[heads, queries, keys]</c> by the chain rule, from the gradient of y
    /// (token, channel).
    /// </summary>
    public (double[] Q, double[] K, double[] V, double[] Bias) Gradients(Func<int, int, double> dy)
    {
        var (heads, queries, keys, size, scale) = _shape;
        double[] dq = new double[queries * heads * size], dk = new double[keys * heads * size],
            dv = new double[keys * heads * size];
        var dbias = new double[heads * queries * keys];
        for (var h = 0; h < heads; h++)
            for (var i = 0; i < queries; i++)
            {
                var row = ((h * queries) + i) * keys;
                var dp = new double[keys];
                for (var j = 0; j < keys; j++)
                    for (var c = h * size; c < (h + 1) * size; c++)
                    {
                        dp[j] += dy(i, c) * _v(j, c);
                        dv[(j * heads * size) + c] += Probabilities[row + j] * dy(i, c);
                    }
                var mean = Enumerable.Range(0, keys).Sum(j => Probabilities[row + j] * dp[j]);
                for (var j = 0; j < keys; j++)
                {
                    var ds = Probabilities[row + j] * (dp[j] - mean);
                    dbias[row + j] = ds;
                    for (var c = h * size; c < (h + 1) * size; c++)
                    {
                        dq[(i * heads * size) + c] += scale * ds * _k(j, c);
                        dk[(j * heads * size) + c] += scale * ds * _q(i, c);
                    }
                }
            }
        return (dq, dk, dv, dbias);
    }

    /// <summary>
    /// The table's row for a pair of tokens, in the words of BEiT: class token first, then h rows of w patches.
    /// </summary>
    public static int TableRow(int query, int key, int height, int width)
    {
        var rows = (((2 * height) - 1) * ((2 * width) - 1)) + 3;
        if (query == 0 && key == 0) return rows - 1;
        if (query == 0) return rows - 3;
        if (key == 0) return rows - 2;
        int qy = (query - 1) / width, qx = (query - 1) % width, ky = (key - 1) / width, kx = (key - 1) % width;
        return ((qy - ky + height - 1) * ((2 * width) - 1)) + qx - kx + width - 1;
    }
}
