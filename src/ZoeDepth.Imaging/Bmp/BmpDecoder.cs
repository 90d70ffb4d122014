using System.Buffers.Binary;

namespace ZoeDepth.Imaging;

/// <summary>
/// BMP of Windows and OS/2 1.x: 1 to 32 bits a pixel, palettes, bit masks, run lengths, rows in either order. Pixels
/// come as <see cref="PixelFormat.Rgb8"/>; a fourth byte is ignored, as Pillow does.
/// </summary>
internal sealed class BmpDecoder : IImageDecoder
{
    /// <inheritdoc/>
    public string FormatName => "BMP";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> start) =>
        start.StartsWith("BM"u8) && (start.Length < 18 || BinaryPrimitives.ReadUInt32LittleEndian(start[14..]) < 256);

    /// <inheritdoc/>
    public ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions options)
    {
        var header = BmpHeader.Read(file, options);
        return new ImageInfo(FormatName, header.Width, header.Height, ImageMetadata.None);
    }

    /// <inheritdoc/>
    public RasterImage Decode(ReadOnlySpan<byte> file, DecodeOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var header = BmpHeader.Read(file, options);
        var stored = header.PixelStart < file.Length ? file[header.PixelStart..] : [];
        var isPacked = header.Packing is BmpPacking.RunLength8 or BmpPacking.RunLength4;
        var needed = isPacked
            ? (long)header.Width * header.Height / BmpRunLengths.LargestRatio
            : (header.RowBytes * (header.Height - 1)) + ((((long)header.Width * header.Bits) + 7) / 8);
        if (stored.Length < needed && !options.AllowTruncated) throw Truncated(needed, stored.Length);

        var pixels = GC.AllocateUninitializedArray<byte>(3 * header.Width * header.Height);
        pixels.AsSpan().Fill(128);
        var damage = isPacked ? DecodePacked(header, stored, options, pixels, cancellation)
            : ImageDamage.OfTruncated(FormatName, stored.Length, needed);
        if (!isPacked) DecodePlain(header, stored, pixels, cancellation);
        return new RasterImage(header.Width, header.Height, PixelFormat.Rgb8, pixels,
            ImageMetadata.None with { Damage = damage });
    }

    private static void DecodePlain(BmpHeader header, ReadOnlySpan<byte> stored, byte[] pixels,
        CancellationToken cancellation)
    {
        var used = (int)((((long)header.Width * header.Bits) + 7) / 8);
        for (var y = 0; y < header.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = y * header.RowBytes;
            if (stored.Length - start < used) return;
            DecodeRow(header, stored.Slice((int)start, used), Row(header, pixels, y));
        }
    }

    private static ImageDamage? DecodePacked(
        BmpHeader header, ReadOnlySpan<byte> stored, DecodeOptions options, byte[] pixels,
        CancellationToken cancellation)
    {
        var indices = new byte[header.Width * header.Height];
        var isWhole = BmpRunLengths.Unpack(stored, header, indices, out var rows, cancellation);
        if (!isWhole && !options.AllowTruncated)
            throw new TruncatedImageException(
                "the run-length BMP file ends before its picture does; copy or download it again");
        var eightBits = header with { Bits = 8 };
        for (var y = 0; y < header.Height; y++)
            DecodeRow(eightBits, indices.AsSpan(y * header.Width, header.Width), Row(header, pixels, y));
        return isWhole ? null : ImageDamage.OfTruncated("BMP", rows, header.Height);
    }

    private static Span<byte> Row(BmpHeader header, byte[] pixels, int stored) =>
        pixels.AsSpan(3 * header.Width * (header.TopDown ? stored : header.Height - 1 - stored), 3 * header.Width);

    private static void DecodeRow(BmpHeader header, ReadOnlySpan<byte> stored, Span<byte> pixels)
    {
        for (var x = 0; x < header.Width; x++)
        {
            var pixel = pixels.Slice(3 * x, 3);
            switch (header.Bits)
            {
                case 24:
                    (pixel[0], pixel[1], pixel[2]) = (stored[(3 * x) + 2], stored[(3 * x) + 1], stored[3 * x]);
                    break;
                case 16 or 32:
                    var bits = header.Bits == 16
                        ? BinaryPrimitives.ReadUInt16LittleEndian(stored[(2 * x)..])
                        : BinaryPrimitives.ReadUInt32LittleEndian(stored[(4 * x)..]);
                    (pixel[0], pixel[1], pixel[2]) = (header.Red.Of(bits), header.Green.Of(bits), header.Blue.Of(bits));
                    break;
                default:
                    var bit = (long)x * header.Bits;
                    var index = (stored[(int)(bit >> 3)] >> (8 - header.Bits - (int)(bit & 7))) & ((1 << header.Bits)
                        - 1);
                    header.Palette.AsSpan(3 * index, 3).CopyTo(pixel);
                    break;
            }
        }
    }

    private static TruncatedImageException Truncated(long needed, long there) =>
        new($"the BMP file has {there} bytes of pixels where at least {needed} are needed; copy or download it again");
}
