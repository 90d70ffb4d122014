using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

/// <summary>
/// PNG (ISO 15948): every colour type and bit depth, interlaced or not. Pixels are those of Pillow's
/// <c>convert("RGB")</c>; gray pictures come as <see cref="PixelFormat.Gray8"/>, 16-bit gray raw as
/// <see cref="PixelFormat.Gray16"/>. Checksums of all chunks that matter are checked. Decoding stops with the last
/// pixel; what follows is neither read nor needed.
/// </summary>
internal sealed class PngDecoder : IImageDecoder
{
    /// <summary>Deflate's densest code is 258 bytes in two bits.</summary>
    private const long LargestRatio = 1032;

    /// <summary>Rows are held whole, three at a time: 64 MiB is 22 million RGB pixels beside each other.</summary>
    private const int LongestRow = 1 << 26;

    /// <summary>What else can be done about a damaged file.</summary>
    internal const string Tolerance = "or set DecodeOptions.AllowTruncated to decode the part that can be read";

    /// <inheritdoc/>
    public string FormatName => "PNG";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> start) =>
        !start.IsEmpty && PngChunks.Signature.StartsWith(start[..Math.Min(4, start.Length)]);

    /// <inheritdoc/>
    public ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions options)
    {
        var layout = PngLayout.Read(file, options);
        var (width, height) = (layout.Header.Width, layout.Header.Height);
        if (Orientation.SwapsAxes(layout.Metadata.Orientation)) (width, height) = (height, width);
        return new ImageInfo(FormatName, width, height, layout.Metadata);
    }

    /// <inheritdoc/>
    public RasterImage Decode(ReadOnlySpan<byte> file, DecodeOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var layout = PngLayout.Read(file, options, cancellation);
        var header = layout.Header;
        var passes = header.Interlaced ? PngPass.Adam7 : PngPass.Whole;
        var needed = passes.Sum(p => p.Height(header) * (1 + header.RowBytes(p.Width(header))));
        var longestRow = 1 + header.RowBytes(header.Width);
        if (longestRow > LongestRow)
            throw new ImageTooLargeException(
                $"a row of the PNG file takes {longestRow} bytes, more than the {LongestRow} that are read; " +
                "cut the picture into narrower ones");
        RefuseHopeless(layout, needed, options);

        var pixels = GC.AllocateUninitializedArray<byte>(
            header.Width * header.Height * RasterImage.BytesPerPixel(header.Format));
        if (options.AllowTruncated) pixels.AsSpan().Fill(header.Format == PixelFormat.Gray16 ? (byte)0 : (byte)128);
        var damage = DecodePasses(file, layout, passes, needed, (int)longestRow, pixels, options.AllowTruncated,
            cancellation);
        var metadata = layout.Metadata with { Damage = damage };
        return Orientation.Apply(new RasterImage(header.Width, header.Height, header.Format, pixels, metadata),
            metadata.Orientation);
    }

    /// <summary>
    /// A few bytes that declare millions of pixels are refused before the pixels are allocated: they cannot inflate to
    /// so many.
    /// </summary>
    private static void RefuseHopeless(PngLayout layout, long needed, DecodeOptions options)
    {
        var compressed = layout.ImageData.Sum(c => (long)c.Length);
        if (!options.AllowTruncated && needed > LargestRatio * (compressed + 1))
        {
            throw new TruncatedImageException(
                $"the PNG picture of {layout.Header.Width}x{layout.Header.Height} pixels needs {needed} bytes, " +
                $"but its {compressed} bytes of image data cannot inflate to more than {LargestRatio * compressed}; " +
                "copy or download the file again");
        }
    }

    /// <summary>Decodes all rows, or those that can be read; says which could not be.</summary>
    private static unsafe ImageDamage? DecodePasses(
        ReadOnlySpan<byte> file, PngLayout layout, PngPass[] passes, long needed, int longestRow, byte[] pixels,
        bool tolerant,
        CancellationToken cancellation)
    {
        fixed (byte* start = file)
        {
            using var data = new PngImageData(start, file.Length, layout.ImageData, tolerant);
            using var rows = new PngRowReader(data, needed, longestRow, cancellation);
            try
            {
                if (layout.Header.IsDirect) DecodeDirect(layout.Header, rows, pixels);
                else foreach (var pass in passes) DecodePass(layout, pass, rows, longestRow, pixels);
                data.Finish();
            }
            catch (TruncatedImageException) when (tolerant)
            {
                return ImageDamage.OfTruncated("PNG", rows.Taken, needed);
            }
            catch (CorruptImageException) when (tolerant)
            {
                return new ImageDamage("the PNG file is damaged", 1 - (rows.Taken / (double)needed));
            }
            return data.IsDamaged ? new ImageDamage("a checksum of the PNG file is wrong", 0) : null;
        }
    }

    /// <summary>8-bit gray and RGB: the filters are undone straight into the picture.</summary>
    private static unsafe void DecodeDirect(PngHeader header, PngRowReader rows, byte[] pixels)
    {
        var rowBytes = (int)header.RowBytes(header.Width);
        fixed (byte* first = new byte[rowBytes], picture = pixels)
        {
            var prior = first;
            for (var y = 0; y < header.Height; y++)
            {
                var row = picture + ((long)y * rowBytes);
                Unfilter(rows.Take(1 + rowBytes), prior, row, header.FilterStep);
                prior = row;
            }
        }
    }

    private static unsafe void DecodePass(PngLayout layout, PngPass pass, PngRowReader rows, int longestRow,
        byte[] pixels)
    {
        var header = layout.Header;
        var (width, height) = (pass.Width(header), pass.Height(header));
        var rowBytes = (int)header.RowBytes(width);
        var size = RasterImage.BytesPerPixel(header.Format);
        var line = pass.StepX == 1 ? [] : new byte[width * size];
        fixed (byte* even = new byte[longestRow], odd = new byte[longestRow])
        {
            byte* row = even, prior = odd;
            for (var i = 0; i < height; i++)
            {
                Unfilter(rows.Take(1 + rowBytes), prior, row, header.FilterStep);
                var target = pixels.AsSpan((pass.Y + (i * pass.StepY)) * header.Width * size, header.Width * size);
                if (pass.StepX == 1)
                {
                    PngSamples.ToPixels(layout, new ReadOnlySpan<byte>(row, rowBytes), target);
                }
                else
                {
                    PngSamples.ToPixels(layout, new ReadOnlySpan<byte>(row, rowBytes), line);
                    for (var x = 0; x < width; x++)
                        line.AsSpan(x * size, size).CopyTo(target[((pass.X + (x * pass.StepX)) * size)..]);
                }
                var above = row;
                row = prior;
                prior = above;
            }
        }
    }

    private static unsafe void Unfilter(ReadOnlySpan<byte> stored, byte* prior, byte* row, int step)
    {
        fixed (byte* raw = &MemoryMarshal.GetReference(stored))
            PngUnfilter.Row(raw[0], raw + 1, prior, row, stored.Length - 1, step);
    }
}
