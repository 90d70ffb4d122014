namespace ZoeDepth.Imaging;

/// <summary>
/// A picture's pixels as component samples, one MCU row at a time, edges repeated to fill the blocks as libjpeg does.
/// </summary>
internal sealed class SampleStrips
{
    private readonly RasterImage _image;
    private readonly int _factor;
    private readonly byte[][] _full;

    /// <param name="image">RGB or gray, 8 bits</param>
    /// <param name="factor">2 to halve Cb and Cr both ways, 1 to keep them</param>
    public SampleStrips(RasterImage image, int factor)
    {
        (_image, _factor) = (image, factor);
        var isGray = image.Format == PixelFormat.Gray8;
        McuColumns = (image.Width + (8 * factor) - 1) / (8 * factor);
        McuRows = (image.Height + (8 * factor) - 1) / (8 * factor);
        Stride = McuColumns * 8 * factor;
        Samples = new byte[isGray ? 1 : 3][];
        _full = new byte[Samples.Length][];
        for (var c = 0; c < Samples.Length; c++)
            (Samples[c], _full[c]) = (new byte[Stride * 8 * factor], new byte[2 * Stride]);
    }

    public int McuColumns { get; }

    public int McuRows { get; }

    /// <summary>Bytes from one row of samples to the next, in every component.</summary>
    public int Stride { get; }

    /// <summary>The strip, <c>[component][row · Stride + column]</c>; components are Y, Cb and Cr, or gray.</summary>
    public byte[][] Samples { get; }

    /// <summary>Fetches an MCU row.</summary>
    public void Fill(int mcuRow)
    {
        var rows = 8 * _factor;
        for (var row = 0; row < rows; row += _factor)
        {
            // Chroma below the picture repeats the last averaged row, not the average of repeated rows.
            var top = Math.Min((mcuRow * rows) + row, (_image.Height - 1) / _factor * _factor);
            for (var r = 0; r < _factor; r++)
            {
                ConvertRow(Math.Min(top + r, _image.Height - 1), r);
                Luma(r).CopyTo(Samples[0].AsSpan((row + r) * Stride));
            }
            if ((mcuRow * rows) + row > top)
            {
                for (var r = 0; r < _factor; r++) Luma(_factor - 1).CopyTo(Samples[0].AsSpan((row + r) * Stride));
            }
            for (var c = 1; c < Samples.Length; c++)
                Reduce(_full[c], Samples[c].AsSpan(row / _factor * Stride, Stride));
        }
    }

    private Span<byte> Luma(int row) => _full[0].AsSpan(row * Stride, Stride);

    private void Reduce(ReadOnlySpan<byte> full, Span<byte> reduced)
    {
        if (_factor == 1)
        {
            full[..Stride].CopyTo(reduced);
            return;
        }
        // The rounding alternates so that averages are not brightened as a whole (jcsample.c, h2v2_downsample).
        var lower = full[Stride..];
        for (var x = 0; x < Stride / 2; x++)
            reduced[x] =
                (byte)((full[2 * x] + full[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1] + 1 + (x & 1)) >> 2);
    }

    private void ConvertRow(int y, int row)
    {
        var width = _image.Width;
        if (Samples.Length == 1) _image.Data.AsSpan(y * width, width).CopyTo(Luma(row));
        else
        {
            var rgb = _image.Data.AsSpan(3 * y * width, 3 * width);
            ColorConversion.RgbToYCbCr(rgb, Luma(row), _full[1].AsSpan(row * Stride), _full[2].AsSpan(row * Stride));
        }
        foreach (var full in _full)
            full.AsSpan((row * Stride) + width, Stride - width).Fill(full[(row * Stride) + width - 1]);
    }
}
