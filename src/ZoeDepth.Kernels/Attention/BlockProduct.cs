using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Attention;

/// <summary>
/// Products of blocks that never leave the second cache. A block is cut along its columns into chunks of
/// <see cref="GemmTile.KC"/> floats or words; a chunk holds all rows, <see cref="GemmTile.RowStride"/> apart. So the
/// result of one product is, where it lies, the left side of the next, once its floats are words
/// (<see cref="BecomeWords"/>).
/// </summary>
internal static unsafe class BlockProduct
{
    /// <summary>Floats of a chunk.</summary>
    public static long Chunk(int rows) => (long)rows * GemmTile.RowStride;

    /// <summary>Floats of a block.</summary>
    public static long Size(int rows, int columns) => (columns + GemmTile.KC - 1) / GemmTile.KC * Chunk(rows);

    /// <summary>Words of <paramref name="k"/> elements.</summary>
    public static int Words<F>(int k) where F : struct, IOperands => (k + F.PerWord - 1) / F.PerWord;

    /// <summary>Words of a packed matrix of <paramref name="n"/> outputs.</summary>
    public static long PanelsSize<F>(int n, int k) where F : struct, IOperands =>
        (n + GemmTile.NR - 1) / GemmTile.NR * (long)GemmTile.NR * Words<F>(k);

    /// <summary>Packs a matrix on this thread alone.</summary>
    public static void Pack<S, V, F>(in MatrixSource source, float* panels)
        where S : struct, ISimd<V> where V : struct where F : struct, IOperands
    {
        for (var n = 0; n < source.N.Count; n += GemmTile.NR)
            PanelPacking.Pack<S, V, F>(source, n, panels + ((long)n * Words<F>(source.K.Count)));
    }

    /// <summary>
    /// Makes the floats of a block words where they lie: the chunks of the left side of a product close up.
    /// </summary>
    public static void BecomeWords<S, V, F>(float* block, int rows, int columns)
        where S : struct, ISimd<V> where V : struct where F : struct, IOperands
    {
        if (F.PerWord == 1) return;
        for (var column = 0; column < columns; column += GemmTile.KC)
        {
            var from = block + (column / GemmTile.KC * Chunk(rows));
            var word = column / F.PerWord;
            var to = block + (word / GemmTile.KC * Chunk(rows)) + (word % GemmTile.KC);
            for (var row = 0; row < rows; row++, from += GemmTile.RowStride, to += GemmTile.RowStride)
                F.Row<S, V>(from, Math.Min(GemmTile.KC, columns - column), to);
        }
    }

    /// <summary>Copies rows into a block, times a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Enter<S, V>(float* from, long stride, int rows, int columns, float factor, float* block)
        where S : struct, ISimd<V> where V : struct
    {
        var f = S.Broadcast(factor);
        for (var column = 0; column < columns; column += GemmTile.KC, block += Chunk(rows))
            for (var row = 0; row < rows; row++)
            {
                float* p = from + (row * stride) + column, to = block + (row * GemmTile.RowStride);
                int count = Math.Min(GemmTile.KC, columns - column), i = 0;
                for (; i + S.Width <= count; i += S.Width) S.Store(to + i, S.Multiply(S.Load(p + i), f));
                if (i < count) S.StorePartial(to + i, S.Multiply(S.LoadPartial(p + i, count - i, 0), f), count - i);
            }
    }

    /// <summary>
    /// Copies a block out to rows, each times a factor of its own, or all times the same one if <paramref name="step"/>
    /// is 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Leave<S, V>(float* block, int rows, int columns, float* factors, int step, float* to,
        long stride)
        where S : struct, ISimd<V> where V : struct
    {
        for (var column = 0; column < columns; column += GemmTile.KC, block += Chunk(rows))
            for (var row = 0; row < rows; row++)
            {
                var f = S.Broadcast(factors[row * step]);
                float* from = block + (row * GemmTile.RowStride), p = to + (row * stride) + column;
                int count = Math.Min(GemmTile.KC, columns - column), i = 0;
                for (; i + S.Width <= count; i += S.Width) S.Store(p + i, S.Multiply(S.Load(from + i), f));
                if (i < count) S.StorePartial(p + i, S.Multiply(S.LoadPartial(from + i, count - i, 0), f), count - i);
            }
    }

    /// <summary>
    /// c[row, column] = Σ a[row, k] · panels[k, column], added to c if <paramref name="adds"/>. Writes c up to a whole
    /// panel.
    /// </summary>
    public static void Multiply<S, V, F>(float* a, int rows, int depth, float* panels, int columns, float* c, bool adds)
        where S : struct, ISimd<V> where V : struct where F : struct, IOperands
    {
        depth = Words<F>(depth);
        var tallest = GemmTile.MR<S, V>();
        var tiles = (rows + tallest - 1) / tallest;
        for (var column = 0; column < columns; column += GemmTile.NR)
        {
            var to = c + (column / GemmTile.KC * Chunk(rows)) + (column % GemmTile.KC);
            var width = Math.Min(GemmTile.NR, columns - column);
            for (var k0 = 0; k0 < depth; k0 += GemmTile.KC)
            {
                var k = Math.Min(GemmTile.KC, depth - k0);
                var b = panels + ((long)column * depth) + ((long)k0 * GemmTile.NR);
                var left = a + (k0 / GemmTile.KC * Chunk(rows));
                for (var tile = 0; tile < tiles; tile++)
                {
                    int start = rows * tile / tiles, height = (rows * (tile + 1) / tiles) - start,
                        offset = start * GemmTile.RowStride;
                    F.Tile<S, V>(height, k, left + offset, b, GemmTile.NR, to + offset, GemmTile.RowStride, width,
                        adds || k0 > 0, b);
                }
            }
        }
    }
}
