using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Tga;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using ZoeDepth.Imaging.ImageSharp.Containers;

namespace ZoeDepth.Imaging.ImageSharp;

/// <summary>
/// Decoders of WebP, GIF, TIFF and TGA over SixLabors.ImageSharp 2, for <see cref="DecodeOptions.Decoders"/>:
/// <c>Decoders = [.. ImageDecoders.BuiltIn, .. ImageSharpDecoders.All]</c>.
/// </summary>
/// <remarks>
/// <para>The first picture of a file is read, upright, with the colours it stores: opacity is dropped, as Pillow's
/// <c>convert("RGB")</c> does. 16-bit gray TIFF comes as <see cref="PixelFormat.Gray16"/>, other gray files as
/// <see cref="PixelFormat.Gray8"/>, all else as <see cref="PixelFormat.Rgb8"/>.</para>
/// <para>The container is read here before ImageSharp sees a byte: kind, size against
/// <see cref="DecodeOptions.MaxPixels"/>, EXIF and XMP, and whether all of the picture's data is there. A file that
/// ends early is refused even with <see cref="DecodeOptions.AllowTruncated"/>, because ImageSharp does not say what it
/// could not read. While ImageSharp decodes, its memory is bounded by the size of the picture, and cancellation is
/// looked at whenever it reads or allocates.</para>
/// </remarks>
public static class ImageSharpDecoders
{
    /// <summary>WebP, GIF, TIFF and, because nothing marks such a file at its start, last TGA.</summary>
    public static IReadOnlyList<IImageDecoder> All { get; } =
    [
        new ImageSharpDecoder(new WebPContainer(), new WebpDecoder { IgnoreMetadata = true }),
        new ImageSharpDecoder(
            new GifContainer(), new GifDecoder { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First }),
        new ImageSharpDecoder(
            new TiffContainer(), new TiffDecoder { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First }),
        new ImageSharpDecoder(new TgaContainer(), new TgaDecoder()),
    ];

    // ImageSharp's reader of TIFF asks the runtime for all kinds of fields, as an array. Ahead-of-time compilation
    // leaves out an array nobody names.
    static ImageSharpDecoders() => GC.KeepAlive(Array.Empty<ExifDataType>());
}
