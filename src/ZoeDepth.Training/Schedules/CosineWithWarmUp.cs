namespace ZoeDepth.Training;

/// <summary>The rate rises in a line over the first steps and then falls along half a cosine.</summary>
/// <param name="TotalSteps">all steps, at least 1</param>
/// <param name="WarmUp">steps of the rise; the first of them has 1 / WarmUp</param>
/// <param name="Floor">what the cosine ends at, a share of the largest rate</param>
public sealed record CosineWithWarmUp(long TotalSteps, long WarmUp = 0, double Floor = 0) : ISchedule
{
    /// <inheritdoc/>
    public SchedulePoint At(long step)
    {
        if (step < WarmUp) return new((step + 1.0) / WarmUp);
        var part = Math.Min(1, (double)(step - WarmUp) / Math.Max(1, TotalSteps - WarmUp));
        return new(Floor + ((1 - Floor) * (Math.Cos(Math.PI * part) + 1) / 2));
    }
}
