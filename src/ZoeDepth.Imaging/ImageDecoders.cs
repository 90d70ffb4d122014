namespace ZoeDepth.Imaging;

/// <summary>
/// The decoders <see cref="Image.Load(string, DecodeOptions?, CancellationToken)"/> asks, in order. Content decides, never the file name.
/// </summary>
public static class ImageDecoders
{
    private static readonly Lock Gate = new();

    private static IImageDecoder[] _decoders =
    [
        new JpegDecoder(),
        new PngDecoder(),
        new BmpDecoder(),
        new PnmDecoder(),
        new PfmDecoder(),
    ];

    /// <summary>All decoders in the order they are asked.</summary>
    public static IReadOnlyList<IImageDecoder> All => _decoders;

    /// <summary>Adds a decoder in front of the others, so that it may also replace one.</summary>
    public static void Register(IImageDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        lock (Gate) _decoders = [decoder, .. _decoders];
    }
}
