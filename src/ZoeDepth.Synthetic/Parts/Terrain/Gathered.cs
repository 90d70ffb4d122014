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
        var turned = map.Cofactors();
        var first = _positions.Count;
        for (var i = 0; i < mesh.Positions.Count; i++)
        {
            _positions.Add(map.Point(mesh.Positions[i]));
            _normals.Add(turned.Direction(mesh.Normals[i]).Unit());
        }
        foreach (var corner in mesh.Triangles) _triangles.Add(first + corner);
    }

    /// <summary>All of them.</summary>
    public Mesh Build() => new(_positions, _normals, [.. _triangles]);
}
