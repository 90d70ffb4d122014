namespace ZoeDepth.Training;

/// <summary>How weights move: AdamW.</summary>
public sealed record OptimizerRecipe
{
    /// <summary>Learning rate at the top of the schedule.</summary>
    public double Rate { get; set; } = 1.61e-4;

    /// <summary>β₁, unless the schedule moves it.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>β₂</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>ε</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; set; } = 0.01;

    /// <summary>
    /// What decays: "all", or "matrices", kernels and matrices but no bias, norm, token or position table.
    /// </summary>
    public string Decays { get; set; } = "all";

    /// <summary>Largest norm of all gradients together; 0: no bound.</summary>
    public double Clip { get; set; } = 0.1;

    /// <summary>Exceptions, the first that matches a parameter's name wins.</summary>
    public IReadOnlyList<GroupRecipe> Groups { get; set; } = [];
}

/// <summary>Parameters that learn otherwise.</summary>
public sealed record GroupRecipe
{
    /// <summary>Names, * for anything: "backbone.*".</summary>
    public required string Match { get; set; }

    /// <summary>What the rate is multiplied by; 0 freezes.</summary>
    public double Rate { get; set; } = 1;

    /// <summary>Weight decay, if another.</summary>
    public double? WeightDecay { get; set; }
}

/// <summary>How the learning rate goes.</summary>
public sealed record ScheduleRecipe
{
    /// <summary>"cosine" with warm-up, or "oneCycle" as the original trains.</summary>
    public string Kind { get; set; } = "cosine";

    /// <summary>All steps; when left out, as many as the command's --hours allow.</summary>
    public long? Steps { get; set; }

    /// <summary>Cosine: steps of the rise.</summary>
    public long WarmUp { get; set; }

    /// <summary>Cosine: the end's rate, a share of the largest.</summary>
    public double Floor { get; set; }

    /// <summary>One cycle: share of the steps before the fall.</summary>
    public double PctStart { get; set; } = 0.7;

    /// <summary>One cycle: the largest rate divided by the start's.</summary>
    public double DivFactor { get; set; } = 1;

    /// <summary>One cycle: the start's rate divided by the end's.</summary>
    public double FinalDivFactor { get; set; } = 1e4;
}
