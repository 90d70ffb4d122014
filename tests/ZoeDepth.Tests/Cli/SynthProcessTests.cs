using System.Diagnostics;
using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Tests.Cli;

public sealed class SynthProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Ended by SIGKILL, which no program can answer, wherever it happens to be.</summary>
    [Fact]
    public void A_run_that_is_killed_goes_on_and_ends_with_the_same_bytes()
    {
        const int Count = 96;
        var (folder, whole) = (_folder.File("set"), _folder.File("whole"));
        string[] words = ["--size", "16x24", "--shard-size", "40"];
        SynthProcess.Run(whole, Count, [], words);
        foreach (var atLeast in new[] { 1, 40, 80 })
        {
            using var process = SynthProcess.Start(folder, Count, [], words);
            var start = Stopwatch.GetTimestamp();
            while (!process.HasExited && Pictures(folder) < atLeast
                && Stopwatch.GetElapsedTime(start).TotalSeconds < 60) Thread.Sleep(1);
            process.Kill();
            process.WaitForExit();
        }
        File.ReadLines(Path.Combine(folder, "manifest.jsonl")).Count()
            .ShouldBeGreaterThanOrEqualTo(32, "the later kills shall leave a part of the manifest");
        SynthProcess.Run(folder, Count, [], words);
        SynthProcess.ShouldBeTheSame(folder, whole);
        var dataset = ManifestDataset.Open(folder);
        Enumerable.Range(0, Count).Sum(i => dataset.Load(i).Image.Width).ShouldBe(24 * Count);
    }

    private static int Pictures(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories).Count() : 0;

    /// <summary>
    /// The runtime is told that the processor lacks instructions; wide vectors then run as narrower ones, in the end
    /// one number at a time.
    /// </summary>
    [Fact]
    public void The_bytes_do_not_depend_on_threads_or_instruction_sets()
    {
        const int Count = 8;
        SynthProcess.Run(_folder.File("0"), Count, [], "--size", "16x24", "--threads", "1");
        Dictionary<string, string>[] machines =
        [
            new() { ["ZOEDEPTH_THREADS"] = "2", ["ZOEDEPTH_SIMD"] = "scalar" },
            new() { ["ZOEDEPTH_THREADS"] = "3", ["ZOEDEPTH_SIMD"] = "vector128" },
            new() { ["DOTNET_EnableAVX512"] = "0", ["DOTNET_EnableAVX512F"] = "0", ["ZOEDEPTH_SIMD"] = "" },
            new() { ["DOTNET_EnableAVX2"] = "0", ["DOTNET_EnableFMA"] = "0", ["ZOEDEPTH_SIMD"] = "" },
            new() { ["DOTNET_EnableHWIntrinsic"] = "0", ["ZOEDEPTH_SIMD"] = "" },
        ];
        foreach (var (i, machine) in machines.Index())
        {
            SynthProcess.Run(_folder.File($"{i + 1}"), Count, machine, "--size", "16x24");
            SynthProcess.ShouldBeTheSame(_folder.File($"{i + 1}"), _folder.File("0"));
        }
    }
}
