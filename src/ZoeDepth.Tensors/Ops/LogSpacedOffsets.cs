namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// How far two places of a square window can lie apart, row by row of all offsets −(side − 1) … side − 1: each
    /// coordinate o as sign(o′)·log₂(1 + |o′|) / log₂ 8 with o′ = 8·o / (reach − 1). A constant: nothing is learnt.
    /// Reference: modeling_swinv2.py Swinv2SelfAttention (relative_coords_table)
    /// </summary>
    /// <param name="pass">where the table lives</param>
    /// <param name="side">places along a side of the window</param>
    /// <param name="reach">the window of an earlier training, to which coordinates are scaled; 0: this one</param>
    /// <returns><c>[(2·side − 1)², 2]</c>, rows first</returns>
    /// <exception cref="ArgumentException">the window is empty</exception>
    public static Tensor LogSpacedOffsets(Pass pass, int side, int reach)
    {
        ArgumentNullException.ThrowIfNull(pass);
        Check.Window("log-spaced offsets", side, side);
        var span = (2 * side) - 1;
        var coordinates = new float[span];
        float most = (reach > 0 ? reach : side) - 1;
        for (var i = 0; i < span; i++)
        {
            var offset = most > 0 ? (i - side + 1) / most * 8 : 0;
            coordinates[i] = MathF.CopySign(MathF.Log2(MathF.Abs(offset) + 1), offset) / 3;
        }
        var table = pass.New(new Shape(span * span, 2), "log-spaced offsets");
        var values = table.Values;
        for (var i = 0; i < span * span; i++)
            (values[2 * i], values[(2 * i) + 1]) = (coordinates[i / span], coordinates[i % span]);
        return table;
    }
}
