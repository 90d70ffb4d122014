using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>
/// Seeded requests that are all wrong, and bytes that are no requests: each is refused with a status of its sender's
/// fault, nothing is written that was not asked for, and nothing grows.
/// </summary>
internal static class HostileTrial
{
    private const int Clients = 8, Raw = 5, Shown = 10;
    private const double MostGrowth = 1.05;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<bool> RunAsync(string tool, Photograph photograph, int count)
    {
        await using var served = await ServedProcess.StartAsync(tool);
        var (kinds, statuses, unexpected) = (new Answers(), new Answers(), new List<string>());
        var (next, start, warm) = (-1, Stopwatch.GetTimestamp(), 0.0);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var seed && seed < count)
            {
                if (seed == count / 5) warm = served.Megabytes;
                var random = new Random(seed);
                var (kind, answer) = seed % Raw == 0
                    ? ("bytes", await SendAsync(served.Client.BaseAddress!, HostileBytes.Next(random)))
                    : await AskAsync(served.Client, new HostileRequest(random, photograph.File));
                kinds.Add(kind);
                statuses.Add(answer);
                if (answer is ['4', _, _] || (kind == "bytes" && answer is "closed" or "505")) continue;
                lock (unexpected) unexpected.Add($"seed {seed}, {kind}: {answer}");
            }
        })));
        var took = Stopwatch.GetElapsedTime(start);
        var growth = served.Megabytes / warm;
        var (good, _) = await photograph.PostAsync(served.Client);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} in {took.TotalSeconds:0} s ({kinds}): {statuses}; {served.Megabytes:0} MiB at the end, " +
            $"{100 * (growth - 1):+0.0;-0.0} % beside after a fifth; {served.Errors.Count} lines on standard error"));
        foreach (var line in served.Errors.Concat(unexpected).Take(Shown)) Console.WriteLine($"  {line}");
        var exit = await served.StopAsync();
        return ServiceTrials.Judge(
            ("every request was refused with 4xx; what is no HTTP/1.1 with that, with Kestrel's 505, or a closed " +
                "connection",
                unexpected.Count == 0),
            ("nothing was written to standard error", served.Errors.Count == 0),
            ($"memory grows by no more than {100 * (MostGrowth - 1):0} % after the first fifth", growth <= MostGrowth),
            ("a good request is answered afterwards", good == 200),
            ("it stops with 0", exit == 0));
    }

    private static async Task<(string Kind, string Answer)> AskAsync(HttpClient client, HostileRequest hostile)
    {
        var (kind, request) = hostile.Next();
        using var sent = request;
        try
        {
            using var answer = await client.SendAsync(sent);
            return (kind, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (HttpRequestException error)
        {
            return (kind, error.HttpRequestError.ToString());
        }
    }

    /// <summary>The status that came back, or how the connection ended.</summary>
    private static async Task<string> SendAsync(Uri address, byte[] bytes)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var patience = new CancellationTokenSource(Patience);
        // Closed by a reset: two hundred thousand connections would leave their ports waiting.
        socket.LingerState = new LingerOption(true, 0);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, patience.Token);
            await socket.SendAsync(bytes, patience.Token);
            socket.Shutdown(SocketShutdown.Send);
            var buffer = new byte[1024];
            var read = await socket.ReceiveAsync(buffer, patience.Token);
            // HTTP/2 is answered in its own bytes, that this is not spoken here.
            return read < 12 || !char.IsAsciiDigit((char)buffer[9]) ? "closed" : Encoding.ASCII.GetString(buffer, 9, 3);
        }
        catch (SocketException)
        {
            return "closed";
        }
        catch (OperationCanceledException)
        {
            return "left open";
        }
    }
}
