namespace ZoeDepth.Imaging;

/// <summary>
/// A sub-picture in which the rows of a PNG come: every <c>StepX</c>th pixel of every <c>StepY</c>th row.
/// </summary>
internal readonly record struct PngPass(int X, int Y, int StepX, int StepY)
{
    /// <summary>The whole picture at once.</summary>
    internal static PngPass[] Whole { get; } = [new(0, 0, 1, 1)];

    /// <summary>The seven passes of interlaced files (specification 8.2).</summary>
    internal static PngPass[] Adam7 { get; } =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2),
            new(0, 1, 1, 2)];

    /// <summary>Columns of the sub-picture; may be 0.</summary>
    internal int Width(PngHeader header) => (int)(((long)header.Width - X + StepX - 1) / StepX);

    /// <summary>Rows of the sub-picture; none where it has no columns.</summary>
    internal int Height(PngHeader header) =>
        Width(header) == 0 ? 0 : (int)(((long)header.Height - Y + StepY - 1) / StepY);
}
