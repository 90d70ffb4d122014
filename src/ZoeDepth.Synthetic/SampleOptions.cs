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

    /// <summary>
    /// Whether pictures have the shapes of real devices (4:3, 3:2, 16:9, upright ones, square), drawn from the seed,
    /// with about <see cref="Width"/> · <see cref="Height"/> pixels; else all have exactly this width and height.
    /// </summary>
    public bool DeviceAspect { get; init; }

    /// <summary>Whether to give normals, ray lengths and parts too.</summary>
    public bool WithGeometry { get; init; }
}
