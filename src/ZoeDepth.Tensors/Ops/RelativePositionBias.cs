namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[0, h, i, j] = table[index[i, j], h] with <see cref="RelativePositionIndex"/>: what is added to the scores,
    /// written out. 38 MB for a window of 24 × 32 and 16 heads, so <see cref="Attention"/> takes the table itself.
    /// <para>Backward: dtable[p, h] = Σ dy[0, h, i, j] over all i, j with index[i, j] = p.</para>
    /// </summary>
    /// <param name="table"><c>[(2·rows−1)(2·columns−1) + 3, head]</c></param>
    /// <param name="rows">patches from top to bottom</param>
    /// <param name="columns">patches from left to right</param>
    /// <returns><c>[1, head, 1 + rows·columns, 1 + rows·columns]</c></returns>
    /// <exception cref="ArgumentException">the table does not fit the window</exception>
    public static Tensor RelativePositionBias(Tensor table, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        Check.RelativePositions("relative position bias", table, rows, columns);
        return table.Pass.Run(new RelativePositionBiasOperation(table, rows, columns));
    }

    private sealed class RelativePositionBiasOperation(Tensor entries, int rows, int columns) : IPrimitive
    {
        private readonly int[] _index = RelativePositionIndex(rows, columns);

        private int Tokens => (rows * columns) + 1;

        private int Heads => entries.Shape[1];

        public string Name => "relative position bias";

        public Shape Output => new(1, Heads, Tokens, Tokens);

        public Tensor[] Inputs => [entries];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            var (index, heads) = (_index, Heads);
            float* table = entries.Pointer, to = y.Pointer;
            entries.Pass.Work.For(heads, head =>
            {
                var plane = to + ((long)head * index.Length);
                for (var i = 0; i < index.Length; i++) plane[i] = table[((long)index[i] * heads) + head];
            });
        }

        public void Backward(Tensor y)
        {
            if (!entries.IsRecorded) return;
            var (index, heads) = (_index, Heads);
            float* dtable = entries.GradientPointer, dy = y.GradientPointer;
            entries.Pass.Work.For(heads, head =>
            {
                var plane = dy + ((long)head * index.Length);
                for (var i = 0; i < index.Length; i++) dtable[((long)index[i] * heads) + head] += plane[i];
            });
        }
    }
}
