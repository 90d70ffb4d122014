using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[i] = table[index[i]]: rows by number, repeated as often as they are named.
    /// <para>Backward: dtable[p] = Σ dy[i] over all i with index[i] = p.</para>
    /// </summary>
    /// <param name="table"><c>[row, width]</c></param>
    /// <param name="index">row numbers</param>
    /// <returns><c>[index.Length, width]</c></returns>
    /// <exception cref="ArgumentException">the table has not two axes, or there is no such row</exception>
    public static Tensor IndexRows(Tensor table, int[] index)
    {
        Check.That(table.Shape.Rank == 2, "index rows", $"the table {table.Shape} must be [row, width]");
        Check.Indices("index rows", index, table.Shape[0]);
        return table.Pass.Run(new RowsIndexed(table, index));
    }

    private sealed record RowsIndexed(Tensor Table, int[] Index) : IPrimitive
    {
        private int Width => Table.Shape[1];

        public string Name => "index rows";

        public Shape Output => new(Index.Length, Width);

        public Tensor[] Inputs => [Table];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            for (var i = 0; i < Index.Length; i++)
                new Span<float>(Table.Pointer + ((long)Index[i] * Width), Width).CopyTo(new Span<float>(y.Pointer + ((long)i * Width), Width));
        }

        public void Backward(Tensor y)
        {
            if (!Table.IsRecorded) return;
            for (var i = 0; i < Index.Length; i++)
            {
                var row = Table.GradientPointer + ((long)Index[i] * Width);
                Elementwise.Run(default(Sum), row, y.GradientPointer + ((long)i * Width), row, Width, Work.Alone);
            }
        }
    }
}
