using ZoeDepth.Data.Manifests;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Readers;

/// <summary>
/// KITTI's benchmark crop: the lower 352 rows and the middle 1216 columns (<c>do_kb_crop</c> of the original).
/// </summary>
internal static class KittiBenchmarkCrop
{
    private const int Height = 352;
    private const int Width = 1216;

    /// <exception cref="DatasetException">the photograph is smaller</exception>
    public static RasterImage Of(RasterImage image, string file)
    {
        var (top, left) = Corner(image.Width, image.Height, file);
        var rows = new byte[3 * Width * Height];
        for (var y = 0; y < Height; y++)
            image.Data.AsSpan(3 * (((top + y) * image.Width) + left), 3 * Width).CopyTo(rows.AsSpan(3 * y * Width));
        return new RasterImage(Width, Height, PixelFormat.Rgb8, rows, image.Metadata);
    }

    /// <exception cref="DatasetException">the depth is smaller</exception>
    public static DepthValues Of(DepthValues depth, string file)
    {
        var (top, left) = Corner(depth.Width, depth.Height, file);
        var (values, mask) = (new float[Width * Height], new bool[Width * Height]);
        for (var y = 0; y < Height; y++)
        {
            var from = ((top + y) * depth.Width) + left;
            depth.Values.AsSpan(from, Width).CopyTo(values.AsSpan(y * Width));
            depth.Mask.AsSpan(from, Width).CopyTo(mask.AsSpan(y * Width));
        }
        return new(values, mask, Width, Height);
    }

    /// <summary>The camera of the part.</summary>
    public static CameraIntrinsics Of(CameraIntrinsics camera, int width, int height) =>
        camera with { CenterX = camera.CenterX - ((width - Width) / 2), CenterY = camera.CenterY - (height - Height) };

    private static (int Top, int Left) Corner(int width, int height, string file) => width >= Width && height >= Height
        ? (height - Height, (width - Width) / 2)
        : throw new DatasetException($"{file} has {width}x{height} pixels (columns x rows); KITTI's crop needs " +
            $"{Width}x{Height}");
}
