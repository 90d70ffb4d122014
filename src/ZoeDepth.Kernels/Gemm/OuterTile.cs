using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// A tile of a product aᵀ·b whose two sides have the summed extent outermost, as gradients of weights have: nothing is
/// copied or turned. Registers are used as in <see cref="GemmTile"/>.
/// </summary>
internal static unsafe class OuterTile
{
    /// <summary>
    /// Rows of the tallest tile (BLIS's name): 8 where there are 32 registers, 16 sums that keep two units busy while a
    /// row of b is read once for all of them; 6 elsewhere.
    /// </summary>
    public static int MR<S, V>() where S : struct, ISimd<V> where V : struct => S.Width == 16 ? 8 : 6;

    /// <summary><c>c[row, column] += Σ a[k, row] · b[k, column]</c></summary>
    /// <param name="height">rows, 1 to <see cref="MR"/></param>
    /// <param name="depth">how many k</param>
    /// <param name="a">left side</param>
    /// <param name="aStride">floats from one k to the next</param>
    /// <param name="b">right side, two vectors wide</param>
    /// <param name="bStride">floats from one k to the next</param>
    /// <param name="c">sums, two vectors wide</param>
    /// <param name="cStride">floats from one row of c to the next</param>
    public static void Run<S, V>(int height, int depth, float* a, long aStride, float* b, long bStride, float* c,
        long cStride)
        where S : struct, ISimd<V> where V : struct
    {
        switch (height)
        {
            case 1: Run<S, V, TileHeight.Of1>(depth, a, aStride, b, bStride, c, cStride); break;
            case 2: Run<S, V, TileHeight.Of2>(depth, a, aStride, b, bStride, c, cStride); break;
            case 3: Run<S, V, TileHeight.Of3>(depth, a, aStride, b, bStride, c, cStride); break;
            case 4: Run<S, V, TileHeight.Of4>(depth, a, aStride, b, bStride, c, cStride); break;
            case 5: Run<S, V, TileHeight.Of5>(depth, a, aStride, b, bStride, c, cStride); break;
            case 6: Run<S, V, TileHeight.Of6>(depth, a, aStride, b, bStride, c, cStride); break;
            case 7: Run<S, V, TileHeight.Of7>(depth, a, aStride, b, bStride, c, cStride); break;
            case 8: Run<S, V, TileHeight.Of8>(depth, a, aStride, b, bStride, c, cStride); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<S, V, H>(int depth, float* a, long aStride, float* b, long bStride, float* c, long cStride)
        where S : struct, ISimd<V> where V : struct where H : struct, ITileHeight
    {
        V left0 = S.Zero, right0 = S.Zero;
        V left1 = S.Zero, right1 = S.Zero;
        V left2 = S.Zero, right2 = S.Zero;
        V left3 = S.Zero, right3 = S.Zero;
        V left4 = S.Zero, right4 = S.Zero;
        V left5 = S.Zero, right5 = S.Zero;
        V left6 = S.Zero, right6 = S.Zero;
        V left7 = S.Zero, right7 = S.Zero;
        for (var k = 0; k < depth; k++)
        {
            V x, left = S.Load(b), right = S.Load(b + S.Width);
            if (H.Rows > 0) { x = S.Broadcast(*a);
                left0 = S.MultiplyAdd(x, left, left0); right0 = S.MultiplyAdd(x, right, right0); }
            if (H.Rows > 1) { x = S.Broadcast(a[1]);
                left1 = S.MultiplyAdd(x, left, left1); right1 = S.MultiplyAdd(x, right, right1); }
            if (H.Rows > 2) { x = S.Broadcast(a[2]);
                left2 = S.MultiplyAdd(x, left, left2); right2 = S.MultiplyAdd(x, right, right2); }
            if (H.Rows > 3) { x = S.Broadcast(a[3]);
                left3 = S.MultiplyAdd(x, left, left3); right3 = S.MultiplyAdd(x, right, right3); }
            if (H.Rows > 4) { x = S.Broadcast(a[4]);
                left4 = S.MultiplyAdd(x, left, left4); right4 = S.MultiplyAdd(x, right, right4); }
            if (H.Rows > 5) { x = S.Broadcast(a[5]);
                left5 = S.MultiplyAdd(x, left, left5); right5 = S.MultiplyAdd(x, right, right5); }
            if (H.Rows > 6) { x = S.Broadcast(a[6]);
                left6 = S.MultiplyAdd(x, left, left6); right6 = S.MultiplyAdd(x, right, right6); }
            if (H.Rows > 7) { x = S.Broadcast(a[7]);
                left7 = S.MultiplyAdd(x, left, left7); right7 = S.MultiplyAdd(x, right, right7); }
            a += aStride;
            b += bStride;
        }
        if (H.Rows > 0) Add<S, V>(c, left0, right0);
        if (H.Rows > 1) Add<S, V>(c + cStride, left1, right1);
        if (H.Rows > 2) Add<S, V>(c + (2 * cStride), left2, right2);
        if (H.Rows > 3) Add<S, V>(c + (3 * cStride), left3, right3);
        if (H.Rows > 4) Add<S, V>(c + (4 * cStride), left4, right4);
        if (H.Rows > 5) Add<S, V>(c + (5 * cStride), left5, right5);
        if (H.Rows > 6) Add<S, V>(c + (6 * cStride), left6, right6);
        if (H.Rows > 7) Add<S, V>(c + (7 * cStride), left7, right7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<S, V>(float* c, V left, V right) where S : struct, ISimd<V> where V : struct
    {
        S.Store(c, S.Add(S.Load(c), left));
        S.Store(c + S.Width, S.Add(S.Load(c + S.Width), right));
    }
}
