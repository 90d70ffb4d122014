using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Convolution;

/// <summary>
/// The three transforms of F(2×2, 3×3) (Lavin and Gray 2015, after Winograd): with d a 4×4 piece of the input and g the
/// 3×3 kernel, the 2×2 outputs are Aᵀ·[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]·A. The entries of A, B and 2·G are 0 and ±1.
/// </summary>
internal static unsafe class WinogradTransform
{
    /// <summary>
    /// 3×3 weights, k = (row, column, channel), as <see cref="Winograd"/> reads them: 16 elements for each 9,
    /// k = (one of 16, channel). Each of the 16 begins with a word.
    /// </summary>
    public static PackedMatrix Pack(Work work, MatrixSource source, PanelFormat format, PackedMatrix? earlier = null,
        bool temporary = false)
    {
        var channels = source.K.Count / 9;
        var (n, k) = (source.N.Count, 16 * channels);
        var room = temporary
            ? new PackedMatrix(n, k, format, work, 16) : PackedMatrix.Room(n, k, earlier, format, 16);
        return room.FilledBy(packed =>
        {
            var kernel = new Packing { Work = work, Source = source, Channels = channels, Packed = packed };
            ProductDispatch.Run(ref kernel);
        });
    }

    private struct Packing : IProductKernel
    {
        public Work Work;
        public MatrixSource Source;
        public int Channels;
        public PackedMatrix Packed;

        public readonly PanelFormat Format => Packed.Format;

        public readonly void Run<S, V, F>()
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            var k = this;
            Work.For(Packed.PanelCount, panel => k.Panel<S, V, F>(panel));
        }

        private readonly void Panel<S, V, F>(int panel)
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            if (F.PerWord == 1)
            {
                Weights<S, V>(Source, panel * GemmTile.NR, Channels, Packed.Panel(panel));
                return;
            }
            long numbers = (long)Channels * GemmTile.NR, words = (long)Packed.Words / 16 * GemmTile.NR;
            var whole = Scratch.Floats(16 * numbers);
            Weights<S, V>(Source, panel * GemmTile.NR, Channels, whole);
            for (var i = 0; i < 16; i++)
                F.Panel<S, V>(whole + (i * numbers), Channels, Packed.Panel(panel) + (i * words));
        }
    }

    /// <summary>
    /// G·g·Gᵀ of 32 outputs into a panel <c>[16, channel, 32]</c>; G = [1 0 0; ½ ½ ½; ½ −½ ½; 0 0 1]. Sums of three and
    /// halves only: the same bits on every instruction set.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weights<S, V>(in MatrixSource source, int n0, int channels, float* panel)
        where S : struct, ISimd<V> where V : struct
    {
        var g = stackalloc float[9 * GemmTile.NR];
        new Span<float>(g, 9 * GemmTile.NR).Clear();
        var outputs = Math.Min(GemmTile.NR, source.N.Count - n0);
        var step = (long)channels * GemmTile.NR;
        for (var c = 0; c < channels; c++, panel += GemmTile.NR)
        {
            for (var j = 0; j < outputs; j++)
            {
                var from = source.First + source.N.Offset(n0 + j) + (c * source.K.InnerStride);
                for (var tap = 0; tap < 9; tap++, from += source.K.OuterStride) g[(tap * GemmTile.NR) + j] = *from;
            }
            for (var j = 0; j < GemmTile.NR; j += S.Width)
            {
                Sides<S, V>(g + j, out var a0, out var a1, out var a2, out var a3);
                Sides<S, V>(g + GemmTile.NR + j, out var b0, out var b1, out var b2, out var b3);
                Sides<S, V>(g + (2 * GemmTile.NR) + j, out var c0, out var c1, out var c2, out var c3);
                Widen<S, V>(a0, b0, c0, panel + j, step);
                Widen<S, V>(a1, b1, c1, panel + j + (4 * step), step);
                Widen<S, V>(a2, b2, c2, panel + j + (8 * step), step);
                Widen<S, V>(a3, b3, c3, panel + j + (12 * step), step);
            }
        }
    }

    /// <summary>One column of G·g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sides<S, V>(float* g, out V y0, out V y1, out V y2, out V y3)
        where S : struct, ISimd<V> where V : struct
    {
        var half = S.Broadcast(0.5f);
        y0 = S.Load(g);
        y3 = S.Load(g + (6 * GemmTile.NR));
        V outer = S.Add(y0, y3), middle = S.Load(g + (3 * GemmTile.NR));
        y1 = S.Multiply(half, S.Add(outer, middle));
        y2 = S.Multiply(half, S.Subtract(outer, middle));
    }

    /// <summary>One row of (G·g)·Gᵀ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen<S, V>(V left, V middle, V right, float* to, long step)
        where S : struct, ISimd<V> where V : struct
    {
        var half = S.Broadcast(0.5f);
        var outer = S.Add(left, right);
        S.Store(to, left);
        S.Store(to + step, S.Multiply(half, S.Add(outer, middle)));
        S.Store(to + (2 * step), S.Multiply(half, S.Subtract(outer, middle)));
        S.Store(to + (3 * step), right);
    }

    /// <summary>
    /// Bᵀ·d·B for one piece; B has the columns (1, 0, −1, 0), (0, 1, 1, 0), (0, −1, 1, 0), (0, 1, 0, −1).
    /// </summary>
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
    public static void Output<S, V>(float* m, long plane, float** pixels, int columns, bool adds)
        where S : struct, ISimd<V> where V : struct
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

    /// <summary>A·e·Aᵀ for one piece; A has the rows (1, 0), (1, 1), (1, −1), (0, −1).</summary>
    /// <param name="pixels">the addresses of the 4 gradients, row by row</param>
    /// <param name="channels">how many</param>
    /// <param name="to">the first of 16 results, whose rows have room for whole vectors</param>
    /// <param name="plane">floats from one of the 16 to the next</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient<S, V>(float** pixels, int channels, float* to, long plane)
        where S : struct, ISimd<V> where V : struct
    {
        for (var c = 0; c < channels; c += S.Width, to += S.Width)
        {
            var count = Math.Min(S.Width, channels - c);
            V e0 = Lanes.Load<S, V>(pixels[0] + c, count), e1 = Lanes.Load<S, V>(pixels[1] + c, count);
            V e2 = Lanes.Load<S, V>(pixels[2] + c, count), e3 = Lanes.Load<S, V>(pixels[3] + c, count);
            Spread<S, V>(e0, e1, to, plane);
            Spread<S, V>(S.Add(e0, e2), S.Add(e1, e3), to + (4 * plane), plane);
            Spread<S, V>(S.Subtract(e0, e2), S.Subtract(e1, e3), to + (8 * plane), plane);
            Spread<S, V>(S.Subtract(S.Zero, e2), S.Subtract(S.Zero, e3), to + (12 * plane), plane);
        }
    }

    /// <summary>Gᵀ·u·G for one vector of kernels.</summary>
    /// <param name="u">the first of 16 sums</param>
    /// <param name="plane">floats from one of the 16 to the next</param>
    /// <param name="taps">9 vectors</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient<S, V>(float* u, long plane, float* taps)
        where S : struct, ISimd<V> where V : struct
    {
        var half = S.Broadcast(0.5f);
        for (var column = 0; column < 4; column++, u += plane)
        {
            V u0 = S.Load(u), u1 = S.Load(u + (4 * plane)), u2 = S.Load(u + (8 * plane)), u3 = S.Load(u + (12 * plane));
            var middle = S.Multiply(half, S.Add(u1, u2));
            V top = S.Add(u0, middle), centre = S.Multiply(half, S.Subtract(u1, u2)), bottom = S.Add(middle, u3);
            Collect<S, V>(column, top, half, taps);
            Collect<S, V>(column, centre, half, taps + (3 * S.Width));
            Collect<S, V>(column, bottom, half, taps + (6 * S.Width));
        }
    }

    /// <summary>One row of (Gᵀ·u)·G, entry by entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Collect<S, V>(int column, V value, V half, float* row)
        where S : struct, ISimd<V> where V : struct
    {
        float* centre = row + S.Width, right = centre + S.Width;
        var part = S.Multiply(half, value);
        switch (column)
        {
            case 0:
                S.Store(row, value);
                break;
            case 1:
                S.Store(row, S.Add(S.Load(row), part));
                S.Store(centre, part);
                S.Store(right, part);
                break;
            case 2:
                S.Store(row, S.Add(S.Load(row), part));
                S.Store(centre, S.Subtract(S.Load(centre), part));
                S.Store(right, S.Add(S.Load(right), part));
                break;
            default:
                S.Store(right, S.Add(S.Load(right), value));
                break;
        }
    }

    /// <summary>One row of (A·e)·Aᵀ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread<S, V>(V left, V right, float* to, long plane) where S : struct, ISimd<V> where V : struct
    {
        S.Store(to, left);
        S.Store(to + plane, S.Add(left, right));
        S.Store(to + (2 * plane), S.Subtract(left, right));
        S.Store(to + (3 * plane), S.Subtract(S.Zero, right));
    }

    /// <summary>One column of Bᵀ·d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column<S, V>(float** seen, int channel, int count, V floor, out V y0, out V y1, out V y2,
        out V y3)
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

    /// <summary>
    /// One row of (Bᵀ·d)·B. A row of the target is longer than the channels by a cache line, so whole vectors may be
    /// written.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<S, V>(V x0, V x1, V x2, V x3, float* to, long plane)
        where S : struct, ISimd<V> where V : struct
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
    private static void Put<S, V>(float* pixel, int column, int count, V value, bool adds)
        where S : struct, ISimd<V> where V : struct
    {
        if (pixel == null) return;
        var p = pixel + column;
        Lanes.Store<S, V>(p, adds ? S.Add(Lanes.Load<S, V>(p, count), value) : value, count);
    }
}
