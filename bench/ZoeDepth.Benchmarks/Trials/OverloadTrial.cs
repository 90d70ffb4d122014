using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>
/// Two hundred clients: two fifths ask as fast as they can, a fifth sends bodies byte by byte, a fifth closes its half
/// of the connection in mid-body, a fifth aborts in mid-body.
/// </summary>
internal static class OverloadTrial
{
    private const int Clients = 200, Roles = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), BetweenBytes = TimeSpan.FromMilliseconds(200);

    public static async Task<bool> RunAsync(string tool, Photograph photograph, TimeSpan time)
    {
        await using var served = await ServedProcess.StartAsync(tool);
        var (_, expected) = await photograph.PostAsync(served.Client);
        var (good, bad) = (new Answers(), new Answers());
        string memory;
        await using (var curve = new MemoryCurve(served))
        {
            using var end = new CancellationTokenSource(time);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => (client % Roles) switch
            {
                0 or 1 => photograph.PostUntilAsync(served.Client, good, expected, end.Token),
                var role => MisbehaveAsync(served.Client.BaseAddress!, photograph, role, bad, end.Token),
            }));
            memory = curve.ToString();
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
            ("it stops with 0", exit == 0));
    }

    private static async Task MisbehaveAsync(Uri address, Photograph photograph, int role, Answers answers,
        CancellationToken end)
    {
        var head = Encoding.ASCII.GetBytes($"POST /v1/depth HTTP/1.1\r\nHost: {address.Authority}\r\n" +
            $"Content-Type: image/jpeg\r\nContent-Length: {photograph.File.Length}\r\n\r\n");
        while (!end.IsCancellationRequested)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address.Host, address.Port, end);
                await socket.SendAsync(head, end);
                answers.Add(role switch
                {
                    2 => await TrickleAsync(socket, photograph.File, end),
                    3 => await HalfCloseAsync(socket, photograph.File, end),
                    _ => await AbortAsync(socket, photograph.File, end),
                });
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                answers.Add(error is SocketException ? "connection closed" : "still open at the end");
            }
        }
    }

    private static async Task<string> TrickleAsync(Socket socket, byte[] file, CancellationToken end)
    {
        var answer = AnswerAsync(socket, end);
        for (var i = 0; i < file.Length && !answer.IsCompleted; i++)
        {
            await socket.SendAsync(file.AsMemory(i, 1), end);
            await Task.WhenAny(answer, Task.Delay(BetweenBytes, end));
        }
        return $"byte by byte {await answer}";
    }

    private static async Task<string> HalfCloseAsync(Socket socket, byte[] file, CancellationToken end)
    {
        await socket.SendAsync(file.AsMemory(0, file.Length / 2), end);
        socket.Shutdown(SocketShutdown.Send);
        return $"half closed {await AnswerAsync(socket, end)}";
    }

    private static async Task<string> AbortAsync(Socket socket, byte[] file, CancellationToken end)
    {
        await socket.SendAsync(file.AsMemory(0, file.Length / 2), end);
        await Task.Delay(20, end);
        socket.LingerState = new LingerOption(true, 0);
        return "aborted";
    }

    /// <summary>The status of an answer, or that none came.</summary>
    private static async Task<string> AnswerAsync(Socket socket, CancellationToken end)
    {
        var buffer = new byte[4096];
        var read = await socket.ReceiveAsync(buffer, end);
        return read < 12 ? "unanswered" : Encoding.ASCII.GetString(buffer, 9, 3);
    }
}
