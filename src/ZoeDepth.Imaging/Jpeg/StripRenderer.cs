using System.Buffers;

namespace ZoeDepth.Imaging;

/// <summary>
/// Turns coefficients into the finished picture, one MCU row after the other: inverse DCT, upsampling, colour,
/// orientation.
/// </summary>
internal sealed class StripRenderer : IDisposable
{
    private readonly JpegFrame _frame;
    private readonly JpegColor _color;
    private readonly int _orientation;
    private readonly int _rowBytes;
    private readonly ComponentStrip[] _strips;
    private readonly byte[] _picture;
    private readonly byte[] _stored;
    private int _nextRow;

    /// <param name="frame">the picture's geometry</param>
    /// <param name="color">what its components mean</param>
    /// <param name="orientation">EXIF orientation, 1..8</param>
    public StripRenderer(JpegFrame frame, JpegColor color, int orientation)
    {
        (_frame, _color, _orientation) = (frame, color, orientation);
        _rowBytes = frame.Width * RasterImage.BytesPerPixel(frame.Format);
        _picture = GC.AllocateUninitializedArray<byte>(_rowBytes * frame.Height);
        _strips = Array.ConvertAll(frame.Components, component => new ComponentStrip(frame, component));
        _stored = orientation == 1 ? [] : ArrayPool<byte>.Shared.Rent(_rowBytes * ((8 * frame.LargestVertical) + 1));
    }

    /// <summary>Renders an MCU row; call in order.</summary>
    /// <param name="mcuRow">which one</param>
    /// <param name="rowInBuffer">where its coefficients lie, counted in MCU rows</param>
    public void Render(int mcuRow, int rowInBuffer)
    {
        foreach (var strip in _strips) strip.Fill(mcuRow, rowInBuffer);
        // The last row waits for the strip below, which it may be blended with.
        var end = mcuRow == _frame.McuRows - 1 ? _frame.Height : ((mcuRow + 1) * 8 * _frame.LargestVertical) - 1;
        var count = end - _nextRow;
        var rows = _orientation == 1 ? _picture.AsSpan(_nextRow * _rowBytes, count * _rowBytes)
            : _stored.AsSpan(0, count * _rowBytes);
        for (var row = 0; row < count; row++) Convert(_nextRow + row, rows.Slice(row * _rowBytes, _rowBytes));
        if (_orientation != 1)
            Orientation.Place(rows, _nextRow, count, _frame.Width, _frame.Height,
                RasterImage.BytesPerPixel(_frame.Format), _orientation, _picture);
        _nextRow = end;
    }

    /// <summary>The picture, once all rows are rendered.</summary>
    public RasterImage ToImage(ImageMetadata metadata)
    {
        var (width, height) = Orientation.SwapsAxes(_orientation)
            ? (_frame.Height, _frame.Width) : (_frame.Width, _frame.Height);
        return new RasterImage(width, height, _frame.Format, _picture, metadata);
    }

    public void Dispose()
    {
        foreach (var strip in _strips) strip.Dispose();
        if (_stored.Length > 0) ArrayPool<byte>.Shared.Return(_stored);
    }

    private void Convert(int y, Span<byte> output)
    {
        var width = _frame.Width;
        var first = _strips[0].Row(y, width);
        if (_color == JpegColor.Gray)
        {
            first.CopyTo(output);
            return;
        }
        var second = _strips[1].Row(y, width);
        var third = _strips[2].Row(y, width);
        switch (_color)
        {
            case JpegColor.Rgb: ColorConversion.Merge(first, second, third, output); break;
            case JpegColor.YCbCr: ColorConversion.YCbCrToRgb(first, second, third, output); break;
            case JpegColor.Cmyk:
                ColorConversion.CmykToRgb(first, second, third, _strips[3].Row(y, width), output); break;
            default: ColorConversion.YcckToRgb(first, second, third, _strips[3].Row(y, width), output); break;
        }
    }
}
