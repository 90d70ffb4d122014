using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry.Tests;

/// <summary>Small photographs and depths.</summary>
internal static class Pictures
{
    /// <summary>A photograph of which every pixel has a colour of its own, up to 65,536 of them.</summary>
    public static RasterImage Photo(int width, int height, ImageMetadata? metadata = null)
    {
        var data = new byte[3 * width * height];
        for (var i = 0; i < width * height; i++)
            (data[3 * i], data[(3 * i) + 1], data[(3 * i) + 2]) = ((byte)i, (byte)(i >> 8), (byte)(i % 7));
        return new(width, height, PixelFormat.Rgb8, data, metadata);
    }

    /// <summary>Depth by a rule of column and row.</summary>
    public static DepthRaster Depth(int width, int height, Func<int, int, double> metres) =>
        new([.. Enumerable.Range(0, width * height).Select(i => (float)metres(i % width, i / width))], width, height);

    /// <summary>A wall that stands straight before the camera.</summary>
    public static DepthRaster Wall(int width, int height, double metres) => Depth(width, height, (_, _) => metres);
}
