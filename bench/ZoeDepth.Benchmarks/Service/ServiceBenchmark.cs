using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZoeDepth.Imaging;

namespace ZoeDepth.Benchmarks.Service;

/// <summary>
/// What a request costs beside decoding, estimating and encoding: the library and the service in one process, turn by
/// turn, on one estimator; then many clients at once.
/// </summary>
internal static class ServiceBenchmark
{
    private const int WarmUps = 5, MaxConcurrent = 2;

    /// <summary><c>service MODEL PHOTO.jpg [ROUNDS] [CLIENTS] [SECONDS]</c>.</summary>
    public static int Run(string[] args)
    {
        var (model, photo) = (args[0], File.ReadAllBytes(args[1]));
        var rounds = Number(args, 2, 40);
        using var estimator = DepthEstimator.FromPretrained(model);
        estimator.PrepareAsync().GetAwaiter().GetResult();
        return RunAsync(estimator, photo, rounds, Number(args, 3, 16), Number(args, 4, 20)).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(DepthEstimator estimator, byte[] photo, int rounds, int clients,
        int seconds)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddZoeDepth("model", () => estimator, options =>
            (options.MaxConcurrent, options.QueueLength) = (MaxConcurrent, 64));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.MapZoeDepth();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        var expected = Library(estimator, photo);
        var answered = await AskAsync(client, photo);
        if (!expected.AsSpan().SequenceEqual(answered))
            throw new InvalidOperationException("the service's bytes are not the library's");
        for (var i = 0; i < WarmUps; i++) (_, _) = (Library(estimator, photo), await AskAsync(client, photo));

        var (here, there) = (new double[rounds], new double[rounds]);
        for (var i = 0; i < rounds; i++)
        {
            if (i % 2 == 0) here[i] = Milliseconds(() => Library(estimator, photo));
            there[i] = await MillisecondsAsync(() => AskAsync(client, photo));
            if (i % 2 == 1) here[i] = Milliseconds(() => Library(estimator, photo));
        }
        var overhead = Median.Of(there.Zip(here, (service, library) => service - library));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"one client, {rounds} turns: library {Median.Of(here):0.0} ms, service {Median.Of(there):0.0} ms, " +
            $"median difference of a turn {overhead:0.0} ms, {100 * overhead / Median.Of(here):0.0} %"));
        await Saturate(estimator, client, photo, clients, seconds);
        return 0;
    }

    /// <summary>The library with as many at once as the service works on, then many clients, twice.</summary>
    private static async Task Saturate(DepthEstimator estimator, HttpClient client, byte[] photo, int clients,
        int seconds)
    {
        var half = TimeSpan.FromSeconds(seconds / 2.0);
        var (library, service, times) = (0, 0, new List<double>());
        var (libraryTime, serviceTime) = (0.0, 0.0);
        for (var turn = 0; turn < 2; turn++)
        {
            var (done, took) = await Many(MaxConcurrent, half, () => Task.Run(() => Library(estimator, photo)), []);
            (library, libraryTime) = (library + done, libraryTime + took);
            (done, took) = await Many(clients, half, () => AskAsync(client, photo), times);
            (service, serviceTime) = (service + done, serviceTime + took);
        }
        times.Sort();
        var share = service / serviceTime / (library / libraryTime);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{clients} clients, {serviceTime:0} s: library {library / libraryTime:0.00} a second, service " +
            $"{service / serviceTime:0.00} a second, {100 * share:0} % of it; p50 {times[times.Count / 2]:0} ms, p99 " +
            $"{times[(int)(0.99 * (times.Count - 1))]:0} ms, all answered with 200"));
    }

    private static async Task<(int Done, double Seconds)> Many(int workers, TimeSpan time, Func<Task<byte[]>> work,
        List<double> times)
    {
        var (start, done) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                var took = await MillisecondsAsync(work);
                Interlocked.Increment(ref done);
                lock (times) times.Add(took);
            }
        }));
        return (done, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static byte[] Library(DepthEstimator estimator, byte[] photo)
    {
        var depth = estimator.Estimate(RasterImage.Load(photo));
        using var stream = new MemoryStream();
        DepthPng.Write(depth.Values, depth.Width, depth.Height, stream, DepthScale.Millimetres, depth.Describe());
        return stream.ToArray();
    }

    private static async Task<byte[]> AskAsync(HttpClient client, byte[] photo)
    {
        using var body = new ByteArrayContent(photo);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var answer = await client.PostAsync("/v1/depth", body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static double Milliseconds(Func<byte[]> work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> MillisecondsAsync(Func<Task<byte[]>> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static int Number(string[] args, int at, int otherwise) =>
        args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
}
