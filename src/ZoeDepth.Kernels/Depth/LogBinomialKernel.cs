using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Depth;

/// <summary>
/// The distribution over depth bins (ZoeDepth, section 3.3): w = softmaxₖ(yₖ / T) with yₖ = L(k) + k·ln p + (n−1−k)·ln
/// q, p and q = 1 − p held in [1e-4, 1], T the temperature, and L the logarithm of the binomial coefficient by
/// Stirling's approximation. One row of bins to a pixel; vectors run along the bins.
/// </summary>
internal static unsafe class LogBinomialKernel
{
    private const float Epsilon = 1e-4f;

    // Pixels whose logarithms are taken together.
    private const int Block = 64;

    /// <summary>
    /// L(k) = N·ln N − K·ln K − (N − K)·ln(N − K + e), N = n−1+e, K = k+e, e = 1e-7, in float32 and in the reference's
    /// order: temperatures as low as 0.0212 multiply the approximation's own rounding by 47.
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
        var kernel = new ForwardKernel
            { P = p, Temperature = temperature, W = w, Rows = rows, Bins = bins, Work = work };
        Dispatch.Run(ref kernel);
    }

    /// <summary>
    /// With dsₖ = wₖ·(dwₖ − Σ w·dw): dT −= Σ dsₖ·yₖ / T²; dp += Σ dsₖ·k / (T·p) − Σ dsₖ·(n−1−k) / (T·q), each half only
    /// where its own argument is strictly inside [1e-4, 1] (PyTorch 2.15's clamp). Either gradient may be null.
    /// </summary>
    public static void Backward(float* p, float* temperature, float* w, float* dw, long rows, int bins, float* dp,
        float* dtemperature, Work work)
    {
        var kernel = new BackwardKernel
        {
            P = p, Temperature = temperature, W = w, Dw = dw, Dp = dp, Dtemperature = dtemperature, Rows = rows,
                Bins = bins, Work = work,
        };
        Dispatch.Run(ref kernel);
    }

    /// <summary>Fills the logarithms of p and q = 1 − p, each held in [1e-4, 1]; q is taken before p is held.</summary>
    internal static void Logarithms<S, V>(float* p, int count, float* logP, float* logQ)
        where S : struct, ISimd<V> where V : struct
    {
        V least = S.Broadcast(Epsilon), one = S.Broadcast(1);
        for (var i = 0; i < count; i += S.Width)
        {
            var rest = Math.Min(S.Width, count - i);
            var x = Lanes.Load<S, V>(p + i, rest);
            Lanes.Store<S, V>(logP + i, VectorMath.Log<S, V>(S.Min(one, S.Max(least, x))), rest);
            Lanes.Store<S, V>(logQ + i, VectorMath.Log<S, V>(S.Min(one, S.Max(least, S.Subtract(one, x)))), rest);
        }
    }

    /// <summary>e = exp(yₖ/T − max), padded to whole vectors; the result is their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Weigh<S, V>(LogBinomialTable table, float logP, float logQ, float temperature, float* e)
        where S : struct, ISimd<V> where V : struct
    {
        V p = S.Broadcast(logP), q = S.Broadcast(logQ), t = S.Broadcast(temperature),
            last = S.Broadcast(table.Bins - 1);
        float* steps = table.Steps, coefficients = table.Coefficients;
        var count = table.Padded;
        var most = S.Broadcast(float.NegativeInfinity);
        for (var k = 0; k < count; k += S.Width)
        {
            var y = S.Divide(Exponent<S, V>(S.Load(coefficients + k), S.Load(steps + k), last, p, q), t);
            S.Store(e + k, y);
            most = S.Max(y, most);
        }
        var largest = S.Broadcast(S.Largest(most));
        var sum = S.Zero;
        for (var k = 0; k < count; k += S.Width)
        {
            var weight = VectorMath.Exp<S, V>(S.Subtract(S.Load(e + k), largest));
            S.Store(e + k, weight);
            sum = S.Add(sum, weight);
        }
        return S.Sum(sum);
    }

    /// <summary>yₖ = L(k) + k·ln p + (n−1−k)·ln q, each product rounded as the reference rounds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exponent<S, V>(V coefficient, V step, V last, V logP, V logQ)
        where S : struct, ISimd<V> where V : struct =>
        S.Add(S.Add(coefficient, S.Multiply(step, logP)), S.Multiply(S.Subtract(last, step), logQ));

    private struct ForwardKernel : IKernel
    {
        public float* P, Temperature, W;
        public long Rows;
        public int Bins;
        public Work Work;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var kernel = this;
            using var table = new LogBinomialTable(Bins, S.Width, Work);
            Work.Ranges((Rows + Block - 1) / Block, 1, (start, end) =>
            {
                for (var block = start; block < end; block++) kernel.RowsOf<S, V>(table, block * Block);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void RowsOf<S, V>(LogBinomialTable table, long first)
            where S : struct, ISimd<V> where V : struct
        {
            var count = (int)Math.Min(Block, Rows - first);
            float* logP = stackalloc float[Block], logQ = stackalloc float[Block];
            Logarithms<S, V>(P + first, count, logP, logQ);
            var e = Scratch.Floats(table.Padded);
            for (var row = 0; row < count; row++)
            {
                var share = S.Broadcast(Weigh<S, V>(table, logP[row], logQ[row], Temperature[first + row], e));
                var w = W + ((first + row) * Bins);
                for (var k = 0; k < Bins; k += S.Width)
                    Lanes.Store<S, V>(w + k, S.Divide(S.Load(e + k), share), Math.Min(S.Width, Bins - k));
            }
        }
    }

    private struct BackwardKernel : IKernel
    {
        public float* P, Temperature, W, Dw, Dp, Dtemperature;
        public long Rows;
        public int Bins;
        public Work Work;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var kernel = this;
            using var table = new LogBinomialTable(Bins, S.Width, Work);
            Work.Ranges((Rows + Block - 1) / Block, 1, (start, end) =>
            {
                for (var block = start; block < end; block++) kernel.RowsOf<S, V>(table, block * Block);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void RowsOf<S, V>(LogBinomialTable table, long first)
            where S : struct, ISimd<V> where V : struct
        {
            var count = (int)Math.Min(Block, Rows - first);
            float* logP = stackalloc float[Block], logQ = stackalloc float[Block];
            Logarithms<S, V>(P + first, count, logP, logQ);
            var last = S.Broadcast(Bins - 1);
            for (var row = 0; row < count; row++)
            {
                float* w = W + ((first + row) * Bins), dw = Dw + ((first + row) * Bins);
                var products = S.Zero;
                for (var k = 0; k < Bins; k += S.Width)
                {
                    var rest = Math.Min(S.Width, Bins - k);
                    products = S.MultiplyAdd(Lanes.Load<S, V>(w + k, rest), Lanes.Load<S, V>(dw + k, rest), products);
                }
                var common = S.Broadcast(S.Sum(products));
                V logp = S.Broadcast(logP[row]), logq = S.Broadcast(logQ[row]), byY = S.Zero, byStep = S.Zero,
                    byRest = S.Zero;
                for (var k = 0; k < Bins; k += S.Width)
                {
                    var rest = Math.Min(S.Width, Bins - k);
                    var ds = S.Multiply(Lanes.Load<S, V>(w + k, rest),
                        S.Subtract(Lanes.Load<S, V>(dw + k, rest), common));
                    var step = S.Load(table.Steps + k);
                    byY = S.MultiplyAdd(ds,
                        Exponent<S, V>(Lanes.Load<S, V>(table.Coefficients + k, rest), step, last, logp, logq), byY);
                    byStep = S.MultiplyAdd(ds, step, byStep);
                    byRest = S.MultiplyAdd(ds, S.Subtract(last, step), byRest);
                }
                float p = P[first + row], q = 1 - p, t = Temperature[first + row];
                if (Dtemperature != null) Dtemperature[first + row] -= S.Sum(byY) / (t * t);
                if (Dp == null) continue;
                if (p is > Epsilon and < 1) Dp[first + row] += S.Sum(byStep) / (t * p);
                if (q is > Epsilon and < 1) Dp[first + row] -= S.Sum(byRest) / (t * q);
            }
        }
    }
}
