namespace ZoeDepth.Data;

/// <summary>What the kinds are called in files and on command lines, and what their values are.</summary>
internal static class DepthKinds
{
    private static readonly OrderedDictionary<string, DepthKind> Names = new()
    {
        ["metric"] = DepthKind.Metric,
        ["relative"] = DepthKind.ScaledShifted,
        ["disparity"] = DepthKind.Disparity,
        ["stereo"] = DepthKind.Stereo,
        ["structured-light"] = DepthKind.StructuredLight,
        ["lidar"] = DepthKind.Lidar,
        ["sfm"] = DepthKind.StructureFromMotion,
    };

    /// <summary>Every kind by its name, the depth itself first.</summary>
    public static IReadOnlyDictionary<string, DepthKind> ByName => Names;

    /// <summary>What it is called.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such kind</exception>
    public static string Name(this DepthKind variant)
    {
        foreach (var (name, named) in Names)
            if (named == variant) return name;
        throw new ArgumentOutOfRangeException(nameof(variant), variant, "not a kind of depth");
    }

    /// <summary>Whether values fall with depth.</summary>
    public static bool IsDisparity(this DepthKind variant) => variant is DepthKind.Disparity or DepthKind.Stereo;

    /// <summary>
    /// Whether values are metres; else they are in a unit that only the family, or only the picture, knows.
    /// </summary>
    public static bool IsInMetres(this DepthKind variant) =>
        variant is DepthKind.Metric or DepthKind.StructuredLight or DepthKind.Lidar;
}
