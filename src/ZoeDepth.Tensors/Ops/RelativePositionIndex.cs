namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// For every query token i and key token j the row of the table of relative positions that describes how they lie
    /// to each other, <c>[token, token]</c>, row-major: (yᵢ − yⱼ + rows − 1)(2·columns − 1) + (xᵢ − xⱼ + columns − 1)
    /// for two patches; for n rows of the table, n − 3 where the class token asks a patch, n − 2 where a patch asks the
    /// class token, n − 1 for the class token and itself. Reference: <c>modeling_beit.py</c>,
    /// <c>generate_relative_position_index</c>.
    /// </summary>
    /// <param name="rows">patches from top to bottom</param>
    /// <param name="columns">patches from left to right</param>
    /// <exception cref="ArgumentException">the window is empty</exception>
    public static int[] RelativePositionIndex(int rows, int columns)
    {
        Check.Window("relative position index", rows, columns);
        var tokens = checked((rows * columns) + 1);
        var positions = RelativePositions(rows, columns);
        var index = new int[checked(tokens * tokens)];
        for (var query = 0; query < tokens; query++)
            for (var key = 0; key < tokens; key++)
            {
                var (qy, qx) = Math.DivRem(query - 1, columns);
                var (ky, kx) = Math.DivRem(key - 1, columns);
                index[(query * tokens) + key] = (query, key) switch
                {
                    (0, 0) => positions - 1,
                    (0, _) => positions - 3,
                    (_, 0) => positions - 2,
                    _ => ((qy - ky + rows - 1) * ((2 * columns) - 1)) + qx - kx + columns - 1,
                };
            }
        return index;
    }
}
