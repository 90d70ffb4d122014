using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Synth;

/// <summary>Everything a run of <c>synth</c> has to say; <c>--json</c> writes it as it stands.</summary>
internal sealed record SynthReport
{
    /// <summary>The version of zoedepth.</summary>
    public required string Version { get; init; }

    /// <summary>Families in turn.</summary>
    public required IReadOnlyList<string> Families { get; init; }

    /// <summary>How many pictures.</summary>
    public required int Pictures { get; init; }

    /// <summary>The first picture's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Rows of a picture; about that where shapes are those of devices.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of a picture.</summary>
    public required int Width { get; init; }

    /// <summary>"fixed" or "device".</summary>
    public required string Aspect { get; init; }

    /// <summary>How depth is known, "metric".</summary>
    public required string Depth { get; init; }

    /// <summary>The dataset that was written.</summary>
    public DatasetReport? Dataset { get; init; }

    /// <summary>The contact sheet that was written.</summary>
    public SheetReport? Sheet { get; init; }

    /// <summary>The statistics that were drawn.</summary>
    public StatsReport? Stats { get; init; }

    /// <summary>From start to end.</summary>
    public required double Seconds { get; init; }

    /// <summary>What the process ends with.</summary>
    public required int ExitCode { get; init; }
}

/// <summary>A dataset that was written.</summary>
/// <param name="Folder">where</param>
/// <param name="Manifest">its list of pictures</param>
/// <param name="Made">pictures this run made</param>
/// <param name="Found">pictures that were there</param>
/// <param name="PicturesPerSecond">how fast they were made; null when none was</param>
internal sealed record DatasetReport(string Folder, string Manifest, int Made, int Found, double? PicturesPerSecond);

/// <summary>A contact sheet.</summary>
/// <param name="Path">where</param>
/// <param name="Pictures">how many it shows</param>
internal sealed record SheetReport(string Path, int Pictures);

/// <summary>A picture of statistics, and its numbers.</summary>
/// <param name="Path">where</param>
/// <param name="Families">one entry a family</param>
internal sealed record StatsReport(string Path, IReadOnlyList<FamilyReport> Families);

/// <summary>
/// Depth in the pictures of one family. Percentiles are of the pixels that have depth, metres, null where none has.
/// </summary>
/// <param name="Family">its name</param>
/// <param name="Domain">indoor or outdoor</param>
/// <param name="Pictures">how many</param>
/// <param name="Coverage">share of pixels with depth, 0..1</param>
/// <param name="Near">2nd percentile</param>
/// <param name="Median">50th percentile</param>
/// <param name="Far">98th percentile</param>
internal sealed record FamilyReport(string Family, string Domain, int Pictures, double Coverage, double? Near,
    double? Median, double? Far);

/// <summary>A family of <c>--list</c>.</summary>
internal sealed record FamilyEntry(string Family, string Domain);
