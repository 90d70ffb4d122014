namespace ZoeDepth.Imaging;

/// <summary>
/// Reads JPEG files (ITU T.81, JFIF, EXIF): baseline, extended sequential and progressive, Huffman coded, 8 bits a
/// sample, any sampling in whole factors; gray, YCbCr, RGB, CMYK and YCCK. Gray pictures become
/// <see cref="PixelFormat.Gray8"/>, all others <see cref="PixelFormat.Rgb8"/>.
/// </summary>
/// <remarks>
/// <para>The pixels equal those of libjpeg-turbo with its defaults (integer "islow" inverse DCT, "fancy" upsampling),
/// and so those of Pillow, bit for bit.</para>
/// <para>What is damaged throws, where libjpeg warns and goes on. With <see cref="DecodeOptions.AllowTruncated"/>
/// missing or damaged parts stay gray, and decoding goes on at the next restart marker if there is one. A file that
/// lacks only its end marker is whole.</para>
/// <para>A baseline picture with all its components in one scan takes little more memory than its pixels; others need
/// two bytes a sample besides. Time is linear in the pixels and the bytes of the file.</para>
/// </remarks>
internal sealed class JpegDecoder : IImageDecoder
{
    /// <inheritdoc/>
    public string FormatName => "JPEG";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length >= 2 && start[0] == 0xFF && start[1] == JpegMarker.StartOfImage;

    /// <inheritdoc/>
    public ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (width, height, metadata) = new JpegReader(file, options, CancellationToken.None).ReadHeader();
        return new ImageInfo(FormatName, width, height, metadata);
    }

    /// <inheritdoc/>
    public RasterImage Decode(ReadOnlySpan<byte> file, DecodeOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new JpegReader(file, options, cancellation).Decode();
    }
}
