namespace ZoeDepth.Imaging;

/// <summary>How the bytes of a pixel follow one another in memory.</summary>
public enum FrameFormat
{
    /// <summary>Red, green, blue: ImageSharp's Rgb24.</summary>
    Rgb24,

    /// <summary>Blue, green, red: OpenCV's CV_8UC3.</summary>
    Bgr24,

    /// <summary>Red, green, blue, opacity: SkiaSharp's Rgba8888.</summary>
    Rgba32,

    /// <summary>Blue, green, red, opacity: SkiaSharp's Bgra8888, Windows bitmaps.</summary>
    Bgra32,

    /// <summary>One byte of gray.</summary>
    Gray8,
}

/// <summary>
/// Pixels that lie in memory already: of a camera, a video, another library. Nothing is copied; the memory must stay as
/// it is while depth is estimated. Opacity is not looked at.
/// </summary>
public readonly record struct PixelFrame
{
    /// <summary>A frame over somebody's memory.</summary>
    /// <param name="pixels">
    /// rows from top to bottom, <c>[row, column, channel]</c>, each <paramref name="stride"/> bytes after the one
    /// before
    /// </param>
    /// <param name="width">columns, at least 1</param>
    /// <param name="height">rows, at least 1</param>
    /// <param name="format">what a pixel is</param>
    /// <param name="stride">bytes from one row to the next; 0: rows follow one another without a gap</param>
    /// <exception cref="ArgumentException">
    /// the memory is shorter than such a frame, or the stride than a row
    /// </exception>
    public PixelFrame(ReadOnlyMemory<byte> pixels, int width, int height, FrameFormat format, int stride = 0)
    {
        (Pixels, Width, Height, Format) = (pixels, width, height, format);
        Stride = Checked(pixels.Length, width, height, format, stride);
    }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>What a pixel is.</summary>
    public FrameFormat Format { get; }

    /// <summary>Bytes of a pixel.</summary>
    public static int BytesPerPixel(FrameFormat format) => format switch
    {
        FrameFormat.Rgb24 or FrameFormat.Bgr24 => 3,
        FrameFormat.Rgba32 or FrameFormat.Bgra32 => 4,
        FrameFormat.Gray8 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a frame format"),
    };

    private static int Checked(int length, int width, int height, FrameFormat format, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var row = (long)width * BytesPerPixel(format);
        if (stride == 0 && row <= int.MaxValue) stride = (int)row;
        if (stride < row)
        {
            throw new ArgumentException(
                $"a row of {width} {format} pixels takes {row} bytes, but the stride is {stride}; it counts bytes, " +
                "and rows go from top to bottom", nameof(stride));
        }
        var needed = ((height - 1L) * stride) + row;
        return length >= needed
            ? stride
            : throw new ArgumentException(
                $"a frame of {width}x{height} {format} with a stride of {stride} bytes takes {needed} bytes, but " +
                $"{length} came", nameof(length));
    }
}
