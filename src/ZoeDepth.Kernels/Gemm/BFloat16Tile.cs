using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// The tile of <see cref="GemmTile"/> over words of two bfloat16. Of each word the upper numbers are multiplied and
/// added first, then the lower ones, each with one rounding: what <c>vdpbf16ps</c> does (Intel's manual gives this
/// order; AMD's Zen 5 keeps it), so that the sums have the same bits with that instruction and without it.
/// </summary>
/// <remarks>
/// A word costs two multiply-adds for each sum, as two floats do: without the instruction bfloat16 halves the memory of
/// weights, not the time. Taking the words of a row apart costs an instruction for every two multiply-adds, which takes
/// its turn from one of them where only two units work on 512 bits (Intel); so the rows of a block that meets many
/// panels lie as <see cref="NumberRows"/>. Registers as in <see cref="GemmTile"/>, because the halves follow one
/// another.
/// </remarks>
internal static unsafe class BFloat16Tile
{
    /// <inheritdoc cref="IOperands.Tile"/>
    /// <typeparam name="S">the instruction set</typeparam>
    /// <typeparam name="V">its vector</typeparam>
    /// <typeparam name="L">how the rows of the left side lie</typeparam>
    public static void Run<S, V, L>(int height, int words, float* a, float* b, long bStride, float* c, long cStride,
        bool accumulate)
        where S : struct, ISimd<V> where V : struct where L : struct, ILeftRows
    {
        switch (height)
        {
            case 1: Run<S, V, L, TileHeight.Of1>(words, a, b, bStride, c, cStride, accumulate); break;
            case 2: Run<S, V, L, TileHeight.Of2>(words, a, b, bStride, c, cStride, accumulate); break;
            case 3: Run<S, V, L, TileHeight.Of3>(words, a, b, bStride, c, cStride, accumulate); break;
            case 4: Run<S, V, L, TileHeight.Of4>(words, a, b, bStride, c, cStride, accumulate); break;
            case 5: Run<S, V, L, TileHeight.Of5>(words, a, b, bStride, c, cStride, accumulate); break;
            case 6: Run<S, V, L, TileHeight.Of6>(words, a, b, bStride, c, cStride, accumulate); break;
            case 7: Run<S, V, L, TileHeight.Of7>(words, a, b, bStride, c, cStride, accumulate); break;
            case 8: Run<S, V, L, TileHeight.Of8>(words, a, b, bStride, c, cStride, accumulate); break;
            case 9: Run<S, V, L, TileHeight.Of9>(words, a, b, bStride, c, cStride, accumulate); break;
            case 10: Run<S, V, L, TileHeight.Of10>(words, a, b, bStride, c, cStride, accumulate); break;
            case 11: Run<S, V, L, TileHeight.Of11>(words, a, b, bStride, c, cStride, accumulate); break;
            case 12: Run<S, V, L, TileHeight.Of12>(words, a, b, bStride, c, cStride, accumulate); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<S, V, L, H>(int words, float* a, float* b, long bStride, float* c, long cStride,
        bool accumulate)
        where S : struct, ISimd<V> where V : struct where L : struct, ILeftRows where H : struct, ITileHeight
    {
        V left0 = S.Zero, right0 = S.Zero;
        V left1 = S.Zero, right1 = S.Zero;
        V left2 = S.Zero, right2 = S.Zero;
        V left3 = S.Zero, right3 = S.Zero;
        V left4 = S.Zero, right4 = S.Zero;
        V left5 = S.Zero, right5 = S.Zero;
        V left6 = S.Zero, right6 = S.Zero;
        V left7 = S.Zero, right7 = S.Zero;
        V left8 = S.Zero, right8 = S.Zero;
        V left9 = S.Zero, right9 = S.Zero;
        V left10 = S.Zero, right10 = S.Zero;
        V left11 = S.Zero, right11 = S.Zero;

        for (var word = 0; word < words; word++)
        {
            V x, left = S.UpperHalf(S.Load(b)), right = S.UpperHalf(S.Load(b + S.Width));
            if (H.Rows > 0) { x = L.Upper<S, V>(a, 0);
                left0 = S.FusedMultiplyAdd(x, left, left0);
                right0 = S.FusedMultiplyAdd(x, right, right0); }
            if (H.Rows > 1) { x = L.Upper<S, V>(a, 1);
                left1 = S.FusedMultiplyAdd(x, left, left1);
                right1 = S.FusedMultiplyAdd(x, right, right1); }
            if (H.Rows > 2) { x = L.Upper<S, V>(a, 2);
                left2 = S.FusedMultiplyAdd(x, left, left2);
                right2 = S.FusedMultiplyAdd(x, right, right2); }
            if (H.Rows > 3) { x = L.Upper<S, V>(a, 3);
                left3 = S.FusedMultiplyAdd(x, left, left3);
                right3 = S.FusedMultiplyAdd(x, right, right3); }
            if (H.Rows > 4) { x = L.Upper<S, V>(a, 4);
                left4 = S.FusedMultiplyAdd(x, left, left4);
                right4 = S.FusedMultiplyAdd(x, right, right4); }
            if (H.Rows > 5) { x = L.Upper<S, V>(a, 5);
                left5 = S.FusedMultiplyAdd(x, left, left5);
                right5 = S.FusedMultiplyAdd(x, right, right5); }
            if (H.Rows > 6) { x = L.Upper<S, V>(a, 6);
                left6 = S.FusedMultiplyAdd(x, left, left6);
                right6 = S.FusedMultiplyAdd(x, right, right6); }
            if (H.Rows > 7) { x = L.Upper<S, V>(a, 7);
                left7 = S.FusedMultiplyAdd(x, left, left7);
                right7 = S.FusedMultiplyAdd(x, right, right7); }
            if (H.Rows > 8) { x = L.Upper<S, V>(a, 8);
                left8 = S.FusedMultiplyAdd(x, left, left8);
                right8 = S.FusedMultiplyAdd(x, right, right8); }
            if (H.Rows > 9) { x = L.Upper<S, V>(a, 9);
                left9 = S.FusedMultiplyAdd(x, left, left9);
                right9 = S.FusedMultiplyAdd(x, right, right9); }
            if (H.Rows > 10) { x = L.Upper<S, V>(a, 10);
                left10 = S.FusedMultiplyAdd(x, left, left10);
                right10 = S.FusedMultiplyAdd(x, right, right10); }
            if (H.Rows > 11) { x = L.Upper<S, V>(a, 11);
                left11 = S.FusedMultiplyAdd(x, left, left11);
                right11 = S.FusedMultiplyAdd(x, right, right11); }
            left = S.LowerHalf(S.Load(b));
            right = S.LowerHalf(S.Load(b + S.Width));
            if (H.Rows > 0) { x = L.Lower<S, V>(a, 0);
                left0 = S.FusedMultiplyAdd(x, left, left0);
                right0 = S.FusedMultiplyAdd(x, right, right0); }
            if (H.Rows > 1) { x = L.Lower<S, V>(a, 1);
                left1 = S.FusedMultiplyAdd(x, left, left1);
                right1 = S.FusedMultiplyAdd(x, right, right1); }
            if (H.Rows > 2) { x = L.Lower<S, V>(a, 2);
                left2 = S.FusedMultiplyAdd(x, left, left2);
                right2 = S.FusedMultiplyAdd(x, right, right2); }
            if (H.Rows > 3) { x = L.Lower<S, V>(a, 3);
                left3 = S.FusedMultiplyAdd(x, left, left3);
                right3 = S.FusedMultiplyAdd(x, right, right3); }
            if (H.Rows > 4) { x = L.Lower<S, V>(a, 4);
                left4 = S.FusedMultiplyAdd(x, left, left4);
                right4 = S.FusedMultiplyAdd(x, right, right4); }
            if (H.Rows > 5) { x = L.Lower<S, V>(a, 5);
                left5 = S.FusedMultiplyAdd(x, left, left5);
                right5 = S.FusedMultiplyAdd(x, right, right5); }
            if (H.Rows > 6) { x = L.Lower<S, V>(a, 6);
                left6 = S.FusedMultiplyAdd(x, left, left6);
                right6 = S.FusedMultiplyAdd(x, right, right6); }
            if (H.Rows > 7) { x = L.Lower<S, V>(a, 7);
                left7 = S.FusedMultiplyAdd(x, left, left7);
                right7 = S.FusedMultiplyAdd(x, right, right7); }
            if (H.Rows > 8) { x = L.Lower<S, V>(a, 8);
                left8 = S.FusedMultiplyAdd(x, left, left8);
                right8 = S.FusedMultiplyAdd(x, right, right8); }
            if (H.Rows > 9) { x = L.Lower<S, V>(a, 9);
                left9 = S.FusedMultiplyAdd(x, left, left9);
                right9 = S.FusedMultiplyAdd(x, right, right9); }
            if (H.Rows > 10) { x = L.Lower<S, V>(a, 10);
                left10 = S.FusedMultiplyAdd(x, left, left10);
                right10 = S.FusedMultiplyAdd(x, right, right10); }
            if (H.Rows > 11) { x = L.Lower<S, V>(a, 11);
                left11 = S.FusedMultiplyAdd(x, left, left11);
                right11 = S.FusedMultiplyAdd(x, right, right11); }
            a += L.PerWord;
            b += bStride;
        }

        if (H.Rows > 0) GemmTile.Store<S, V, FloatProducts>(c, left0, right0, accumulate);
        if (H.Rows > 1) GemmTile.Store<S, V, FloatProducts>(c + cStride, left1, right1, accumulate);
        if (H.Rows > 2) GemmTile.Store<S, V, FloatProducts>(c + (2 * cStride), left2, right2, accumulate);
        if (H.Rows > 3) GemmTile.Store<S, V, FloatProducts>(c + (3 * cStride), left3, right3, accumulate);
        if (H.Rows > 4) GemmTile.Store<S, V, FloatProducts>(c + (4 * cStride), left4, right4, accumulate);
        if (H.Rows > 5) GemmTile.Store<S, V, FloatProducts>(c + (5 * cStride), left5, right5, accumulate);
        if (H.Rows > 6) GemmTile.Store<S, V, FloatProducts>(c + (6 * cStride), left6, right6, accumulate);
        if (H.Rows > 7) GemmTile.Store<S, V, FloatProducts>(c + (7 * cStride), left7, right7, accumulate);
        if (H.Rows > 8) GemmTile.Store<S, V, FloatProducts>(c + (8 * cStride), left8, right8, accumulate);
        if (H.Rows > 9) GemmTile.Store<S, V, FloatProducts>(c + (9 * cStride), left9, right9, accumulate);
        if (H.Rows > 10) GemmTile.Store<S, V, FloatProducts>(c + (10 * cStride), left10, right10, accumulate);
        if (H.Rows > 11) GemmTile.Store<S, V, FloatProducts>(c + (11 * cStride), left11, right11, accumulate);
    }
}
