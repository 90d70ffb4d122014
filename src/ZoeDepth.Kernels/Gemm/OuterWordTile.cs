using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// A tile of a product aᵀ·b of words of two bfloat16 whose two sides have the summed extent outermost, as gradients of
/// weights have: the left side, too, lies word after word, so that neither side is turned.
/// </summary>
internal static unsafe class OuterWordTile
{
    /// <summary>The tallest tile, and words of the left side from one word of depth to the next.</summary>
    public const int Rows = 12;

    /// <summary>
    /// <c>c[row, column] = Σ a[k, row] · b[k, column]</c>, plus what c held if <paramref name="accumulate"/>; the sum
    /// is that of <see cref="BFloat16Tile"/>.
    /// </summary>
    /// <param name="height">rows, 1 to <see cref="Rows"/></param>
    /// <param name="words">how many words of depth, at most <see cref="GemmTile.KC"/></param>
    /// <param name="a">left side, <see cref="Rows"/> words for each word of depth</param>
    /// <param name="b">a panel of words</param>
    /// <param name="c">sums of 32 columns</param>
    /// <param name="cStride">floats from one row of c to the next</param>
    /// <param name="accumulate">whether c is added to</param>
    public static void Run<S, V>(int height, int words, float* a, float* b, float* c, long cStride, bool accumulate)
        where S : struct, ISimd<V> where V : struct
    {
        var turned = stackalloc float[Rows * GemmTile.RowStride];
        for (var word = 0; word < words; word++)
            for (var row = 0; row < height; row++)
                turned[(row * GemmTile.RowStride) + word] = a[(word * Rows) + row];
        var tallest = GemmTile.MR<S, V>();
        for (var row = 0; row < height; row += tallest)
            BFloat16Operands<WordRows>.Tile<S, V>(Math.Min(tallest, height - row), words,
                turned + (row * GemmTile.RowStride), b, GemmTile.NR, c + (row * cStride), cStride, GemmTile.NR,
                accumulate, b);
    }
}
