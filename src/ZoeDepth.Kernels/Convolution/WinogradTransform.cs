using System.Runtime.CompilerServices;

namespace ZoeDepth.Kernels;

/// <summary>
/// The three transforms of F(2×2, 3×3) (Lavin and Gray 2015, after Winograd): with d a 4×4 piece of the input and g the 3×3 kernel, the 2×2 outputs
/// are Aᵀ·[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]·A. The entries of A, B and 2·G are 0 and ±1.
/// </summary>
internal static unsafe class WinogradTransform
{
    /// <summary>G·g·Gᵀ of 32 outputs into a panel <c>[16, channel, 32]</c>, in double precision; G = [1 0 0; ½ ½ ½; ½ −½ ½; 0 0 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weights(in MatrixSource source, int n0, int channels, float* panel)
    {
        var rows = stackalloc double[12];
        for (var j = 0; j < GemmTile.Panel; j++)
            for (var c = 0; c < channels; c++)
            {
                var to = panel + ((long)c * GemmTile.Panel) + j;
                long step = (long)channels * GemmTile.Panel;
                if (n0 + j >= source.N.Count)
                {
                    for (var i = 0; i < 16; i++) to[i * step] = 0;
                    continue;
                }
                var g = source.First + source.N.Offset(n0 + j) + (c * source.K.InnerStride);
                var tap = source.K.OuterStride;
                for (var x = 0; x < 3; x++)
                {
                    double top = g[x * tap], middle = g[(3 + x) * tap], bottom = g[(6 + x) * tap];
                    rows[x] = top;
                    rows[3 + x] = (top + middle + bottom) / 2;
                    rows[6 + x] = (top - middle + bottom) / 2;
                    rows[9 + x] = bottom;
                }
                for (var y = 0; y < 4; y++, to += 4 * step)
                {
                    double left = rows[3 * y], middle = rows[(3 * y) + 1], right = rows[(3 * y) + 2];
                    to[0] = (float)left;
                    to[step] = (float)((left + middle + right) / 2);
                    to[2 * step] = (float)((left - middle + right) / 2);
                    to[3 * step] = (float)right;
                }
            }
    }

    /// <summary>Bᵀ·d·B for one piece; B has the columns (1, 0, −1, 0), (0, 1, 1, 0), (0, −1, 1, 0), (0, 1, 0, −1).</summary>
    /// <param name="seen">the addresses of the 16 pixels, row by row</param>
    /// <param name="channel">first channel</param>
    /// <param name="channels">how many</param>
    /// <param name="floor">values are raised to this</param>
    /// <param name="to">the first of 16 results</param>
    /// <param name="plane">floats from one of the 16 to the next</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input<S, V>(float** seen, int channel, int channels, float floor, float* to, long plane)
        where S : struct, ISimd<V> where V : struct
    {
        var least = S.Broadcast(floor);
        for (var c = 0; c < channels; c += S.Width, to += S.Width)
        {
            var count = Math.Min(S.Width, channels - c);
            Column<S, V>(seen, channel + c, count, least, out var a0, out var a1, out var a2, out var a3);
            Column<S, V>(seen + 1, channel + c, count, least, out var b0, out var b1, out var b2, out var b3);
            Column<S, V>(seen + 2, channel + c, count, least, out var c0, out var c1, out var c2, out var c3);
            Column<S, V>(seen + 3, channel + c, count, least, out var d0, out var d1, out var d2, out var d3);
            Row<S, V>(a0, b0, c0, d0, to, plane);
            Row<S, V>(a1, b1, c1, d1, to + (4 * plane), plane);
            Row<S, V>(a2, b2, c2, d2, to + (8 * plane), plane);
            Row<S, V>(a3, b3, c3, d3, to + (12 * plane), plane);
        }
    }

    /// <summary>Aᵀ·m·A for one piece; Aᵀ = [1 1 1 0; 0 1 −1 −1].</summary>
    /// <param name="m">the first of 16 products, each two vectors of AVX-512 wide</param>
    /// <param name="plane">floats from one of the 16 to the next</param>
    /// <param name="pixels">the addresses of the 4 outputs; null where there is none</param>
    /// <param name="columns">channels</param>
    /// <param name="adds">whether the result is added</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output<S, V>(float* m, long plane, float** pixels, int columns, bool adds) where S : struct, ISimd<V> where V : struct
    {
        for (var j = 0; j < columns; j += S.Width, m += S.Width)
        {
            var count = Math.Min(S.Width, columns - j);
            Pair<S, V>(m, plane, out var a0, out var a1);
            Pair<S, V>(m + plane, plane, out var b0, out var b1);
            Pair<S, V>(m + (2 * plane), plane, out var c0, out var c1);
            Pair<S, V>(m + (3 * plane), plane, out var d0, out var d1);
            Put<S, V>(pixels[0], j, count, S.Add(S.Add(a0, b0), c0), adds);
            Put<S, V>(pixels[1], j, count, S.Subtract(S.Subtract(b0, c0), d0), adds);
            Put<S, V>(pixels[2], j, count, S.Add(S.Add(a1, b1), c1), adds);
            Put<S, V>(pixels[3], j, count, S.Subtract(S.Subtract(b1, c1), d1), adds);
        }
    }

    /// <summary>One column of Bᵀ·d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column<S, V>(float** seen, int channel, int count, V floor, out V y0, out V y1, out V y2, out V y3)
        where S : struct, ISimd<V> where V : struct
    {
        V d0 = Lanes.Load<S, V>(seen[0] + channel, count), d1 = Lanes.Load<S, V>(seen[4] + channel, count);
        V d2 = Lanes.Load<S, V>(seen[8] + channel, count), d3 = Lanes.Load<S, V>(seen[12] + channel, count);
        (d0, d1, d2, d3) = (S.Max(floor, d0), S.Max(floor, d1), S.Max(floor, d2), S.Max(floor, d3));
        y0 = S.Subtract(d0, d2);
        y1 = S.Add(d1, d2);
        y2 = S.Subtract(d2, d1);
        y3 = S.Subtract(d1, d3);
    }

    /// <summary>One row of (Bᵀ·d)·B. A row of the target is longer than the channels by a cache line, so whole vectors may be written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<S, V>(V x0, V x1, V x2, V x3, float* to, long plane) where S : struct, ISimd<V> where V : struct
    {
        S.Store(to, S.Subtract(x0, x2));
        S.Store(to + plane, S.Add(x1, x2));
        S.Store(to + (2 * plane), S.Subtract(x2, x1));
        S.Store(to + (3 * plane), S.Subtract(x1, x3));
    }

    /// <summary>One column of Aᵀ·m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair<S, V>(float* m, long plane, out V y0, out V y1) where S : struct, ISimd<V> where V : struct
    {
        V m0 = S.Load(m), m1 = S.Load(m + (4 * plane)), m2 = S.Load(m + (8 * plane)), m3 = S.Load(m + (12 * plane));
        y0 = S.Add(S.Add(m0, m1), m2);
        y1 = S.Subtract(S.Subtract(m1, m2), m3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<S, V>(float* pixel, int column, int count, V value, bool adds) where S : struct, ISimd<V> where V : struct
    {
        if (pixel == null) return;
        var p = pixel + column;
        Lanes.Store<S, V>(p, adds ? S.Add(Lanes.Load<S, V>(p, count), value) : value, count);
    }
}
