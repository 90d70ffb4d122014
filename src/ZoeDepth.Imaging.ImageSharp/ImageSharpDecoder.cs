using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using ZoeDepth.Imaging.ImageSharp.Containers;

namespace ZoeDepth.Imaging.ImageSharp;

/// <summary>One kind of file: its container is read here, its pixels by ImageSharp.</summary>
internal sealed class ImageSharpDecoder(IContainer container, SixLabors.ImageSharp.Formats.IImageDecoder codec)
    : IImageDecoder
{
    /// <summary>
    /// What ImageSharp may hold while it decodes, for each pixel and besides: twice what was measured on a picture of
    /// 1600x1200, 16.4 bytes a pixel for a WebP with opacity, 11.6 for a lossless one, at most 6.0 for the other kinds.
    /// </summary>
    private const int BytesPerPixel = 32, BytesBesides = 16 << 20;

    /// <inheritdoc/>
    public string FormatName => container.FormatName;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> start) => container.Recognises(start);

    /// <inheritdoc/>
    public ImageInfo Identify(ReadOnlySpan<byte> file, DecodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var stored = Read(file, options);
        var (width, height) = (stored.Width, stored.Height);
        if (Orientation.SwapsAxes(stored.Metadata.Orientation)) (width, height) = (height, width);
        return new ImageInfo(FormatName, width, height, stored.Metadata);
    }

    /// <inheritdoc/>
    public RasterImage Decode(ReadOnlySpan<byte> file, DecodeOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellation.ThrowIfCancellationRequested();
        var stored = Read(file, options);
        container.CheckWhole(file, stored, cancellation);
        var pixels = stored.Format switch
        {
            PixelFormat.Gray8 => Pixels<L8>(file, stored, cancellation),
            PixelFormat.Gray16 => Pixels<L16>(file, stored, cancellation),
            _ => Pixels<Rgb24>(file, stored, cancellation),
        };
        var image = new RasterImage(stored.Width, stored.Height, stored.Format, pixels, stored.Metadata);
        return Orientation.Apply(image, stored.Metadata.Orientation);
    }

    private StoredImage Read(ReadOnlySpan<byte> file, DecodeOptions options)
    {
        var stored = container.Read(file);
        if (stored.Width < 1 || stored.Height < 1)
            throw Corrupt($"its header declares {stored.Width}x{stored.Height} pixels");
        options.CheckSize(FormatName, stored.Width, stored.Height, RasterImage.BytesPerPixel(stored.Format));
        return stored;
    }

    private unsafe byte[] Pixels<TPixel>(ReadOnlySpan<byte> file, StoredImage stored, CancellationToken cancellation)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        try
        {
            fixed (byte* start = file)
            {
                using var stream = new CancellableStream(start, file.Length, cancellation);
                var limit = BytesBesides + ((long)BytesPerPixel * stored.Width * stored.Height);
                var configuration = new Configuration
                {
                    MaxDegreeOfParallelism = 1,
                    MemoryAllocator = new BoundedAllocator(FormatName, limit, cancellation),
                };
                using var image = codec.Decode<TPixel>(configuration, stream, cancellation);
                if ((image.Width, image.Height) != (stored.Width, stored.Height))
                    throw Corrupt(
                        $"{stored.Width}x{stored.Height} pixels are declared, {image.Width}x{image.Height} are there");
                var pixels = GC.AllocateUninitializedArray<byte>(sizeof(TPixel) * image.Width * image.Height);
                image.CopyPixelDataTo(pixels);
                return pixels;
            }
        }
        catch (NotSupportedException error)
        {
            throw new UnsupportedImageException(
                $"this kind of {FormatName} is not read here ({Plain(error)}); convert it to PNG or JPEG");
        }
        catch (Exception error) when (
            error is not (ImageFormatException or OperationCanceledException or OutOfMemoryException))
        {
            // Damage ends in ImageSharp's own exceptions, and in those of arrays and spans.
            throw Corrupt(Plain(error));
        }
    }

    private CorruptImageException Corrupt(string reason) =>
        new($"the {FormatName} file is damaged: {reason}; copy or download it again");

    private static string Plain(Exception error) => error.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
