using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>Fills one panel of a <see cref="PackedMatrix"/>.</summary>
internal static unsafe class PanelPacking
{
    /// <summary>
    /// Writes outputs <paramref name="n0"/> … n0 + 31 of a source into a panel of words; outputs beyond the last are 0.
    /// </summary>
    /// <param name="source">the matrix</param>
    /// <param name="n0">the first output</param>
    /// <param name="panel">words</param>
    /// <param name="beside">for quantized operands, <see cref="Int8Quantization.FloatsBesidePanel"/></param>
    public static void Pack<S, V, F>(in MatrixSource source, int n0, float* panel, float* beside = null)
        where S : struct, ISimd<V> where V : struct where F : struct, IOperands
    {
        if (F.PerWord == 1)
        {
            Pack(source, n0, panel);
            return;
        }
        var numbers = Scratch.Floats(checked((long)source.K.Count * GemmTile.NR));
        Pack(source, n0, numbers);
        if (F.IsQuantized) Int8Quantization.Panel<S, V>(numbers, source.K.Count, panel, beside);
        else F.Panel<S, V>(numbers, source.K.Count, panel);
    }

    /// <summary>Copies outputs into a panel of numbers <c>[k, 32]</c>.</summary>
    private static void Pack(in MatrixSource source, int n0, float* panel)
    {
        int n = Math.Min(GemmTile.NR, source.N.Count - n0), k = source.K.Count;
        if (n < GemmTile.NR) new Span<float>(panel, checked(k * GemmTile.NR)).Clear();
        if (source.K.IsContiguous && source.N.Outer == 1)
            Turn(source.First + source.N.Offset(n0), source.N.InnerStride, panel, n, k);
        else if (source.N.IsContiguous && source.K.Outer == 1)
            Copy(source.First + n0, source.K.InnerStride, panel, n, k);
        else Pick(source, n0, panel, n, k);
    }

    /// <summary>
    /// Rows become columns, 64 at a time: 64 × 128 bytes of the panel stay in the first cache while the 32 rows pass.
    /// </summary>
    private static void Turn(float* from, long stride, float* panel, int n, int k)
    {
        for (var k0 = 0; k0 < k; k0 += 64)
            Transposition.Copy(from + k0, stride, panel + ((long)k0 * GemmTile.NR), GemmTile.NR, n,
                Math.Min(64, k - k0));
    }

    private static void Copy(float* from, long stride, float* panel, int n, int k)
    {
        for (var i = 0; i < k; i++)
            Buffer.MemoryCopy(from + (i * stride), panel + ((long)i * GemmTile.NR), n * sizeof(float),
                n * sizeof(float));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pick(in MatrixSource source, int n0, float* panel, int n, int k)
    {
        var depth = source.K;
        for (var j = 0; j < n; j++)
        {
            var from = source.First + source.N.Offset(n0 + j);
            var to = panel + j;
            for (var outer = 0; outer < depth.Outer; outer++)
            {
                var p = from + (outer * depth.OuterStride);
                for (var inner = 0; inner < depth.Inner; inner++, p += depth.InnerStride, to += GemmTile.NR) *to = *p;
            }
        }
    }
}
