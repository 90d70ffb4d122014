using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>Many meshes as one: a crown is found by one hierarchy instead of fifty that overlap.</summary>
internal sealed class Gathered
{
    private readonly List<Vector> _positions = [];
    private readonly List<Vector> _normals = [];
    private readonly List<int> _triangles = [];

    /// <summary>A mesh at its place; the map may not mirror.</summary>
    public void Add(Mesh mesh, Affine map)
    {
        var (x, y, z) = (map.Y.Cross(map.Z), map.Z.Cross(map.X), map.X.Cross(map.Y));
        var first = _positions.Count;
        for (var i = 0; i < mesh.Positions.Count; i++)
        {
            var n = mesh.Normals[i];
            _positions.Add(map.Point(mesh.Positions[i]));
            _normals.Add(((x * n.X) + (y * n.Y) + (z * n.Z)).Unit());
        }
        foreach (var corner in mesh.Triangles) _triangles.Add(first + corner);
    }

    /// <summary>All of them.</summary>
    public Mesh Build() => new(_positions, _normals, [.. _triangles]);
}
