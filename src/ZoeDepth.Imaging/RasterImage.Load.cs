namespace ZoeDepth.Imaging;

public sealed partial class RasterImage
{
    /// <summary>Reads a picture file of any known kind; the content decides, not the name.</summary>
    /// <exception cref="FileNotFoundException">there is no such file</exception>
    /// <exception cref="ImageFormatException">
    /// the file is not a picture, or truncated, corrupt, unsupported or too large
    /// </exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public static RasterImage Load(string path, DecodeOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= DecodeOptions.Default;
        return InputFile.Read(path, options.MaxFileBytes, file => Load(file, options, cancellation), cancellation);
    }

    /// <summary>Reads a picture from a stream, to its end.</summary>
    /// <inheritdoc cref="Load(string, DecodeOptions?, CancellationToken)"/>
    public static RasterImage Load(
        Stream stream, DecodeOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= DecodeOptions.Default;
        return Load(InputFile.ReadToEnd(stream, options.MaxFileBytes, cancellation).Span, options, cancellation);
    }

    /// <summary>Reads a picture file; no thread waits for the disk. Decoding runs on the thread that goes on.</summary>
    /// <inheritdoc cref="Load(string, DecodeOptions?, CancellationToken)"/>
    public static Task<RasterImage> LoadAsync(string path, DecodeOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= DecodeOptions.Default;
        return InputFile.ReadAsync(path, options.MaxFileBytes, file => Load(file, options, cancellation), cancellation);
    }

    /// <summary>
    /// Reads a picture from a stream, to its end, by asynchronous reads alone: the body of an HTTP request.
    /// </summary>
    /// <inheritdoc cref="Load(string, DecodeOptions?, CancellationToken)"/>
    public static async Task<RasterImage> LoadAsync(Stream stream, DecodeOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= DecodeOptions.Default;
        var file = await InputFile.ReadToEndAsync(stream, options.MaxFileBytes, cancellation).ConfigureAwait(false);
        return Load(file.Span, options, cancellation);
    }

    /// <summary>Reads a picture from the bytes of its file.</summary>
    /// <inheritdoc cref="Load(string, DecodeOptions?, CancellationToken)"/>
    public static RasterImage Load(ReadOnlySpan<byte> file, DecodeOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= DecodeOptions.Default;
        var decoder = DecoderOf(file, options);
        var image = decoder.Decode(file, options, cancellation);
        image.FileFormat = decoder.FormatName;
        return image;
    }

    /// <summary>Size and kind of a picture file without decoding it.</summary>
    /// <inheritdoc cref="Load(string, DecodeOptions?, CancellationToken)"/>
    public static ImageInfo Identify(string path, DecodeOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= DecodeOptions.Default;
        return InputFile.Read(path, options.MaxFileBytes, file => Identify(file, options), cancellation);
    }

    /// <summary>Size and kind of a picture without decoding it.</summary>
    /// <inheritdoc cref="Load(string, DecodeOptions?, CancellationToken)"/>
    public static ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions? options = null)
    {
        options ??= DecodeOptions.Default;
        return DecoderOf(file, options).Identify(file, options);
    }

    private static IImageDecoder DecoderOf(ReadOnlySpan<byte> file, DecodeOptions options)
    {
        foreach (var decoder in options.Decoders ?? ImageDecoders.BuiltIn)
            if (decoder.Recognises(file)) return decoder;
        throw UnreadableFile.Refusal(file);
    }
}
