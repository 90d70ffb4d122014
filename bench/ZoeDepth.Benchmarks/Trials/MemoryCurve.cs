using System.Diagnostics;
using System.Globalization;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>What a process holds, asked every second.</summary>
internal sealed class MemoryCurve : IAsyncDisposable
{
    private readonly List<(double Seconds, double Megabytes)> _seen = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;
    private bool _isEnded;

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

    /// <summary>Ends the watching.</summary>
    public async Task<LateMemory> EndAsync()
    {
        await DisposeAsync();
        lock (_seen) return new LateMemory(_seen);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isEnded) return;
        _isEnded = true;
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }
}

/// <summary>The last four fifths of what a process held.</summary>
internal sealed class LateMemory
{
    private const double Flat = 0.05;

    private readonly double _all, _least, _most, _mean, _growth;

    /// <param name="seen">what it held, and when</param>
    public LateMemory(IReadOnlyList<(double Seconds, double Megabytes)> seen)
    {
        _all = seen[^1].Seconds;
        double[] late = [.. seen.Where(each => each.Seconds >= _all / 5).Select(each => each.Megabytes)];
        var part = Math.Max(1, late.Length / 10);
        (_least, _most, _mean) = (late.Min(), late.Max(), late.Average());
        _growth = (late.TakeLast(part).Average() / late.Take(part).Average()) - 1;
    }

    /// <summary>That it stayed within five hundredths of its mean.</summary>
    public (string What, bool Holds) IsFlat => ("memory stays within 5 % of its mean over the last four fifths",
        _most <= (1 + Flat) * _mean && _least >= (1 - Flat) * _mean);

    /// <summary>
    /// How the mean of the last tenth differs from that of the first, too: what leaks grows, whatever swings.
    /// </summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"memory over the last {0.8 * _all:0} of {_all:0} s: {_least:0} to {_most:0} MiB, mean {_mean:0}; the last " +
        $"tenth {100 * _growth:+0.0;-0.0;0.0} % beside the first");
}
