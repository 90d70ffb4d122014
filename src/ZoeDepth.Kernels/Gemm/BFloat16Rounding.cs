using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// Floats to <see cref="BFloat16"/>, two to a word or each by itself: the same bits on every instruction set.
/// </summary>
internal static unsafe class BFloat16Rounding
{
    /// <summary>Neighbours become a word; <paramref name="to"/> may be <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row<S, V>(float* from, int count, float* to) where S : struct, ISimd<V> where V : struct
    {
        var halves = (ushort*)to;
        var i = 0;
        for (; i + S.Width <= count; i += S.Width) S.StoreUpperHalves(halves + i, S.RoundToBFloat16(S.Load(from + i)));
        for (; i < count; i++) Scalar.StoreUpperHalves(halves + i, BFloat16.Round(from[i]));
        if (count % 2 != 0) halves[count] = 0;
    }

    /// <summary>Numbers stay floats; one more that is 0 follows an odd count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Numbers<S, V>(float* from, int count, float* to) where S : struct, ISimd<V> where V : struct
    {
        var i = 0;
        for (; i + S.Width <= count; i += S.Width) S.Store(to + i, S.RoundToBFloat16(S.Load(from + i)));
        for (; i < count; i++) to[i] = BFloat16.Round(from[i]);
        if (count % 2 != 0) to[count] = 0;
    }

    /// <summary>Rows of 32 become rows of 32 words, two at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel<S, V>(float* from, int k, float* to) where S : struct, ISimd<V> where V : struct
    {
        for (var i = 0; i < k; i += 2, from += 2 * GemmTile.NR, to += GemmTile.NR)
            for (var j = 0; j < GemmTile.NR; j += S.Width)
            {
                var upper = i + 1 < k ? S.RoundToBFloat16(S.Load(from + GemmTile.NR + j)) : S.Zero;
                S.Store(to + j, S.Pair(S.RoundToBFloat16(S.Load(from + j)), upper));
            }
    }
}
