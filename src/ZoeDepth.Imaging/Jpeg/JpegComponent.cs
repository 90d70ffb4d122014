namespace ZoeDepth.Imaging;

/// <summary>One component of a frame: its geometry, and its coefficients while they are needed.</summary>
/// <param name="id">the number scans call it by</param>
/// <param name="horizontal">sampling factor, 1..4</param>
/// <param name="vertical">sampling factor, 1..4</param>
/// <param name="quantizationSlot">which table scales it</param>
internal sealed class JpegComponent(byte id, int horizontal, int vertical, int quantizationSlot)
{
    public byte Id { get; } = id;

    public int Horizontal { get; } = horizontal;

    public int Vertical { get; } = vertical;

    public int QuantizationSlot { get; } = quantizationSlot;

    /// <summary>
    /// Samples a row that belong to the picture: <c>⌈picture width · horizontal / largest horizontal⌉</c>.
    /// </summary>
    public int Width { get; set; }

    /// <summary>Rows of samples that belong to the picture.</summary>
    public int Height { get; set; }

    /// <summary>Blocks a row, padding of interleaved scans included.</summary>
    public int BlocksPerRow { get; set; }

    /// <summary>Blocks a row in a scan of this component alone.</summary>
    public int ColumnsAlone => (Width + 7) / 8;

    /// <summary>Rows of blocks in a scan of this component alone.</summary>
    public int RowsAlone => (Height + 7) / 8;

    /// <summary>Coefficients of one MCU row.</summary>
    public int CoefficientsPerMcuRow => BlocksPerRow * Vertical * 64;

    /// <summary>
    /// The quantisation steps, natural order; taken when the first scan of the component begins, as libjpeg does. Null
    /// before.
    /// </summary>
    public short[]? Quantization { get; set; }

    /// <summary>
    /// Quantised coefficients, <c>[block row, block column, natural index]</c>: the rows of one MCU row, or of the
    /// whole picture.
    /// </summary>
    public short[] Coefficients { get; set; } = [];

    /// <summary>Tables of the scan being read.</summary>
    public HuffmanTable? Dc { get; set; }

    /// <inheritdoc cref="Dc"/>
    public HuffmanTable? Ac { get; set; }

    /// <summary>The last DC value, which the next one is told by its difference from.</summary>
    public int Prediction;

    /// <summary>
    /// How far each coefficient is known in a progressive picture (zigzag order): the lowest bit that came, −1 for
    /// nothing yet.
    /// </summary>
    public int[] LowestBit { get; } = [.. Enumerable.Repeat(-1, 64)];

    /// <summary>Whether every coefficient has all its bits.</summary>
    public bool IsComplete => !LowestBit.AsSpan().ContainsAnyExcept(0);
}
