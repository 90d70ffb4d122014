namespace ZoeDepth.Imaging;

/// <summary>Where things stand in a PNG file: one walk over its chunks, before any pixel is decoded.</summary>
internal sealed class PngLayout
{
    /// <summary>Longer EXIF blocks are passed over, like damaged ones.</summary>
    private const int LongestExif = 1 << 24;

    private PngLayout(PngHeader header) => Header = header;

    /// <summary>Size and kind.</summary>
    internal PngHeader Header { get; }

    /// <summary>256 colours, red, green, blue; black beyond those the file gives. Null without a palette.</summary>
    internal byte[]? Palette { get; private set; }

    /// <summary>Whether an alpha channel is laid on white; it is dropped otherwise.</summary>
    internal bool AlphaOnWhite { get; private init; }

    /// <summary>The image data in file order; the last may be cut off by the file's end.</summary>
    internal List<PngChunk> ImageData { get; } = [];

    /// <summary>What the file says beside its pixels.</summary>
    internal ImageMetadata Metadata => _metadata.Of();

    private readonly PngMetadata _metadata = new();

    /// <summary>Walks the file.</summary>
    /// <exception cref="ImageFormatException">the chunks make no picture</exception>
    internal static PngLayout Read(ReadOnlySpan<byte> file, DecodeOptions options,
        CancellationToken cancellation = default)
    {
        if (!file.StartsWith(PngChunks.Signature)) throw BadSignature(file);
        var chunks = new PngChunks(file);
        var layout = new PngLayout(ReadHeader(ref chunks, file, options)) { AlphaOnWhite = options.AlphaOnWhite };
        try
        {
            while (chunks.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                layout.Take(chunks.Current, file);
            }
        }
        catch (CorruptImageException) when (layout.ImageData.Count > 0)
        {
            // Something that is no chunk after image data: if the pixels are all there, the picture is whole; if not,
            // decoding says what is missing.
        }
        if (layout.ImageData.Count == 0)
        {
            throw chunks.EndedEarly
                ? new TruncatedImageException(
                    $"the PNG file ends after {file.Length} bytes, before its image data (IDAT); copy or download " +
                    "it again")
                : new CorruptImageException("the PNG file has no image data (no IDAT chunk)");
        }
        if (layout.Header.Colour == PngColour.Indexed && layout.Palette is null)
            throw new CorruptImageException(
                "the PNG file has palette colours but no palette (no PLTE chunk before its image data)");
        return layout;
    }

    private static PngHeader ReadHeader(ref PngChunks chunks, ReadOnlySpan<byte> file, DecodeOptions options)
    {
        if (!chunks.MoveNext() || !chunks.Current.IsWhole)
            throw new TruncatedImageException(
                $"the PNG file ends after {file.Length} bytes, within its header; copy or download it again");
        var chunk = chunks.Current;
        if (chunk.Type == PngChunks.Apple)
            throw new UnsupportedImageException(
                "Apple's own variant of PNG (CgBI) is not read here; convert it to plain PNG or JPEG");
        if (chunk.Type != PngChunks.Header)
            throw new CorruptImageException($"the first PNG chunk is {chunk.Name}, not the header (IHDR)");
        Require(chunk, file);
        return PngHeader.Read(chunk.Data(file), options);
    }

    private void Take(PngChunk chunk, ReadOnlySpan<byte> file)
    {
        switch (chunk.Type)
        {
            case PngChunks.ImageData:
                ImageData.Add(chunk);
                break;
            case PngChunks.Palette when Header.Colour == PngColour.Indexed && Palette is null && ImageData.Count == 0
                && chunk.IsWhole:
                if (chunk.Length is 0 or > 768 || chunk.Length % 3 != 0)
                    throw new CorruptImageException(
                        $"the PNG palette has {chunk.Length} bytes; expected 3 for each of 1 to 256 colours");
                Require(chunk, file);
                Palette = new byte[768];
                chunk.Data(file).CopyTo(Palette);
                break;
            case PngChunks.Exif when chunk.IsWhole && chunk.Length <= LongestExif && chunk.ChecksumFits(file):
                _metadata.TakeExif(chunk.Data(file));
                break;
            case PngChunks.Text or PngChunks.CompressedText or PngChunks.InternationalText
                when chunk.IsWhole && chunk.Length <= LongestExif && chunk.ChecksumFits(file):
                _metadata.TakeText(chunk.Type, chunk.Data(file));
                break;
            case PngChunks.Header:
                throw new CorruptImageException("the PNG file has two headers (IHDR)");
            case PngChunks.Palette or PngChunks.End:
                break;
            case var _ when chunk.IsCritical:
                throw new UnsupportedImageException(
                    $"the PNG file has a chunk {chunk.Name} that a reader must know and this one does not; convert " +
                    "the file to plain PNG or JPEG");
        }
    }

    private static void Require(PngChunk chunk, ReadOnlySpan<byte> file)
    {
        if (!chunk.ChecksumFits(file))
            throw new CorruptImageException(
                $"the checksum of the PNG chunk {chunk.Name} at byte {chunk.Start - 8} is wrong; copy or download " +
                "the file again");
    }

    private static ImageFormatException BadSignature(ReadOnlySpan<byte> file) => PngChunks.Signature.StartsWith(file)
        ? new TruncatedImageException(
            $"the PNG file ends after {file.Length} bytes, within its signature; copy or download it again")
        : new CorruptImageException(
            "the PNG signature is damaged the way a transfer in text mode does it (line ends changed); copy the " +
            "file again in binary mode");
}
