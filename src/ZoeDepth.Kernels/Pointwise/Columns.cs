using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Pointwise;

/// <summary>Some columns of a row-major matrix: what joining channels and picking some of them is made of.</summary>
internal static unsafe class Columns
{
    private const long Grain = 16384;

    /// <summary>to[r, i] = from[r, i] for rows of different widths.</summary>
    /// <param name="from">the first float to read</param>
    /// <param name="fromStride">floats from one row read to the next</param>
    /// <param name="to">the first float to write</param>
    /// <param name="toStride">floats from one row written to the next</param>
    /// <param name="rows">rows</param>
    /// <param name="columns">columns copied</param>
    /// <param name="work">the threads</param>
    public static void Copy(float* from, long fromStride, float* to, long toStride, long rows, int columns, Work work)
    {
        var bytes = columns * sizeof(float);
        work.Ranges(rows, 1 + (Grain / Math.Max(1, columns)), (start, end) =>
        {
            for (var row = start; row < end; row++)
                Buffer.MemoryCopy(from + (row * fromStride), to + (row * toStride), bytes, bytes);
        });
    }

    /// <summary>to[r, i] += from[r, i] for rows of different widths.</summary>
    /// <inheritdoc cref="Copy"/>
    public static void Add(float* from, long fromStride, float* to, long toStride, long rows, int columns, Work work)
    {
        var kernel = new AddKernel { From = from, FromStride = fromStride, To = to, ToStride = toStride, Rows = rows,
            Count = columns, Work = work };
        Dispatch.Run(ref kernel);
    }

    /// <summary>to[i] = from[2i]: columns 0, 2, 4 … of rows of an even width, or of one row.</summary>
    public static void CopyEven(float* from, float* to, long count, Work work) =>
        work.Ranges(count, Grain, (start, end) =>
    {
        for (var i = start; i < end; i++) to[i] = from[2 * i];
    });

    /// <summary>to[2i] += from[i]</summary>
    public static void AddEven(float* from, float* to, long count, Work work) =>
        work.Ranges(count, Grain, (start, end) =>
    {
        for (var i = start; i < end; i++) to[2 * i] += from[i];
    });

    private struct AddKernel : IKernel
    {
        public float* From, To;
        public long FromStride, ToStride, Rows;
        public int Count;
        public Work Work;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            Work.Ranges(Rows, 1 + (Grain / Math.Max(1, Count)), (start, end) =>
            {
                for (var row = start; row < end; row++) k.Row<S, V>(row);
            });
        }

        private readonly void Row<S, V>(long row) where S : struct, ISimd<V> where V : struct
        {
            float* from = From + (row * FromStride), to = To + (row * ToStride);
            for (var i = 0; i < Count; i += S.Width)
            {
                var rest = Math.Min(S.Width, Count - i);
                Lanes.Store<S, V>(to + i, S.Add(Lanes.Load<S, V>(to + i, rest), Lanes.Load<S, V>(from + i, rest)),
                    rest);
            }
        }
    }
}
