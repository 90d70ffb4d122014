using ZoeDepth.Cli.Shell;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Surfaces;

/// <summary>What <c>cloud</c>, <c>mesh</c> or <c>panorama</c> was asked for.</summary>
internal sealed record SurfaceRequest
{
    /// <summary>What to make.</summary>
    public required SurfaceKind Kind { get; init; }

    /// <summary>The photo's file, or <c>-</c> for standard input.</summary>
    public required string Photo { get; init; }

    /// <summary>The file to write; beside the photo when null.</summary>
    public string? Out { get; init; }

    /// <summary>Whether a file that is there is replaced.</summary>
    public bool Replace { get; init; }

    /// <summary>A depth file to take instead of estimating.</summary>
    public string? Depth { get; init; }

    /// <summary>The scale of a depth file that is a 16-bit PNG and states none.</summary>
    public DepthScale? DepthScale { get; init; }

    /// <summary>The model that was asked for; null beside a depth file.</summary>
    public ModelRequest? Model { get; init; }

    /// <summary>The switches that move metres, and the field of view.</summary>
    public required EstimateOptions Estimate { get; init; }

    /// <summary>The camera's calibration file.</summary>
    public string? Intrinsics { get; init; }

    /// <summary>How fine, and where it is cut.</summary>
    public required SurfaceOptions Surface { get; init; }

    /// <summary>The axes that were asked for; the file's usual ones when null.</summary>
    public GeometryAxes? Axes { get; init; }

    /// <summary>As the research code makes it.</summary>
    public bool Original { get; init; }

    /// <summary>Threads; <c>ZOEDEPTH_THREADS</c> or one for each processor when null.</summary>
    public int? Threads { get; init; }

    /// <summary>What products round their operands to; what the model says when null.</summary>
    public Precision? Precision { get; init; }

    /// <summary>One JSON document on standard output instead of text.</summary>
    public bool Json { get; init; }
}
