namespace ZoeDepth.Training;

/// <summary>
/// One cycle with momentum (Smith and Topin, arXiv 1708.07120) as PyTorch's <c>OneCycleLR</c> with cosine annealing.
/// With the published <see cref="DivFactor"/> of 1 the rate stays level for <see cref="PctStart"/> of the steps while
/// β₁ falls, then falls itself while β₁ rises.
/// </summary>
/// <param name="TotalSteps">all steps, at least 1</param>
public sealed record OneCycle(long TotalSteps) : ISchedule
{
    /// <summary>Share of the steps before the fall.</summary>
    public double PctStart { get; init; } = 0.3;

    /// <summary>The start's rate is the largest one divided by this.</summary>
    public double DivFactor { get; init; } = 25;

    /// <summary>The end's rate is the start's divided by this.</summary>
    public double FinalDivFactor { get; init; } = 1e4;

    /// <summary>Fall to the start's rate first, in as many steps as the rise took, and then to the end's.</summary>
    public bool ThreePhase { get; init; }

    /// <summary>Whether β₁ moves.</summary>
    public bool CycleMomentum { get; init; } = true;

    /// <summary>The least β₁.</summary>
    public double BaseMomentum { get; init; } = 0.85;

    /// <summary>The largest β₁.</summary>
    public double MaxMomentum { get; init; } = 0.95;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">
    /// the step lies beyond <see cref="TotalSteps"/>; that one itself is allowed, as in PyTorch, and lies slightly past
    /// the cosine's end
    /// </exception>
    public SchedulePoint At(long step)
    {
        if (step < 0 || step > TotalSteps)
            throw new ArgumentOutOfRangeException(nameof(step), step,
                $"a cycle of {TotalSteps} steps has nothing to say of step {step}");
        var (start, lowest) = (1 / DivFactor, 1 / DivFactor / FinalDivFactor);
        // The ends of phases are fractions of steps, not whole ones.
        var rise = (PctStart * TotalSteps) - 1;
        (double End, double From, double To, double BetaFrom, double BetaTo)[] phases = ThreePhase
            ?
            [
                (rise, start, 1, MaxMomentum, BaseMomentum),
                ((2 * PctStart * TotalSteps) - 2, 1, start, BaseMomentum, MaxMomentum),
                (TotalSteps - 1, start, lowest, MaxMomentum, MaxMomentum),
            ]
            : [(rise, start, 1, MaxMomentum, BaseMomentum), (TotalSteps - 1, 1, lowest, BaseMomentum, MaxMomentum)];
        var begin = 0.0;
        foreach (var phase in phases[..^1])
        {
            if (step <= phase.End) return Within(phase, begin, step);
            begin = phase.End;
        }
        return Within(phases[^1], begin, step);
    }

    private SchedulePoint Within((double End, double From, double To, double BetaFrom, double BetaTo) phase,
        double begin, long step)
    {
        var part = (step - begin) / (phase.End - begin);
        return new(Cosine(phase.From, phase.To, part),
            CycleMomentum ? Cosine(phase.BetaFrom, phase.BetaTo, part) : null);
    }

    private static double Cosine(double from, double to, double part) =>
        to + ((from - to) / 2 * (Math.Cos(Math.PI * part) + 1));
}
