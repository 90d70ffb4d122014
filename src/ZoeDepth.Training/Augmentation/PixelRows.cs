using ZoeDepth.Imaging;

namespace ZoeDepth.Training;

/// <summary>The rows of a picture as numbers: bytes whose colours change on the way, or numbers as they are.</summary>
internal readonly struct PixelRows
{
    private readonly byte[]? _bytes;
    private readonly float[] _numbers;

    private PixelRows(byte[]? bytes, float[] numbers, int width, int height) =>
        (_bytes, _numbers, Width, Height) = (bytes, numbers, width, height);

    /// <summary>A photograph in other colours.</summary>
    /// <param name="image"><see cref="PixelFormat.Rgb8"/></param>
    /// <param name="colours">what each byte becomes</param>
    public static PixelRows Of(RasterImage image, ColourChange colours) =>
        new(image.Data, colours.Table(), image.Width, image.Height);

    /// <summary>Numbers of 0..1, <c>[row, column, channel]</c>.</summary>
    public static PixelRows Of(float[] numbers, int width, int height) => new(null, numbers, width, height);

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>One row, 0..1, <c>[column, channel]</c>.</summary>
    public void Read(int row, Span<float> to)
    {
        var (from, count) = (row * Width * 3, Width * 3);
        if (_bytes is null)
        {
            _numbers.AsSpan(from, count).CopyTo(to);
            return;
        }
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(from, count);
        ReadOnlySpan<float> table = _numbers;
        for (var i = 0; i < bytes.Length; i += 3)
        {
            to[i] = table[bytes[i]];
            to[i + 1] = table[256 + bytes[i + 1]];
            to[i + 2] = table[512 + bytes[i + 2]];
        }
    }
}
