using ZoeDepth.Data;
using ZoeDepth.Synthetic;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Cli.Synth;

/// <summary>What <c>synth</c> was asked for.</summary>
internal sealed record SynthOptions
{
    /// <summary>Families in turn.</summary>
    public required IReadOnlyList<string> Families { get; init; }

    /// <summary>How many pictures.</summary>
    public required int Count { get; init; }

    /// <summary>The first picture's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Their size and shapes.</summary>
    public required SampleOptions Picture { get; init; }

    /// <summary>How depth is known.</summary>
    public DepthKind Depth { get; init; }

    /// <summary>The dataset's folder; no dataset when null.</summary>
    public string? Out { get; init; }

    /// <summary>Pictures in one folder of it.</summary>
    public required int ShardSize { get; init; }

    /// <summary>The contact sheet; none when null.</summary>
    public string? Sheet { get; init; }

    /// <summary>Pairs in a row of the sheet.</summary>
    public required int Columns { get; init; }

    /// <summary>The picture of statistics; none when null.</summary>
    public string? Stats { get; init; }

    /// <summary>Put the sheet and the statistics in the place of those that are there.</summary>
    public bool Replace { get; init; }

    /// <summary>Threads; <c>ZOEDEPTH_THREADS</c> or one for each processor when null.</summary>
    public int? Threads { get; init; }

    /// <summary>One JSON document on standard output instead of text.</summary>
    public bool Json { get; init; }
}
