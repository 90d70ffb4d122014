using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Reduction;

/// <summary>
/// Sums. A long one is cut into blocks of 4096, whatever the number of threads; a block is summed in lanes and the
/// blocks in double, so the result has the same bits everywhere and the accuracy of a short sum.
/// </summary>
internal static unsafe class Reduce
{
    private const int Block = 4096;

    /// <summary>Σ f(x[i])</summary>
    /// <param name="formula">f, of one argument</param>
    /// <param name="x">the elements</param>
    /// <param name="count">how many</param>
    /// <param name="work">the threads</param>
    public static double Total<F>(F formula, float* x, long count, Work work) where F : struct, IFormula
    {
        var blocks = new double[(count + Block - 1) / Block];
        var kernel = new TotalKernel<F> { Formula = formula, X = x, Count = count, Blocks = blocks, Work = work };
        Dispatch.Run(ref kernel);
        var sum = 0.0;
        foreach (var block in blocks) sum += block;
        return sum;
    }

    /// <summary>y[o, i] = scale · Σⱼ x[o, j, i]</summary>
    /// <param name="x"><c>[outer, count, inner]</c></param>
    /// <param name="outer">extents before the axis, multiplied</param>
    /// <param name="count">the axis that is summed over</param>
    /// <param name="inner">extents after the axis, multiplied</param>
    /// <param name="scale">1, or 1/count for a mean</param>
    /// <param name="y"><c>[outer, inner]</c></param>
    /// <param name="work">the threads</param>
    public static void Axis(float* x, long outer, long count, int inner, float scale, float* y, Work work)
    {
        new Span<float>(y, checked((int)(outer * inner))).Clear();
        if (inner == 1)
        {
            var rows = new RowSumsKernel { X = x, Y = y, Rows = outer, Count = count, Work = work };
            if (outer == 1) y[0] = (float)Total(default(Same), x, count, work);
            else Dispatch.Run(ref rows);
        }
        else
        {
            for (var o = 0L; o < outer; o++)
                ColumnSums.Add(x + (o * count * inner), y + (o * inner), count, inner, work);
        }
        if (scale != 1) Elementwise.Run(new AffineOf(scale, 0), y, y, outer * inner, work);
    }

    /// <summary>dx[o, j, i] += scale · dy[o, i]</summary>
    /// <inheritdoc cref="Axis"/>
    public static void AxisBackward(float* dy, long outer, long count, int inner, float scale, float* dx, Work work)
    {
        for (var o = 0L; o < outer; o++)
        {
            var to = dx + (o * count * inner);
            if (inner == 1) Elementwise.Run(new AffineOf(1, scale * dy[o]), to, to, count, work);
            else Elementwise.Run(new SumOfScaled(scale), Operand.Each(to), Operand.Vector(dy + (o * inner)), default,
                to, count, inner, work);
        }
    }

    /// <summary>y[r, i] = Σ x[r, j], j ≤ i, added in double as PyTorch's <c>cumsum</c> does.</summary>
    /// <param name="x"><c>[row, column]</c></param>
    /// <param name="rows">rows</param>
    /// <param name="columns">elements in a row</param>
    /// <param name="y"><c>[row, column]</c></param>
    /// <param name="work">the threads</param>
    public static void Cumulative(float* x, long rows, int columns, float* y, Work work) =>
        work.Ranges(rows, 1 + (Block / Math.Max(1, columns)), (start, end) =>
    {
        for (var row = start; row < end; row++)
        {
            float* from = x + (row * columns), to = y + (row * columns);
            var sum = 0.0;
            for (var i = 0; i < columns; i++) to[i] = (float)(sum += from[i]);
        }
    });

    /// <summary>dx[r, i] += Σ dy[r, j], j ≥ i</summary>
    /// <inheritdoc cref="Cumulative"/>
    public static void CumulativeBackward(float* dy, long rows, int columns, float* dx, Work work) =>
        work.Ranges(rows, 1 + (Block / Math.Max(1, columns)), (start, end) =>
    {
        for (var row = start; row < end; row++)
        {
            float* from = dy + (row * columns), to = dx + (row * columns);
            var sum = 0.0;
            for (var i = columns - 1; i >= 0; i--) to[i] += (float)(sum += from[i]);
        }
    });

    /// <summary>y[r] = Σ a[r, i]·b[r, i]</summary>
    /// <param name="a"><c>[row, column]</c></param>
    /// <param name="b"><c>[row, column]</c></param>
    /// <param name="rows">rows</param>
    /// <param name="columns">elements in a row</param>
    /// <param name="y"><c>[row]</c></param>
    /// <param name="work">the threads</param>
    public static void RowProducts(float* a, float* b, long rows, int columns, float* y, Work work)
    {
        var kernel = new RowProductsKernel { A = a, B = b, Rows = rows, Columns = columns, Y = y, Work = work };
        Dispatch.Run(ref kernel);
    }

    /// <summary>da[r, i] = b[r, i]·dy[r], or added to what is there</summary>
    /// <inheritdoc cref="RowProducts"/>
    public static void RowProductsBackward(float* b, float* dy, long rows, int columns, float* da, bool adds, Work work)
    {
        var kernel = new RowProductsBackwardKernel
            { B = b, Dy = dy, Rows = rows, Columns = columns, Da = da, Adds = adds, Work = work };
        Dispatch.Run(ref kernel);
    }

    private readonly struct Same : IFormula
    {
        public static int Arguments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct => a;
    }

    private struct TotalKernel<F> : IKernel where F : struct, IFormula
    {
        public F Formula;
        public float* X;
        public long Count;
        public double[] Blocks;
        public Work Work;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.For(Blocks.Length, block =>
                k.Blocks[block] = BlockSum<F, S, V>(k.Formula, k.X + ((long)block * Block),
                    (int)Math.Min(Block, k.Count - ((long)block * Block))));
        }
    }

    private struct RowSumsKernel : IKernel
    {
        public float* X, Y;
        public long Rows, Count;
        public Work Work;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.Ranges(Rows, 1 + (Block / Math.Max(1, Count)), (start, end) =>
            {
                for (var row = start; row < end; row++) k.Y[row] = k.Row<S, V>(k.X + (row * k.Count));
            });
        }

        private readonly float Row<S, V>(float* x) where S : struct, ISimd<V> where V : struct
        {
            var sum = 0.0;
            for (var i = 0L; i < Count; i += Block)
                sum += BlockSum<Same, S, V>(default, x + i, (int)Math.Min(Block, Count - i));
            return (float)sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double BlockSum<F, S, V>(F formula, float* x, int count)
        where F : struct, IFormula where S : struct, ISimd<V> where V : struct
    {
        var i = 0;
        // A lane adds at most 64 elements before it is emptied, so that one lane rounds like sixteen.
        var total = 0.0;
        while (i + S.Width <= count)
        {
            var lanes = S.Zero;
            for (var stop = Math.Min(count, i + (64 * S.Width)); i + S.Width <= stop; i += S.Width)
                lanes = S.Add(lanes, formula.Of<S, V>(S.Load(x + i), S.Zero, S.Zero));
            total += S.Sum(lanes);
        }
        for (; i < count; i++) total += formula.Of<Scalar, float>(x[i], 0, 0);
        return total;
    }

    private struct RowProductsKernel : IKernel
    {
        public float* A, B, Y;
        public long Rows;
        public int Columns;
        public Work Work;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.Ranges(Rows, 1 + (Block / Math.Max(1, Columns)), (start, end) =>
            {
                for (var row = start; row < end; row++)
                    k.Y[row] = RowProduct<S, V>(k.A + (row * k.Columns), k.B + (row * k.Columns), k.Columns);
            });
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float RowProduct<S, V>(float* a, float* b, int columns) where S : struct, ISimd<V> where V : struct
    {
        var sum = S.Zero;
        for (var i = 0; i < columns; i += S.Width)
        {
            var rest = Math.Min(S.Width, columns - i);
            sum = S.MultiplyAdd(Lanes.Load<S, V>(a + i, rest), Lanes.Load<S, V>(b + i, rest), sum);
        }
        return S.Sum(sum);
    }

    private struct RowProductsBackwardKernel : IKernel
    {
        public float* B, Dy, Da;
        public long Rows;
        public int Columns;
        public bool Adds;
        public Work Work;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.Ranges(Rows, 1 + (Block / Math.Max(1, Columns)), (start, end) =>
            {
                for (var row = start; row < end; row++) k.Row<S, V>(row);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Row<S, V>(long row) where S : struct, ISimd<V> where V : struct
        {
            float* from = B + (row * Columns), to = Da + (row * Columns);
            var by = S.Broadcast(Dy[row]);
            for (var i = 0; i < Columns; i += S.Width)
            {
                var rest = Math.Min(S.Width, Columns - i);
                var before = Adds ? Lanes.Load<S, V>(to + i, rest) : S.Zero;
                Lanes.Store<S, V>(to + i, S.MultiplyAdd(Lanes.Load<S, V>(from + i, rest), by, before), rest);
            }
        }
    }
}
