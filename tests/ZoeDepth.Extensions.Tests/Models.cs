using ZoeDepth.Imaging;

namespace ZoeDepth.Extensions.Tests;

/// <summary>Models of random weights that answer in milliseconds, and a picture for them.</summary>
internal static class Models
{
    /// <summary>Two heads, nyu and kitti.</summary>
    public static string TwoHeads => Goldens.PathOf("hf", "two-heads-nyu");

    /// <summary>One head, bins bounded at 10 m.</summary>
    public static string OneHead => Goldens.PathOf("hf", "single-normed");

    /// <summary>A gray picture that differs by its seed.</summary>
    public static RasterImage Picture(int seed = 1)
    {
        const int width = 48, height = 32;
        var pixels = new byte[width * height];
        new Random(seed).NextBytes(pixels);
        return new(width, height, PixelFormat.Gray8, pixels);
    }
}
