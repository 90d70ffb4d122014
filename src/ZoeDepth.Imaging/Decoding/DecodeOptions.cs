namespace ZoeDepth.Imaging;

/// <summary>Limits and choices for reading a picture.</summary>
public sealed record DecodeOptions
{
    /// <summary>The defaults: Pillow's pixel ceiling, truncated files refused.</summary>
    public static DecodeOptions Default { get; } = new();

    /// <summary>
    /// Who is asked, in this order, whether a file is theirs; content decides, never the name. To read more kinds, put
    /// others behind the built-in ones, to replace a decoder, before them: <c>Decoders = [.. ImageDecoders.BuiltIn, new
    /// MyDecoder()]</c>. Null: the built-in ones.
    /// </summary>
    public IReadOnlyList<IImageDecoder>? Decoders { get; init; }

    /// <summary>
    /// Most pixels a header may declare; checked before anything is allocated. Pillow's own limit, twice its warning.
    /// </summary>
    public long MaxPixels { get; init; } = 178_956_970;

    /// <summary>Most bytes a file or stream may have; reading stops there. 1 GiB.</summary>
    public long MaxFileBytes { get; init; } = 1L << 30;

    /// <summary>
    /// Decode what can be read of a file that ends early or is damaged (the rest stays gray, or 0 in 16-bit and float
    /// pictures) instead of throwing. <see cref="RasterImage.Damage"/> then says what is wrong and how much is missing.
    /// </summary>
    public bool AllowTruncated { get; init; }

    /// <summary>
    /// Lay a PNG that has an alpha channel on white, as ControlNet's annotators do (c·a + 255·(1 − a), cut to whole
    /// numbers), instead of dropping it as Pillow's <c>convert("RGB")</c> does.
    /// </summary>
    public bool AlphaOnWhite { get; init; }

    /// <summary>
    /// Refuses a picture whose header declares more pixels than <see cref="MaxPixels"/>, or that one array cannot hold.
    /// Decoders call it before they allocate.
    /// </summary>
    /// <param name="formatName">who asks: "PNG"</param>
    /// <param name="width">declared columns, at least 1</param>
    /// <param name="height">declared rows, at least 1</param>
    /// <param name="bytesPerPixel">bytes a decoded pixel takes</param>
    /// <exception cref="ImageTooLargeException">it is too large</exception>
    public void CheckSize(string formatName, long width, long height, int bytesPerPixel)
    {
        var pixels = (Int128)width * height;
        if (pixels > MaxPixels)
            throw new ImageTooLargeException(
                $"the {formatName} header declares {width}x{height} = {pixels} pixels, more than the {MaxPixels} " +
                "allowed; raise DecodeOptions.MaxPixels if the file is meant");
        if (pixels * bytesPerPixel > Array.MaxLength)
            throw new ImageTooLargeException(
                $"the {formatName} header declares {width}x{height} pixels of {bytesPerPixel} bytes, " +
                $"more than one array holds ({Array.MaxLength}); scale the picture down");
    }
}
