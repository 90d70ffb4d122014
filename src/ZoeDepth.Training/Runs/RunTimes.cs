namespace ZoeDepth.Training;

/// <summary>What the parts of a run take here and now, in seconds.</summary>
/// <param name="Step">one step: gradients, clipping, optimiser and average</param>
/// <param name="Wait">waiting for the pictures of a step</param>
/// <param name="WaitingSteps">
/// steps that wait: all, or those of the first round where pictures are kept afterwards
/// </param>
/// <param name="FirstValidation">the first validation, whose pictures may have to be made</param>
/// <param name="Validation">each later one</param>
/// <param name="ValidationSteps">steps between two; null: none</param>
internal sealed record RunTimes(double Step, double Wait, long WaitingSteps, double FirstValidation, double Validation,
    long? ValidationSteps)
{
    /// <summary>What so many steps take, with their validations; the last step is always followed by one.</summary>
    public double SecondsOf(long steps)
    {
        var seconds = (steps * Step) + (Math.Min(steps, WaitingSteps) * Wait);
        if (ValidationSteps is not { } every || steps == 0) return seconds;
        var validations = ((steps - 1) / every) + 1;
        return seconds + FirstValidation + ((validations - 1) * Validation);
    }

    /// <summary>The most steps that end within so many seconds; at least one.</summary>
    public long StepsIn(double seconds)
    {
        // More than anybody waits for: 10^12 steps.
        long fits = 1, exceeds = 1_000_000_000_000;
        while (fits + 1 < exceeds)
        {
            var middle = fits + ((exceeds - fits) / 2);
            if (SecondsOf(middle) <= seconds) fits = middle;
            else exceeds = middle;
        }
        return fits;
    }
}
