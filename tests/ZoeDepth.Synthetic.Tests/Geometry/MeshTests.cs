using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Tests.Geometry;

public sealed class MeshTests
{
    [Fact]
    public void Corners_without_a_normal_are_refused() =>
        Should.Throw<ArgumentException>(() => new Mesh([(0, 0, 0), (1, 0, 0), (0, 1, 0)], [(0, 0, 1)], [0, 1, 2]))
            .Message.ShouldBe("3 corners have 1 normals");

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Numbers_that_make_no_triangles_are_refused(int count)
    {
        Vector[] corners = [(0, 0, 0), (1, 0, 0), (0, 1, 0)];
        Should.Throw<ArgumentException>(() =>
            new Mesh(corners, [Vector.Up, Vector.Up, Vector.Up], [.. Enumerable.Repeat(0, count)]))
            .Message.ShouldBe($"{count} corner numbers make no triangles");
    }

    [Fact]
    public void A_mesh_knows_its_box_and_its_triangles()
    {
        var mesh = new Mesh([(0, -1, 0), (2, 0, 0), (0, 1, 3)], [Vector.Up, Vector.Up, Vector.Up], [0, 1, 2]);
        mesh.TriangleCount.ShouldBe(1);
        (mesh.Bounds.Least, mesh.Bounds.Greatest).ShouldBe(((0, -1, 0), (2, 1, 3)));
    }
}
