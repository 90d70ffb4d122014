using System.Diagnostics;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

/// <summary>
/// <c>zoedepth synth</c> as a process of its own, which can be ended by force and be given another machine to believe
/// in.
/// </summary>
internal static class SynthProcess
{
    public static Process Start(string folder, int count, IEnumerable<KeyValuePair<string, string>> environment,
        params string[] words)
    {
        var program = typeof(CommandLine).Assembly.Location;
        string[] command = [program, "synth", "--family", "all", "--seed", "11", "--out", folder, "--count",
            $"{count}"];
        var start = new ProcessStartInfo("dotnet", [.. command, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static void Run(string folder, int count, IEnumerable<KeyValuePair<string, string>> environment,
        params string[] words)
    {
        using var process = Start(folder, count, environment, words);
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(ExitCode.Done, errors.Result);
    }

    /// <summary>Every file of both folders, byte for byte.</summary>
    public static void ShouldBeTheSame(string folder, string asFolder)
    {
        var names = Names(asFolder);
        Names(folder).ShouldBe(names);
        foreach (var name in names)
            File.ReadAllBytes(Path.Combine(folder, name)).AsSpan()
                .SequenceEqual(File.ReadAllBytes(Path.Combine(asFolder, name))).ShouldBeTrue(name);

        static List<string> Names(string folder) =>
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal),
        ];
    }
}
