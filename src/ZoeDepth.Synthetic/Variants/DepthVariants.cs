namespace ZoeDepth.Synthetic.Variants;

/// <summary>What the kinds are called in files and on command lines, and what their values are.</summary>
public static class DepthVariants
{
    private static readonly OrderedDictionary<string, DepthVariant> Names = new()
    {
        ["metric"] = DepthVariant.Metric,
        ["relative"] = DepthVariant.ScaledShifted,
        ["disparity"] = DepthVariant.Disparity,
        ["stereo"] = DepthVariant.Stereo,
        ["structured-light"] = DepthVariant.StructuredLight,
        ["lidar"] = DepthVariant.Lidar,
        ["sfm"] = DepthVariant.StructureFromMotion,
    };

    /// <summary>Every kind by its name, the depth itself first.</summary>
    public static IReadOnlyDictionary<string, DepthVariant> ByName => Names;

    /// <summary>What it is called.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such kind</exception>
    public static string Name(this DepthVariant variant)
    {
        foreach (var (name, named) in Names)
            if (named == variant) return name;
        throw new ArgumentOutOfRangeException(nameof(variant), variant, "not a kind of depth");
    }

    /// <summary>Whether values fall with depth.</summary>
    public static bool IsDisparity(this DepthVariant variant) => variant is DepthVariant.Disparity or DepthVariant.Stereo;

    /// <summary>Whether values are metres; else they are in a unit that only the family, or only the picture, knows.</summary>
    public static bool IsInMetres(this DepthVariant variant) => variant is DepthVariant.Metric or DepthVariant.StructuredLight or DepthVariant.Lidar;
}
