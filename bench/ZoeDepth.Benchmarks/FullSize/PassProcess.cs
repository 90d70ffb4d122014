using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>This library as a <see cref="Peer"/>: a process that runs a pass for every line it reads.</summary>
internal static class PassProcess
{
    /// <summary><c>pass MODEL_FOLDER PICTURE THREADS PRECISION OUTPUT</c></summary>
    public static int Run(string[] args)
    {
        var (folder, picture, output) = (args[0], args[1], args[4]);
        var (work, precision) = (new Work(int.Parse(args[2])), Enum.Parse<Precision>(args[3]));
        var clock = Stopwatch.StartNew();
        using var model = ZoeDepthForDepthEstimation.FromPretrained(folder);
        using var workspace = new Workspace();
        Say(new() { ["ready"] = clock.Elapsed.TotalSeconds });
        while (Console.ReadLine() is not null)
        {
            using var pass = Pass.Inference(workspace, work, precision);
            var pixels = FullSizeModel.Pixels(pass, picture);
            var start = Stopwatch.GetTimestamp();
            var depth = model.Forward(pixels).PredictedDepth;
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            File.WriteAllBytes(output, MemoryMarshal.AsBytes(depth.Values).ToArray());
            Say(new() { ["seconds"] = seconds, ["peak_mib"] = FullSizeModel.PeakMebibytes() });
        }
        return 0;
    }

    private static void Say(JsonObject answer) => Console.WriteLine(answer.ToJsonString());
}
