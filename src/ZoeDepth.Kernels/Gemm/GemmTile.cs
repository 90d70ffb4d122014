using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// The micro-kernel of every product: a tile of up to 12 rows and two vectors of columns stays in registers while the
/// depth goes by. Written once for every instruction set and every height; what a height does not use is removed when
/// the tile is compiled.
/// </summary>
/// <remarks>
/// <para>
/// Registers at 12 rows: 24 sums + 2 weight vectors + 1 broadcast = 27 of the 32 of AVX-512. At 6 rows: 12 + 2 + 1 = 15
/// of the 16 of AVX2 and SSE.
/// </para>
/// <para>
/// A fused multiply-add takes 4 cycles and two start in each, so 8 independent sums keep the unit busy: 4 rows are
/// enough, and one row alone runs at a quarter of the speed. Loads: 2 + 12 for 24 multiply-adds, that is 7 of 12 cycles
/// on a machine that loads two vectors per cycle.
/// </para>
/// </remarks>
internal static unsafe class GemmTile
{
    /// <summary>
    /// Columns in a panel of weights: two vectors of AVX-512. Narrower sets cover it in 2, 4 or 16 strips.
    /// </summary>
    public const int NR = 32;

    /// <summary>
    /// How much depth is walked before the sums go back to memory, in words of four bytes: 256 × 32 are 32 KB and stay
    /// in the first cache while all rows pass.
    /// </summary>
    public const int KC = 256;

    /// <summary>
    /// Floats from one copied row to the next. A constant, so that one address register serves all rows; one cache line
    /// more than the depth, so that the rows of a tile do not fall into the same cache set.
    /// </summary>
    public const int RowStride = KC + Cache.Line;

    /// <summary>The tallest tile: 12 rows where there are 32 registers as wide as a cache line, 6 elsewhere.</summary>
    public static int MR<S, V>() where S : struct, ISimd<V> where V : struct => S.Width == 16 ? 12 : 6;

    /// <summary>
    /// <c>c[row, column] = Σ a[row, k] · b[k, column]</c>, plus what c held if <paramref name="accumulate"/>; otherwise
    /// c is not read.
    /// </summary>
    /// <param name="height">rows, 1 to <see cref="MR"/></param>
    /// <param name="depth">how many words of k, at most <see cref="KC"/></param>
    /// <param name="a">rows, <see cref="RowStride"/> apart</param>
    /// <param name="b">weights, one k after the other</param>
    /// <param name="bStride">
    /// floats from one k to the next: <see cref="NR"/>, or <see cref="PanelStrip.Columns"/>
    /// </param>
    /// <param name="c">sums, two vectors wide</param>
    /// <param name="cStride">floats from one row of c to the next</param>
    public static void Run<S, V, P>(int height, int depth, float* a, float* b, long bStride, float* c, long cStride,
        bool accumulate)
        where S : struct, ISimd<V> where V : struct where P : struct, IWordProducts
    {
        switch (height)
        {
            case 1: Run<S, V, P, TileHeight.Of1>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 2: Run<S, V, P, TileHeight.Of2>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 3: Run<S, V, P, TileHeight.Of3>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 4: Run<S, V, P, TileHeight.Of4>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 5: Run<S, V, P, TileHeight.Of5>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 6: Run<S, V, P, TileHeight.Of6>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 7: Run<S, V, P, TileHeight.Of7>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 8: Run<S, V, P, TileHeight.Of8>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 9: Run<S, V, P, TileHeight.Of9>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 10: Run<S, V, P, TileHeight.Of10>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 11: Run<S, V, P, TileHeight.Of11>(depth, a, b, bStride, c, cStride, accumulate); break;
            case 12: Run<S, V, P, TileHeight.Of12>(depth, a, b, bStride, c, cStride, accumulate); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<S, V, P, H>(int depth, float* a, float* b, long bStride, float* c, long cStride,
        bool accumulate)
        where S : struct, ISimd<V> where V : struct where P : struct, IWordProducts where H : struct, ITileHeight
    {
        // left and right: the two sums of a row. Named locals, because an array of vectors would live in memory.
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

        for (var k = 0; k < depth; k++)
        {
            V x, left = S.Load(b), right = S.Load(b + S.Width);
            if (H.Rows > 0) { x = S.Broadcast(*a);
                left0 = P.Add<S, V>(x, left, left0); right0 = P.Add<S, V>(x, right, right0); }
            if (H.Rows > 1) { x = S.Broadcast(a[RowStride]);
                left1 = P.Add<S, V>(x, left, left1); right1 = P.Add<S, V>(x, right, right1); }
            if (H.Rows > 2) { x = S.Broadcast(a[2 * RowStride]);
                left2 = P.Add<S, V>(x, left, left2); right2 = P.Add<S, V>(x, right, right2); }
            if (H.Rows > 3) { x = S.Broadcast(a[3 * RowStride]);
                left3 = P.Add<S, V>(x, left, left3); right3 = P.Add<S, V>(x, right, right3); }
            if (H.Rows > 4) { x = S.Broadcast(a[4 * RowStride]);
                left4 = P.Add<S, V>(x, left, left4); right4 = P.Add<S, V>(x, right, right4); }
            if (H.Rows > 5) { x = S.Broadcast(a[5 * RowStride]);
                left5 = P.Add<S, V>(x, left, left5); right5 = P.Add<S, V>(x, right, right5); }
            if (H.Rows > 6) { x = S.Broadcast(a[6 * RowStride]);
                left6 = P.Add<S, V>(x, left, left6); right6 = P.Add<S, V>(x, right, right6); }
            if (H.Rows > 7) { x = S.Broadcast(a[7 * RowStride]);
                left7 = P.Add<S, V>(x, left, left7); right7 = P.Add<S, V>(x, right, right7); }
            if (H.Rows > 8) { x = S.Broadcast(a[8 * RowStride]);
                left8 = P.Add<S, V>(x, left, left8); right8 = P.Add<S, V>(x, right, right8); }
            if (H.Rows > 9) { x = S.Broadcast(a[9 * RowStride]);
                left9 = P.Add<S, V>(x, left, left9); right9 = P.Add<S, V>(x, right, right9); }
            if (H.Rows > 10) { x = S.Broadcast(a[10 * RowStride]);
                left10 = P.Add<S, V>(x, left, left10); right10 = P.Add<S, V>(x, right, right10); }
            if (H.Rows > 11) { x = S.Broadcast(a[11 * RowStride]);
                left11 = P.Add<S, V>(x, left, left11); right11 = P.Add<S, V>(x, right, right11); }
            a++;
            b += bStride;
        }

        if (H.Rows > 0) Store<S, V, P>(c, left0, right0, accumulate);
        if (H.Rows > 1) Store<S, V, P>(c + cStride, left1, right1, accumulate);
        if (H.Rows > 2) Store<S, V, P>(c + (2 * cStride), left2, right2, accumulate);
        if (H.Rows > 3) Store<S, V, P>(c + (3 * cStride), left3, right3, accumulate);
        if (H.Rows > 4) Store<S, V, P>(c + (4 * cStride), left4, right4, accumulate);
        if (H.Rows > 5) Store<S, V, P>(c + (5 * cStride), left5, right5, accumulate);
        if (H.Rows > 6) Store<S, V, P>(c + (6 * cStride), left6, right6, accumulate);
        if (H.Rows > 7) Store<S, V, P>(c + (7 * cStride), left7, right7, accumulate);
        if (H.Rows > 8) Store<S, V, P>(c + (8 * cStride), left8, right8, accumulate);
        if (H.Rows > 9) Store<S, V, P>(c + (9 * cStride), left9, right9, accumulate);
        if (H.Rows > 10) Store<S, V, P>(c + (10 * cStride), left10, right10, accumulate);
        if (H.Rows > 11) Store<S, V, P>(c + (11 * cStride), left11, right11, accumulate);
    }

    /// <summary>Writes the two sums of a row, or adds them to what c holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<S, V, P>(float* c, V left, V right, bool accumulate)
        where S : struct, ISimd<V> where V : struct where P : struct, IWordProducts
    {
        if (accumulate)
        {
            left = P.Sum<S, V>(S.Load(c), left);
            right = P.Sum<S, V>(S.Load(c + S.Width), right);
        }
        S.Store(c, left);
        S.Store(c + S.Width, right);
    }
}
