using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>Listens to a run; may end it as a power cut would, or as Ctrl-C does.</summary>
internal sealed class Silent : ITrainingReport
{
    public long DiesAfter { get; init; } = long.MaxValue;

    public long StopsAfter { get; init; } = long.MaxValue;

    /// <summary>Something that happens beside the run after a step.</summary>
    public (long Step, Action Do)? At { get; init; }

    public List<string> Notes { get; } = [];

    public CancellationTokenSource Stop { get; } = new();

    public List<TrainingProgress> Steps { get; } = [];

    public List<ValidationResult> Results { get; } = [];

    public void Stepped(TrainingProgress progress)
    {
        Steps.Add(progress);
        if (At is { } happening && happening.Step == progress.Step) happening.Do();
        if (progress.Step >= DiesAfter) throw new PowerCutException();
        if (progress.Step >= StopsAfter) Stop.Cancel();
    }

    public void Validated(long step, IReadOnlyList<ValidationResult> results) => Results.AddRange(results);

    public void Note(string text) => Notes.Add(text);
}

/// <summary>Nothing that comes after it is run.</summary>
internal sealed class PowerCutException : Exception;
