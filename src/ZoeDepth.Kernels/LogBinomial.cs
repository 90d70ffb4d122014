using System.Runtime.CompilerServices;

namespace ZoeDepth.Kernels;

/// <summary>
/// The distribution over depth bins (ZoeDepth, section 3.3): w = softmaxₖ(yₖ / T) with yₖ = L(k) + k·ln p + (n−1−k)·ln q, p and q = 1 − p held in
/// [1e-4, 1], T the temperature, and L the logarithm of the binomial coefficient by Stirling's approximation. One row of bins to a pixel;
/// vectors run along the bins.
/// </summary>
public static unsafe class LogBinomial
{
    private const float Epsilon = 1e-4f;
    private const long Grain = 128;

    /// <summary>
    /// L(k) = N·ln N − K·ln K − (N − K)·ln(N − K + e), N = n−1+e, K = k+e, e = 1e-7, in float32 and in the reference's order: temperatures as low as
    /// 0.0212 multiply the approximation's own rounding by 47.
    /// </summary>
    /// <param name="bins">n, at least 1</param>
    public static float[] Coefficients(int bins)
    {
        const float e = 1e-7f;
        var n = bins - 1 + e;
        var table = new float[bins];
        for (var i = 0; i < bins; i++)
        {
            var k = i + e;
            table[i] = (n * MathF.Log(n)) - (k * MathF.Log(k)) - ((n - k) * MathF.Log(n - k + e));
        }
        return table;
    }

    /// <summary>Fills w, <c>[row, bin]</c>, from p and T, <c>[row]</c> each.</summary>
    public static void Forward(float* p, float* temperature, long rows, int bins, float* w, Work work)
    {
        var kernel = new ForwardKernel(p, temperature, rows, bins, w, work);
        Simd.Run(ref kernel);
    }

    /// <summary>
    /// With dsₖ = wₖ·(dwₖ − Σ w·dw): dT −= Σ dsₖ·yₖ / T²; dp += Σ dsₖ·k / (T·p) − Σ dsₖ·(n−1−k) / (T·q), each half only where its own
    /// argument is strictly inside [1e-4, 1] (PyTorch 2.15's clamp). Either gradient may be null.
    /// </summary>
    public static void Backward(float* p, float* temperature, float* w, float* dw, long rows, int bins, float* dp, float* dtemperature, Work work)
    {
        var kernel = new BackwardKernel(p, temperature, w, dw, rows, bins, dp, dtemperature, work);
        Simd.Run(ref kernel);
    }

    /// <summary>The steps 0, 1, 2 … and the coefficients as vectors see them, padded to whole vectors with bins that weigh nothing.</summary>
    internal sealed class Table : IDisposable
    {
        public Table(int bins, int width)
        {
            Bins = bins;
            Padded = (bins + width - 1) / width * width;
            Buffer = new NativeBuffer(2L * Padded);
            var (steps, coefficients) = (Buffer.Span[..Padded], Buffer.Span[Padded..(2 * Padded)]);
            coefficients.Fill(float.NegativeInfinity);
            Coefficients(bins).CopyTo(coefficients);
            for (var k = 0; k < Padded; k++) steps[k] = Math.Min(k, bins - 1);
        }

        public int Bins { get; }

        public int Padded { get; }

        public float* Steps => Buffer.Pointer;

        public float* Values => Buffer.Pointer + Padded;

        private NativeBuffer Buffer { get; }

        public void Dispose() => Buffer.Dispose();
    }
}
