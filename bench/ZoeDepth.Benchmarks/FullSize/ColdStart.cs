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
    /// <summary>Starts <c>artifacts/cli</c> with a model's folder or file and waits for its end.</summary>
    /// <exception cref="InvalidOperationException">it did not end with 0</exception>
    public static ColdStart Of(string model, string picture, int threads, string precision = "float32")
    {
        var output = Directory.CreateTempSubdirectory("zoedepth-cold-start");
        try
        {
            var program = Path.Combine("artifacts", "cli", "ZoeDepth.Cli.dll");
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo("dotnet",
                [program, "predict", picture, "--model", model, "--no-flip", "--threads", $"{threads}",
                    "--precision", precision, "--out", output.FullName])
                    { RedirectStandardOutput = true, RedirectStandardError = true })!;
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
