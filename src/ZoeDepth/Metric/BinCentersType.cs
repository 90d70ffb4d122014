namespace ZoeDepth.Metric;

/// <summary>
/// How bin centers are kept in range (<c>bin_centers_type</c>). The hybrids are the original's; no published model has
/// them.
/// </summary>
internal enum BinCentersType
{
    /// <summary>Metres, positive, unbounded: ZoeD_N, ZoeD_NK.</summary>
    Softplus,

    /// <summary>Parts of min..max depth: ZoeD_K.</summary>
    Normed,

    /// <summary>Seeds divide the range, attractors move them in metres.</summary>
    Hybrid1,

    /// <summary>Seeds are metres, attractors move their parts of the range.</summary>
    Hybrid2,
}

/// <summary>What the types mean for the two layers that have bins.</summary>
internal static class BinCentersTypes
{
    /// <summary>The type of a configuration's name.</summary>
    public static BinCentersType Of(string name) => name switch
    {
        "normed" => BinCentersType.Normed,
        "hybrid1" => BinCentersType.Hybrid1,
        "hybrid2" => BinCentersType.Hybrid2,
        _ => BinCentersType.Softplus,
    };

    /// <summary>Whether the first bins divide the range.</summary>
    public static bool HasBoundedSeed(this BinCentersType type) =>
        type is BinCentersType.Normed or BinCentersType.Hybrid1;

    /// <summary>Whether attractors move parts of the range, and centers are clipped to it.</summary>
    public static bool HasBoundedAttractors(this BinCentersType type) =>
        type is BinCentersType.Normed or BinCentersType.Hybrid2;
}
