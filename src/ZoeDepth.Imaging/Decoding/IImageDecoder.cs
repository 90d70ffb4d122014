namespace ZoeDepth.Imaging;

/// <summary>Size and kind of a picture, read without decoding it.</summary>
/// <param name="FormatName">"JPEG", "PNG", ...</param>
/// <param name="Width">columns, after the orientation is applied</param>
/// <param name="Height">rows, after the orientation is applied</param>
/// <param name="Metadata">what the file says beside its pixels</param>
public sealed record ImageInfo(string FormatName, int Width, int Height, ImageMetadata Metadata);

/// <summary>
/// One picture format. Implement it and put it into <see cref="DecodeOptions.Decoders"/> to read a kind of file this
/// library does not.
/// </summary>
public interface IImageDecoder
{
    /// <summary>The name shown to people: "JPEG".</summary>
    string FormatName { get; }

    /// <summary>Whether these first bytes (at least 16 unless the file is shorter) are of this format.</summary>
    bool Recognises(ReadOnlySpan<byte> start);

    /// <summary>Reads size and kind only.</summary>
    /// <exception cref="ImageFormatException">the header is broken, unsupported or too large</exception>
    ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions options);

    /// <summary>Decodes the picture, upright.</summary>
    /// <exception cref="ImageFormatException">the file is truncated, corrupt, unsupported or too large</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    RasterImage Decode(ReadOnlySpan<byte> file, DecodeOptions options, CancellationToken cancellation);
}
