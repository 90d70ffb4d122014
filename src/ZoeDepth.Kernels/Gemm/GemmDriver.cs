using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// The one matrix product: rows · packed matrixᵀ, whatever the rows are gathered from and wherever the result goes.
/// </summary>
internal static unsafe partial class GemmDriver
{
    /// <summary>
    /// Rows of one block, 11 tiles of 12, and segments of depth it is copied for at once: 132 × 4 × 272 floats are 561
    /// KB and stay in a second cache of a megabyte while all panels of weights pass by. A panel is read from memory
    /// once for 11 tiles, and the sums of 132 × 32 outputs (16.5 KB) stay near while the four segments are added, so
    /// that the result is walked K / 1024 times and not K / 256 times.
    /// </summary>
    private const int MC = 132, BlockSegments = 4;

    /// <summary>
    /// Products of fewer multiply-adds, about a microsecond's worth, are cheaper on one thread than the waking of
    /// another.
    /// </summary>
    private const long WorthThreads = 1 << 18;

    /// <summary>y[row, n] = epilogue(Σ rows[row, k] · matrix[n, k])</summary>
    /// <param name="work">threads</param>
    /// <param name="rows">the left side, <c>[count, k]</c></param>
    /// <param name="matrix">the right side, n outputs</param>
    /// <param name="epilogue">bias, activation, scale, residual</param>
    /// <param name="y">result <c>[count, n]</c>; shares no memory with anything that is read</param>
    /// <param name="yStride">floats from one row of y to the next</param>
    /// <exception cref="ArgumentException">the rows and the matrix differ in k</exception>
    public static void Run(Work work, in GemmA rows, PackedMatrix matrix, in GemmEpilogue epilogue, float* y,
        long yStride) =>
        Run(work, rows, matrix, epilogue, GemmC.Rows(y, yStride));

    /// <summary>The same product, to rows, groups or pixels.</summary>
    /// <exception cref="ArgumentException">
    /// the rows and the matrix differ in k, an epilogue would be applied to a sum that is added to, or the residual is
    /// the result itself
    /// </exception>
    public static void Run(Work work, in GemmA rows, PackedMatrix matrix, in GemmEpilogue epilogue, in GemmC target)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(matrix);
        if (rows.Depth != matrix.K)
            throw new ArgumentException(
                $"product: the rows are {rows.Depth} long, the matrix expects {matrix.K}; pack the matrix in the " +
                "order of the rows");
        epilogue.Check(target);
        if (target.Adds && matrix.Format == PanelFormat.Int8)
            throw new ArgumentException("product: sums of 8-bit operands are integers and cannot be added to a result");
        if (rows.Count == 0 || matrix.N == 0) return;
        if ((long)rows.Count * matrix.N * matrix.K < WorthThreads) work = work.Single;
        var kernel = new Blocks { Work = work, A = rows, Matrix = matrix, Epilogue = epilogue, C = target };
        ProductDispatch.Run(ref kernel);
        GC.KeepAlive(matrix);
    }

    private struct Blocks : IProductKernel
    {
        public Work Work;
        public GemmA A;
        public PackedMatrix Matrix;
        public GemmEpilogue Epilogue;
        public GemmC C;

        public readonly PanelFormat Format => Matrix.Format;

        public static bool TakesWideRows => true;

        public readonly void Run<S, V, F>()
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            var job = this;
            int count = A.Count, panels = Matrix.PanelCount;
            var (rowPieces, columnPieces) = Cut(count, panels, Work.Threads);
            Work.For(rowPieces * columnPieces, piece =>
            {
                var (i, j) = Math.DivRem(piece, columnPieces);
                var (row, rowEnd) = Share(count, i, rowPieces);
                var (panel, panelEnd) = Share(panels, j, columnPieces);
                job.Block<S, V, F>(row, rowEnd - row, panel, panelEnd);
            });
        }

        /// <summary>
        /// Into how many pieces rows and panels are cut: rows into blocks that suit the second cache; panels only if
        /// there are too few rows to keep every thread busy, because each piece copies its rows anew.
        /// </summary>
        private static (int Rows, int Columns) Cut(int count, int panels, int threads)
        {
            var rows = (count + MC - 1) / MC;
            if (threads == 1) return (rows, 1);
            var even = (rows + threads - 1) / threads * threads;
            if (rows < 4 * threads && count / even >= MC / 4) rows = even;
            var columns = rows >= threads ? 1 : Math.Min(panels, (2 * threads + rows - 1) / rows);
            return (rows, columns);
        }

        /// <summary>One of nearly equal shares.</summary>
        private static (int Start, int End) Share(int length, int index, int shares) =>
            ((int)((long)length * index / shares), (int)((long)length * (index + 1) / shares));

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Block<S, V, F>(int row0, int rowCount, int panel0, int panelEnd)
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            const int tileFloats = 12 * GemmTile.NR;
            int depth = Matrix.Words, segments = Math.Max(1, (depth + GemmTile.KC - 1) / GemmTile.KC);
            var blockSegments = BlockSegments / F.FloatsPerRowWord;
            var segmentFloats = (long)rowCount * GemmTile.RowStride * F.FloatsPerRowWord;
            var scaleFloats = F.IsQuantized ? (rowCount + Cache.Line - 1) / Cache.Line * Cache.Line : 0;
            var tile = Scratch.Floats(tileFloats + PanelStrip.Floats + scaleFloats +
                (Math.Min(blockSegments, segments) * segmentFloats));
            float* strip = tile + tileFloats, scales = strip + PanelStrip.Floats, a = scales + scaleFloats;
            if (F.IsQuantized) RowCopy.Scales<S, V>(A, row0, rowCount, scales);
            var rows = new BlockRows(row0, rowCount, GemmTile.MR<S, V>())
                { Tile = tile, Strip = strip, Scales = scales };
            for (var group = 0; group < segments; group += blockSegments)
            {
                var groupEnd = Math.Min(segments, group + blockSegments);
                for (var segment = group; segment < groupEnd; segment++)
                {
                    var k0 = segment * GemmTile.KC;
                    var first = k0 * F.PerWord;
                    RowCopy.Run<S, V, F>(A, row0, rowCount, first,
                        Math.Min(GemmTile.KC * F.PerWord, Matrix.K - first), scales,
                        a + ((segment - group) * segmentFloats));
                }
                for (var panel = panel0; panel < panelEnd; panel++)
                    for (var segment = group; segment < groupEnd; segment++)
                    {
                        var k0 = segment * GemmTile.KC;
                        var k = Math.Min(GemmTile.KC, depth - k0);
                        bool adds = segment > 0 || C.Adds, last = segment == segments - 1;
                        var b = Matrix.Panel(panel) + ((long)k0 * GemmTile.NR);
                        // While the tiles use this segment of the panel, the next one is on its way from memory:
                        // weights that are not in any cache, as in a pass over 1.2 GB of them, cost 5 % without this.
                        var (next, awaited) = segment + 1 < groupEnd
                            ? ((nint)(b + (k * GemmTile.NR)), depth - k0 - GemmTile.KC)
                            : ((nint)(Matrix.Panel(panel + 1) + ((long)group * GemmTile.KC * GemmTile.NR)),
                                panel + 1 < panelEnd ? depth - (group * GemmTile.KC) : 0);
                        Segment<S, V, F>(rows, a + ((segment - group) * segmentFloats), panel, b, k, (float*)next,
                            Math.Min(GemmTile.KC, awaited), adds, last);
                    }
            }
        }

        /// <summary>All rows of a block, and a segment of a panel.</summary>
        /// <param name="rows">the block</param>
        /// <param name="a">its rows as they were copied</param>
        /// <param name="panel">which panel</param>
        /// <param name="b">the segment</param>
        /// <param name="k">its words</param>
        /// <param name="next">the segment after it</param>
        /// <param name="awaited">words of that which will be needed; 0 where none is</param>
        /// <param name="adds">whether the result is added to</param>
        /// <param name="last">whether the sums are whole afterwards</param>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Segment<S, V, F>(in BlockRows rows, float* a, int panel, float* b, int k, float* next,
            int awaited, bool adds, bool last)
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            int column = panel * GemmTile.NR, columns = Math.Min(GemmTile.NR, Matrix.N - column);
            var inStrips = PanelStrip.Pays<S, V, F>(rows.Tiles, k);
            var wide = inStrips ? PanelStrip.Columns : GemmTile.NR;
            var near = S.Width == Cache.Line ? F.WordsNear : GemmTile.KC;
            var parts = inStrips ? 2 : Math.Max(1, (k + near - 1) / near);
            var tilesAsk = F.AskAhead;
            var ahead = tilesAsk ? 0 : (awaited * GemmTile.NR / (rows.Tiles * parts)) & -Cache.Line;
            var nextEnd = next + (awaited * GemmTile.NR);
            for (var from = 0; from < columns; from += wide)
            {
                if (inStrips) PanelStrip.Copy<S, V>(b + from, k, rows.Strip);
                var word = 0;
                do
                {
                    var words = Math.Min(near, k - word);
                    var isLast = last && word + words == k;
                    float* seen = a + (word * F.FloatsPerRowWord), shown = (inStrips ? rows.Strip : b) + (word * wide);
                    for (int t = 0, row = 0; t < rows.Tiles; t++)
                    {
                        for (var i = 0; i < ahead; i += Cache.Line)
                        {
                            if (inStrips) Cache.Second(next + i);
                            else Cache.Near(next + i);
                        }
                        next += ahead;
                        var height = rows.HeightOf(t);
                        var quantized = F.IsQuantized && isLast
                            ? new Scales(rows.Scales + row, Matrix.BesidePanel(panel) + from) : default;
                        Tile<S, V, F>(seen, shown, wide, words, rows.First + row, height, column + from,
                            Math.Min(wide, columns - from), rows.Tile, adds || word > 0, isLast, quantized,
                            next < nextEnd ? next : shown);
                        if (tilesAsk) next += words / AssembledTiles.WordsToALine * Cache.Line;
                        seen += height * GemmTile.RowStride * F.FloatsPerRowWord;
                        row += height;
                    }
                    word += words;
                }
                while (word < k);
            }
        }

        /// <summary>
        /// One tile: in place when it is whole and lies in rows, through the scratch block otherwise.
        /// </summary>
        private readonly void Tile<S, V, F>(float* a, float* b, int bStride, int k, int row, int rows, int column,
            int columns, float* scratch, bool adds, bool last, Scales quantized, float* next)
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            var c = GemmCCopy.Direct(C, row, rows, column, columns, bStride);
            var direct = c != null;
            long cStride = direct ? C.Stride : GemmTile.NR;
            if (!direct)
            {
                c = scratch;
                if (adds) GemmCCopy.Load<S, V>(C, row, rows, column, columns, c);
            }
            F.Tile<S, V>(rows, k, a, b, bStride, c, cStride, columns, adds, next);
            if (F.IsQuantized && last)
                Int8Quantization.Finish<S, V>(c, cStride, rows, columns, quantized.Rows, quantized.Outputs);
            if (last && !Epilogue.IsEmpty) EpilogueLoop.Run<S, V>(Epilogue, c, cStride, row, rows, column, columns);
            if (!direct) GemmCCopy.Store<S, V>(C, row, rows, column, columns, c);
        }

        /// <summary>
        /// The rows of a block, and scratch beside them. Tiles of nearly equal height: 97 rows are 9 tiles of 10 or 11,
        /// not 8 of 12 and one that costs as much as 4 rows.
        /// </summary>
        private readonly struct BlockRows
        {
            private readonly int _height, _taller;

            public BlockRows(int first, int count, int tallest)
            {
                (First, Tiles) = (first, (count + tallest - 1) / tallest);
                (_height, _taller) = Math.DivRem(count, Tiles);
            }

            public int First { get; }

            public int Tiles { get; }

            /// <summary>Room for the sums of one tile, and for a strip.</summary>
            public float* Tile { get; init; }

            public float* Strip { get; init; }

            /// <summary>What the rows were divided by; of quantized operands.</summary>
            public float* Scales { get; init; }

            public int HeightOf(int tile) => tile < _taller ? _height + 1 : _height;
        }

        /// <summary>What a finished tile of integers is multiplied by.</summary>
        private readonly struct Scales(float* rows, float* outputs)
        {
            public float* Rows => rows;

            public float* Outputs => outputs;
        }
    }
}
