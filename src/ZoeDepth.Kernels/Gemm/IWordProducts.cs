using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>What a tile does with a word of a row and the words of a panel, as a type.</summary>
internal interface IWordProducts
{
    /// <summary>sum + the products of what two words hold.</summary>
    static abstract V Add<S, V>(V row, V panel, V sum) where S : struct, ISimd<V> where V : struct;

    /// <summary>The sum of two sums.</summary>
    static abstract V Sum<S, V>(V a, V b) where S : struct, ISimd<V> where V : struct;
}

/// <summary>A word is a float.</summary>
internal readonly struct FloatProducts : IWordProducts
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Add<S, V>(V row, V panel, V sum) where S : struct, ISimd<V> where V : struct =>
        S.MultiplyAdd(row, panel, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sum<S, V>(V a, V b) where S : struct, ISimd<V> where V : struct => S.Add(a, b);
}

/// <summary>A word is four bytes, those of a row without sign; sums are integers.</summary>
internal readonly struct ByteProducts : IWordProducts
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Add<S, V>(V row, V panel, V sum) where S : struct, ISimd<V> where V : struct =>
        S.AddByteProducts(row, panel, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sum<S, V>(V a, V b) where S : struct, ISimd<V> where V : struct => S.AddIntegers(a, b);
}
