namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// The naive twin of a product of 8-bit integers, to the bit: a scale for each row and each output, an exact sum of
/// integers, two multiplications at the end.
/// </summary>
internal static class NaiveInt8
{
    /// <summary>y[m, n] = Σ a(m, k) · b(k, n)</summary>
    public static float[] Multiply(int m, int k, int n, Func<int, int, float> a, Func<int, int, float> b)
    {
        var rows = Enumerable.Range(0, m).Select(i => Quantized(k, p => a(i, p))).ToArray();
        var outputs = Enumerable.Range(0, n).Select(j => Quantized(k, p => b(p, j))).ToArray();
        var y = new float[m * n];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var sum = 0L;
                for (var p = 0; p < k; p++) sum += (long)rows[i].Values[p] * outputs[j].Values[p];
                y[(i * n) + j] = (float)sum * outputs[j].Scale * rows[i].Scale;
            }
        return y;
    }

    private static (int[] Values, float Scale) Quantized(int k, Func<int, float> number)
    {
        float[] numbers = [.. Enumerable.Range(0, k).Select(number)];
        if (!numbers.All(float.IsFinite)) return (new int[k], float.NaN);
        var scale = numbers.Select(Math.Abs).DefaultIfEmpty(0).Max() / 127;
        var inverse = scale > 1.17549435e-38f ? 1 / scale : 0;
        // In double the product is exact, and the rounding after it the only one.
        return ([.. numbers.Select(x => (int)Math.Round((double)x * inverse, MidpointRounding.ToEven))], scale);
    }
}
