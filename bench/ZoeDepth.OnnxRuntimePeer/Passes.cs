using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ZoeDepth.OnnxRuntimePeer;

/// <summary>
/// One pass for every line on standard input, so that another engine can take turns with it. Answers a line of JSON
/// each: <c>{"ready":s,"engine":name}</c>, then <c>{"seconds":s,"peak_mib":m}</c>.
/// </summary>
internal static class Passes
{
    public static int Run(string folder, string input, int threads, string output)
    {
        var pixels = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(input)).ToArray();
        var start = Stopwatch.GetTimestamp();
        using var network = new Network(folder, threads);
        Say($"{{\"ready\":{Stopwatch.GetElapsedTime(start).TotalSeconds},\"engine\":\"{Network.Engine}\"}}");
        while (Console.ReadLine() is not null)
        {
            start = Stopwatch.GetTimestamp();
            var depth = network.Run(pixels);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            File.WriteAllBytes(output, MemoryMarshal.AsBytes(depth.AsSpan()).ToArray());
            using var process = Process.GetCurrentProcess();
            Say($"{{\"seconds\":{seconds},\"peak_mib\":{process.PeakWorkingSet64 / 1048576.0}}}");
        }
        return 0;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
