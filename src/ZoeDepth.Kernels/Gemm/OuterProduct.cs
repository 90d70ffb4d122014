using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// aᵀ·b of two matrices whose summed extent is outermost, as gradients of weights are: few rows and columns, and a sum
/// over all pixels. Nothing is packed or turned.
/// </summary>
internal static unsafe class OuterProduct
{
    /// <summary>
    /// How many k are added before the sums go back to memory. With 64 numbers on either side they are 2 × 48 KB, which
    /// the second cache holds. The number does not depend on the threads: neither do the sums.
    /// </summary>
    public const int Block = 192;

    /// <summary>
    /// Sides of the part of a result that a thread walks a block for: two sides of a block are 2 × 96 KB, the sums 64
    /// KB, and every number that is read serves 128 multiply-adds.
    /// </summary>
    private const int Side = 128;

    /// <summary>Rows of both sides are padded to so many floats, two vectors of AVX-512.</summary>
    private const int Pad = 2 * Cache.Line;

    /// <summary>The least multiple of two vectors of every instruction set.</summary>
    public static int Padded(int columns) => (columns + Pad - 1) / Pad * Pad;

    /// <summary><c>c[row, column] = Σ a[k, row] · b[k, column]</c>, or c += it.</summary>
    /// <param name="work">threads</param>
    /// <param name="depth">how many k</param>
    /// <param name="a">left side <c>[k, row]</c></param>
    /// <param name="rows">rows of the result</param>
    /// <param name="aStride">floats from one k to the next</param>
    /// <param name="b">right side <c>[k, column]</c></param>
    /// <param name="columns">columns of the result, <see cref="Padded"/></param>
    /// <param name="bStride">floats from one k to the next</param>
    /// <param name="c">result</param>
    /// <param name="cStride">floats from one row of the result to the next</param>
    /// <param name="accumulate">whether the product is added to c</param>
    public static void Multiply(Work work, int depth, float* a, int rows, long aStride, float* b, int columns,
        long bStride, float* c, long cStride, bool accumulate)
    {
        ArgumentNullException.ThrowIfNull(work);
        var kernel = new Kernel
        {
            Work = work, Depth = depth, Rows = rows, Columns = columns, A = a, B = b, C = c, AStride = aStride,
            BStride = bStride, CStride = cStride, Accumulate = accumulate,
        };
        Dispatch.Run(ref kernel);
    }

    /// <summary>
    /// <c>c[row, column] += Σ a[k, row] · b[k, column]</c> on the thread that calls, for at most a few hundred k.
    /// </summary>
    /// <inheritdoc cref="Multiply"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<S, V>(int depth, float* a, int rows, long aStride, float* b, int columns, long bStride,
        float* c, long cStride)
        where S : struct, ISimd<V> where V : struct
    {
        // Tiles of nearly equal height: one row alone takes as long as four.
        var tallest = OuterTile.MR<S, V>();
        var tiles = (rows + tallest - 1) / tallest;
        for (var column = 0; column < columns; column += 2 * S.Width)
            for (var tile = 0; tile < tiles; tile++)
            {
                int row = (int)((long)rows * tile / tiles), end = (int)((long)rows * (tile + 1) / tiles);
                OuterTile.Run<S, V>(end - row, depth, a + row, aStride, b + column, bStride,
                    c + (row * cStride) + column, cStride);
            }
    }

    private struct Kernel : IKernel
    {
        public Work Work;
        public int Depth, Rows, Columns;
        public float* A, B, C;
        public long AStride, BStride, CStride;
        public bool Accumulate;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            // A small result is cut only until every thread has a part: each part reads the whole of its sides.
            int high = Side, wide = Side;
            while (Parts(Rows, high) * Parts(Columns, wide) < Work.Threads && (high > 8 || wide > Pad))
                if (wide > Pad && Math.Min(wide, Columns) > Math.Min(high, Rows)) wide /= 2;
                else if (high > 8) high /= 2;
                else wide /= 2;
            var across = Parts(Columns, wide);
            Work.For(Parts(Rows, high) * across, part =>
            {
                int row = part / across * high, column = part % across * wide;
                k.Part<S, V>(row, Math.Min(high, k.Rows - row), column, Math.Min(wide, k.Columns - column));
            });
        }

        private readonly void Part<S, V>(int row, int rows, int column, int columns)
            where S : struct, ISimd<V> where V : struct
        {
            var c = C + (row * CStride) + column;
            if (!Accumulate)
                for (var i = 0; i < rows; i++) new Span<float>(c + (i * CStride), columns).Clear();
            for (var k = 0; k < Depth; k += Block)
                Add<S, V>(Math.Min(Block, Depth - k), A + (k * AStride) + row, rows, AStride,
                    B + (k * BStride) + column, columns, BStride, c, CStride);
        }

        private static int Parts(int extent, int side) => (extent + side - 1) / side;
    }
}
