using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// The naive twin of a product of bfloat16, to the bit: operands rounded, segments of 512 numbers, in each the upper
/// number of a pair before the lower, one rounding for each product.
/// </summary>
internal static class NaiveBFloat16
{
    /// <summary>y[m, n] = Σ a(m, k) · b(k, n)</summary>
    public static float[] Multiply(int m, int k, int n, Func<int, int, float> a, Func<int, int, float> b)
    {
        var y = new float[m * n];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
                for (var k0 = 0; k0 < k; k0 += 2 * GemmTile.KC)
                {
                    var sum = 0f;
                    for (var p = k0; p < Math.Min(k, k0 + (2 * GemmTile.KC)); p += 2)
                    {
                        if (p + 1 < k) sum = MathF.FusedMultiplyAdd(Round(a(i, p + 1)), Round(b(p + 1, j)), sum);
                        sum = MathF.FusedMultiplyAdd(Round(a(i, p)), Round(b(p, j)), sum);
                    }
                    y[(i * n) + j] = k0 == 0 ? sum : y[(i * n) + j] + sum;
                }
        return y;
    }

    /// <summary>The nearest bfloat16 by way of decimal distances: of the two neighbours the nearer, or the even one.
    /// </summary>
    public static float Round(float x)
    {
        if (float.IsNaN(x) || float.IsInfinity(x)) return x;
        if (Math.Abs(x) < BFloat16.Smallest) return 0;
        var bits = BitConverter.SingleToUInt32Bits(x) & 0xFFFF0000u;
        float down = BitConverter.UInt32BitsToSingle(bits), up = BitConverter.UInt32BitsToSingle(bits + 0x10000u);
        // Beyond the largest finite number the next one would be 2¹²⁸.
        var above = float.IsInfinity(up) ? Math.CopySign(Math.Pow(2, 128), x) : up;
        double below = Math.Abs((double)x - down), beyond = Math.Abs(above - x);
        return below < beyond || (below == beyond && (bits & 0x10000u) == 0) ? down : up;
    }

    /// <summary>The same bits; any NaN equals any other.</summary>
    public static void Same(float[] actual, float[] expected, string what)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var i = 0; i < actual.Length; i++)
            if (BitConverter.SingleToInt32Bits(actual[i]) != BitConverter.SingleToInt32Bits(expected[i])
                && !(float.IsNaN(actual[i]) && float.IsNaN(expected[i])))
                Assert.Fail($"{what}: element {i} is {actual[i]:G9}; expected {expected[i]:G9}");
    }
}
