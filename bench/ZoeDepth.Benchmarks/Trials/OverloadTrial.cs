using System.Diagnostics;
using System.Globalization;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>
/// Two hundred clients: two fifths ask as fast as they can, the others are as bad as <see cref="Misbehaviour"/> knows,
/// a fifth byte by byte and a tenth in each other way.
/// </summary>
internal static class OverloadTrial
{
    private const int Clients = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How the clients of each ten misbehave; null: they do not.</summary>
    private static readonly Misbehaviour?[] Roles =
    [
        null, null, null, null, Misbehaviour.ByteByByte, Misbehaviour.ByteByByte, Misbehaviour.HalfClosed,
        Misbehaviour.Aborted, Misbehaviour.SlowReader, Misbehaviour.SlowBatch,
    ];

    public static async Task<bool> RunAsync(string tool, Photograph photograph, TimeSpan time)
    {
        await using var served = await ServedProcess.StartAsync(tool);
        var (_, expected) = await photograph.PostAsync(served.Client);
        var (good, bad) = (new Answers(), new Answers());
        LateMemory memory;
        await using (var curve = new MemoryCurve(served))
        {
            using var end = new CancellationTokenSource(time);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Roles[client % Roles.Length] is { } role
                ? role.RunAsync(served.Client.BaseAddress!, photograph.File, bad, end.Token)
                : photograph.PostUntilAsync(served.Client, good, expected, end.Token)));
            memory = await curve.EndAsync();
        }
        var recovery = Stopwatch.GetTimestamp();
        while ((await photograph.PostAsync(served.Client)).Status != 200) await Task.Delay(20);
        var recovered = Stopwatch.GetElapsedTime(recovery);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Clients} clients for {time.TotalSeconds:0} s: good ones {good}, {good.Times()}; bad ones {bad}; " +
            $"{memory}; answers again after {recovered.TotalMilliseconds:0} ms"));
        Console.WriteLine($"{served.Errors.Count} lines on standard error");
        foreach (var line in served.Errors.Take(5)) Console.WriteLine($"  {line}");
        var exit = await served.StopAsync();
        return ServiceTrials.Judge(
            ("who asks rightly gets the right bytes, 429 or 503",
                good.ToString().Split(", ").All(kind => kind[..3] is "200" or "429" or "503")),
            ($"a request is answered within {Patience.TotalSeconds:0} s of the end", recovered <= Patience),
            memory.IsFlat,
            ("nothing was written to standard error", served.Errors.Count == 0),
            ("it stops with 0", exit == 0));
    }
}
