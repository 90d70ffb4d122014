using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// One full-size pass here and in ONNX Runtime, turn by turn in one run, with the same weights and picture.
/// </summary>
internal static class OnnxRuntimeComparison
{
    /// <summary><c>onnxruntime PEER_FOLDER [ROUNDS=9] [THREADS=2]</c>; the last line is one JSON object.</summary>
    public static int Run(string[] args)
    {
        var peerFolder = args[0];
        var rounds = args.Length > 1 ? int.Parse(args[1]) : 9;
        var threads = args.Length > 2 ? int.Parse(args[2]) : 2;
        var folder = FullSizeModel.Prepare("nyu", Path.Combine("artifacts", "full-size"));
        var picture = Path.Combine("tests", "goldens", "full", "input-384x512.png");
        var work = new Work(threads);

        // Before anything else is in memory; the first start warms the disk and is not counted.
        ColdStart(folder, picture, threads);
        var coldStart = Median([.. Enumerable.Range(0, 5).Select(_ => ColdStart(folder, picture, threads))]);

        var clock = Stopwatch.StartNew();
        using var model = ZoeDepthForDepthEstimation.FromPretrained(folder);
        using var workspace = new Workspace();
        var load = clock.Elapsed.TotalSeconds;
        var (first, depth) = OnePass(model, workspace, work, picture);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"here: opened in {load:F2} s, first pass (weights packed on the way) {first:F2} s"));

        using var peer = new Peer(peerFolder, PlanarPixels(picture), threads);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ONNX Runtime: ready in {peer.ReadySeconds:F2} s, first pass {peer.Run():F2} s"));

        List<double> ours = [], theirs = [];
        for (var round = 0; round < rounds; round++)
        {
            Thread.Sleep(300);
            (var seconds, depth) = OnePass(model, workspace, work, picture);
            ours.Add(seconds);
            Thread.Sleep(300);
            theirs.Add(peer.Run());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round + 1}: {ours[^1]:F3} s here, {theirs[^1]:F3} s there"));
        }
        var errors = Errors.Between(depth, peer.Output());
        var peak = FullSizeModel.PeakMebibytes();
        var peerPeak = peer.PeakMebibytes;
        peer.Dispose();

        var (mine, other) = (Median(ours), Median(theirs));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"cold start, process to depth file: {coldStart:F2} s, {coldStart / (load + mine):F2} times load and " +
            $"one pass"));
        Console.WriteLine(new JsonObject
        {
            ["ratio"] = Rounded(mine / other),
            ["ours_s"] = Rounded(mine),
            ["peer_s"] = Rounded(other),
            ["ours_mib"] = Rounded(peak),
            ["peer_mib"] = Rounded(peerPeak),
            ["max_abs"] = errors.MaxAbs,
            ["mean_abs"] = errors.MeanAbs,
            ["cold_start_s"] = Rounded(coldStart),
            ["gemm_fraction_of_peak"] = Rounded(GemmBenchmark.FractionOfPeak(threads)),
        }.ToJsonString());
        return 0;
    }

    private static (double Seconds, float[] Depth) OnePass(ZoeDepthForDepthEstimation model, Workspace workspace,
        Work work, string picture)
    {
        using var pass = Pass.Inference(workspace, work);
        var pixels = FullSizeModel.Pixels(pass, picture);
        var clock = Stopwatch.StartNew();
        var depth = model.Forward(pixels).PredictedDepth;
        var seconds = clock.Elapsed.TotalSeconds;
        return (seconds, depth.Values.ToArray());
    }

    private static float[] PlanarPixels(string picture)
    {
        using var pass = Pass.Inference();
        var pixels = FullSizeModel.Pixels(pass, picture);
        var planar = new float[pixels.Values.Length];
        var plane = planar.Length / 3;
        for (var i = 0; i < plane; i++)
            for (var c = 0; c < 3; c++) planar[(c * plane) + i] = pixels.Values[(i * 3) + c];
        return planar;
    }

    /// <summary>
    /// Seconds from the start of the published command line's process until the depth file is there: it is renamed into
    /// place when complete, so its name is the signal. What the system needs afterwards to take back the process's
    /// memory is not part of it.
    /// </summary>
    private static double ColdStart(string folder, string picture, int threads)
    {
        var output = Directory.CreateTempSubdirectory("zoedepth-cold-start");
        try
        {
            var program = Path.Combine("artifacts", "cli", "ZoeDepth.Cli.dll");
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo("dotnet",
                [program, "predict", picture, "--model", folder, "--no-flip", "--threads", $"{threads}", "--out",
                    output.FullName]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (told, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            while (output.GetFiles("*.depth.png").Length == 0 && !process.HasExited) Thread.Sleep(2);
            var seconds = clock.Elapsed.TotalSeconds;
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException(
                    $"zoedepth predict ended with {process.ExitCode}: {told.Result}{complaint.Result}");
            return seconds;
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double Rounded(double value) => Math.Round(value, 4);
}
