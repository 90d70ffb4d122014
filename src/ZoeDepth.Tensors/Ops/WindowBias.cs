namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[k, h, i, j] = table[(yᵢ − yⱼ + side − 1)(2·side − 1) + xᵢ − xⱼ + side − 1, h], and <paramref name="apart"/>
    /// more where the places i and j of window kind k belong to different regions: what is added to the scores of
    /// attention within square windows. After a cyclic shift a window at the border holds parts of the picture that do
    /// not touch.
    /// <para>Backward: dtable[p, h] = Σ dy[k, h, i, j] over all k, i, j that read p.</para>
    /// Reference: modeling_swin.py SwinSelfAttention, SwinLayer.get_attn_mask
    /// </summary>
    /// <param name="table"><c>[(2·side − 1)², head]</c></param>
    /// <param name="side">places along a side of a window</param>
    /// <param name="regions">for each kind of window the region of every place, row by row</param>
    /// <param name="apart">−100 in the reference</param>
    /// <returns><c>[kind, head, side², side²]</c></returns>
    /// <exception cref="ArgumentException">the table or the regions do not fit the window</exception>
    public static Tensor WindowBias(Tensor table, int side, int[][] regions, float apart)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(regions);
        Check.Window("window bias", side, side);
        var expected = ((2L * side) - 1) * ((2L * side) - 1);
        Check.That(table.Shape.Rank == 2 && table.Shape[0] == expected, "window bias",
            $"the table {table.Shape} does not fit a window of {side}x{side} places: expected [{expected}, heads]");
        Check.That(regions.Length > 0 && Array.TrueForAll(regions, kind => kind.Length == side * side), "window bias",
            $"the regions do not fit a window of {side}x{side} places: expected {side * side} of each kind");
        return table.Pass.Run(new WindowBiasOperation(table, side, regions, apart));
    }

    private sealed class WindowBiasOperation(Tensor entries, int side, int[][] regions, float apart) : IPrimitive
    {
        private int Heads => entries.Shape[1];

        private int Places => side * side;

        public string Name => "window bias";

        public Shape Output => new(regions.Length, Heads, Places, Places);

        public Tensor[] Inputs => [entries];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            var (heads, places) = (Heads, Places);
            float* table = entries.Pointer, to = y.Pointer;
            entries.Pass.Work.For(regions.Length * heads, plane =>
            {
                var (region, head) = (regions[plane / heads], plane % heads);
                var row = to + ((long)plane * places * places);
                for (var query = 0; query < places; query++, row += places)
                    for (var key = 0; key < places; key += side)
                    {
                        var entry = table + ((long)First(query, key) * heads) + head;
                        for (var j = key; j < key + side; j++, entry -= heads)
                            row[j] = *entry + (region[query] == region[j] ? 0 : apart);
                    }
            });
        }

        public void Backward(Tensor y)
        {
            if (!entries.IsRecorded) return;
            var (heads, places, kinds) = (Heads, Places, regions.Length);
            float* dtable = entries.GradientPointer, dy = y.GradientPointer;
            entries.Pass.Work.For(heads, head =>
            {
                for (var kind = 0; kind < kinds; kind++)
                {
                    var row = dy + ((((long)kind * heads) + head) * places * places);
                    for (var query = 0; query < places; query++, row += places)
                        for (var key = 0; key < places; key += side)
                        {
                            var entry = dtable + ((long)First(query, key) * heads) + head;
                            for (var j = key; j < key + side; j++, entry -= heads) *entry += row[j];
                        }
                }
            });
        }

        /// <summary>
        /// The row of the table for a place and the first place of a row of the window; the next place reads the row
        /// before it.
        /// </summary>
        private int First(int query, int key)
        {
            var (y, x) = Math.DivRem(query, side);
            return ((y - (key / side) + side - 1) * ((2 * side) - 1)) + x + side - 1;
        }
    }
}
