using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>Applies an <see cref="GemmEpilogue"/> to a finished tile of sums, in place.</summary>
internal static unsafe class EpilogueLoop
{
    /// <summary>
    /// Finishes rows <paramref name="row"/> … of columns <paramref name="column"/> … that lie at <paramref name="c"/>.
    /// </summary>
    public static void Run<S, V>(in GemmEpilogue epilogue, float* c, long cStride, int row, int rows, int column,
        int columns)
        where S : struct, ISimd<V> where V : struct
    {
        switch (epilogue.Activation)
        {
            case ActivationKind.None: Run<S, V, IdentityOf>(epilogue, c, cStride, row, rows, column, columns); break;
            case ActivationKind.Relu: Run<S, V, ReluOf>(epilogue, c, cStride, row, rows, column, columns); break;
            case ActivationKind.Gelu: Run<S, V, GeluOf>(epilogue, c, cStride, row, rows, column, columns); break;
            case ActivationKind.GeluTanh:
                Run<S, V, GeluTanhOf>(epilogue, c, cStride, row, rows, column, columns); break;
            case ActivationKind.QuickGelu:
                Run<S, V, QuickGeluOf>(epilogue, c, cStride, row, rows, column, columns); break;
            case ActivationKind.Silu: Run<S, V, SiluOf>(epilogue, c, cStride, row, rows, column, columns); break;
            case ActivationKind.Softplus:
                Run<S, V, SoftplusOf>(epilogue, c, cStride, row, rows, column, columns); break;
            case ActivationKind.Sigmoid: Run<S, V, SigmoidOf>(epilogue, c, cStride, row, rows, column, columns); break;
            case ActivationKind.Tanh: Run<S, V, TanhOf>(epilogue, c, cStride, row, rows, column, columns); break;
            default: throw new ArgumentOutOfRangeException(nameof(epilogue), epilogue.Activation, "no such activation");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<S, V, A>(in GemmEpilogue epilogue, float* c, long cStride, int row, int rows, int column,
        int columns)
        where S : struct, ISimd<V> where V : struct where A : struct, IActivation
    {
        float* bias = epilogue.Bias, scale = epilogue.Scale, residual = epilogue.Residual;
        // Column by column, so that a bias and a scale are loaded once for all rows.
        for (var j = 0; j < columns; j += S.Width)
        {
            var count = Math.Min(S.Width, columns - j);
            var b = bias == null ? S.Zero : Lanes.Load<S, V>(bias + column + j, count);
            var s = scale == null ? S.Zero : Lanes.Load<S, V>(scale + column + j, count);
            var p = c + j;
            var r = residual + (row * epilogue.ResidualStride) + column + j;
            for (var i = 0; i < rows; i++, p += cStride, r += epilogue.ResidualStride)
            {
                var x = Lanes.Load<S, V>(p, count);
                if (bias != null) x = S.Add(x, b);
                x = A.Of<S, V>(x);
                if (residual != null)
                    x = scale == null ? S.Add(x, Lanes.Load<S, V>(r, count))
                    : S.MultiplyAdd(x, s, Lanes.Load<S, V>(r, count));
                else if (scale != null) x = S.Multiply(x, s);
                Lanes.Store<S, V>(p, x, count);
            }
        }
    }
}
