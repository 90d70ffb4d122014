using System.Numerics;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry.Tests;

public sealed class PointCloudTests
{
    private static readonly PinholeCamera Camera = PinholeCamera.FromFieldOfView(60, 12, 8);

    [Fact]
    public void Every_pixel_is_a_point_of_its_colour_seen_where_it_was()
    {
        var photo = Pictures.Photo(12, 8);
        var depth = Pictures.Depth(12, 8, (column, row) => 1 + (0.1 * column) + (0.01 * row));
        var cloud = PointCloud.Of(depth, Camera, photo);
        cloud.Points.Count.ShouldBe(96);
        cloud.PointColors.ToArray().ShouldBe(photo.Data);
        for (var i = 0; i < 96; i++)
        {
            cloud.Points[i].Z.ShouldBe(depth.Values[i]);
            var (u, v) = Camera.Project(cloud.Points[i]);
            (Math.Abs(u - (i % 12) - 0.5) < 1e-4 && Math.Abs(v - (i / 12) - 0.5) < 1e-4).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-0.5f)]
    public void A_pixel_without_depth_has_no_point(float hole)
    {
        var cloud = PointCloud.Of(Pictures.Depth(12, 8, (column, row) => (column, row) == (3, 2) ? hole : 2), Camera,
            Pictures.Photo(12, 8));
        cloud.Points.Count.ShouldBe(95);
    }

    [Fact]
    public void Points_at_a_jump_are_left_out_when_asked()
    {
        var depth = Pictures.Depth(12, 8, (column, _) => column < 6 ? 1 : 3);
        var options = SurfaceOptions.Cloud with { Edges = EdgeCut.AtJump(0.1) };
        PointCloud.Of(depth, Camera, Pictures.Photo(12, 8), options).Points.Count.ShouldBe(10 * 8);
        PointCloud.Of(depth, Camera, Pictures.Photo(12, 8)).Points.Count.ShouldBe(96);
    }

    [Fact]
    public void A_coarser_cloud_holds_some_of_the_points_and_no_others()
    {
        var (depth, photo) = (Pictures.Depth(12, 8, (column, row) => 1 + (column * row)), Pictures.Photo(12, 8));
        var all = PointCloud.Of(depth, Camera, photo).Points;
        var some = PointCloud.Of(depth, Camera, photo, SurfaceOptions.Cloud with { MaxSide = 5 }).Points;
        some.Count.ShouldBe(5 * 3);
        some.ShouldAllBe(point => all.Contains(point));
    }

    [Fact]
    public void A_ply_file_holds_the_points_little_endian_y_up()
    {
        var cloud = PointCloud.Of(Pictures.Wall(12, 8, 2), Camera, Pictures.Photo(12, 8));
        using var folder = new TemporaryFolder();
        cloud.Save(folder.File("x.ply"));
        var ply = PlyReader.Of(File.ReadAllBytes(folder.File("x.ply")));
        ply.Header.ShouldContain("comment ZoeDepth for .NET; metres; axes x right, y up, z towards the viewer (glTF)");
        ply.Header.ShouldNotContain("element face");
        ply.Positions.ShouldBe([.. cloud.Points.Select(point => new Vector3(point.X, -point.Y, -point.Z))]);
        ply.Colors.ShouldBe(cloud.PointColors.ToArray());

        cloud.Save(folder.File("x.ply"), GeometryAxes.OpenCv);
        PlyReader.Of(File.ReadAllBytes(folder.File("x.ply"))).Positions.ShouldBe([.. cloud.Points]);
    }

    [Fact]
    public void A_glb_file_holds_the_points()
    {
        var cloud = PointCloud.Of(Pictures.Wall(12, 8, 2), Camera, Pictures.Photo(12, 8));
        using var stream = new MemoryStream();
        cloud.Write(stream, GeometryFormat.Glb);
        var glb = GlbReader.Of(stream.ToArray());
        glb.Primitive.GetProperty("mode").GetInt32().ShouldBe(0);
        glb.Positions().ShouldBe([.. cloud.Points.Select(point => new Vector3(point.X, -point.Y, -point.Z))]);
        glb.Colors().Length.ShouldBe(4 * 96);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var (depth, photo) = (Pictures.Wall(12, 8, 2), Pictures.Photo(12, 8));
        Should.Throw<ArgumentException>(() => PointCloud.Of(depth, Camera.Resized(24, 16), photo))
            .Message.ShouldContain("the camera is of a picture of 24x16, the depth of 12x8");
        Should.Throw<ArgumentException>(() => PointCloud.Of(depth, Camera, photo, new() { MaxSide = 1 }))
            .Message.ShouldContain("expected 2 to 4096");
        var cloud = PointCloud.Of(depth, Camera, photo);
        Should.Throw<ArgumentException>(() => cloud.Save("x.obj")).Message.ShouldContain("use .glb or .ply");
        Should.Throw<ArgumentException>(() => cloud.Write(new MemoryStream(), GeometryFormat.Glb, GeometryAxes.OpenCv))
            .Message.ShouldContain("a GLB file is on glTF's axes");
        Should.Throw<ArgumentException>(() => cloud.Write(new MemoryStream(), GeometryFormat.Ply,
            GeometryAxes.Original)).Message.ShouldContain("cannot be written on Original axes");
        Should.Throw<ArgumentOutOfRangeException>(() => EdgeCut.AtJump(0));
        Should.Throw<ArgumentOutOfRangeException>(() => EdgeCut.AtGradient(double.NaN));
    }
}
