namespace ZoeDepth.Data;

/// <summary>What a dataset knows of a sample before its files are opened.</summary>
public sealed record DepthSampleInfo
{
    /// <summary>Unique in its dataset.</summary>
    public required string Name { get; init; }

    /// <summary>How its depth is known.</summary>
    public DepthKind Kind { get; init; }

    /// <summary>Which metric head it is for; null when the dataset does not say.</summary>
    public Domain? Domain { get; init; }

    /// <summary>
    /// The place it shows; samples of one scene resemble each other. Null when the dataset does not say.
    /// </summary>
    public string? Scene { get; init; }

    /// <summary>The part of the dataset it belongs to, "train"; null when the dataset does not say.</summary>
    public string? Split { get; init; }

    /// <summary>
    /// The family of the procedural world, or the source among several; null when the dataset does not say.
    /// </summary>
    public string? Family { get; init; }

    /// <summary>Columns of the photograph; null when the dataset does not say before it is opened.</summary>
    public int? Width { get; init; }

    /// <summary>Rows of the photograph; null when the dataset does not say before it is opened.</summary>
    public int? Height { get; init; }
}
