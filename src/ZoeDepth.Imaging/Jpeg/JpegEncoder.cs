using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Imaging;

/// <summary>
/// Writes baseline JPEG files. With the same options the bytes of picture and tables are those libjpeg writes (<c>cjpeg
/// -dct int</c>). What <see cref="RasterImage.Metadata"/> says goes into an EXIF segment, with the orientation of an
/// upright picture.
/// </summary>
public static class JpegEncoder
{
    /// <summary>Writes a picture to a file, whole or not at all.</summary>
    /// <param name="image">
    /// <see cref="PixelFormat.Rgb8"/> or <see cref="PixelFormat.Gray8"/>, at most 65,535 columns and rows
    /// </param>
    /// <param name="path">the file to make or replace</param>
    /// <param name="options">quality and the like; <see cref="JpegOptions.Default"/> when null</param>
    /// <exception cref="ArgumentException">the picture cannot be a JPEG, or the quality is not 1..100</exception>
    /// <exception cref="IOException">the file cannot be written</exception>
    public static void Save(RasterImage image, string path, JpegOptions? options = null)
    {
        Check(image, options ?? JpegOptions.Default);
        AtomicFile.Write(path, stream => Save(image, stream, options));
    }

    /// <summary>Writes to a stream from where it stands.</summary>
    /// <inheritdoc cref="Save(RasterImage, string, JpegOptions?)"/>
    public static void Save(RasterImage image, Stream stream, JpegOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= JpegOptions.Default;
        Check(image, options);
        new JpegFileWriter(image, stream, options).Write();
    }

    /// <summary>Writes to a stream by asynchronous writes alone: the body of an HTTP answer.</summary>
    /// <inheritdoc cref="Save(RasterImage, string, JpegOptions?)"/>
    public static async Task SaveAsync(RasterImage image, Stream stream, JpegOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        await stream.WriteAsync(Encode(image, options), cancellation).ConfigureAwait(false);
    }

    /// <summary>The bytes of a JPEG file of a picture.</summary>
    /// <inheritdoc cref="Save(RasterImage, string, JpegOptions?)"/>
    public static byte[] Encode(RasterImage image, JpegOptions? options = null)
    {
        using var stream = new MemoryStream();
        Save(image, stream, options);
        return stream.ToArray();
    }

    private static void Check(RasterImage image, JpegOptions options)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (options.Quality is < 1 or > 100)
            throw new ArgumentException($"JPEG quality is 1..100, but {options.Quality} came", nameof(options));
        if (image.Format is not (PixelFormat.Rgb8 or PixelFormat.Gray8))
        {
            throw new ArgumentException(
                $"a JPEG file holds Rgb8 or Gray8 pictures, but {image.Format} came; convert it (depth: colour it " +
                "first), or save PNG, NPY or PFM", nameof(image));
        }
        if (image.Width > ushort.MaxValue || image.Height > ushort.MaxValue)
        {
            throw new ArgumentException(
                $"a JPEG file holds at most 65535 columns and rows, but {image.Width}x{image.Height} came; scale " +
                "the picture down or save PNG",
                nameof(image));
        }
    }
}
