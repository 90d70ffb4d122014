namespace ZoeDepth.Metric;

/// <summary>How bin centers are kept in range (<c>bin_centers_type</c>).</summary>
internal enum BinCentersType
{
    /// <summary>Metres, positive, unbounded: ZoeD_N, ZoeD_NK.</summary>
    Softplus,

    /// <summary>Parts of min..max depth: ZoeD_K.</summary>
    Normed,
}
