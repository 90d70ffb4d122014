namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The table of relative positions a network was trained with, stretched to another window: every row but the last
    /// three by half-pixel bilinear interpolation, the last three (class token to patch, patch to class token, class
    /// token to itself) as they are.
    /// <para>Backward: the adjoint of that. Reference: <c>modeling_beit.py</c>,
    /// <c>BeitRelativePositionBias.forward</c>.</para>
    /// <para>A published quirk is kept: the reference looks at the trained table as if its width came first, (2C−1)
    /// rows of (2R−1). With the square windows of the published networks that changes nothing.</para>
    /// </summary>
    /// <param name="pass">the pass the result belongs to</param>
    /// <param name="table"><c>[(2R−1)(2C−1) + 3, head]</c></param>
    /// <param name="trainedRows">R, patches from top to bottom in training</param>
    /// <param name="trainedColumns">C, patches from left to right in training</param>
    /// <param name="rows">patches from top to bottom now</param>
    /// <param name="columns">patches from left to right now</param>
    /// <returns><c>[(2·rows−1)(2·columns−1) + 3, head]</c></returns>
    /// <exception cref="ArgumentException">the table does not fit the trained window, or a window is empty</exception>
    public static Tensor RelativePositionTable(Pass pass, Parameter table, int trainedRows, int trainedColumns,
        int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(table);
        Check.Window("relative position table", trainedRows, trainedColumns);
        Check.Window("relative position table", rows, columns);
        var expected = RelativePositions(trainedRows, trainedColumns);
        Check.That(table.Shape.Rank == 2 && table.Shape[0] == expected, "relative position table",
            $"{table.Name} {table.Shape} does not fit a trained window of {trainedRows}x{trainedColumns} patches: " +
            $"expected [{expected}, heads]");
        return pass.Run(new ResizedTableOperation("relative position table", pass, table, rowsBefore: 0, rowsAfter: 3,
            ((2 * trainedColumns) - 1, (2 * trainedRows) - 1), ((2 * rows) - 1, (2 * columns) - 1),
            Interpolation.Bilinear, new Shape(RelativePositions(rows, columns), table.Shape[1])));
    }

    /// <summary>Differences of two places in a window, and three for the class token.</summary>
    private static int RelativePositions(int rows, int columns) =>
        checked((((2 * rows) - 1) * ((2 * columns) - 1)) + 3);
}
