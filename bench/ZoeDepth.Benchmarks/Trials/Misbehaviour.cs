using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>A way to be a bad client.</summary>
/// <param name="name">what its answers are counted as</param>
/// <param name="head">path, type and length of its request</param>
/// <param name="act">sends the rest of a photograph's request, and says what came of it</param>
internal sealed class Misbehaviour(string name, Func<byte[], (string Path, string Type, long Length)> head,
    Func<Socket, byte[], CancellationToken, Task<string>> act)
{
    private const int SmallWindow = 4096, ReadAtOnce = 100, MostParts = 256;
    private static readonly TimeSpan BetweenBytes = TimeSpan.FromMilliseconds(200),
        BetweenParts = TimeSpan.FromSeconds(2), BeforeAbort = TimeSpan.FromMilliseconds(20);

    /// <summary>Five bytes of the photograph a second.</summary>
    public static Misbehaviour ByteByByte { get; } = new("byte by byte", OneImage, async (socket, file, end) =>
    {
        var answer = AnswerAsync(socket, end);
        for (var i = 0; i < file.Length && !answer.IsCompleted; i++)
        {
            await socket.SendAsync(file.AsMemory(i, 1), end);
            await Task.WhenAny(answer, Task.Delay(BetweenBytes, end));
        }
        return await answer;
    });

    /// <summary>Its half of the connection is closed in the middle of the photograph.</summary>
    public static Misbehaviour HalfClosed { get; } = new("half closed", OneImage, async (socket, file, end) =>
    {
        await socket.SendAsync(file.AsMemory(0, file.Length / 2), end);
        socket.Shutdown(SocketShutdown.Send);
        return await AnswerAsync(socket, end);
    });

    /// <summary>The connection is reset in the middle of the photograph.</summary>
    public static Misbehaviour Aborted { get; } = new("aborted", OneImage, async (socket, file, end) =>
    {
        await socket.SendAsync(file.AsMemory(0, file.Length / 2), end);
        await Task.Delay(BeforeAbort, end);
        socket.LingerState = new LingerOption(true, 0);
        return "";
    });

    /// <summary>Asks for megabytes, and reads five hundred bytes of them a second.</summary>
    public static Misbehaviour SlowReader { get; } = new("slow reader",
        file => ("/v1/depth?output=ply", "image/jpeg", file.Length), async (socket, file, end) =>
    {
        await socket.SendAsync(file, end);
        var answer = await AnswerAsync(socket, end);
        var buffer = new byte[ReadAtOnce];
        while (await socket.ReceiveAsync(buffer, end) > 0) await Task.Delay(BetweenBytes, end);
        return answer;
    });

    /// <summary>A batch that sends a photograph every two seconds, and never its end.</summary>
    public static Misbehaviour SlowBatch { get; } = new("slow batch",
        file => ("/v1/depth/batch", "multipart/form-data; boundary=b", (long)MostParts * (file.Length + 200)),
        async (socket, file, end) =>
    {
        var answer = AnswerAsync(socket, end);
        byte[] part = [.. "--b\r\nContent-Disposition: form-data; name=images; filename=a\r\n\r\n"u8, .. file,
            .. "\r\n"u8];
        for (var i = 0; i < MostParts && !answer.IsCompleted; i++)
        {
            await socket.SendAsync(part, end);
            await Task.WhenAny(answer, Task.Delay(BetweenParts, end));
        }
        return await answer;
    });

    /// <summary>Does it again and again until told to end, each time counting what came.</summary>
    public async Task RunAsync(Uri address, byte[] file, Answers answers, CancellationToken end)
    {
        var (path, type, length) = head(file);
        var request = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: {type}\r\n" +
            $"Content-Length: {length}\r\n\r\n"));
        while (!end.IsCancellationRequested)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp)
                { NoDelay = true, ReceiveBufferSize = SmallWindow };
            try
            {
                await socket.ConnectAsync(address.Host, address.Port, end);
                await socket.SendAsync(request, end);
                answers.Add($"{name} {await act(socket, file, end)}".TrimEnd());
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                answers.Add($"{name} {(error is SocketException ? "closed" : "open at the end")}");
            }
        }
    }

    private static (string, string, long) OneImage(byte[] file) => ("/v1/depth", "image/jpeg", file.Length);

    /// <summary>The status of an answer, or that none came.</summary>
    private static async Task<string> AnswerAsync(Socket socket, CancellationToken end)
    {
        var buffer = new byte[ReadAtOnce];
        var read = await socket.ReceiveAsync(buffer, end);
        return read < 12 ? "unanswered" : Encoding.ASCII.GetString(buffer, 9, 3);
    }
}
