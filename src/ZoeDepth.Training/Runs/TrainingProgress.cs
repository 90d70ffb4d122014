namespace ZoeDepth.Training;

/// <summary>How a run goes: told after every step.</summary>
/// <param name="Step">steps taken</param>
/// <param name="TotalSteps">steps of the run</param>
/// <param name="Loss">this step's loss</param>
/// <param name="Norm">norm of all gradients before clipping</param>
/// <param name="Rate">largest learning rate of a group</param>
/// <param name="StepSeconds">time of this step, waiting for pictures not counted</param>
/// <param name="WaitSeconds">waiting for pictures before it</param>
/// <param name="CoreHours">processor hours of training steps since the run began</param>
public sealed record TrainingProgress(
    long Step, long TotalSteps, LossParts Loss, double Norm, double Rate, double StepSeconds, double WaitSeconds,
    double CoreHours);

/// <summary>Told of what a run does beside its steps.</summary>
public interface ITrainingReport
{
    /// <summary>A step is done.</summary>
    void Stepped(TrainingProgress progress);

    /// <summary>The run was judged.</summary>
    void Validated(long step, IReadOnlyList<ValidationResult> results);

    /// <summary>Something worth a line: a checkpoint was written, the run goes on from one.</summary>
    void Note(string text);
}

/// <summary>How a run ended.</summary>
/// <param name="Step">steps taken</param>
/// <param name="TotalSteps">steps of the run</param>
/// <param name="CoreHours">processor hours of training steps</param>
/// <param name="Folder">the exported model; null when the run was stopped before its end</param>
public sealed record TrainingSummary(long Step, long TotalSteps, double CoreHours, string? Folder);

/// <summary>
/// The loss or its gradient is no number any more. The batch is saved, the weights are those before it.
/// </summary>
public sealed class DivergedException : Exception
{
    internal DivergedException(string message) : base(message)
    {
    }
}
