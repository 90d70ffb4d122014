using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Benchmarks.FullSize;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;
using ZoeDepth.Training;
using ParameterGroup = ZoeDepth.Training.ParameterGroup;

namespace ZoeDepth.Benchmarks.Training;

/// <summary>
/// The memory of training ZoeD_NK (BEiT-L) at 384x512, batch 1: two whole steps (forward, SILog, backward, AdamW) and
/// the most the process had resident. <c>training-memory head|decoder|everything</c>; one process for each, because a
/// process knows only its own peak.
/// </summary>
internal static class MemoryBenchmark
{
    private const int Rows = 384, Columns = 512, Steps = 2;

    /// <summary>Runs and prints one line.</summary>
    public static int Run(string what)
    {
        string[] learns = what switch
        {
            "head" => ["metric_head."],
            "decoder" => ["neck.", "relative_head.", "metric_head."],
            "everything" => [""],
            _ => throw new ArgumentException($"expected head, decoder or everything, but '{what}' came"),
        };
        using var model = ZoeDepthForDepthEstimation.FromSource(FullSizeModel.ConfigOf("nyu-kitti"),
            new RecipeWeights());
        foreach (var parameter in model.Parameters)
            parameter.Trainable = learns.Any(part => parameter.Name.StartsWith(part, StringComparison.Ordinal));
        using var optimizer =
            new AdamW([new ParameterGroup("all", [.. model.Parameters.Where(p => p.Trainable)], 1, 0.01)]);
        using var workspace = new Workspace();
        var clock = Stopwatch.StartNew();
        for (var step = 0; step < Steps; step++)
        {
            clock.Restart();
            Train(model, optimizer, workspace, recomputes: what == "everything");
        }
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-10} {model.Parameters.Where(p => p.Trainable).Sum(p => p.Shape.Count) / 1e6,6:F1} million " +
            $"parameters learn: {process.PeakWorkingSet64 / 1e9:F2} GB at most, " +
                $"{clock.Elapsed.TotalSeconds:F1} s a step"));
        return 0;
    }

    private static void Train(ZoeDepthForDepthEstimation model, AdamW optimizer, Workspace workspace, bool recomputes)
    {
        var random = new Random(1);
        var (pixels, depth) = (new float[Rows * Columns * 3], new float[Rows * Columns]);
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (2 * random.NextSingle()) - 1;
        for (var i = 0; i < depth.Length; i++) depth[i] = 0.5f + (5 * random.NextSingle());
        using (var pass = Pass.Training(workspace, Work.Default, recomputes, new PassRandom(1, 0)))
        {
            var output = model.Forward(pass.New(new Shape(1, Rows, Columns, 3), pixels), domain: 0);
            var predicted = output.PredictedDepth;
            var label = pass.New(new Shape(1, Rows, Columns), depth);
            if (predicted.Shape != label.Shape)
            {
                var map = predicted.Reshape(1, predicted.Shape[1], predicted.Shape[2], 1);
                predicted = Tensors.Operations.Resize(map, Rows, Columns, Interpolation.Bilinear, Corners.Aligned)
                    .Reshape(1, Rows, Columns);
            }
            pass.Tape!.Backward(new SiLogLoss().Of(predicted, label));
        }
        optimizer.Step(1e-5, 0.9, Work.Default);
        foreach (var parameter in model.Parameters) parameter.ClearGradient();
    }
}
