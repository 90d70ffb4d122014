using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

/// <summary>
/// Portable float maps, gray (Pf) and colour (PF), of either byte order: <see cref="PixelFormat.Float32"/> or
/// <see cref="PixelFormat.Rgb32F"/>, values as stored. Rows are stored from bottom to top; a negative scale says
/// little-endian; the size of the scale is ignored, as everywhere.
/// </summary>
internal sealed class PfmDecoder : IImageDecoder
{
    /// <inheritdoc/>
    public string FormatName => "PFM";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length > 2 && start[0] == 'P' && start[1] is (byte)'f' or (byte)'F'
            && (PnmTokens.IsSpace(start[2]) || start[2] == '#');

    /// <inheritdoc/>
    public ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions options)
    {
        var header = ReadHeader(file, options);
        return new ImageInfo(FormatName, header.Width, header.Height, ImageMetadata.None);
    }

    /// <inheritdoc/>
    public RasterImage Decode(ReadOnlySpan<byte> file, DecodeOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (width, height, format, littleEndian, start) = ReadHeader(file, options);
        var stored = file[start..];
        var rowBytes = width * RasterImage.BytesPerPixel(format);
        if (stored.Length < (long)rowBytes * height && !options.AllowTruncated)
            throw new TruncatedImageException(
                $"the PFM file has {stored.Length} bytes of pixels where {(long)rowBytes * height} are needed; copy " +
                "or download it again");
        var damage = ImageDamage.OfTruncated(FormatName, stored.Length, (long)rowBytes * height);
        var pixels = new byte[rowBytes * height];
        for (var i = 0; i < height && stored.Length - ((long)i * rowBytes) >= rowBytes; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            stored.Slice(i * rowBytes, rowBytes).CopyTo(pixels.AsSpan((height - 1 - i) * rowBytes));
        }
        if (littleEndian != BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, uint>(pixels.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        return new RasterImage(width, height, format, pixels, ImageMetadata.None with { Damage = damage });
    }

    private static (int Width, int Height, PixelFormat Format, bool LittleEndian,
        int Start) ReadHeader(ReadOnlySpan<byte> file, DecodeOptions options)
    {
        var format = file[1] == 'F' ? PixelFormat.Rgb32F : PixelFormat.Float32;
        var tokens = new PnmTokens(file, 2);
        var (width, height, scale) = (tokens.Number("width"), tokens.Number("height"), tokens.Decimal("scale"));
        if (width == 0 || height == 0)
            throw new CorruptImageException($"the PFM header declares an empty picture, {width}x{height}");
        if (scale == 0 || !double.IsFinite(scale))
            throw new CorruptImageException(
                $"the PFM header declares a scale of {scale}; its sign must tell the byte order");
        tokens.EndHeader();
        options.CheckSize("PFM", width, height, RasterImage.BytesPerPixel(format));
        return ((int)width, (int)height, format, scale < 0, tokens.At);
    }
}
