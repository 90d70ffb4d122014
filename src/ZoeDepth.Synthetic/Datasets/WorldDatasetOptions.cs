namespace ZoeDepth.Synthetic.Datasets;

/// <summary>Which pictures a <see cref="WorldDataset"/> holds.</summary>
public sealed record WorldDatasetOptions
{
    /// <summary>How often each family has a picture, above 0; every family alike when null.</summary>
    public IReadOnlyDictionary<string, double>? Families { get; init; }

    /// <summary>The seed of picture 0; the sum with a picture's number wraps at 2⁶⁴.</summary>
    public ulong Seed { get; init; }

    /// <summary>Sizes that pictures have, drawn for each.</summary>
    public IReadOnlyList<(int Rows, int Columns)> Sizes
        { get; init; } = [(SampleOptions.Default.Height, SampleOptions.Default.Width)];

    /// <summary>How depth is known.</summary>
    public DepthKind Kind { get; init; }

    /// <summary>How many pictures there are; null: as many as there are numbers.</summary>
    public int? Count { get; init; }

    /// <summary>
    /// Where there is no count: picture i and picture i + Round have the same family and size, and whatever families
    /// and sizes come, come within one round.
    /// </summary>
    public int Round { get; init; } = 4096;

    /// <summary>
    /// Bytes of pictures that are kept once they are made, where there is a count; those beyond it are made anew
    /// whenever they are asked for.
    /// </summary>
    public long RememberedBytes { get; init; }
}
