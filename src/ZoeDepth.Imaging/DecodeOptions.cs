namespace ZoeDepth.Imaging;

/// <summary>Limits and choices for reading a picture.</summary>
public sealed record DecodeOptions
{
    /// <summary>The defaults: Pillow's pixel ceiling, truncated files refused.</summary>
    public static DecodeOptions Default { get; } = new();

    /// <summary>Most pixels a header may declare; checked before anything is allocated. Pillow's own limit, twice its warning.</summary>
    public long MaxPixels { get; init; } = 178_956_970;

    /// <summary>Decode what is there of a file that ends early (the rest stays gray) instead of throwing.</summary>
    public bool AllowTruncated { get; init; }
}
