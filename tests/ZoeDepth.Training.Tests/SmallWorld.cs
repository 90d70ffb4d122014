using System.Globalization;
using ZoeDepth.Imaging;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>A dataset of small slanted walls and a model small enough to train in seconds.</summary>
internal static class SmallWorld
{
    public const int Pictures = 24;

    /// <summary>
    /// Writes photographs, depth and a manifest: every third outdoors, every fourth upright, the sky on top outdoors.
    /// </summary>
    public static string Write(TemporaryFolder folder)
    {
        var lines = new List<string>();
        for (var i = 0; i < Pictures; i++)
        {
            var (width, height) = i % 4 == 3 ? (48, 64) : (72, 54);
            var outdoor = i % 3 == 2;
            var (pixels, depth) = (new byte[width * height * 3], new float[width * height]);
            var random = new Random(i);
            for (var at = 0; at < depth.Length; at++)
            {
                var (x, y) = (at % width, at / width);
                var metres = (outdoor ? 12 : 2) + (x * 0.05f) + ((height - y) * (outdoor ? 0.3f : 0.02f));
                depth[at] = outdoor && y < 6 ? 0 : metres;
                for (var c = 0; c < 3; c++)
                    pixels[(3 * at) + c] = (byte)Math.Clamp(random.Next(40) + (metres * (outdoor ? 8 : 40)) + (20 * c),
                        0, 255);
            }
            JpegEncoder.Save(new RasterImage(width, height, PixelFormat.Rgb8, pixels), folder.File($"{i}.jpg"));
            DepthPng.Save(depth, width, height, folder.File($"{i}.png"), DepthScale.Millimetres);
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"{{\"image\":\"{i}.jpg\",\"depth\":\"{i}.png\",\"scale\":1000," +
                $"\"domain\":\"{(outdoor ? "outdoor" : "indoor")}\"," +
                $"\"family\":\"{(i % 2 == 0 ? "even" : "odd")}\"," +
                $"\"intrinsics\":{{\"fx\":60,\"fy\":60,\"cx\":{width / 2},\"cy\":{height / 2}}}," +
                $"\"width\":{width},\"height\":{height}}}"));
        }
        var manifest = folder.File("manifest.jsonl");
        File.WriteAllLines(manifest, lines);
        return manifest;
    }

    /// <summary>A transformer with two heads of some 60,000 numbers.</summary>
    public static ZoeDepthConfig Config { get; } = ZoeDepthConfig.NyuKitti with
    {
        BackboneConfig = BeitConfig.Large384 with
        {
            HiddenSize = 16,
            NumHiddenLayers = 4,
            NumAttentionHeads = 2,
            IntermediateSize = 32,
            DropPathRate = 0.1,
            OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
            OutIndices = [1, 2, 3, 4],
        },
        NeckHiddenSizes = [8, 8, 8, 8],
        FusionHiddenSize = 8,
        BottleneckFeatures = 8,
        NumRelativeFeatures = 8,
        BinEmbeddingDim = 8,
        PatchTransformerIntermediateSize = 32,
        CanonicalFocalLength = 50,
        AssumedFieldOfView = 62,
    };

    /// <summary>A recipe of a few steps.</summary>
    public static TrainingRecipe Recipe(TemporaryFolder folder, string manifest, long steps)
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(Config, seed: 3);
        model.SavePretrained(folder.File("start"));
        new ZoeDepthImageProcessor().SavePretrained(folder.File("start"));
        DataRecipe[] data =
            [new() { Manifest = manifest, Count = 20, Missing = "far",
                Families = new Dictionary<string, double> { ["odd"] = 1.5 } }];
        return new TrainingRecipe
        {
            Model = folder.File("start"),
            Out = folder.File("run"),
            Seed = 7,
            Data = data,
            Batch = 4,
            MicroBatch = 2,
            Sizes = ["32x64", "64x64"],
            LabelStride = 2,
            InitialDepth = true,
            Losses = new() { SiLog = 0.1, Gradient = 0.5, Domain = 0.1, Far = 0.3 },
            Optimizer = new()
            {
                Rate = 1e-3, Beta2 = 0.98, WeightDecay = 0.05, Decays = "matrices", Clip = 1,
                Groups = [new() { Match = "backbone.*", Rate = 0.2 },
                    new() { Match = "*relative_head.conv1*", Rate = 0 }],
            },
            Schedule = new() { Steps = steps, WarmUp = 2 },
            Average = 0.9,
            Checkpoint = new() { Steps = 2 },
            Validation = new() { Data = [data[0] with { Skip = 20, Count = 4 }], Steps = 3, Size = "64x64" },
            Export = new() { Type = "float16", Size = "64x96" },
        };
    }
}
