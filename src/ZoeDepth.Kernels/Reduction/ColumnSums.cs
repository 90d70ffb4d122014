using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Reduction;

/// <summary>
/// Sums over all rows, one for each column: gradients of biases and scales, statistics of channels. Threads own
/// columns, and rows are gathered in blocks of 64 first, so that a sum over 200,000 pixels rounds like one over 3,000.
/// </summary>
internal static unsafe class ColumnSums
{
    private const int Block = 64;

    /// <summary>sums[c] += Σ a[r, c]</summary>
    /// <param name="a"><c>[row, column]</c></param>
    /// <param name="sums"><c>[column]</c>, added to</param>
    /// <param name="rows">rows</param>
    /// <param name="columns">columns</param>
    /// <param name="work">threads</param>
    public static void Add(float* a, float* sums, long rows, int columns, Work work) =>
        Run(new Plain { A = a, Columns = columns }, sums, rows, columns, work);

    /// <summary>sums[c] += Σ a[r, c] · b[r, c]</summary>
    /// <inheritdoc cref="Add"/>
    public static void AddProducts(float* a, float* b, float* sums, long rows, int columns, Work work) =>
        Run(new Product { A = a, B = b, Columns = columns }, sums, rows, columns, work);

    /// <summary>
    /// sums[c] += Σ a[r, c] · (b[r, c] − mean) · factor, with mean and factor of row r side by side in
    /// <paramref name="statistics"/>, <c>[row, 2]</c>
    /// </summary>
    /// <inheritdoc cref="Add"/>
    public static void AddProductsNormedByRow(float* a, float* b, float* statistics, float* sums, long rows,
        int columns, Work work) =>
        Run(new NormedByRow { A = a, B = b, Statistics = statistics, Columns = columns }, sums, rows, columns, work);

    /// <summary>sums[c] += Σ a[r, c] · (b[r, c] − mean[c])</summary>
    /// <inheritdoc cref="Add"/>
    public static void AddProductsCentred(float* a, float* b, float* mean, float* sums, long rows, int columns,
        Work work) =>
        Run(new Centred { A = a, B = b, Mean = mean, Columns = columns }, sums, rows, columns, work);

    /// <summary>sums[c] += Σ (a[r, c] − mean[c])²</summary>
    /// <inheritdoc cref="Add"/>
    public static void AddSquaresCentred(float* a, float* mean, float* sums, long rows, int columns, Work work) =>
        Run(new Squared { A = a, Mean = mean, Columns = columns }, sums, rows, columns, work);

    private static void Run<T>(T term, float* sums, long rows, int columns, Work work) where T : struct, ITerm
    {
        var kernel = new Kernel<T> { Term = term, Sums = sums, Rows = rows, Columns = columns, Work = work };
        Dispatch.Run(ref kernel);
    }

    /// <summary>What is summed.</summary>
    private interface ITerm
    {
        V At<S, V>(long row, int column, int count) where S : struct, ISimd<V> where V : struct;
    }

    private struct Plain : ITerm
    {
        public float* A;
        public int Columns;

        public readonly V At<S, V>(long row, int column, int count) where S : struct, ISimd<V> where V : struct =>
            Lanes.Load<S, V>(A + (row * Columns) + column, count);
    }

    private struct Product : ITerm
    {
        public float* A, B;
        public int Columns;

        public readonly V At<S, V>(long row, int column, int count) where S : struct, ISimd<V> where V : struct =>
            S.Multiply(Lanes.Load<S, V>(A + (row * Columns) + column, count),
                Lanes.Load<S, V>(B + (row * Columns) + column, count));
    }

    private struct NormedByRow : ITerm
    {
        public float* A, B, Statistics;
        public int Columns;

        public readonly V At<S, V>(long row, int column, int count) where S : struct, ISimd<V> where V : struct
        {
            var centred = S.Subtract(Lanes.Load<S, V>(B + (row * Columns) + column, count),
                S.Broadcast(Statistics[2 * row]));
            return S.Multiply(Lanes.Load<S, V>(A + (row * Columns) + column, count),
                S.Multiply(centred, S.Broadcast(Statistics[(2 * row) + 1])));
        }
    }

    private struct Centred : ITerm
    {
        public float* A, B, Mean;
        public int Columns;

        public readonly V At<S, V>(long row, int column, int count) where S : struct, ISimd<V> where V : struct
        {
            var centred = S.Subtract(Lanes.Load<S, V>(B + (row * Columns) + column, count),
                Lanes.Load<S, V>(Mean + column, count));
            return S.Multiply(Lanes.Load<S, V>(A + (row * Columns) + column, count), centred);
        }
    }

    private struct Squared : ITerm
    {
        public float* A, Mean;
        public int Columns;

        public readonly V At<S, V>(long row, int column, int count) where S : struct, ISimd<V> where V : struct
        {
            var centred = S.Subtract(Lanes.Load<S, V>(A + (row * Columns) + column, count),
                Lanes.Load<S, V>(Mean + column, count));
            return S.Multiply(centred, centred);
        }
    }

    private struct Kernel<T> : IKernel where T : struct, ITerm
    {
        public T Term;
        public float* Sums;
        public long Rows;
        public int Columns;
        public Work Work;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            var vectors = (Columns + S.Width - 1) / S.Width;
            Work.Ranges(vectors, Math.Max(1, 65536 / Math.Max(1, Rows * S.Width)), (start, end) =>
            {
                for (var v = start; v < end; v++) k.Column<S, V>((int)v * S.Width);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Column<S, V>(int column) where S : struct, ISimd<V> where V : struct
        {
            var count = Math.Min(S.Width, Columns - column);
            var total = S.Zero;
            for (long row = 0; row < Rows;)
            {
                var end = Math.Min(Rows, row + Block);
                var block = S.Zero;
                for (; row < end; row++) block = S.Add(block, Term.At<S, V>(row, column, count));
                total = S.Add(total, block);
            }
            Lanes.Store<S, V>(Sums + column, S.Add(total, Lanes.Load<S, V>(Sums + column, count)), count);
        }
    }
}
