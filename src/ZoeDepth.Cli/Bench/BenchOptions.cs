using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Bench;

/// <summary>What <c>bench</c> was asked for.</summary>
internal sealed record BenchOptions
{
    /// <summary>The model that was asked for.</summary>
    public required ModelRequest Model { get; init; }

    /// <summary>Rows and columns of the picture; the model's own when null.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>The SVG file of the roofline; none is drawn when null.</summary>
    public string? Picture { get; init; }

    /// <summary>Whether the picture takes the place of a file that is there.</summary>
    public bool Replace { get; init; }

    /// <summary>Threads; <c>ZOEDEPTH_THREADS</c> or one for each processor when null.</summary>
    public int? Threads { get; init; }

    /// <summary>One JSON document on standard output instead of text.</summary>
    public bool Json { get; init; }
}
