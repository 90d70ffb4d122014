using System.Globalization;
using System.Text.Json.Nodes;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// One full-size pass here, in each precision, and in ONNX Runtime in float32, each in a process of its own, turn by
/// turn in one run, with the same weights and picture.
/// </summary>
internal static class OnnxRuntimeComparison
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly Precision[] Precisions = [Precision.Float32, Precision.BFloat16, Precision.Int8];

    /// <summary>What the names of a precision's figures end in.</summary>
    private static readonly string[] Endings = ["", "_bf16", "_int8"];

    /// <summary>
    /// <c>onnxruntime PEER PEER_FOLDER [ROUNDS=9] [THREADS=2] [STARTS=5]</c>: so many passes of each, and so many
    /// starts of the command line in each precision, as it comes and with operands packed ahead; the last line is one
    /// JSON object.
    /// </summary>
    public static int Run(string[] args)
    {
        var (program, peerFolder) = (args[0], args[1]);
        var rounds = args.Length > 2 ? int.Parse(args[2]) : 9;
        var threads = args.Length > 3 ? int.Parse(args[3]) : 2;
        var starts = args.Length > 4 ? int.Parse(args[4]) : 5;
        var folder = FullSizeModel.Prepare("nyu", Path.Combine("artifacts", "full-size"));
        var picture = Path.Combine("tests", "goldens", "full", "input-384x512.png");

        // Before anything else is in memory.
        var cold = Precisions.Select(precision => starts == 0 ? null
            : ColdStarts(folder, picture, threads, precision, starts)).ToArray();

        using var peer = Peer.OnnxRuntime(program, peerFolder, PlanarPixels(picture), threads);
        Console.WriteLine(string.Create(Invariant,
            $"{peer.Engine}: ready in {peer.ReadySeconds:F2} s, first pass {peer.Run():F2} s"));
        var ours = Precisions.Select(precision => Peer.Here(folder, picture, threads, precision)).ToArray();
        foreach (var (precision, here) in Precisions.Zip(ours))
            Console.WriteLine(string.Create(Invariant,
                $"{precision} here, by {precision.Instructions()}: opened in {here.ReadySeconds:F2} s, first pass " +
                $"(weights packed and forgotten) {here.Run():F2} s, second (packed and kept) {here.Run():F2} s"));

        var mine = ours.Select(_ => new List<double>()).ToArray();
        var theirs = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (here, seconds) in ours.Zip(mine)) seconds.Add(Rested(here));
            theirs.Add(Rested(peer));
            var said = string.Join(", ", Precisions.Zip(mine, (precision, seconds) =>
                string.Create(Invariant, $"{seconds[^1]:F3} s in {precision}")));
            Console.WriteLine(string.Create(Invariant, $"round {round + 1}: {said} here, {theirs[^1]:F3} s there"));
        }

        var other = Median.Of(theirs);
        var result = new JsonObject
        {
            ["peer"] = peer.Engine, ["peer_precision"] = "float32", ["peer_s"] = Rounded(other),
            ["peer_range_s"] = Range(theirs), ["peer_mib"] = Rounded(peer.PeakMebibytes), ["int8"] = "not calibrated",
        };
        foreach (var (i, precision) in Precisions.Index())
        {
            var (end, seconds) = (Endings[i], Median.Of(mine[i]));
            var errors = Errors.Between(ours[i].Output(), peer.Output());
            result[$"ratio{end}"] = Rounded(seconds / other);
            result[$"ours_s{end}"] = Rounded(seconds);
            result[$"ours_range_s{end}"] = Range(mine[i]);
            result[$"ours_mib{end}"] = Rounded(ours[i].PeakMebibytes);
            result[$"mean_abs{end}"] = errors.MeanAbs;
            result[$"max_abs{end}"] = errors.MaxAbs;
            ours[i].Dispose();
            if (cold[i] is not { } took) continue;
            var passed = ours[i].ReadySeconds + seconds;
            foreach (var (way, start) in took)
            {
                result[$"cold_start{way}_s{end}"] = Rounded(start);
                result[$"cold_start{way}_ratio{end}"] = Rounded(start / passed);
                Console.WriteLine(string.Create(Invariant,
                    $"{precision}: cold start{way.Replace('_', ' ')}, process to depth file, {start:F2} s, " +
                    $"{start / passed:F2} times opening and one pass ({passed:F2} s)"));
            }
        }
        peer.Dispose();
        if (threads > 1) result["threads_gain"] = Rounded(Gain(folder, picture, threads));
        result["gemm_fraction_of_peak"] = Rounded(GemmBenchmark.FractionOfPeak(threads));
        Console.WriteLine(result.ToJsonString());
        return 0;
    }

    /// <summary>How many times faster a float32 pass is on so many threads than on one, turn by turn.</summary>
    private static double Gain(string folder, string picture, int threads)
    {
        using var one = Peer.Here(folder, picture, 1, Precision.Float32);
        using var all = Peer.Here(folder, picture, threads, Precision.Float32);
        for (var warmUp = 0; warmUp < 2; warmUp++) (_, _) = (one.Run(), all.Run());
        var gains = Enumerable.Range(0, 5).Select(_ => (One: Rested(one), All: Rested(all))).ToList();
        var gain = Median.Of(gains.Select(pair => pair.One)) / Median.Of(gains.Select(pair => pair.All));
        Console.WriteLine(string.Create(Invariant, $"float32 on {threads} threads: {gain:F2} times one thread's rate"));
        return gain;
    }

    /// <summary>The fastest and the slowest.</summary>
    private static JsonArray Range(List<double> seconds) => [Rounded(seconds.Min()), Rounded(seconds.Max())];

    private static double Rested(Peer peer)
    {
        Thread.Sleep(300);
        return peer.Run();
    }

    /// <summary>
    /// Medians of starts, turn by turn: as they come and with operands packed ahead, of the program as its package has
    /// it and of the one compiled ahead of time. The first of each warm the disk and are not counted.
    /// </summary>
    private static Dictionary<string, double> ColdStarts(string folder, string picture, int threads,
        Precision precision, int count)
    {
        var (name, cache) = ($"{precision}".ToLowerInvariant(), Path.Combine("artifacts", "prepared"));
        ColdStart.Prepare(folder, name, cache);
        (string Name, string? Cache, string[] Program)[] ways =
        [
            ("", null, ColdStart.Precompiled), ("_prepared", cache, ColdStart.Precompiled),
            ("_native", null, ColdStart.Native), ("_native_prepared", cache, ColdStart.Native),
        ];
        var seconds = ways.ToDictionary(way => way.Name, _ => new List<double>());
        for (var turn = 0; turn <= count; turn++)
            foreach (var way in ways)
            {
                var start = ColdStart.Of(folder, picture, threads, name, way.Cache, way.Program);
                if (turn > 0) seconds[way.Name].Add(start.Seconds);
            }
        return seconds.ToDictionary(way => way.Key, way => Median.Of(way.Value));
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

    private static double Rounded(double value) => Math.Round(value, 4);
}
