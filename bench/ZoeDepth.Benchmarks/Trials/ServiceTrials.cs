using System.Globalization;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>
/// The service as a process of its own under what operators fear: many clients, bad clients, all that fills memory,
/// hostile bytes, an end in mid-work, models swapped for an hour. Each prints what it saw;
/// <c>bench/service-trials.sh</c> keeps it.
/// </summary>
internal static class ServiceTrials
{
    /// <summary>
    /// <c>trials load|overload|memory|hostile|stop|soak|first-paint TOOL.dll PHOTO.jpg [SECONDS or COUNT]</c>.
    /// </summary>
    public static int Run(string[] args)
    {
        var (name, tool, photograph) = (args[0], args[1], new Photograph(File.ReadAllBytes(args[2])));
        int? amount = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : null;
        var trial = name switch
        {
            "load" => LoadTrial.RunAsync(tool, photograph, TimeSpan.FromSeconds(amount ?? 600)),
            "overload" => OverloadTrial.RunAsync(tool, photograph, TimeSpan.FromSeconds(amount ?? 600)),
            "memory" => MemoryTrial.RunAsync(tool, photograph, TimeSpan.FromSeconds(amount ?? 120)),
            "hostile" => HostileTrial.RunAsync(tool, photograph, amount ?? 200_000),
            "stop" => StopTrial.RunAsync(tool, photograph, amount ?? 10),
            "first-paint" => FirstPaintTrial.RunAsync(tool, amount ?? 5),
            "soak" => SoakTrial.RunAsync(tool, photograph, TimeSpan.FromSeconds(amount ?? 3600)),
            _ => throw new ArgumentException($"'{name}' is no trial"),
        };
        return trial.GetAwaiter().GetResult() ? 0 : 1;
    }

    /// <summary>Says what holds, and returns whether all does.</summary>
    public static bool Judge(params (string What, bool Holds)[] demands)
    {
        foreach (var (what, holds) in demands) Console.WriteLine($"{(holds ? "holds" : "FAILS")}: {what}");
        return demands.All(demand => demand.Holds);
    }
}
