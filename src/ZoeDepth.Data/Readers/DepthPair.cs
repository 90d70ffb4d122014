namespace ZoeDepth.Data.Readers;

/// <summary>The files of one sample.</summary>
/// <param name="Info">what is known of it</param>
/// <param name="Image">the photograph's path</param>
/// <param name="Depth">the depth file's path</param>
/// <param name="FocalLength">pixels of the photograph as stored; null when unknown</param>
internal sealed record DepthPair(DepthSampleInfo Info, string Image, string Depth, double? FocalLength = null)
{
    /// <summary>What else is read with them, such as masks.</summary>
    public IReadOnlyList<string> Masks { get; init; } = [];

    /// <summary>All of its files.</summary>
    public IEnumerable<string> Files => [Image, Depth, .. Masks];
}
