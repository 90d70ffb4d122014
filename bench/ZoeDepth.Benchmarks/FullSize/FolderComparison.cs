using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// A folder of photographs from files to files by ZoeD_N at 384x512: the published command line in each precision, and
/// a straightforward C# program on ONNX Runtime, each a process of its own, turn by turn.
/// </summary>
internal static class FolderComparison
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>
    /// <c>folder PEER_FOLDER PEER.dll [PHOTOS=200] [ROUNDS=1] [THREADS=2]</c>; the last line is one JSON object.
    /// </summary>
    public static int Run(string[] args)
    {
        var (count, rounds, threads) = (Number(args, 2, 200), Number(args, 3, 1), Number(args, 4, 2));
        var model = FullSizeModel.Prepare("nyu", Path.Combine("artifacts", "full-size"));
        var work = Directory.CreateTempSubdirectory("zoedepth-folder");
        try
        {
            var photographs = Photographs(work.CreateSubdirectory("photos").FullName, count);
            var tool = Path.Combine("artifacts", "cli", "ZoeDepth.Cli.dll");
            (string Name, string[] Command)[] ways =
            [
                ("peer", [args[1], "photos", args[0], photographs, Output(work, "peer"), $"{threads}"]),
                .. Enum.GetValues<Precision>().Select(precision => ($"{precision}".ToLowerInvariant(),
                    new[] { tool, "predict", photographs, "--model", model, "--stretch", "--no-pad", "--no-flip",
                        "--size", "384x512", "--threads", $"{threads}", "--precision",
                        $"{precision}".ToLowerInvariant(), "--out", Output(work, $"{precision}") })),
            ];
            var seconds = Array.ConvertAll(ways, _ => new List<double>());
            for (var round = 0; round < rounds; round++)
                foreach (var (i, (name, command)) in ways.Index())
                {
                    seconds[i].Add(Timed(command, command.Length == 6 ? command[4] : command[^1], count));
                    Console.WriteLine(string.Create(Invariant,
                        $"round {round + 1}, {name}: {count} photographs in {seconds[i][^1]:F1} s"));
                }
            var result = new JsonObject { ["photographs"] = count };
            foreach (var (i, (name, _)) in ways.Index())
            {
                result[$"{name}_s"] = Math.Round(Median.Of(seconds[i]), 2);
                if (i > 0) result[$"{name}_ratio"] = Math.Round(Median.Of(seconds[i]) / Median.Of(seconds[0]), 4);
            }
            Console.WriteLine(result.ToJsonString());
            return 0;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>The sample photographs again and again, under names of their own.</summary>
    private static string Photographs(string folder, int count)
    {
        var samples = Directory.GetFiles(Path.Combine("samples", "photos"), "*.jpg").Order().ToArray();
        for (var i = 0; i < count; i++)
            File.Copy(samples[i % samples.Length], Path.Combine(folder, string.Create(Invariant, $"{i:000}.jpg")));
        return folder;
    }

    private static string Output(DirectoryInfo work, string name) => Path.Combine(work.FullName, name);

    private static double Timed(string[] command, string output, int count)
    {
        if (Directory.Exists(output)) Directory.Delete(output, recursive: true);
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", command)
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (told, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var written = Directory.Exists(output) ? Directory.GetFiles(output, "*.png").Length : 0;
        return process.ExitCode == 0 && written == count ? seconds
            : throw new InvalidOperationException(
                $"{string.Join(' ', command)} ended with {process.ExitCode} and {written} of {count} files: " +
                $"{told.Result}{complaint.Result}");
    }

    private static int Number(string[] args, int at, int otherwise) =>
        args.Length > at ? int.Parse(args[at], Invariant) : otherwise;
}
