using ZoeDepth.Kernels.Resampling;

namespace ZoeDepth.Tensors;

/// <summary>Where the pixels of a resized picture come from, row by row and column by column.</summary>
internal sealed class ImageGrid
{
    private ImageGrid(ResampledAxis rows, ResampledAxis columns, int[]? readRows = null, int[]? readColumns = null)
    {
        (Rows, Columns) = (rows, columns);
        (ReadRows, ReadColumns) = (readRows ?? [], readColumns ?? []);
    }

    /// <summary>New rows from old ones.</summary>
    public ResampledAxis Rows { get; }

    /// <summary>New columns from old ones.</summary>
    public ResampledAxis Columns { get; }

    /// <summary>
    /// The rows of the picture that are read, ascending: of a <see cref="Mirrored"/> grid, which reads a picture packed
    /// to these.
    /// </summary>
    public int[] ReadRows { get; }

    /// <summary>The columns that are read, ascending.</summary>
    public int[] ReadColumns { get; }

    /// <summary>One axis of a map on a new grid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">an axis without pixels</exception>
    public static ResampledAxis Axis(int source, int length, Interpolation interpolation, Corners corners) =>
        ResampledAxis.Interpolated(source, length, interpolation == Interpolation.Bicubic, corners == Corners.Aligned);

    /// <summary>One axis of a picture on its way in or out, with the image processor's float32 coordinates.</summary>
    /// <exception cref="ArgumentOutOfRangeException">an axis without pixels</exception>
    public static ResampledAxis PictureAxis(int source, int length, Interpolation interpolation, Corners corners) =>
        ResampledAxis.InterpolatedInFloat32(source, length, interpolation == Interpolation.Bicubic,
            corners == Corners.Aligned);

    /// <summary>
    /// One axis of a table on a new grid with half-pixel centres, stretched as if the new one were
    /// <paramref name="offset"/> longer.
    /// </summary>
    public static ResampledAxis StretchedAxis(int source, int length, Interpolation interpolation, double offset) =>
        offset == 0 ? Axis(source, length, interpolation, Corners.HalfPixel)
        : ResampledAxis.Stretched(source, length, interpolation == Interpolation.Bicubic,
            1 / ((length + offset) / source));

    /// <summary>
    /// A picture resized to <paramref name="to"/> plus a border on each side, of which only the inside is computed.
    /// </summary>
    /// <param name="from">the picture, rows and columns</param>
    /// <param name="to">the inside of the resized picture</param>
    /// <param name="border">rows above and below it, columns before and behind it</param>
    /// <param name="interpolation">bilinear or bicubic</param>
    /// <param name="corners">which points of the two grids coincide</param>
    public static ImageGrid Inside(
        (int Rows, int Columns) from, (int Rows, int Columns) to, (int Rows, int Columns) border,
        Interpolation interpolation, Corners corners) => new(
        PictureAxis(from.Rows, checked(to.Rows + (2 * border.Rows)), interpolation, corners)
        .Slice(border.Rows, to.Rows),
        PictureAxis(from.Columns, checked(to.Columns + (2 * border.Columns)), interpolation, corners)
        .Slice(border.Columns, to.Columns));

    /// <summary>
    /// A picture with a border that mirrors it, resized with aligned corners. The border is never made, and of a large
    /// picture only the rows and columns are read that the small one is interpolated from; the values that come out
    /// are the same bits.
    /// </summary>
    /// <param name="from">the picture, rows and columns</param>
    /// <param name="border">rows above and below, columns before and behind</param>
    /// <param name="to">the resized picture with its border</param>
    /// <param name="interpolation">bilinear or bicubic</param>
    public static ImageGrid Mirrored(
        (int Rows, int Columns) from, (int Rows, int Columns) border, (int Rows, int Columns) to,
        Interpolation interpolation)
    {
        var rows = Packed(from.Rows, border.Rows, to.Rows, interpolation, out var readRows);
        var columns = Packed(from.Columns, border.Columns, to.Columns, interpolation, out var readColumns);
        return new ImageGrid(rows, columns, readRows, readColumns);
    }

    private static ResampledAxis Packed(int side, int border, int length, Interpolation interpolation,
        out int[] positions)
    {
        var padded = ResampledAxis.Reflected(side, border, border);
        return PictureAxis(padded.Length, length, interpolation, Corners.Aligned).Packed(padded, out positions);
    }
}
