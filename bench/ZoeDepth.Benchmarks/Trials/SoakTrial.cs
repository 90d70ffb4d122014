using System.Globalization;
using System.Net.Http.Headers;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>Four clients for an hour while the model is opened anew every minute; every bit is compared.</summary>
internal static class SoakTrial
{
    private const int Clients = 4;
    // A swap holds two models for a moment, so that memory swings with each; what leaks shows in the means over some.
    private const int PeriodsJudged = 4;
    private static readonly TimeSpan BetweenSwaps = TimeSpan.FromMinutes(1);

    public static async Task<bool> RunAsync(string tool, Photograph photograph, TimeSpan time)
    {
        var key = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        await using var served = await ServedProcess.StartAsync(tool, key);
        var (_, expected) = await photograph.PostAsync(served.Client);
        var (answers, swaps) = (new Answers(), new Answers());
        LateMemory memory;
        await using (var curve = new MemoryCurve(served))
        {
            using var end = new CancellationTokenSource(time);
            await Task.WhenAll(Enumerable.Range(0, Clients)
                .Select(_ => photograph.PostUntilAsync(served.Client, answers, expected, end.Token))
                .Append(SwapAsync(served.Client, key, swaps, end.Token)));
            memory = await curve.EndAsync(PeriodsJudged * BetweenSwaps);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Clients} clients for {time.TotalMinutes:0.#} minutes: {answers}, {answers.Times()}; swaps {swaps}; " +
            $"{memory}; {served.Errors.Count} lines on standard error"));
        var exit = await served.StopAsync();
        return ServiceTrials.Judge(
            ("every request was answered with the same bytes", answers.ToString() == $"200: {answers["200"]}"),
            ("every swap was done", swaps.ToString() == $"200: {swaps["200"]}"),
            memory.IsFlat,
            ("it stops with 0", exit == 0));
    }

    private static async Task SwapAsync(HttpClient client, string key, Answers swaps, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/models/zoedepth-mini/swap");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var answer = await client.SendAsync(request, CancellationToken.None);
            swaps.Add(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
            await Task.Delay(BetweenSwaps, end).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
