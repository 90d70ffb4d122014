using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ZoeDepth.Imaging;
using ZoeDepth.Server;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>
/// All that fills memory at once, from several addresses: images that never end, the largest that are taken, large
/// answers that nobody reads, and results that are kept, under the limit that .NET has in a container of the memory
/// that <c>deploy/</c> gives.
/// </summary>
internal static class MemoryTrial
{
    private const long Given = 4L << 30, OfObjects = Given / 4 * 3;
    private const int ClientsOfEach = 12, Addresses = 6, SmallWindow = 4096, Piece = 1 << 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>What each kind of client asks, and whether it reads the answer.</summary>
    private static readonly (string Name, string Path, bool Reads)[] Roles =
    [
        ("never ends", "/v1/depth", true), ("largest", "/v1/depth?size=192x256&output=spread", true),
        ("largest in colours", "/v1/depth?size=192x256&output=color", true),
        ("unread", "/v1/depth?size=192x256&output=npy", false),
        ("kept", "/v1/depth?size=192x256&outputs=npy,color,glb", true),
    ];

    public static async Task<bool> RunAsync(string tool, Photograph photograph, TimeSpan time)
    {
        var (large, middle, endless) = (Picture(8000, 6000), Picture(3000, 2000), new byte[30_000_000]);
        await using var served = await ServedProcess.StartAsync(tool, objects: OfObjects);
        var (answers, client) = (new Answers(), 0);
        using (var end = new CancellationTokenSource(time))
            await Task.WhenAll(from role in Roles
                               from _ in Enumerable.Range(0, ClientsOfEach)
                               let address = new IPAddress([127, 0, 0, (byte)(2 + (client++ % Addresses))])
                               let file = role.Name switch
                               {
                                   "never ends" => endless,
                                   "kept" or "unread" => middle,
                                   _ => large,
                               }
                               select RunAsync(served.Client.BaseAddress!, address, role, file, answers, end.Token));
        var good = (await photograph.PostAsync(served.Client)).Status;
        var peak = served.MostMegabytes;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Roles.Length * ClientsOfEach} clients for {time.TotalSeconds:0} s: {answers}; {peak:0} MiB at most, " +
            $"requests may take {new ZoeDepthServerOptions().MaxRequestMemoryBytes >> 20} of " +
            $"{Given >> 20}; {served.Errors.Count} lines on standard error"));
        foreach (var line in served.Errors.Take(5)) Console.WriteLine($"  {line}");
        var exit = await served.StopAsync();
        return ServiceTrials.Judge(
            ("memory stays below what deploy/ gives", peak <= Given >> 20),
            ("nothing was written to standard error: no memory was missing", served.Errors.Count == 0),
            ("a good request is answered afterwards", good == 200),
            ("it stops with 0", exit == 0));
    }

    private static async Task RunAsync(Uri service, IPAddress from, (string Name, string Path, bool Reads) role,
        byte[] file, Answers answers, CancellationToken end)
    {
        var isEndless = role.Name == "never ends";
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST {role.Path} HTTP/1.1\r\nHost: {service.Authority}\r\nContent-Type: image/png\r\n" +
            $"Content-Length: {file.Length + (isEndless ? 1 : 0)}\r\nConnection: close\r\n\r\n"));
        while (!end.IsCancellationRequested)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            if (!role.Reads) socket.ReceiveBufferSize = SmallWindow;
            try
            {
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(service.Host, service.Port, end);
                await socket.SendAsync(head, end);
                var buffer = new byte[Piece];
                var first = socket.ReceiveAsync(buffer, end).AsTask();
                for (var at = 0; at < file.Length && !first.IsCompleted; at += Piece)
                    await socket.SendAsync(file.AsMemory(at, Math.Min(Piece, file.Length - at)), end);
                var status = await first < 12 ? "closed" : Encoding.ASCII.GetString(buffer, 9, 3);
                answers.Add($"{role.Name} {status}");
                if (status == "429") await Task.Delay(Pause, end);
                else if (!role.Reads) await Task.Delay(TimeSpan.FromSeconds(30), end);
                else
                    while (await socket.ReceiveAsync(buffer, end) > 0) { }
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                answers.Add($"{role.Name} {(error is SocketException ? "closed" : "open at the end")}");
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    /// <summary>Stripes, which take few bytes and all of their pixels.</summary>
    private static byte[] Picture(int width, int height)
    {
        var pixels = new byte[3 * width * height];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i % (3 * width) / 7);
        using var file = new MemoryStream();
        PngEncoder.Save(new RasterImage(width, height, PixelFormat.Rgb8, pixels), file);
        return file.ToArray();
    }
}
