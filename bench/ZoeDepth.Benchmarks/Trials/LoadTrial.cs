using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Benchmarks.Service;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>
/// Sixteen clients that ask as fast as they are answered, beside the library doing the same work in a process of its
/// own, a minute before and a minute after.
/// </summary>
internal static class LoadTrial
{
    private const int Clients = 16, AtOnce = 8;
    private const double LeastOfLibrary = 0.85, LongestTail = 2.5;

    public static async Task<bool> RunAsync(string tool, Photograph photograph, TimeSpan time)
    {
        var alone = TimeSpan.FromSeconds(Math.Min(60, time.TotalSeconds / 4));
        var library = Library(photograph, alone);
        var answers = new Answers();
        double took;
        LateMemory memory;
        await using (var served = await ServedProcess.StartAsync(tool))
        {
            var (_, expected) = await photograph.PostAsync(served.Client);
            await using var curve = new MemoryCurve(served);
            using var end = new CancellationTokenSource(time);
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Clients)
                .Select(_ => photograph.PostUntilAsync(served.Client, answers, expected, end.Token)));
            took = Stopwatch.GetElapsedTime(start).TotalSeconds;
            memory = await curve.EndAsync();
        }
        library = (library + Library(photograph, alone)) / 2;
        var rate = answers["200"] / took;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Clients} clients for {took:0} s: {answers}; {rate:0.00} a second, {100 * rate / library:0} % of the " +
            $"library's {library:0.00}; {answers.Times()}; {memory}"));
        return ServiceTrials.Judge(
            ("every request was answered with the same bytes", answers.ToString() == $"200: {answers["200"]}"),
            ($"at least {100 * LeastOfLibrary:0} % of the library's own rate", rate >= LeastOfLibrary * library),
            ($"the slowest hundredth within {LongestTail} times the median", answers.Tail <= LongestTail),
            memory.IsFlat);
    }

    /// <summary>Photographs a second from file to 16-bit PNG, as many at once as the service works on.</summary>
    private static double Library(Photograph photograph, TimeSpan time)
    {
        using var estimator = Mini.ZoeDepthMini.Open(new() { MaxBatch = AtOnce });
        ServiceBenchmark.Library(estimator, photograph.File);
        var (done, start) = (0, Stopwatch.GetTimestamp());
        var workers = Enumerable.Range(0, AtOnce).Select(_ => Task.Factory.StartNew(() =>
        {
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                ServiceBenchmark.Library(estimator, photograph.File);
                Interlocked.Increment(ref done);
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(workers);
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
