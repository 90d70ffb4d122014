using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// Where the time of a full-size pass goes: every kind of operation with its shape, how often, how long, what share.
/// </summary>
internal static class OperationTimes
{
    /// <summary><c>operations [KIND=nyu] [PASSES=5] [THREADS] [PRECISION=Float32]</c></summary>
    public static int Run(string[] args)
    {
        var kind = args.Length > 0 ? args[0] : "nyu";
        var passes = args.Length > 1 ? int.Parse(args[1]) : 5;
        var work = args.Length > 2 ? new Work(int.Parse(args[2])) : Work.Default;
        var precision = args.Length > 3 ? Enum.Parse<Precision>(args[3], ignoreCase: true) : Precision.Float32;
        var picture = Path.Combine("tests", "goldens", "full", "input-384x512.png");
        using var model =
            ZoeDepthForDepthEstimation.FromPretrained(
                FullSizeModel.Prepare(kind, Path.Combine("artifacts", "full-size")));
        using var workspace = new Workspace();
        Dictionary<string, (int Count, long Ticks)> best = [];
        var bestTotal = long.MaxValue;
        for (var i = 0; i <= passes; i++)
        {
            Dictionary<string, (int Count, long Ticks)> times = [];
            using var pass = Pass.Inference(workspace, work, precision);
            var pixels = FullSizeModel.Pixels(pass, picture);
            var last = Stopwatch.GetTimestamp();
            var start = last;
            pass.Ran = (operation, _) =>
            {
                var now = Stopwatch.GetTimestamp();
                var name = $"{operation.Name} {(operation.Inputs.Length > 0 ? operation.Inputs[0].Shape : default)} " +
                    $"-> {operation.Output}";
                var (count, ticks) = times.GetValueOrDefault(name);
                times[name] = (count + 1, ticks + now - last);
                last = now;
            };
            model.Forward(pixels);
            var total = Stopwatch.GetTimestamp() - start;
            if (i == 0 || total >= bestTotal) continue;
            (best, bestTotal) = (times, total);
        }
        foreach (var (name, (count, ticks)) in best.OrderByDescending(pair => pair.Value.Ticks))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{1e3 * ticks / Stopwatch.Frequency,9:F2} ms {(double)ticks / bestTotal,6:P1} {count,4} x  {name}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{1e3 * bestTotal / Stopwatch.Frequency,9:F2} ms in all, best of {passes} passes on {work.Threads} " +
            $"threads in {precision}; {workspace.PeakBytes / 1048576.0:F0} MiB of activations; " +
            $"{FullSizeModel.PeakMebibytes():F0} MiB at most resident"));
        return 0;
    }
}
