using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[i] = table[index[i]]: rows by number, repeated as often as they are named; a row may be a map or an image.
    /// <para>Backward: dtable[p] = Σ dy[i] over all i with index[i] = p.</para>
    /// </summary>
    /// <param name="table"><c>[row, …]</c></param>
    /// <param name="index">row indices</param>
    /// <returns><c>[index.Length, …]</c></returns>
    /// <exception cref="ArgumentException">the table has one axis, or there is no such row</exception>
    public static Tensor IndexSelect(Tensor table, int[] index)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(index);
        // Read again on the way back: what the caller writes into it meanwhile must not matter.
        index = [.. index];
        Check.That(table.Shape.Rank >= 2, "index select", $"the table {table.Shape} must be [row, …]");
        Check.Indices("index select", index, table.Shape[0]);
        return table.Pass.Run(new IndexSelectOperation(table, index));
    }

    private sealed class IndexSelectOperation(Tensor table, int[] index) : IPrimitive
    {
        private int Width => checked((int)(table.Shape.Count / Math.Max(1, table.Shape[0])));

        public string Name => "index select";

        public Shape Output => table.Shape.With(0, index.Length);

        public Tensor[] Inputs => [table];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            for (var i = 0; i < index.Length; i++)
                new Span<float>(table.Pointer + ((long)index[i] * Width), Width)
                    .CopyTo(new Span<float>(y.Pointer + ((long)i * Width), Width));
        }

        public void Backward(Tensor y)
        {
            if (!table.IsRecorded) return;
            for (var i = 0; i < index.Length; i++)
            {
                var row = table.GradientPointer + ((long)index[i] * Width);
                Elementwise.Run(default(Sum), row, y.GradientPointer + ((long)i * Width), row, Width, Work.Alone);
            }
        }
    }
}
