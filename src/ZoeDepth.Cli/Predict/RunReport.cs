namespace ZoeDepth.Cli.Predict;

/// <summary>Everything a run of <c>predict</c> has to say; <c>--json</c> writes it as it stands.</summary>
internal sealed record RunReport
{
    /// <summary>The version of zoedepth.</summary>
    public required string Version { get; init; }

    /// <summary>What estimated depth.</summary>
    public required ModelReport Model { get; init; }

    /// <summary>The bundle of switches, and every switch as it was in force.</summary>
    public required IReadOnlyDictionary<string, object?> Settings { get; init; }

    /// <summary>Worth knowing, and stops nothing.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>One entry a photo, in the order of the arguments.</summary>
    public required IReadOnlyList<PhotoReport> Photos { get; init; }

    /// <summary>How many went how.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>What the process ends with.</summary>
    public required int ExitCode { get; init; }
}

/// <summary>What estimated depth.</summary>
/// <param name="Folder">where it lies</param>
/// <param name="Parameters">how many numbers it learnt</param>
/// <param name="Heads">the names of its heads</param>
/// <param name="BinCenters">softplus or normed</param>
/// <param name="MaxDepths">the range of each head that was in force, metres</param>
internal sealed record ModelReport(string Folder, long Parameters, IReadOnlyList<string> Heads, string BinCenters, IReadOnlyList<double> MaxDepths);

/// <summary>How many photos went how.</summary>
internal sealed record RunSummary(int Photos, int Done, int Failed, int Skipped, double Seconds);

/// <summary>What became of one photo.</summary>
internal sealed record PhotoReport
{
    /// <summary>The photo.</summary>
    public required string Photo { get; init; }

    /// <summary><c>done</c>, <c>failed</c> or <c>skipped</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>The photo's size, upright.</summary>
    public SizeReport? Size { get; init; }

    /// <summary>The size the network saw.</summary>
    public SizeReport? Network { get; init; }

    /// <summary>The depths.</summary>
    public DepthReport? Depth { get; init; }

    /// <summary>The head that answered.</summary>
    public HeadReport? Head { get; init; }

    /// <summary>Reading, estimating and writing.</summary>
    public double? Seconds { get; init; }

    /// <summary>What was written.</summary>
    public IReadOnlyList<FileReport> Files { get; init; } = [];
}

/// <summary>A size in pixels.</summary>
internal sealed record SizeReport(int Height, int Width);

/// <summary>Depths of one photo, along the optical axis.</summary>
/// <param name="Unit">metres</param>
/// <param name="Min">the nearest pixel</param>
/// <param name="Max">the farthest pixel</param>
/// <param name="Median">half of the pixels are nearer</param>
internal sealed record DepthReport(string Unit, double Min, double Max, double Median);

/// <summary>The head that answered.</summary>
/// <param name="Name">as config.json calls it</param>
/// <param name="Index">its place in <c>bin_configurations</c></param>
/// <param name="ChosenBy"><c>model</c> (its router), <c>user</c> (<c>--domain</c>) or <c>only</c> (there is one)</param>
/// <param name="Probability">of this head by the router's logits; null where there is none</param>
internal sealed record HeadReport(string Name, int Index, string ChosenBy, double? Probability);

/// <summary>A file that was written.</summary>
/// <param name="Kind">png, npy, pfm, color or side-by-side</param>
/// <param name="Path">where</param>
/// <param name="Holds">what its numbers mean, for a reader</param>
/// <param name="UnitsPerMetre">of a 16-bit PNG: divide by this</param>
/// <param name="Clipped">of a 16-bit PNG: pixels beyond its largest depth, stored as that</param>
internal sealed record FileReport(string Kind, string Path, string Holds, double? UnitsPerMetre = null, long? Clipped = null);
