using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Tests.Geometry;

/// <summary>What every mesh must be.</summary>
internal static class MeshChecks
{
    /// <summary>Normals of length 1 that agree with their faces, no triangle without area.</summary>
    public static void ShouldBeSound(this Mesh mesh, int mostTriangles)
    {
        mesh.TriangleCount.ShouldBeLessThanOrEqualTo(mostTriangles);
        for (var i = 0; i < mesh.Triangles.Length; i += 3)
        {
            var (a, b, c) = (mesh.Triangles[i], mesh.Triangles[i + 1], mesh.Triangles[i + 2]);
            var face = (mesh.Positions[b] - mesh.Positions[a]).Cross(mesh.Positions[c] - mesh.Positions[a]);
            face.Length.ShouldBeGreaterThan(0, $"triangle {i / 3} has no area");
            foreach (var corner in (int[])[a, b, c])
            {
                mesh.Normals[corner].Length.ShouldBe(1, 1e-6);
                mesh.Normals[corner].Dot(face.Unit())
                    .ShouldBeGreaterThan(0, $"triangle {i / 3}: normal {mesh.Normals[corner]}, face {face.Unit()}");
            }
        }
    }

    /// <summary>Sound, and every edge is shared by as many triangles one way as the other.</summary>
    public static void ShouldBeClosed(this Mesh mesh, int mostTriangles)
    {
        mesh.ShouldBeSound(mostTriangles);
        var edges = new Dictionary<(Vector, Vector), int>();
        for (var i = 0; i < mesh.Triangles.Length; i += 3)
        {
            for (var side = 0; side < 3; side++)
            {
                var (from, to) = (mesh.Positions[mesh.Triangles[i + side]],
                    mesh.Positions[mesh.Triangles[i + ((side + 1) % 3)]]);
                edges[(from, to)] = edges.GetValueOrDefault((from, to)) + 1;
            }
        }
        foreach (var ((from, to), count) in edges)
            edges.GetValueOrDefault((to, from)).ShouldBe(count, $"edge {from} {to}");
        Volume(mesh).ShouldBeGreaterThan(0);
    }

    /// <summary>By the divergence theorem; below 0 where the outside is inside.</summary>
    public static double Volume(Mesh mesh)
    {
        var sum = 0.0;
        for (var i = 0; i < mesh.Triangles.Length; i += 3)
        {
            var (a, b, c) = (mesh.Positions[mesh.Triangles[i]], mesh.Positions[mesh.Triangles[i + 1]],
                mesh.Positions[mesh.Triangles[i + 2]]);
            sum += a.Dot(b.Cross(c)) / 6;
        }
        return sum;
    }
}
