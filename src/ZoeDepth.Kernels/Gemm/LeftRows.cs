using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>How rows of bfloat16 lie for <see cref="BFloat16Tile"/>, as a type.</summary>
internal unsafe interface ILeftRows
{
    /// <summary>Floats that a word's two numbers take.</summary>
    static abstract int PerWord { get; }

    /// <summary>Writes numbers as they lie; what an odd word lacks is 0.</summary>
    /// <inheritdoc cref="IOperands.Row"/>
    static abstract void Write<S, V>(float* from, int count, float* to) where S : struct, ISimd<V> where V : struct;

    /// <summary>The later number of the word at <paramref name="a"/>, of a row below it, in every lane.</summary>
    static abstract V Upper<S, V>(float* a, int row) where S : struct, ISimd<V> where V : struct;

    /// <summary>The earlier number of that word.</summary>
    static abstract V Lower<S, V>(float* a, int row) where S : struct, ISimd<V> where V : struct;
}

/// <summary>Words, which are taken apart each time: half the memory.</summary>
internal readonly unsafe struct WordRows : ILeftRows
{
    /// <inheritdoc/>
    public static int PerWord => 1;

    /// <inheritdoc/>
    public static void Write<S, V>(float* from, int count, float* to) where S : struct, ISimd<V> where V : struct =>
        BFloat16Rounding.Row<S, V>(from, count, to);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Upper<S, V>(float* a, int row) where S : struct, ISimd<V> where V : struct =>
        S.UpperHalf(S.Broadcast(a[row * GemmTile.RowStride]));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Lower<S, V>(float* a, int row) where S : struct, ISimd<V> where V : struct =>
        S.LowerHalf(S.Broadcast(a[row * GemmTile.RowStride]));
}

/// <summary>Floats that were rounded to bfloat16: nothing to take apart.</summary>
internal readonly unsafe struct NumberRows : ILeftRows
{
    /// <inheritdoc/>
    public static int PerWord => 2;

    /// <inheritdoc/>
    public static void Write<S, V>(float* from, int count, float* to) where S : struct, ISimd<V> where V : struct =>
        BFloat16Rounding.Numbers<S, V>(from, count, to);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Upper<S, V>(float* a, int row) where S : struct, ISimd<V> where V : struct =>
        S.Broadcast(a[(row * 2 * GemmTile.RowStride) + 1]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Lower<S, V>(float* a, int row) where S : struct, ISimd<V> where V : struct =>
        S.Broadcast(a[row * 2 * GemmTile.RowStride]);
}
