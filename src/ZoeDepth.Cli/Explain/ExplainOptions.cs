using ZoeDepth.Cli.Shell;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Explain;

/// <summary>What <c>explain</c> was asked for.</summary>
internal sealed record ExplainOptions
{
    /// <summary>The photo's file.</summary>
    public required string Photo { get; init; }

    /// <summary>The model that was asked for.</summary>
    public required ModelRequest Model { get; init; }

    /// <summary>Where figures go; none are drawn when null.</summary>
    public string? Figures { get; init; }

    /// <summary>Whether figures take the place of files that are there.</summary>
    public bool Replace { get; init; }

    /// <summary>The switches that move metres.</summary>
    public required EstimateOptions Estimate { get; init; }

    /// <summary>Threads; <c>ZOEDEPTH_THREADS</c> or one for each processor when null.</summary>
    public int? Threads { get; init; }

    /// <summary>What matrix products round their operands to.</summary>
    public Precision? Precision { get; init; }

    /// <summary>One JSON document on standard output instead of text.</summary>
    public bool Json { get; init; }
}
