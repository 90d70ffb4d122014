namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Triangles with a normal at each corner, in metres of their own coordinate system.
/// Made once and placed as often as a scene likes.
/// </summary>
internal sealed class Mesh
{
    /// <param name="positions">corners</param>
    /// <param name="normals">as many outward unit normals; smooth shading mixes them over a triangle</param>
    /// <param name="triangles">three corner numbers a triangle</param>
    public Mesh(IReadOnlyList<Vector> positions, IReadOnlyList<Vector> normals, int[] triangles)
    {
        if (positions.Count != normals.Count)
            throw new ArgumentException($"{positions.Count} corners have {normals.Count} normals");
        if (triangles.Length == 0 || triangles.Length % 3 != 0)
            throw new ArgumentException($"{triangles.Length} corner numbers make no triangles");
        (Positions, Normals, Triangles) = (new(positions), new(normals), triangles);
        var bounds = Bounds.Empty;
        foreach (var position in Positions) bounds = bounds.With(position);
        Bounds = bounds;
    }

    public PackedVectors Positions { get; }

    public PackedVectors Normals { get; }

    public int[] Triangles { get; }

    public Bounds Bounds { get; }

    public int TriangleCount => Triangles.Length / 3;
}
