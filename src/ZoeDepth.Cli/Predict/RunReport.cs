using System.Text.Json.Serialization;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Predict;

/// <summary>Everything a run of <c>predict</c> has to say; <c>--json</c> writes it as it stands.</summary>
internal sealed record RunReport
{
    /// <summary>The version of zoedepth.</summary>
    public required string Version { get; init; }

    /// <summary>What estimated depth.</summary>
    public required ModelReport Model { get; init; }

    /// <summary>What is worth knowing about the run and stops nothing.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>One entry a photo, in the order of the arguments; arguments that led nowhere first.</summary>
    public required IReadOnlyList<PhotoReport> Photos { get; init; }

    /// <summary>How many went how.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>What the process ends with.</summary>
    public required int ExitCode { get; init; }
}

/// <summary>What estimated depth.</summary>
/// <param name="Folder">where it lies</param>
/// <param name="Parameters">how many numbers it learnt</param>
/// <param name="BinCenters">softplus or normed</param>
/// <param name="Heads">its heads</param>
internal sealed record ModelReport(string Folder, long Parameters, string BinCenters, IReadOnlyList<ModelHead> Heads);

/// <summary>A head of the model.</summary>
/// <param name="Name">as config.json calls it</param>
/// <param name="MinDepth">the near end of its range, metres</param>
/// <param name="MaxDepth">the far end in force, metres; softplus bins are not bound by it</param>
internal sealed record ModelHead(string? Name, double MinDepth, double MaxDepth);

/// <summary>How many photos went how.</summary>
internal sealed record RunSummary(int Photos, int Done, int Failed, int Skipped, int Cancelled, double Seconds);

/// <summary>What became of one photo.</summary>
internal sealed record PhotoReport
{
    /// <summary>Its files are written.</summary>
    public const string Done = "done";

    /// <summary>It could not be read, estimated or written.</summary>
    public const string Failed = "failed";

    /// <summary>All its files were there.</summary>
    public const string Skipped = "skipped";

    /// <summary>The run ended before it was done.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The photo.</summary>
    public required string Photo { get; init; }

    /// <summary>One of the words above.</summary>
    public required string Status { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it failed because a file of it could not be written.</summary>
    [JsonIgnore]
    public bool IsUnwritten { get; init; }

    /// <summary>The photo's size, upright.</summary>
    public SizeReport? Size { get; init; }

    /// <summary>Of a damaged photo read with --allow-truncated: the share of it that was missing, 0 to 1.</summary>
    public double? MissingShare { get; init; }

    /// <summary>The size the network saw.</summary>
    public SizeReport? Network { get; init; }

    /// <summary>The depths.</summary>
    public DepthReport? Depth { get; init; }

    /// <summary>The head that answered; of all heads the likeliest.</summary>
    public HeadReport? Head { get; init; }

    /// <summary>What every head says, where all were asked for.</summary>
    public IReadOnlyList<HeadDepthReport>? AllHeads { get; init; }

    /// <summary>The preset and every switch that was in force.</summary>
    public SettingsReport? Settings { get; init; }

    /// <summary>The camera that metres are scaled for; null for a model whose metres do not depend on it.</summary>
    public CameraReport? Camera { get; init; }

    /// <summary>Reading, estimating and writing.</summary>
    public double? Seconds { get; init; }

    /// <summary>What was written.</summary>
    public IReadOnlyList<FileReport> Files { get; init; } = [];

    /// <summary>Worth knowing before these metres are trusted.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A size in pixels.</summary>
internal sealed record SizeReport(int Height, int Width)
{
    /// <summary>The same size.</summary>
    public static SizeReport Of(ImageSize size) => new(size.Height, size.Width);
}

/// <summary>Depths of one photo, along the optical axis.</summary>
/// <param name="Unit">one of the words below</param>
/// <param name="Min">the smallest: the nearest pixel in metres, the farthest in relative inverse depth</param>
/// <param name="Max">the largest</param>
/// <param name="Median">half of the pixels are smaller</param>
internal sealed record DepthReport(string Unit, float Min, float Max, float Median)
{
    /// <summary>Metres.</summary>
    public const string Metres = "m";

    /// <summary>Inverse depth of unknown scale and shift, larger where things are nearer.</summary>
    public const string Relative = "relative";
}

/// <summary>What one of several heads says.</summary>
/// <param name="Head">the head, and what the router gave it</param>
/// <param name="Depth">its depths</param>
internal sealed record HeadDepthReport(HeadReport Head, DepthReport Depth);

/// <summary>The head that answered.</summary>
/// <param name="Name">as config.json calls it; "blend" where all were weighed, and the likelier one's place</param>
/// <param name="Index">its place in <c>bin_configurations</c></param>
/// <param name="ChosenBy">one of the words below</param>
/// <param name="Probability">what the router gave it; null where there is one head</param>
internal sealed record HeadReport(string Name, int Index, string ChosenBy, double? Probability)
{
    /// <summary>The router chose.</summary>
    public const string ByModel = "model";

    /// <summary><c>--domain</c> chose.</summary>
    public const string ByUser = "user";

    /// <summary>There is only one.</summary>
    public const string Only = "only";
}

/// <summary>The camera that metres are scaled for.</summary>
/// <param name="HorizontalFieldOfView">degrees from left to right</param>
/// <param name="FocalLength">pixels of the photo</param>
/// <param name="Source">option, exif or assumed</param>
/// <param name="Scale">what the network's metres were multiplied by</param>
internal sealed record CameraReport(double HorizontalFieldOfView, double FocalLength, string Source, double Scale)
{
    /// <summary>The same camera.</summary>
    public static CameraReport? Of(PictureCamera? camera) => camera is null ? null
        : new(camera.HorizontalFieldOfView, camera.FocalLength, camera.Source.ToString().ToLowerInvariant(),
            camera.Scale);
}

/// <summary>Every switch that moves metres.</summary>
/// <param name="Preset">the bundle</param>
/// <param name="Overrides">switches that differ from it</param>
/// <param name="Size">asked of the network</param>
/// <param name="KeepAspect">whether the aspect ratio was kept</param>
/// <param name="Border">rows and columns of the mirrored border; null without one</param>
/// <param name="Flip">whether the mirrored picture was averaged in</param>
/// <param name="ResizeBack">bicubic or bilinear</param>
internal sealed record SettingsReport(string Preset, IReadOnlyList<string> Overrides, SizeReport Size, bool KeepAspect,
    SizeReport? Border, bool Flip, string ResizeBack);

/// <summary>A file that was written.</summary>
/// <param name="Kind">png, npy, pfm, color or side-by-side</param>
/// <param name="Path">where</param>
/// <param name="Holds">what its numbers mean</param>
/// <param name="UnitsPerMetre">of a 16-bit PNG: divide by this</param>
/// <param name="Clipped">of a 16-bit PNG: pixels beyond its largest depth, stored as that</param>
internal sealed record FileReport(string Kind, string Path, string Holds, double? UnitsPerMetre = null,
    long? Clipped = null);
