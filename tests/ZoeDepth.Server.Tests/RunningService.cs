using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server.Tests;

/// <summary>The service of <c>zoedepth serve</c> at a free port, with a model of a few weights.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private TaskCompletionSource? _held;

    private RunningService(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(DepthService.AddressOf(app)
            .Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };
    }

    public static string Model => Goldens.PathOf("hf", "two-heads-kitti");

    public HttpClient Client { get; }

    public WebApplication App => _app;

    public DepthWork Work => _app.Services.GetRequiredService<DepthWork>();

    public Admission Admission => _app.Services.GetRequiredService<Admission>();

    public Uploads Uploads => _app.Services.GetRequiredService<Uploads>();

    public ModelCatalogue Models => _app.Services.GetRequiredService<ModelCatalogue>();

    public DepthEstimator Estimator => EstimatorOf(null);

    public DepthEstimator EstimatorOf(string? model)
    {
        using var use = Models.Find(model).Use();
        return use.Estimator;
    }

    public Uri Address => Client.BaseAddress!;

    public static async Task<RunningService> StartAsync(Action<ZoeDepthServerOptions>? configure = null,
        Func<DepthEstimator>? open = null, bool untilReady = true, string name = "tiny",
        IReadOnlyList<(string, Func<DepthEstimator>)>? more = null, bool metrics = false,
        IReadOnlyDictionary<string, string>? telemetry = null, Func<ServiceSettings, ServiceSettings>? settings = null,
        int port = 0)
    {
        var usual = new ServiceSettings
        {
            Address = IPAddress.Loopback,
            Port = port,
            Models = [(name, open ?? (() => DepthEstimator.FromPretrained(Model))), .. more ?? []],
            Configure = configure ?? (_ => { }),
            HeedsSignals = false,
            HasMetrics = metrics,
            Telemetry = telemetry ?? new Dictionary<string, string>(),
        };
        var app = DepthService.Build(settings?.Invoke(usual) ?? usual);
        await app.StartAsync();
        var service = new RunningService(app);
        if (untilReady) await service.ReadyAsync();
        return service;
    }

    public async Task ReadyAsync()
    {
        for (var tries = 0; !Models.IsReady; tries++)
        {
            tries.ShouldBeLessThan(600, "the model is not ready after a minute");
            await Task.Delay(100);
        }
    }

    /// <summary>
    /// Holds images whose turn has come until it is told that they are free, and tells when the first came.
    /// </summary>
    public (TaskCompletionSource Came, TaskCompletionSource Free) HoldTurns()
    {
        var (came, free) = (new TaskCompletionSource(), new TaskCompletionSource());
        _held = free;
        Work.TurnCame = _ =>
        {
            came.TrySetResult();
            return free.Task;
        };
        return (came, free);
    }

    /// <summary>Waits until something holds, which it must within a minute.</summary>
    public static Task UntilAsync(Func<bool> holds, string? because = null) =>
        UntilAsync(() => Task.FromResult(holds()), because);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string?)"/>
    public static async Task UntilAsync(Func<Task<bool>> holds, string? because = null)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            tries.ShouldBeLessThan(3000, because);
            await Task.Delay(20);
        }
    }

    /// <summary>A connection that has sent these bytes, and reads nothing unless told to.</summary>
    public async Task<TcpClient> ConnectedAsync(params byte[][] sent)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096, NoDelay = true };
        await client.ConnectAsync(Address.Host, Address.Port);
        foreach (var bytes in sent) await client.GetStream().WriteAsync(bytes);
        return client;
    }

    /// <summary>The first bytes of a request that posts so many bytes.</summary>
    public static byte[] Head(string path, string type, long length, string more = "") => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n{more}\r\n");

    /// <summary>What the service writes to its log from now on.</summary>
    public ConcurrentQueue<string> Written()
    {
        var log = new KeptLog();
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        return log.Lines;
    }

    /// <summary>Posts an image.</summary>
    public Task<HttpResponseMessage> PostAsync(byte[] image, string query = "size=64x96", string? accept = null,
        string type = "image/jpeg", CancellationToken cancellation = default) =>
        SendAsync(new ByteArrayContent(image) { Headers = { ContentType = new MediaTypeHeaderValue(type) } }, query,
            accept, cancellation);

    public Task<HttpResponseMessage> SendAsync(HttpContent content, string query = "size=64x96", string? accept = null,
        CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/depth?{query}") { Content = content };
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return Client.SendAsync(request, cancellation);
    }

    /// <summary>An answer's problem, which names the request.</summary>
    public static async Task<string> ProblemAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var document = JsonDocument.Parse(text);
        var problem = document.RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("requestId").GetString()
            .ShouldBe(response.Headers.GetValues("X-Request-Id").ShouldHaveSingleItem());
        return problem.GetProperty("detail").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // A test that fails does not keep its service waiting.
        _held?.TrySetResult();
        await _app.DisposeAsync();
    }

    /// <summary>A gray picture file.</summary>
    public static byte[] Picture(int width = 48, int height = 32, int seed = 7)
    {
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i * seed);
        return [.. Encoding.ASCII.GetBytes($"P5 {width} {height} 255\n"), .. pixels];
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
