namespace ZoeDepth.Geometry;

/// <summary>How finely a surface or cloud is made, and where it is cut.</summary>
public sealed record SurfaceOptions
{
    /// <summary>The finest grid: 16.8 million points, 250 MB as PLY.</summary>
    public const int LargestSide = 4096;

    /// <summary>For meshes: a grid a browser turns smoothly, cut at jumps of 3 %.</summary>
    public static SurfaceOptions Mesh { get; } = new();

    /// <summary>For clouds: every pixel of usual photographs, and none left out at edges.</summary>
    public static SurfaceOptions Cloud { get; } = new() { MaxSide = LargestSide, Edges = EdgeCut.None };

    /// <summary>For panoramas: a pixel is three times as wide there, so 10 % are a surface at the same angle.</summary>
    public static SurfaceOptions Panorama { get; } = new() { Edges = EdgeCut.AtJump(0.1) };

    /// <summary>
    /// Where it is cut. 3 % from one pixel to the next are a surface seen at 3 or 4 degrees by a usual camera: floors
    /// hold together to 25 m, and what a network draws softly between two things is mostly gone.
    /// </summary>
    public EdgeCut Edges { get; init; } = EdgeCut.AtJump(0.03);

    /// <summary>
    /// Most columns, and most rows, of the grid of points; larger pictures are sampled, each sample being one of their
    /// pixels. From 2 to <see cref="LargestSide"/>.
    /// </summary>
    public int MaxSide { get; init; } = 1024;

    /// <summary>Most columns, and rows, of the texture: 4096 is what telephones hold.</summary>
    public int MaxTextureSide { get; init; } = 4096;

    internal void Check()
    {
        if (MaxSide is < 2 or > LargestSide)
            throw new ArgumentException($"MaxSide is {MaxSide}; expected 2 to {LargestSide}");
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTextureSide, 1);
    }
}
