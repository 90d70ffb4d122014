using System.Diagnostics;

namespace ZoeDepth.Benchmarks.Codecs;

/// <summary>A decoder of others as a program: one process for one file.</summary>
/// <param name="Name">the program</param>
/// <param name="Arguments">what stands before the file's name</param>
internal sealed record NativeProgram(string Name, params string[] Arguments)
{
    /// <summary>
    /// Decodes a file to nowhere; milliseconds, starting the process included. The shell replaces itself by the
    /// program.
    /// </summary>
    public double Time(string path)
    {
        var start = Stopwatch.GetTimestamp();
        Run("/dev/null", Name, [.. Arguments, path]);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The pixels of a file: the end of the PNM file that the program writes.</summary>
    public byte[] Pixels(string path, int count)
    {
        var file = path + ".pnm";
        Run(file, Name, [.. Arguments, path]);
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        return bytes.Length < count ? bytes : bytes[^count..];
    }

    /// <summary>Runs a program with its standard output in a file.</summary>
    /// <exception cref="InvalidOperationException">it failed</exception>
    public static void Run(string output, string program, params string[] arguments)
    {
        using var process = Process.Start("sh", ["-c", "exec \"$@\" > \"$0\"", output, program, .. arguments]);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} failed with exit code {process.ExitCode}");
    }
}
