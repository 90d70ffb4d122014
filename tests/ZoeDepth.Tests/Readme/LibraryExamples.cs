using ZoeDepth.Imaging;
using ZoeDepth.Synthetic;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Readme;

/// <summary>The C# of README.md, line by line, so that it compiles and runs.</summary>
internal static class LibraryExamples
{
    /// <summary>The first block.</summary>
    public static void Shortest(string folder, string photo, string file)
    {
        using var estimator = DepthEstimator.FromPretrained(folder);    // "models/zoedepth-nyu-kitti"
        var depth = estimator.Estimate(photo);                          // "room.jpg"

        Console.WriteLine($"{depth[240, 320]:0.00} m in the middle, {depth.Min:0.00} to {depth.Max:0.00} m");
        depth.Save(file);                                               // "room.depth.png": 16 bit, millimetres
    }

    /// <summary>The second block.</summary>
    public static async Task<DepthMap> Everything(DepthEstimator estimator, string photo, CancellationToken cancellation)
    {
        var options = new EstimateOptions { Preset = DepthPreset.Upstream, Domain = "kitti" };
        var progress = new Progress<DepthProgress>(step => Console.Error.Write($"\r{step.Fraction:P0}"));
        var depth = await estimator.EstimateAsync(photo, options, progress, cancellation);
        Console.WriteLine($"{depth.Preset}, {depth.NetworkHeight}x{depth.NetworkWidth}, {depth.Domain?.Name} ({depth.Domain?.Probability:0.00})");
        foreach (var note in depth.Notes) Console.WriteLine(note);
        return depth;
    }

    /// <summary>The third block.</summary>
    public static float[] StepByStep(string folder, string photo)
    {
        using var model = ZoeDepthForDepthEstimation.FromPretrained(folder);
        var processor = ZoeDepthImageProcessor.FromPretrained(folder);
        var image = Image.Load(photo).ToRgb8();

        using var pass = Pass.Inference();                     // torch.no_grad(), and the memory of everything below
        var pixelValues = processor.Preprocess(pass, image);   // [image, row, column, channel]: channels last, not second
        var outputs = model.Forward(pixelValues);              // PredictedDepth, DomainLogits, …: metres are [image, row, column]
        var depth = processor.PostProcessDepthEstimation(outputs.PredictedDepth, [new(image.Height, image.Width)])[0];
        Console.WriteLine($"{depth.Shape}, {depth.Values[0]:0.00} m at the top left");
        return depth.Values.ToArray();
    }

    /// <summary>The fourth block.</summary>
    public static void TrainingPictures()
    {
        foreach (var sample in SyntheticWorld.Samples(["living-room", "city-street"], seed: 1).Take(2))
            Console.WriteLine($"{sample.Family} {sample.Seed}: {sample.Width}x{sample.Height}, f = {sample.Intrinsics.FocalLength:0} pixels, {sample.Depth.Max():0.0} m");
    }
}
