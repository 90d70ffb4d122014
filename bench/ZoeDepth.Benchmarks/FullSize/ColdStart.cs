using System.Diagnostics;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>One start of the published command line that estimates one picture.</summary>
/// <param name="Seconds">
/// from the start of the process until the depth file is there: it is renamed into place when complete, so its name is
/// the signal. What the system needs afterwards to take back the process's memory is not part of it.
/// </param>
/// <param name="PeakMebibytes">the most memory the process has held until then, MiB</param>
internal readonly record struct ColdStart(double Seconds, double PeakMebibytes)
{
    /// <summary>The command line as the tool's package has it, compiled as far as that goes.</summary>
    public static readonly string[] Precompiled = ["dotnet", Path.Combine("artifacts", "cli", "ZoeDepth.Cli.dll")];

    /// <summary>The command line compiled ahead of time.</summary>
    public static readonly string[] Native = [Path.Combine("artifacts", "native", "zoedepth")];

    /// <summary>Starts a program with a model's folder or file and waits for its end.</summary>
    /// <param name="model">the folder or file</param>
    /// <param name="picture">what it estimates</param>
    /// <param name="threads">how many it may use</param>
    /// <param name="precision">of its products</param>
    /// <param name="cache">where it looks for operands that were packed ahead; nowhere when left out</param>
    /// <param name="program">the program and its first words; <see cref="Precompiled"/> when left out</param>
    /// <exception cref="InvalidOperationException">it did not end with 0</exception>
    public static ColdStart Of(string model, string picture, int threads, string precision = "float32",
        string? cache = null, string[]? program = null)
    {
        var output = Directory.CreateTempSubdirectory("zoedepth-cold-start");
        try
        {
            var clock = Stopwatch.StartNew();
            using var process = Start(program ?? Precompiled, cache ?? output.FullName, "predict", picture,
                "--model", model, "--no-flip", "--threads", $"{threads}", "--precision", precision,
                "--out", output.FullName);
            var (told, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            var peak = 0L;
            for (var turn = 0; output.GetFiles("*.depth.png").Length == 0 && !process.HasExited; turn++)
            {
                Thread.Sleep(2);
                if (turn % 8 == 0) peak = PeakBytes(process) ?? peak;
            }
            var seconds = clock.Elapsed.TotalSeconds;
            peak = PeakBytes(process) ?? peak;
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException(
                    $"zoedepth predict ended with {process.ExitCode}: {told.Result}{complaint.Result}");
            return new(seconds, peak / 1048576.0);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    /// <summary>Packs a model's operands into files below a cache.</summary>
    /// <exception cref="InvalidOperationException">the command did not end with 0</exception>
    public static void Prepare(string model, string precision, string cache)
    {
        using var process = Start(Precompiled, cache, "models", "prepare", model, "--precision", precision);
        var (told, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"zoedepth models prepare ended with {process.ExitCode}: {told.Result}{complaint.Result}");
    }

    private static Process Start(string[] program, string cache, params string[] words)
    {
        var start = new ProcessStartInfo(program[0], [.. program[1..], .. words])
            { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ZOEDEPTH_CACHE"] = cache;
        return Process.Start(start)!;
    }

    // Null once the process has ended.
    private static long? PeakBytes(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64 is > 0 and var bytes ? bytes : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
