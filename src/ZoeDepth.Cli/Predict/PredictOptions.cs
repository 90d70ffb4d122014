using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Predict;

/// <summary>What <c>predict</c> was asked for.</summary>
internal sealed record PredictOptions
{
    /// <summary>Files, folders and patterns.</summary>
    public required IReadOnlyList<string> Photos { get; init; }

    /// <summary>The model that was asked for.</summary>
    public required ModelRequest Model { get; init; }

    /// <summary>Where files go; beside each photo when null.</summary>
    public string? Out { get; init; }

    /// <summary>Look into folders of folders.</summary>
    public bool Recursive { get; init; }

    /// <summary>What to do where a file is already there.</summary>
    public OverwritePolicy Overwrite { get; init; }

    /// <summary>What to write for each photo.</summary>
    public required IReadOnlyList<OutputKind> Kinds { get; init; }

    /// <summary>How metres become the numbers of the 16-bit PNG.</summary>
    public DepthScale Scale { get; init; } = DepthScale.Millimetres;

    /// <summary>How depth is drawn in colours.</summary>
    public required ColorPicture Colors { get; init; }

    /// <summary>The switches that move metres.</summary>
    public required EstimateOptions Estimate { get; init; }

    /// <summary>Write what every head says.</summary>
    public bool AllHeads { get; init; }

    /// <summary>The range of a head with normed bins, metres; what config.json says when null.</summary>
    public double? MaxDepth { get; init; }

    /// <summary>Most pixels a photo may enter the network with; the library's limit when null.</summary>
    public int? MaxPixels { get; init; }

    /// <summary>Most pixels a photo's file may declare; what this machine's memory holds when null.</summary>
    public long? MaxImagePixels { get; init; }

    /// <summary>Whether 16-bit gray photos are scaled to 8 bits instead of cut at 255 as the reference does.</summary>
    public bool ScaleGray16 { get; init; }

    /// <summary>Read what is there of a damaged photo instead of refusing it.</summary>
    public bool AllowTruncated { get; init; }

    /// <summary>Threads; <c>ZOEDEPTH_THREADS</c> or one for each processor when null.</summary>
    public int? Threads { get; init; }

    /// <summary>What matrix products round their operands to.</summary>
    public Precision? Precision { get; init; }

    /// <summary>One JSON document on standard output instead of text.</summary>
    public bool Json { get; init; }
}
