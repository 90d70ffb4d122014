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
    /// <param name="period">the length of what is done again and again: the means over it are judged</param>
    public async Task<LateMemory> EndAsync(TimeSpan period = default)
    {
        await DisposeAsync();
        lock (_seen) return new LateMemory(_seen, period);
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
    private readonly double[] _periods;
    private readonly TimeSpan _period;

    /// <param name="seen">what it held, and when</param>
    /// <param name="period">the length of what is done again and again; every second is judged where it is 0</param>
    public LateMemory(IReadOnlyList<(double Seconds, double Megabytes)> seen, TimeSpan period)
    {
        _all = seen[^1].Seconds;
        (double Seconds, double Megabytes)[] from = [.. seen.Where(each => each.Seconds >= _all / 5)];
        double[] late = [.. from.Select(each => each.Megabytes)];
        var part = Math.Max(1, late.Length / 10);
        (_least, _most, _mean) = (late.Min(), late.Max(), late.Average());
        _growth = (late.TakeLast(part).Average() / late.Take(part).Average()) - 1;
        // What is left over before the first whole period is none, and a trial shorter than one is judged by seconds.
        _period = period.TotalSeconds > 0.8 * _all ? TimeSpan.Zero : period;
        _periods = _period == TimeSpan.Zero ? late : [.. from
            .GroupBy(each => (int)((_all - each.Seconds) / period.TotalSeconds), each => each.Megabytes)
            .Where(each => (each.Key + 1) * period.TotalSeconds <= 0.8 * _all)
            .Select(each => each.Average())];
    }

    /// <summary>That it stayed within five hundredths of its mean.</summary>
    public (string What, bool Holds) IsFlat => (
        _period == TimeSpan.Zero ? "memory stays within 5 % of its mean over the last four fifths" : string.Create(
            CultureInfo.InvariantCulture, $"its means over {_period.TotalSeconds:0} s stay within 5 % of their own " +
            $"({_periods.Min():0} to {_periods.Max():0} MiB)"),
        _periods.Max() <= (1 + Flat) * _periods.Average() && _periods.Min() >= (1 - Flat) * _periods.Average());

    /// <summary>
    /// How the mean of the last tenth differs from that of the first, too: what leaks grows, whatever swings.
    /// </summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"memory over the last {0.8 * _all:0} of {_all:0} s: {_least:0} to {_most:0} MiB, mean {_mean:0}; the last " +
        $"tenth {100 * _growth:+0.0;-0.0;0.0} % beside the first");
}
