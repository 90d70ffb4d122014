using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>Models small enough to run in milliseconds, with random weights.</summary>
internal static class TinyModels
{
    /// <summary>One head, unbounded bins; network size 64x96.</summary>
    public static string Single => Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "processor", "tiny_model");

    /// <summary>Two heads, nyu and kitti.</summary>
    public static string TwoHeads => Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "hf", "two-heads-nyu");

    /// <summary>One head, bins bounded at 10 m.</summary>
    public static string Normed => Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "hf", "single-normed");

    /// <summary>The signature of ZoeD_K as published, around a backbone of toy size.</summary>
    public static ZoeDepthConfig KittiConfig { get; } = ZoeDepthConfig.FromPretrained(Single) with
    {
        BinCentersType = "normed",
        BinConfigurations = [new BinConfiguration { Name = "nyu", NBins = 64, MinDepth = 0.001, MaxDepth = 10 }],
    };

    /// <summary><c>zoedepth-mini</c> with a few channels.</summary>
    public static ZoeDepthConfig MiniConfig { get; } = ZoeDepthConfig.Mini with
    {
        BackboneConfig = ResNetConfig.ResNet18 with
            { EmbeddingSize = 4, HiddenSizes = [4, 6, 8, 10], Depths = [1, 2, 1, 2] },
        NeckHiddenSizes = [4, 6, 8, 10],
        FusionHiddenSize = 8,
        BottleneckFeatures = 8,
        NumRelativeFeatures = 4,
        BinEmbeddingDim = 8,
        InitializerRange = 0.4,
    };

    /// <summary>A picture with edges and slopes.</summary>
    public static RasterImage Picture(int height, int width, int seed = 1)
    {
        var random = new Random(seed);
        var data = new byte[height * width * 3];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var c = 0; c < 3; c++)
                    data[(((y * width) + x) * 3) + c] =
                        (byte)(120 + (60 * Math.Sin((x * 0.21) + c)) + (40 * Math.Cos(y * 0.13))
                            + ((x + y) % 17 > 8 ? 20 : 0) + random.Next(10));
        return new RasterImage(width, height, PixelFormat.Rgb8, data);
    }

    /// <summary>The picture with its columns in reverse.</summary>
    public static RasterImage Mirrored(RasterImage image)
    {
        var data = new byte[image.Data.Length];
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                image.Data.AsSpan(((y * image.Width) + x) * 3, 3)
                    .CopyTo(data.AsSpan(((y * image.Width) + image.Width - 1 - x) * 3));
        return new RasterImage(image.Width, image.Height, PixelFormat.Rgb8, data);
    }
}
