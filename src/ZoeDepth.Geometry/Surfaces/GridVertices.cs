using System.Numerics;

namespace ZoeDepth.Geometry;

/// <summary>The vertices of a grid, of which a surface keeps those that a triangle uses.</summary>
/// <param name="colors">red, green and blue of each vertex</param>
/// <param name="position">where a vertex lies</param>
/// <param name="place">where it lies on the texture</param>
internal sealed class GridVertices(byte[] colors, Func<int, Vector3> position, Func<int, Vector2> place)
{
    /// <summary>The vertices in use, in the order of the grid, and triangles between them.</summary>
    public MeshData Used(List<int> triangles, GeometryAxes axes)
    {
        var numbers = new int[colors.Length / 3];
        foreach (var vertex in triangles) numbers[vertex] = 1;
        var used = Enumerable.Range(0, numbers.Length).Where(vertex => numbers[vertex] != 0).ToArray();
        for (var i = 0; i < used.Length; i++) numbers[used[i]] = i;
        var indices = new int[triangles.Count];
        for (var i = 0; i < indices.Length; i++) indices[i] = numbers[triangles[i]];
        var kept = new byte[3 * used.Length];
        for (var i = 0; i < used.Length; i++) colors.AsSpan(3 * used[i], 3).CopyTo(kept.AsSpan(3 * i));
        return new MeshData(Array.ConvertAll(used, i => position(i)), kept, indices, axes)
            { TextureCoordinates = Array.ConvertAll(used, i => place(i)) };
    }
}
