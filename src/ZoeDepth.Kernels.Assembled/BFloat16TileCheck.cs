using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>
/// Compares the assembled tiles with the arithmetic they are to have, before anything depends on them: a processor that
/// rounds its sums in another way would change results silently.
/// </summary>
internal static unsafe class BFloat16TileCheck
{
    private const int Words = 7, Heights = 12;

    /// <summary>Whether the tiles of all heights give the bits of a chain of fused multiply-adds.</summary>
    /// <param name="tiles">the tiles, from height 1</param>
    /// <param name="rowStride">words from one row of their left side to the next</param>
    /// <param name="wordStride">words from one word of a row to the next</param>
    public static bool Passes(nint[] tiles, int rowStride, int wordStride)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        float* a = stackalloc float[Heights * GemmTile.RowStride], b = stackalloc float[Words * GemmTile.NR];
        float* c = stackalloc float[Heights * GemmTile.NR], expected = stackalloc float[Heights * GemmTile.NR];
        var state = 1u;
        for (var row = 0; row < Heights; row++)
            for (var word = 0; word < Words; word++) a[(row * rowStride) + (word * wordStride)] = Next(ref state);
        for (var i = 0; i < Words * GemmTile.NR; i++) b[i] = Next(ref state);
        for (var height = 1; height <= tiles.Length; height++)
        {
            for (var i = 0; i < Heights * GemmTile.NR; i++) c[i] = expected[i] = i - 200.3f;
            var accumulate = height % 2;
            for (var i = 0; i < height * GemmTile.NR; i++)
            {
                var sum = Sum(a + (i / GemmTile.NR * rowStride), wordStride, b + (i % GemmTile.NR));
                expected[i] = accumulate != 0 ? expected[i] + sum : sum;
            }
            var call = new TileCall
            {
                A = a, B = b, C = c, Words = Words, CStride = GemmTile.NR * sizeof(float), Accumulate = accumulate,
            };
            ((delegate* unmanaged[SuppressGCTransition]<TileCall*, void>)tiles[height - 1])(&call);
            for (var i = 0; i < Heights * GemmTile.NR; i++)
                if (BitConverter.SingleToInt32Bits(c[i]) != BitConverter.SingleToInt32Bits(expected[i])) return false;
        }
        return true;
    }

    private static float Sum(float* a, int wordStride, float* b)
    {
        var sum = 0f;
        for (var word = 0; word < Words; word++, a += wordStride, b += GemmTile.NR)
        {
            sum = MathF.FusedMultiplyAdd(Scalar.UpperHalf(*a), Scalar.UpperHalf(*b), sum);
            sum = MathF.FusedMultiplyAdd(Scalar.LowerHalf(*a), Scalar.LowerHalf(*b), sum);
        }
        return sum;
    }

    /// <summary>A word of two numbers of all signs, 8 bits, and exponents from −4 to 3.</summary>
    private static float Next(ref uint state)
    {
        uint Half(ref uint s)
        {
            s = (s * 1664525u) + 1013904223u;
            return ((s >> 31) << 15) | ((123 + ((s >> 20) & 7)) << 7) | ((s >> 9) & 0x7F);
        }

        return BitConverter.UInt32BitsToSingle(Half(ref state) | (Half(ref state) << 16));
    }
}
