using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZoeDepth.Benchmarks.Trials;
using ZoeDepth.Imaging;
using ZoeDepth.Server;

namespace ZoeDepth.Benchmarks.Service;

/// <summary>
/// What a request costs beside decoding, estimating and encoding: the library and the service in one process, turn by
/// turn, on one estimator; then many clients at once, whose images enter the network one by one and together.
/// </summary>
internal static class ServiceBenchmark
{
    private const int WarmUps = 5, Together = 8;

    /// <summary>What a request may cost beside the library's own work.</summary>
    private const double MostMilliseconds = 8, MostShare = 0.1;

    /// <summary><c>service MODEL PHOTO.jpg [ROUNDS] [CLIENTS] [SECONDS]</c>.</summary>
    public static int Run(string[] args)
    {
        var (model, photo) = (args[0], File.ReadAllBytes(args[1]));
        var rounds = Number(args, 2, 40);
        using var alone = DepthEstimator.FromPretrained(model);
        using var together = DepthEstimator.FromPretrained(model, new() { MaxBatch = Together });
        Task.WaitAll(alone.PrepareAsync(), together.PrepareAsync());
        return RunAsync(alone, together, photo, rounds, Number(args, 3, 16), Number(args, 4, 20))
            .GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(DepthEstimator estimator, DepthEstimator together, byte[] photo, int rounds,
        int clients, int seconds)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddZoeDepth("alone", () => estimator, options => options.QueueLength = 64)
            .AddZoeDepth("together", () => together);
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
        var overhead = MedianInterval.Of(there.Zip(here, (service, library) => service - library));
        var library = Median.Of(here);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"one client, {rounds} turns: library {library:0.0} ms, service {Median.Of(there):0.0} ms, " +
            $"median difference of a turn {overhead.Median:0.0} ms (95 %: {overhead.Low:0.0} to " +
            $"{overhead.High:0.0}), {100 * overhead.Median / library:0.0} %"));
        await Saturate(estimator, client, photo, clients, seconds);
        // The upper end of the interval: what noise hides does not hold.
        return ServiceTrials.Judge((string.Create(CultureInfo.InvariantCulture,
            $"overhead <= {MostMilliseconds:0} ms and <= {100 * MostShare:0} %, with 95 % confidence"),
            overhead.High <= MostMilliseconds && overhead.High <= MostShare * library)) ? 0 : 1;
    }

    /// <summary>The library with as many at once as the service works on, then many clients; each way twice.</summary>
    private static async Task Saturate(DepthEstimator estimator, HttpClient client, byte[] photo, int clients,
        int seconds)
    {
        var atOnce = new ZoeDepthServerOptions().MaxConcurrent;
        (string Name, int Workers, Func<Task<byte[]>> Work)[] ways =
        [
            ("library", atOnce, () => Task.Run(() => Library(estimator, photo))),
            ("service, one by one", clients, () => AskAsync(client, photo)),
            ("service, together", clients, () => AskAsync(client, photo, "together")),
        ];
        var (done, took) = (new int[ways.Length], new double[ways.Length]);
        var times = Array.ConvertAll(ways, _ => new List<double>());
        for (var turn = 0; turn < 2; turn++)
            foreach (var (i, (_, workers, work)) in ways.Index())
            {
                var (more, lasted) = await Many(workers, TimeSpan.FromSeconds(seconds / 2.0), work, times[i]);
                (done[i], took[i]) = (done[i] + more, took[i] + lasted);
            }
        foreach (var (i, (name, workers, _)) in ways.Index())
        {
            times[i].Sort();
            var rate = done[i] / took[i];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-19} {workers,2} at once, {took[i]:0} s: {rate:0.00} a second, " +
                $"{100 * rate / (done[0] / took[0]):0} % of the library's; p50 {times[i][times[i].Count / 2]:0} ms, " +
                $"p99 {times[i][(int)(0.99 * (times[i].Count - 1))]:0} ms, all answered"));
        }
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

    /// <summary>A photograph's file to a 16-bit PNG by the library alone.</summary>
    public static byte[] Library(DepthEstimator estimator, byte[] photo)
    {
        var depth = estimator.Estimate(RasterImage.Load(photo));
        using var stream = new MemoryStream();
        DepthPng.Write(depth.Values, depth.Width, depth.Height, stream, DepthScale.Millimetres, depth.Describe());
        return stream.ToArray();
    }

    private static async Task<byte[]> AskAsync(HttpClient client, byte[] photo, string model = "alone")
    {
        using var body = new ByteArrayContent(photo);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var answer = await client.PostAsync($"/v1/depth?model={model}", body);
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
