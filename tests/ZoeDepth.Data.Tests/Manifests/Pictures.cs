using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Tests.Manifests;

/// <summary>Small files to list in manifests.</summary>
internal static class Pictures
{
    /// <summary>A photograph whose pixels differ from each other.</summary>
    public static RasterImage Photograph(int width, int height, int seed = 1)
    {
        var pixels = new byte[3 * width * height];
        new Random(seed).NextBytes(pixels);
        return new RasterImage(width, height, PixelFormat.Rgb8, pixels);
    }

    /// <summary>Depth that grows by a step per pixel from 1 m; the first pixel has none.</summary>
    public static float[] Ramp(int width, int height, float step = 0.125f)
    {
        var metres = Enumerable.Range(0, width * height).Select(i => 1 + (step * i)).ToArray();
        metres[0] = 0;
        return metres;
    }

    /// <summary>Writes <c>name.png</c> and <c>name.depth.png</c> (256 units a metre, not stated in the file).</summary>
    public static void WritePair(
        TemporaryFolder folder, string name, int width = 8, int height = 6, int depthWidth = 4, int depthHeight = 3)
    {
        PngEncoder.Save(Photograph(width, height), folder.File($"{name}.png"));
        PngEncoder.Save(
            DepthPng.ToImage(Ramp(depthWidth, depthHeight), depthWidth, depthHeight, new DepthScale(256)),
            folder.File($"{name}.depth.png"));
    }
}
