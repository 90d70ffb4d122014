namespace ZoeDepth.Imaging;

/// <summary>What one sample of a <see cref="RasterImage"/> is.</summary>
public enum PixelFormat
{
    /// <summary>Three bytes a pixel, red, green, blue, 0..255.</summary>
    Rgb8,

    /// <summary>
    /// Four bytes a pixel, red, green, blue, opacity (0 clear, 255 solid): coloured depth with holes. No decoder here
    /// makes it.
    /// </summary>
    Rgba8,

    /// <summary>One byte a pixel, 0..255.</summary>
    Gray8,

    /// <summary>One 16-bit sample a pixel, 0..65535, in the machine's byte order: how depth files come.</summary>
    Gray16,

    /// <summary>One 32-bit float a pixel, as PFM and NPY hold it.</summary>
    Float32,

    /// <summary>Three 32-bit floats a pixel, red, green, blue, as a colour PFM holds it.</summary>
    Rgb32F,
}

/// <summary>
/// A decoded picture: rows from top to bottom without padding, <c>[row, column, channel]</c>, upright
/// (the EXIF orientation is already applied).
/// </summary>
public sealed partial class RasterImage
{
    /// <summary>Wraps decoded samples; the array is kept, not copied.</summary>
    /// <param name="width">columns, at least 1</param>
    /// <param name="height">rows, at least 1</param>
    /// <param name="format">what the bytes of <paramref name="data"/> mean</param>
    /// <param name="data">exactly <c>width · height · bytes a pixel</c> bytes, <c>[row, column, channel]</c></param>
    /// <param name="metadata">what the file said beside its pixels</param>
    /// <exception cref="ArgumentException">the array is not exactly as long as the picture</exception>
    public RasterImage(int width, int height, PixelFormat format, byte[] data, ImageMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var expected = (Int128)width * height * BytesPerPixel(format);
        if (data.LongLength != expected)
            throw new ArgumentException(
                $"an image of {width}x{height} {format} holds {expected} bytes, but {data.LongLength} came",
                nameof(data));
        Width = width;
        Height = height;
        Format = format;
        Data = data;
        Metadata = metadata ?? ImageMetadata.None;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What one pixel is.</summary>
    public PixelFormat Format { get; }

    /// <summary>
    /// The samples, <c>[row, column, channel]</c>; 16-bit and float samples in the machine's byte order.
    /// </summary>
    public byte[] Data { get; }

    /// <summary>What the file said beside its pixels.</summary>
    public ImageMetadata Metadata { get; }

    /// <summary>What was wrong with the file it was read from; null for a whole one.</summary>
    public ImageDamage? Damage => Metadata.Damage;

    /// <summary>The kind of file it was read from, "JPEG"; null for a picture made in memory.</summary>
    public string? FileFormat { get; private set; }

    /// <summary>Bytes one pixel takes in <see cref="Data"/>.</summary>
    public static int BytesPerPixel(PixelFormat format) => format switch
    {
        PixelFormat.Gray8 => 1,
        PixelFormat.Gray16 => 2,
        PixelFormat.Rgb8 => 3,
        PixelFormat.Rgba8 => 4,
        PixelFormat.Float32 => 4,
        PixelFormat.Rgb32F => 12,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a pixel format"),
    };
}
