using System.Globalization;
using Microsoft.Playwright;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>
/// From the start of the process until the page's first paint, and until it shows the first photograph's metres, in a
/// browser that is open already, as a person's is.
/// </summary>
internal static class FirstPaintTrial
{
    private const string Chromium = "/usr/bin/chromium";

    private const string Painted =
        "() => { const paint = performance.getEntriesByName('first-contentful-paint')[0]; " +
        "return paint ? performance.timeOrigin + paint.startTime : null; }";

    private const string Measured =
        "() => document.getElementById('busy').hidden && document.getElementById('range').textContent.length > 3";

    public static async Task<bool> RunAsync(string tool, int rounds)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("ZOEDEPTH_CHROMIUM") ?? Chromium,
            Args = ["--no-sandbox"],
        });
        var (paints, depths) = (new List<double>(), new List<double>());
        // The first brings files into memory and is not counted.
        for (var round = -1; round < rounds; round++)
        {
            await using var context = await browser.NewContextAsync();
            var page = await context.NewPageAsync();
            var start = DateTimeOffset.UtcNow;
            await using var served = await ServedProcess.StartAsync(tool, isReady: false);
            await page.GotoAsync(served.Client.BaseAddress!.ToString(), new() { WaitUntil = WaitUntilState.Commit });
            await page.WaitForFunctionAsync(Measured);
            var shown = DateTimeOffset.UtcNow;
            var painted = await page.EvaluateAsync<double>(Painted);
            if (round < 0) continue;
            paints.Add((painted - start.ToUnixTimeMilliseconds()) / 1000);
            depths.Add((shown - start).TotalSeconds);
        }
        var (paint, depth) = (Median.Of(paints), Median.Of(depths));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rounds} starts, from process start: first paint {paint:0.00} s ({paints.Min():0.00} to " +
            $"{paints.Max():0.00}), first metres on the page {depth:0.00} s ({depths.Min():0.00} to " +
            $"{depths.Max():0.00})"));
        return ServiceTrials.Judge(("first paint within 1.5 s", paint <= 1.5), ("first metres within 2 s", depth <= 2));
    }
}
