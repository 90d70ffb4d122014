using System.Runtime.InteropServices;
using ZoeDepth.Imaging;
using ZoeDepth.Pretrained;
using ZoeDepth.Quantization;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// The published architectures with weights by recipe: made once into a model folder, opened as a user would.
/// </summary>
internal static class FullSizeModel
{
    /// <summary>The configuration of one of the published models: nyu, kitti, nyu-kitti.</summary>
    public static ZoeDepthConfig ConfigOf(string kind) => kind switch
    {
        "nyu" => ZoeDepthConfig.Nyu,
        "kitti" => ZoeDepthConfig.Kitti,
        "nyu-kitti" => ZoeDepthConfig.NyuKitti,
        _ => throw new ArgumentException($"'{kind}' is none of the published models nyu, kitti, nyu-kitti"),
    };

    /// <summary>
    /// The model folder of one kind below <paramref name="work"/>; written by <c>SavePretrained</c> the first time.
    /// </summary>
    public static string Prepare(string kind, string work)
    {
        var folder = Path.Combine(work, kind);
        if (File.Exists(Path.Combine(folder, "config.json"))) return folder;
        Console.Error.WriteLine($"writing 1.4 GB of weights by recipe to {folder}");
        using var model = ZoeDepthForDepthEstimation.FromSource(ConfigOf(kind), new RecipeWeights());
        model.SavePretrained(folder);
        return folder;
    }

    /// <summary>The same in 8 bits, calibrated with the sample photographs; written the first time.</summary>
    public static string Quantized(string kind, string work)
    {
        var folder = Path.Combine(work, $"{kind}-int8");
        if (File.Exists(Path.Combine(folder, "config.json"))) return folder;
        Console.Error.WriteLine($"writing {folder}");
        var photographs = Directory.GetFiles(Path.Combine("samples", "photos"), "*.jpg").Order()
            .Select(file => RasterImage.Load(file)).ToList();
        var report = new ModelQuantizer(ModelFiles.Open(Prepare(kind, work)), Precision.Int8, Work.Default,
            CancellationToken.None).Write(folder, photographs);
        foreach (var trial in report.Trials)
            Console.Error.WriteLine(FormattableString.Invariant(
                $"  smoothed by {trial.Strength}, {trial.Kept} layers in bfloat16: {1000 * trial.Error:F2} mm"));
        return folder;
    }

    /// <summary>
    /// A picture as pixel values, <c>(byte / 255 − 0.5) / 0.5</c> in float32, <c>[1, row, column, 3]</c>: no padding,
    /// no resizing.
    /// </summary>
    public static Tensor Pixels(Pass pass, string file)
    {
        var image = RasterImage.Load(file);
        var pixels = pass.New(new Shape(1, image.Height, image.Width, 3));
        var values = pixels.Values;
        for (var i = 0; i < values.Length; i++) values[i] = ((image.Data[i] / 255f) - 0.5f) / 0.5f;
        return pixels;
    }

    /// <summary>The float32 numbers of one tensor of a safetensors file.</summary>
    public static float[] Read(string file, string tensor)
    {
        using var source = WeightFiles.Open(file);
        var found = source.Find(tensor, new Shape())
            ?? throw new InvalidDataException($"{file} holds no tensor {tensor}");
        var values = new float[found.Shape.Aggregate(1L, (a, b) => a * b)];
        using var lease = found.Values.Open();
        unsafe
        {
            new ReadOnlySpan<float>(lease.Pointer, values.Length).CopyTo(values);
        }
        return values;
    }

    /// <summary>The most memory this process has held, MiB.</summary>
    public static double PeakMebibytes()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
            return System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }
}
