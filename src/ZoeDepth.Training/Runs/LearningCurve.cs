using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Training;

/// <summary>
/// A table of a run, one row a step, as CSV: what was there of steps after a checkpoint is taken away when the run goes
/// on from it.
/// </summary>
internal sealed class LearningCurve : IDisposable
{
    private static readonly TimeSpan BetweenFlushes = TimeSpan.FromSeconds(10);

    private readonly StreamWriter _writer;
    private long _flushed = Stopwatch.GetTimestamp();

    /// <summary>Opens or begins a table.</summary>
    /// <param name="path">the file; its first column is the step</param>
    /// <param name="columns">the names of all columns</param>
    /// <param name="step">rows of later steps are taken away</param>
    public LearningCurve(string path, string columns, long step)
    {
        string[] kept = File.Exists(path) ? [.. File.ReadLines(path).Skip(1).Where(line => StepOf(line) <= step)] : [];
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            foreach (var line in (string[])[columns, .. kept]) writer.WriteLine(line);
        });
        _writer = new StreamWriter(path, append: true);
    }

    /// <summary>Adds a row.</summary>
    public void Add(long step, params ReadOnlySpan<double> values)
    {
        _writer.Write(step.ToString(CultureInfo.InvariantCulture));
        foreach (var value in values)
        {
            _writer.Write(',');
            _writer.Write(value.ToString("G6", CultureInfo.InvariantCulture));
        }
        _writer.WriteLine();
        if (Stopwatch.GetElapsedTime(_flushed) > BetweenFlushes) Flush();
    }

    /// <summary>Brings all rows to the file.</summary>
    public void Flush()
    {
        _writer.Flush();
        _flushed = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    // A row that a killed process left half has no comma after its step, or counts as none.
    private static long StepOf(string line) =>
        long.TryParse(line.AsSpan(0, Math.Max(0, line.IndexOf(',', StringComparison.Ordinal))),
            CultureInfo.InvariantCulture, out var step) ? step : long.MaxValue;
}
