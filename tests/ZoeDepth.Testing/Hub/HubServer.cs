using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZoeDepth.Testing.Hub;

/// <summary>
/// A Hugging Face hub on this machine, with a store of its own for large files as the real one has, and a release of
/// files beside it. It speaks HTTP over plain sockets, so that it can also break its word: <see cref="Answers"/>.
/// </summary>
public sealed class HubServer : IDisposable
{
    private readonly TcpListener _hub = Listen(), _store = Listen();
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<HubRequest> _requests = [];

    /// <summary>Begins to listen.</summary>
    public HubServer()
    {
        _ = ServeAsync(_hub, "hub");
        _ = ServeAsync(_store, "store");
    }

    /// <summary>What <c>HF_ENDPOINT</c> is set to.</summary>
    public Uri Endpoint => AddressOf(_hub);

    /// <summary>What <c>ZOEDEPTH_RELEASE_ENDPOINT</c> is set to.</summary>
    public Uri Release => new(Endpoint, "/release");

    /// <summary>Where large files are: another server, on another port.</summary>
    public Uri Store => AddressOf(_store);

    /// <summary>The repositories by their names.</summary>
    public ConcurrentDictionary<string, HubRepo> Repos { get; } = [];

    /// <summary>Files of the release.</summary>
    public ConcurrentDictionary<string, byte[]> Released { get; } = [];

    /// <summary>Answers other than the usual one; null leaves a request to the usual one. On several threads.</summary>
    public Func<HubRequest, HubAnswer?> Answers { get; set; } = _ => null;

    /// <summary>The one token that opens it; none is needed when null.</summary>
    public string? Token { get; set; }

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<HubRequest> Requests => [.. _requests];

    /// <summary>Downloads of a file, wherever they were asked for.</summary>
    public IEnumerable<HubRequest> Downloads(string name) => Requests.Where(request =>
        request.Method == "GET" && (request.Server == "store" || request.Target.Contains("/release/",
            StringComparison.Ordinal)) && request.IsFor(name));

    /// <summary>The usual answer.</summary>
    public HubAnswer Usual(HubRequest request)
    {
        var path = Uri.UnescapeDataString(Uri.TryCreate(request.Target, UriKind.Absolute, out var whole)
            && whole.Scheme == "http" ? whole.AbsolutePath : request.Target.Split('?')[0]);
        if (request.Server == "store") return Stored(path, request);
        if (Token is not null && request.Authorization != $"Bearer {Token}" && !path.StartsWith("/release/",
            StringComparison.Ordinal))
            return HubAnswer.Of(401, ("X-Error-Code", "RepoNotFound"),
                ("X-Error-Message", "Invalid username or password."));
        return path.Trim('/').Split('/') switch
        {
            ["api", "models", var owner, var model, "revision", .. var revision]
                when Repos.TryGetValue($"{owner}/{model}", out var repo) => repo.Listing(string.Join('/', revision)),
            [var owner, var model, "resolve", var commit, .. var file]
                when Repos.TryGetValue($"{owner}/{model}", out var repo) =>
                repo.File(commit, string.Join('/', file), Store, request.From),
            ["release", var file] when Released.TryGetValue(file, out var bytes) =>
                Part(bytes, request.From, ("ETag", $"\"{HubRepo.Sha256(bytes)}\"")),
            _ => HubAnswer.Of(404, ("X-Error-Code", "RepoNotFound"), ("X-Error-Message", "Repository not found")),
        };
    }

    /// <summary>Bytes from one on, as servers answer a range.</summary>
    public static HubAnswer Part(byte[] bytes, long from, params (string Name, string Value)[] headers)
    {
        if (from == 0) return new HubAnswer(200, bytes, headers);
        if (from >= bytes.Length)
            return HubAnswer.Of(416, [("Content-Range", $"bytes */{bytes.Length}"), .. headers]);
        return new HubAnswer(206, bytes[(int)from..],
            [("Content-Range", $"bytes {from}-{bytes.Length - 1}/{bytes.Length}"), .. headers]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _hub.Dispose();
        _store.Dispose();
        _end.Dispose();
    }

    private HubAnswer Stored(string path, HubRequest request)
    {
        foreach (var repo in Repos.Values)
            if (repo.Stored(path) is { } bytes) return Part(bytes, request.From, ("ETag", "\"a mark of the store\""));
        return HubAnswer.Of(403);
    }

    private async Task ServeAsync(TcpListener listener, string name)
    {
        var end = _end.Token;
        try
        {
            while (!end.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(end);
                _ = AnswerAsync(client, name, end);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException
            or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client, string name, CancellationToken end)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadAsync(stream, name, end) is not { } request) return;
                _requests.Enqueue(request);
                var answer = Answers(request) ?? Usual(request);
                await Task.Delay(answer.Delay, end);
                await WriteAsync(stream, request, answer, end);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException
                or ObjectDisposedException)
            {
                // The client has gone.
            }
        }
    }

    private static async Task<HubRequest?> ReadAsync(NetworkStream stream, string name, CancellationToken end)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, end) == 0) return null;
            head.Append((char)one[0]);
        }
        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ');
        return new HubRequest(name, words[0], words[1], lines.Skip(1).Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0].ToLowerInvariant(), parts => parts[1].Trim()));
    }

    private static async Task WriteAsync(NetworkStream stream, HubRequest request, HubAnswer answer,
        CancellationToken end)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Answer\r\n");
        foreach (var (name, value) in answer.Headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
        if ((answer.DeclaredLength ?? answer.Body.Length) is >= 0 and var length)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        head.Append("Connection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ToString()), end);
        if (request.Method == "HEAD") return;
        var count = Math.Min(answer.Body.Length, answer.DropsAfter ?? answer.StallsAfter ?? int.MaxValue);
        await stream.WriteAsync(answer.Body.AsMemory(0, count), end);
        await stream.FlushAsync(end);
        if (answer.StallsAfter is not null) await Task.Delay(Timeout.Infinite, end);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static Uri AddressOf(TcpListener listener) => new($"http://{listener.LocalEndpoint}");
}
