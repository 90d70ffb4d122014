namespace ZoeDepth.Imaging;

/// <summary>
/// The decoders of this library, which read where <see cref="DecodeOptions.Decoders"/> names no others.
/// </summary>
public static class ImageDecoders
{
    /// <summary>JPEG, PNG, BMP, PNM and PFM, in the order they are asked.</summary>
    public static IReadOnlyList<IImageDecoder> BuiltIn { get; } =
        [new JpegDecoder(), new PngDecoder(), new BmpDecoder(), new PnmDecoder(), new PfmDecoder()];
}
