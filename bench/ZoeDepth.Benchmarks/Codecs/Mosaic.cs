using ZoeDepth.Imaging;

namespace ZoeDepth.Benchmarks.Codecs;

/// <summary>A large picture to decode, with the detail of photographs all over.</summary>
internal static class Mosaic
{
    private const int StripHeight = 400;

    /// <summary>The colour photographs of a folder side by side, in strips, until the picture is full.</summary>
    public static RasterImage Of(string folder, int width, int height)
    {
        var photos = Directory.GetFiles(folder, "*.jpg").Order(StringComparer.Ordinal)
            .Select(path => RasterImage.Load(path)).Where(photo => photo.Format == PixelFormat.Rgb8).ToArray();
        var mosaic = new byte[width * height * 3];
        for (int top = 0, next = 0; top < height; top += StripHeight)
            for (var left = 0; left < width; next++)
            {
                var photo = photos[next % photos.Length];
                var columns = Math.Min(photo.Width, width - left);
                for (var y = top; y < Math.Min(top + StripHeight, height); y++)
                    photo.Data.AsSpan((y - top) % photo.Height * photo.Width * 3, columns * 3)
                        .CopyTo(mosaic.AsSpan(((y * width) + left) * 3));
                left += columns;
            }
        return new RasterImage(width, height, PixelFormat.Rgb8, mosaic);
    }
}
