using System.Globalization;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>How often each kind of answer came, and how long the good ones took.</summary>
internal sealed class Answers
{
    private readonly SortedDictionary<string, int> _counts = [];
    private readonly List<double> _milliseconds = [];
    private readonly Lock _gate = new();

    /// <summary>An answer: a status, or what came instead of one.</summary>
    public void Add(string kind, double? milliseconds = null)
    {
        lock (_gate)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            if (milliseconds is { } took) _milliseconds.Add(took);
        }
    }

    /// <summary>How many of a kind.</summary>
    public int this[string kind]
    {
        get
        {
            lock (_gate) return _counts.GetValueOrDefault(kind);
        }
    }

    /// <summary>How many times the median the slowest hundredth takes; without any, without bound.</summary>
    public double Tail => Quantiles() is var (half, most) ? most / half : double.PositiveInfinity;

    /// <summary>Times of the good ones.</summary>
    public string Times() => Quantiles() is var (half, most) ? string.Create(CultureInfo.InvariantCulture,
        $"p50 {half:0} ms, p99 {most:0} ms ({most / half:0.00} of it)") : "no answer was timed";

    private (double Half, double Most)? Quantiles()
    {
        lock (_gate)
        {
            if (_milliseconds.Count == 0) return null;
            _milliseconds.Sort();
            return (_milliseconds[_milliseconds.Count / 2], _milliseconds[(int)(0.99 * (_milliseconds.Count - 1))]);
        }
    }

    /// <summary>"200: 1042, 429: 17".</summary>
    public override string ToString()
    {
        lock (_gate) return string.Join(", ", _counts.Select(count => $"{count.Key}: {count.Value}"));
    }
}
