using System.Diagnostics;
using System.Globalization;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>What a process holds, asked every second.</summary>
internal sealed class MemoryCurve : IAsyncDisposable
{
    private readonly List<(double Seconds, double Megabytes)> _seen = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    /// <summary>Begins to watch.</summary>
    public MemoryCurve(ServedProcess process)
    {
        var start = Stopwatch.GetTimestamp();
        _watching = Task.Run(async () =>
        {
            while (!_end.IsCancellationRequested)
            {
                lock (_seen) _seen.Add((Stopwatch.GetElapsedTime(start).TotalSeconds, process.Megabytes));
                await Task.Delay(1000, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        });
    }

    /// <summary>
    /// The last four fifths of what was seen, and how the mean of the last tenth differs from that of the first of
    /// them: what leaks grows, whatever swings.
    /// </summary>
    public override string ToString()
    {
        double[] late;
        double all;
        lock (_seen)
        {
            all = _seen[^1].Seconds;
            late = [.. _seen.Where(seen => seen.Seconds >= all / 5).Select(seen => seen.Megabytes)];
        }
        var part = Math.Max(1, late.Length / 10);
        var (first, last) = (late.Take(part).Average(), late.TakeLast(part).Average());
        return string.Create(CultureInfo.InvariantCulture,
            $"memory over the last {0.8 * all:0} of {all:0} s: {late.Min():0} to {late.Max():0} MiB, mean " +
            $"{late.Average():0}; the last tenth {100 * ((last / first) - 1):+0.0;-0.0;0.0} % beside the first");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }
}
