namespace ZoeDepth.Training;

/// <summary>How fast a step learns.</summary>
/// <param name="Rate">what the groups' rates are multiplied by</param>
/// <param name="Beta1">AdamW's β₁; null: the one it was given</param>
public readonly record struct SchedulePoint(double Rate, double? Beta1 = null);

/// <summary>
/// The course of the learning rate: a rule of the step's number alone, so that nothing of it needs to be stored.
/// </summary>
public interface ISchedule
{
    /// <summary>What is in force for a step.</summary>
    /// <param name="step">the step, from 0</param>
    SchedulePoint At(long step);
}
