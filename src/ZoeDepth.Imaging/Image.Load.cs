namespace ZoeDepth.Imaging;

public sealed partial class Image
{
    /// <summary>Reads a picture file of any known kind; the content decides, not the name.</summary>
    /// <exception cref="FileNotFoundException">there is no such file</exception>
    /// <exception cref="ImageFormatException">the file is not a picture, or truncated, corrupt, unsupported or too large</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public static Image Load(string path, DecodeOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= DecodeOptions.Default;
        return InputFile.Read(path, options.MaxFileBytes, file => Load(file, options, cancellation), cancellation);
    }

    /// <summary>Reads a picture from a stream, to its end.</summary>
    /// <inheritdoc cref="Load(string, DecodeOptions?, CancellationToken)"/>
    public static Image Load(Stream stream, DecodeOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= DecodeOptions.Default;
        return Load(InputFile.ReadToEnd(stream, options.MaxFileBytes, cancellation).Span, options, cancellation);
    }

    /// <summary>Reads a picture from the bytes of its file.</summary>
    /// <inheritdoc cref="Load(string, DecodeOptions?, CancellationToken)"/>
    public static Image Load(ReadOnlySpan<byte> file, DecodeOptions? options = null, CancellationToken cancellation = default)
    {
        var decoder = DecoderOf(file);
        var image = decoder.Decode(file, options ?? DecodeOptions.Default, cancellation);
        image.FileFormat = decoder.FormatName;
        return image;
    }

    /// <summary>Size and kind of a picture file without decoding it.</summary>
    /// <inheritdoc cref="Load(string, DecodeOptions?, CancellationToken)"/>
    public static ImageInfo Identify(string path, DecodeOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= DecodeOptions.Default;
        return InputFile.Read(path, options.MaxFileBytes, file => Identify(file, options), cancellation);
    }

    /// <summary>Size and kind of a picture without decoding it.</summary>
    /// <inheritdoc cref="Load(string, DecodeOptions?, CancellationToken)"/>
    public static ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions? options = null) =>
        DecoderOf(file).Identify(file, options ?? DecodeOptions.Default);

    private static IImageDecoder DecoderOf(ReadOnlySpan<byte> file)
    {
        foreach (var decoder in ImageDecoders.All)
            if (decoder.Recognises(file)) return decoder;
        throw UnreadableFile.Refusal(file);
    }
}
