using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Cli.Predict;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Geometry;

namespace ZoeDepth.Cli.Surfaces;

/// <summary>Everything a run of <c>cloud</c>, <c>mesh</c> or <c>panorama</c> has to say.</summary>
internal sealed record SurfaceReport
{
    /// <summary>The version of zoedepth.</summary>
    public required string Version { get; init; }

    /// <summary>The photo.</summary>
    public required string Photo { get; init; }

    /// <summary>The photo's size, upright.</summary>
    public required SizeReport Size { get; init; }

    /// <summary>What estimated depth; null where a file holds it.</summary>
    public string? Model { get; init; }

    /// <summary>The depths.</summary>
    public required DepthReport Depth { get; init; }

    /// <summary>The camera; null for a panorama.</summary>
    public SurfaceCamera? Camera { get; init; }

    /// <summary>What was made.</summary>
    public required SurfaceCounts Surface { get; init; }

    /// <summary>The file.</summary>
    public required SurfaceFile File { get; init; }

    /// <summary>Reading, estimating and writing.</summary>
    public required double Seconds { get; init; }

    /// <summary>What is worth knowing and stops nothing.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>The camera of the photo.</summary>
/// <param name="FocalX">pixels of the depth</param>
/// <param name="FocalY">pixels of the depth</param>
/// <param name="CenterX">pixels from the left edge</param>
/// <param name="CenterY">pixels from the upper edge</param>
/// <param name="HorizontalFieldOfView">degrees</param>
/// <param name="VerticalFieldOfView">degrees</param>
/// <param name="Source">option, exif, json or assumed</param>
internal sealed record SurfaceCamera(double FocalX, double FocalY, double CenterX, double CenterY,
    double HorizontalFieldOfView, double VerticalFieldOfView, string Source)
{
    /// <summary>The same camera.</summary>
    public static SurfaceCamera Of(PinholeCamera camera) => new(camera.FocalX, camera.FocalY, camera.CenterX,
        camera.CenterY, camera.HorizontalFieldOfView, camera.VerticalFieldOfView,
        camera.Source.ToString().ToLowerInvariant());
}

/// <summary>How much was made.</summary>
/// <param name="Vertices">points</param>
/// <param name="Triangles">null for a cloud</param>
/// <param name="Edges">where it is cut, in words</param>
internal sealed record SurfaceCounts(int Vertices, int? Triangles, string Edges);

/// <summary>The file that was written.</summary>
/// <param name="Path">where</param>
/// <param name="Format">glb or ply</param>
/// <param name="Axes">where its axes lead, in words; lengths are metres</param>
/// <param name="Bytes">its size</param>
internal sealed record SurfaceFile(string Path, string Format, string Axes, long Bytes);

/// <summary>The document of <c>--json</c>.</summary>
internal static class SurfaceDocument
{
    private static readonly SurfaceContext Context = new(JsonOutput.NewOptions());

    /// <summary>The text of a run.</summary>
    public static string Of(SurfaceReport report) => JsonSerializer.Serialize(report, Context.SurfaceReport);
}

[JsonSerializable(typeof(SurfaceReport))]
internal sealed partial class SurfaceContext : JsonSerializerContext;
