namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The absolute positions a network was trained with, stretched to another window: the patches by half-pixel
    /// interpolation, the class token's as it is.
    /// <para>Backward: the adjoint of that. Reference: <c>modeling_beit.py</c>,
    /// <c>BeitEmbeddings.interpolate_pos_encoding</c>; <c>dinov2/models/vision_transformer.py</c> for the
    /// offset.</para>
    /// </summary>
    /// <param name="pass">the pass the result belongs to</param>
    /// <param name="positions"><c>[1, 1 + R·C, width]</c></param>
    /// <param name="trainedRows">R, patches from top to bottom in training</param>
    /// <param name="trainedColumns">C, patches from left to right in training</param>
    /// <param name="rows">patches from top to bottom now</param>
    /// <param name="columns">patches from left to right now</param>
    /// <param name="interpolation">bicubic in BEiT and DINOv2, bilinear in DPT</param>
    /// <param name="offset">
    /// added to both extents of the window before the scale is taken, so that the grid is stretched a little too far:
    /// 0.1 in DINOv2's own code, a guard against a rounded size one too small; 0 in transformers
    /// </param>
    /// <returns><c>[1, 1 + rows·columns, width]</c></returns>
    /// <exception cref="ArgumentException">the table does not fit the trained window, or a window is empty</exception>
    public static Tensor PositionTable(Pass pass, Parameter positions, int trainedRows, int trainedColumns, int rows,
        int columns, Interpolation interpolation = Interpolation.Bicubic, double offset = 0)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(positions);
        Check.Window("position table", trainedRows, trainedColumns);
        Check.Window("position table", rows, columns);
        var expected = checked((trainedRows * trainedColumns) + 1);
        Check.That(positions.Shape.Rank == 3 && positions.Shape[0] == 1 && positions.Shape[1] == expected,
            "position table",
            $"{positions.Name} {positions.Shape} does not fit a trained window of {trainedRows}x{trainedColumns} " +
            $"patches: expected [1, {expected}, width]");
        Check.That(offset >= 0 && double.IsFinite(offset), "position table",
            $"the offset is {offset}; expected a number not below 0");
        // The window of training is left as it is, whatever the offset.
        if (rows == trainedRows && columns == trainedColumns) offset = 0;
        return pass.Run(new ResizedTableOperation("position table", pass, positions, rowsBefore: 1, rowsAfter: 0,
            (trainedRows, trainedColumns), (rows, columns), interpolation,
            new Shape(1, checked((rows * columns) + 1), positions.Shape[2]), offset));
    }
}
