namespace ZoeDepth.Synthetic;

/// <summary>What a picture of the procedural world shall be like.</summary>
public sealed record SampleOptions
{
    /// <summary>256x192, four colour samples a pixel.</summary>
    public static SampleOptions Default { get; } = new();

    /// <summary>Columns, 16..4096.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Rows, 16..4096.</summary>
    public int Height { get; init; } = 192;

    /// <summary>Whether to give normals, ray lengths and parts too.</summary>
    public bool WithGeometry { get; init; }
}
