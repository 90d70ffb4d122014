namespace ZoeDepth.Imaging.ImageSharp.Containers;

/// <summary>
/// TIFF 6.0: directories of tags, of which the first is read. A file whose first picture is a preview of a raw
/// photograph (DNG, NEF, CR2, ARW) is refused: depth of the preview is not what was asked for.
/// </summary>
internal sealed class TiffContainer : IContainer
{
    private const int UnsignedIntegers = 1;

    /// <inheritdoc/>
    public string FormatName => "TIFF";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8);

    /// <inheritdoc/>
    public StoredImage Read(ReadOnlySpan<byte> file)
    {
        var tags = TiffDirectory.First(file);
        RefuseRaw(file, tags);
        if (tags.Has(TiffTag.TileWidth)) throw Unsupported("of tiles");
        // ImageSharp 2.1.13 takes them for negatives, whatever the file says.
        if (tags.Number(TiffTag.Compression) is >= 2 and <= 4) throw Unsupported("of fax-coded black and white");
        var (width, height) = (tags.Required(TiffTag.ImageWidth), tags.Required(TiffTag.ImageLength));
        if (width > int.MaxValue || height > int.MaxValue)
            throw new ImageTooLargeException(
                $"the TIFF header declares {width}x{height} pixels, more than can be held");
        return new StoredImage((int)width, (int)height, Format(tags),
            FileMetadata.Of(file, tags.Of(TiffTag.Xmp).Bytes));
    }

    /// <inheritdoc/>
    public void CheckWhole(ReadOnlySpan<byte> file, StoredImage stored, CancellationToken cancellation)
    {
        var tags = TiffDirectory.First(file);
        var rows = Math.Clamp(tags.Number(TiffTag.RowsPerStrip) ?? stored.Height, 1, stored.Height);
        var planes = tags.Number(TiffTag.PlanarConfiguration) == 2 ? tags.Number(TiffTag.SamplesPerPixel) ?? 1 : 1;
        var strips = ((stored.Height + rows - 1) / rows) * planes;
        var offsets = tags.Of(TiffTag.StripOffsets);
        var lengths = tags.Of(TiffTag.StripByteCounts);
        if (offsets.Count < strips || lengths.Count < strips)
        {
            throw new CorruptImageException(
                $"the TIFF file's picture of {stored.Width}x{stored.Height} pixels needs {strips} strips, but the " +
                $"places of {offsets.Count} and the lengths of {lengths.Count} are given; copy or download it again");
        }
        if (tags.Has(TiffTag.JpegTables) && tags.Of(TiffTag.JpegTables).Count == 0)
            throw new TruncatedImageException("the TIFF file ends before its JPEG tables; copy or download it again");
        for (var i = 0; i < strips; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = offsets[i] + lengths[i];
            if (end > file.Length) throw EndedEarly.Of(FormatName, end, file.Length);
        }
    }

    private static void RefuseRaw(ReadOnlySpan<byte> file, TiffDirectory tags)
    {
        var isPreview = ((tags.Number(TiffTag.NewSubfileType) ?? 0) & 1) != 0;
        if (!isPreview && !tags.Has(TiffTag.DngVersion) && !(file.Length > 9 && file[8..].StartsWith("CR"u8))) return;
        throw new UnsupportedImageException(
            "a raw photograph (DNG, NEF, CR2 or another built on TIFF) is not read here; develop it and save it as " +
            "JPEG or PNG");
    }

    private static PixelFormat Format(TiffDirectory tags)
    {
        var kinds = tags.Of(TiffTag.SampleFormat);
        for (var i = 0; i < kinds.Count; i++)
            if (kinds[i] != UnsignedIntegers) throw Unsupported("of signed or floating-point samples");
        var bits = tags.Number(TiffTag.BitsPerSample) ?? 1;
        var isGray = tags.Number(TiffTag.Photometric) is 0 or 1;
        if (!isGray)
            return bits is 8 or 16 or 4 or 2 or 1 ? PixelFormat.Rgb8 : throw Unsupported($"of {bits} bits a sample");
        if ((tags.Number(TiffTag.SamplesPerPixel) ?? 1) != 1) throw Unsupported("of gray with more samples beside it");
        return bits switch
        {
            1 or 2 or 4 or 8 => PixelFormat.Gray8,
            16 => PixelFormat.Gray16,
            _ => throw Unsupported($"of {bits} bits a sample"),
        };
    }

    private static UnsupportedImageException Unsupported(string what) =>
        new($"a TIFF {what} is not read here; convert it to an 8-bit TIFF in strips, PNG or JPEG");
}
