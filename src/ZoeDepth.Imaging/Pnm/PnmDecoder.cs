using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

/// <summary>
/// The Netpbm pictures PBM, PGM and PPM, as text (P1 to P3) and binary (P4 to P6), 8 and 16 bit. Gray above 8 bits
/// stays raw (<see cref="PixelFormat.Gray16"/>); everything else becomes 0..255 by Pillow's <c>round(value / maximum ·
/// 255)</c>, ties to even.
/// </summary>
internal sealed class PnmDecoder : IImageDecoder
{
    /// <inheritdoc/>
    public string FormatName => "PNM";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length > 2 && start[0] == 'P' && start[1] is >= (byte)'1' and <= (byte)'6'
            && (PnmTokens.IsSpace(start[2]) || start[2] == '#');

    /// <inheritdoc/>
    public ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions options)
    {
        var header = Header.Read(file, options);
        return new ImageInfo(FormatName, header.Width, header.Height, ImageMetadata.None);
    }

    /// <inheritdoc/>
    public RasterImage Decode(ReadOnlySpan<byte> file, DecodeOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var header = Header.Read(file, options);
        var there = file.Length - header.PixelStart;
        if (there < header.LeastBytes && !options.AllowTruncated)
            throw new TruncatedImageException(
                $"the PNM file has {there} bytes of pixels where at least {header.LeastBytes} are needed; copy or " +
                "download it again");

        var pixels = new byte[header.Width * header.Height * RasterImage.BytesPerPixel(header.Format)];
        if (header.Format != PixelFormat.Gray16) pixels.AsSpan().Fill(128);
        var rows = 0;
        try
        {
            if (header.IsText) DecodeText(header, file, pixels, ref rows, cancellation);
            else rows = DecodeBinary(header, file[header.PixelStart..], pixels, cancellation);
        }
        catch (TruncatedImageException) when (options.AllowTruncated)
        {
        }
        var metadata = ImageMetadata.None with { Damage = ImageDamage.OfTruncated(FormatName, rows, header.Height) };
        return new RasterImage(header.Width, header.Height, header.Format, pixels, metadata);
    }

    private static void DecodeText(Header header, ReadOnlySpan<byte> file, byte[] pixels, ref int rows,
        CancellationToken cancellation)
    {
        var tokens = new PnmTokens(file, header.PixelStart);
        var scale = header.Scale();
        var deep = MemoryMarshal.Cast<byte, ushort>(pixels.AsSpan());
        for (var y = 0; y < header.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = y * header.RowSamples; i < (y + 1) * header.RowSamples; i++)
            {
                if (header.IsBitmap)
                {
                    pixels[i] = tokens.Bit() ? (byte)0 : (byte)255;
                    continue;
                }
                var value = tokens.Number("pixel");
                if (value > header.Maximum)
                    throw new CorruptImageException(
                        $"pixel {i} of the PNM file is {value}, above the maximum {header.Maximum} it declares");
                if (header.Format == PixelFormat.Gray16) deep[i] = (ushort)value;
                else pixels[i] = scale[(int)value];
            }
            rows++;
        }
    }

    private static int DecodeBinary(Header header, ReadOnlySpan<byte> stored, byte[] pixels,
        CancellationToken cancellation)
    {
        var scale = header.Scale();
        var rowBytes = pixels.Length / header.Height;
        for (var y = 0; y < header.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = (long)y * header.StoredRowBytes;
            if (stored.Length - start < header.StoredRowBytes) return y;
            DecodeRow(header, stored.Slice((int)start, (int)header.StoredRowBytes),
                pixels.AsSpan(y * rowBytes, rowBytes), scale);
        }
        return header.Height;
    }

    private static void DecodeRow(Header header, ReadOnlySpan<byte> stored, Span<byte> row, byte[] scale)
    {
        if (header.IsBitmap)
        {
            for (var x = 0; x < row.Length; x++)
                row[x] = (stored[x >> 3] >> (7 - (x & 7)) & 1) != 0 ? (byte)0 : (byte)255;
        }
        else if (header.Format == PixelFormat.Gray16)
        {
            var deep = MemoryMarshal.Cast<byte, ushort>(row);
            for (var x = 0; x < deep.Length; x++) deep[x] = BinaryPrimitives.ReadUInt16BigEndian(stored[(2 * x)..]);
        }
        else if (header.Maximum == 255)
        {
            stored.CopyTo(row);
        }
        else if (header.Maximum < 255)
        {
            for (var i = 0; i < row.Length; i++) row[i] = scale[stored[i]];
        }
        else
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = scale[BinaryPrimitives.ReadUInt16BigEndian(stored[(2 * i)..])];
        }
    }

    private readonly record struct Header(char Kind, int Width, int Height, int Maximum, int PixelStart)
    {
        internal bool IsText => Kind <= '3';

        internal bool IsBitmap => Kind is '1' or '4';

        internal PixelFormat Format =>
            Kind is '3' or '6' ? PixelFormat.Rgb8 : Maximum > 255 ? PixelFormat.Gray16 : PixelFormat.Gray8;

        internal int RowSamples => Width * (Kind is '3' or '6' ? 3 : 1);

        internal long StoredRowBytes =>
            Kind == '4' ? ((long)Width + 7) / 8 : (long)RowSamples * (Maximum > 255 ? 2 : 1);

        /// <summary>The least bytes all pixels can take: a digit each, and in numbers a space between them.</summary>
        internal long LeastBytes => !IsText ? StoredRowBytes * Height : IsBitmap
            ? (long)Width * Height : (2L * RowSamples * Height) - 1;

        /// <summary>
        /// What a stored value becomes, for every value a sample can have; Pillow cuts binary values above the maximum
        /// at 255.
        /// </summary>
        internal byte[] Scale()
        {
            if (IsBitmap || Format == PixelFormat.Gray16) return [];
            var scale = new byte[Maximum > 255 ? 65536 : 256];
            for (var i = 0; i < scale.Length; i++)
                scale[i] = (byte)Math.Min(255, Math.Round((double)i / Maximum * 255, MidpointRounding.ToEven));
            return scale;
        }

        internal static Header Read(ReadOnlySpan<byte> file, DecodeOptions options)
        {
            var kind = (char)file[1];
            var tokens = new PnmTokens(file, 2);
            var (width, height) = (tokens.Number("width"), tokens.Number("height"));
            if (width == 0 || height == 0)
                throw new CorruptImageException($"the PNM header declares an empty picture, {width}x{height}");
            var maximum = kind is '1' or '4' ? 1 : tokens.Number("maximum");
            if (maximum is < 1 or > 65535)
                throw new CorruptImageException(
                    $"the PNM header declares a maximum of {maximum}; it must be 1 to 65535");
            if (kind > '3') tokens.EndHeader();
            options.CheckSize("PNM", width, height, 3);
            return new Header(kind, (int)width, (int)height, (int)maximum, tokens.At);
        }
    }
}
