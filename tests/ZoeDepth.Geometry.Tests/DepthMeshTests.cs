using System.Numerics;
using FsCheck.Xunit;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry.Tests;

public sealed class DepthMeshTests
{
    private static readonly PinholeCamera Camera = PinholeCamera.FromFieldOfView(60, 12, 8);

    [Fact]
    public void A_wall_is_two_triangles_a_cell_that_face_the_camera()
    {
        var mesh = DepthMesh.Of(Pictures.Wall(12, 8, 2), Camera, Pictures.Photo(12, 8));
        mesh.Vertices.Count.ShouldBe(96);
        mesh.Indices.Count.ShouldBe(3 * 2 * 11 * 7);
        mesh.Axes.ShouldBe(GeometryAxes.OpenCv);
        FacesTheCamera(mesh).ShouldBeTrue();
        // 11 x 7 cells of 2 m · 1 pixel / focal length.
        Area(mesh).ShouldBe(11 * 7 * Math.Pow(2 / Camera.FocalX, 2), 1e-5);
    }

    [Property(MaxTest = 100)]
    public bool Any_surface_faces_the_camera_and_has_no_vertex_to_spare(int seed)
    {
        var random = new Random(seed);
        var mesh = DepthMesh.Of(Pictures.Depth(12, 8, (_, _) => random.NextDouble() is > 0.1 and var metres
            ? 1 + (0.1 * metres) : double.NaN), Camera, Pictures.Photo(12, 8));
        return FacesTheCamera(mesh) && mesh.Indices.ToHashSet().SetEquals(Enumerable.Range(0, mesh.Vertices.Count));
    }

    [Property(MaxTest = 100)]
    public bool A_relative_cut_does_not_depend_on_the_distance(int seed, ushort times)
    {
        var random = new Random(seed);
        var depth = Pictures.Depth(12, 8, (_, _) => 1 + (0.1 * random.NextDouble()));
        // A power of two scales floats without rounding.
        var scale = MathF.Pow(2, times % 7);
        var farther = Pictures.Depth(12, 8, (column, row) => scale * depth.Values[(12 * row) + column]);
        var photo = Pictures.Photo(12, 8);
        return DepthMesh.Of(depth, Camera, photo).Indices.SequenceEqual(DepthMesh.Of(farther, Camera, photo).Indices);
    }

    [Fact]
    public void Edges_are_cut_by_a_share_by_metres_or_not_at_all()
    {
        // A step of 1 m at 20 m: 5 per cent of the distance, and twenty times the research code's 5 cm.
        var step = Pictures.Depth(12, 8, (column, _) => column < 6 ? 20 : 20.9);
        Triangles(step, EdgeCut.AtJump(0.05)).ShouldBe(2 * 11 * 7);
        Triangles(step, EdgeCut.AtJump(0.04)).ShouldBe(2 * 10 * 7);
        Triangles(step, EdgeCut.None).ShouldBe(2 * 11 * 7);
        // Central differences find both sides of the step steep.
        Triangles(step, EdgeCut.Original).ShouldBe(2 * 8 * 7);
        Triangles(step, EdgeCut.AtGradient(0.5)).ShouldBe(2 * 11 * 7);

        int Triangles(DepthRaster depth, EdgeCut cut) => DepthMesh.Of(depth, Camera, Pictures.Photo(12, 8),
            SurfaceOptions.Mesh with { Edges = cut }).Indices.Count / 3;
    }

    [Fact]
    public void A_cell_with_one_corner_missing_keeps_the_triangle_of_the_others()
    {
        foreach (var hole in Enumerable.Range(0, 4))
        {
            var depth = new DepthRaster([.. Enumerable.Range(0, 4).Select(i => i == hole ? float.NaN : 2)], 2, 2);
            var mesh = DepthMesh.Of(depth, PinholeCamera.FromFieldOfView(60, 2, 2), Pictures.Photo(2, 2));
            (mesh.Vertices.Count, mesh.Indices.Count).ShouldBe((3, 3), $"corner {hole}");
            FacesTheCamera(mesh).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_glb_file_carries_the_photograph_on_the_surface_y_up()
    {
        var photo = Pictures.Photo(12, 8);
        using var folder = new TemporaryFolder();
        var mesh = DepthMesh.Of(Pictures.Wall(12, 8, 2), Camera, photo);
        mesh.Save(folder.File("x.glb"));
        var glb = GlbReader.Of(File.ReadAllBytes(folder.File("x.glb")));
        glb.Positions().ShouldBe([.. mesh.Vertices.Select(point => new Vector3(point.X, -point.Y, -point.Z))]);
        glb.Indices().ShouldBe([.. mesh.Indices]);
        // The first vertex is the first pixel: left, up, ahead; its texture is that pixel's centre.
        (glb.Positions()[0] is { X: < 0, Y: > 0, Z: -2 }).ShouldBeTrue();
        glb.TextureCoordinates()[0].ShouldBe(new Vector2(0.5f / 12, 0.5f / 8));
        glb.TextureCoordinates()[^1].ShouldBe(new Vector2(11.5f / 12, 7.5f / 8));
        glb.Json.GetProperty("extensionsUsed")[0].GetString().ShouldBe("KHR_materials_unlit");
        var texture = RasterImage.Load(glb.Image());
        (texture.Width, texture.Height, texture.FileFormat).ShouldBe((12, 8, "JPEG"));
    }

    [Fact]
    public void A_ply_file_carries_triangles_and_colours()
    {
        var photo = Pictures.Photo(12, 8);
        var mesh = DepthMesh.Of(Pictures.Wall(12, 8, 2), Camera, photo);
        using var stream = new MemoryStream();
        mesh.Write(stream, GeometryFormat.Ply);
        var ply = PlyReader.Of(stream.ToArray());
        ply.Triangles.ShouldBe([.. mesh.Indices]);
        ply.Colors.ShouldBe(photo.Data);
    }

    [Fact]
    public void A_large_photograph_gives_a_bounded_mesh_and_texture_of_the_same_shape()
    {
        var (depth, photo) = (Pictures.Wall(300, 200, 2), Pictures.Photo(300, 200));
        var camera = PinholeCamera.FromFieldOfView(60, 300, 200);
        var mesh = DepthMesh.Of(depth, camera, photo, new() { MaxSide = 30, MaxTextureSide = 60 });
        mesh.Vertices.Count.ShouldBe(30 * 20);
        (mesh.Texture!.Width, mesh.Texture.Height).ShouldBe((60, 40));
        // Vertices are pixels: they lie on the rays of the whole picture.
        mesh.Vertices[0].ShouldBe(camera.Unproject(5.5, 5.5, 2));
    }

    [Fact]
    public void A_shrunk_picture_has_the_mean_of_what_it_covers()
    {
        var data = new byte[3 * 6 * 4];
        for (var i = 0; i < 24; i++) data.AsSpan(3 * i, 3).Fill((byte)(i % 6 < 3 ? 10 : 20));
        var small = ImageShrink.ToFit(new(6, 4, PixelFormat.Rgb8, data), 2);
        (small.Width, small.Height).ShouldBe((2, 1));
        small.Data.ShouldBe([10, 10, 10, 20, 20, 20]);
        ImageShrink.ToFit(new(6, 4, PixelFormat.Rgb8, data), 4).Data[3].ShouldBe((byte)10);
        ImageShrink.ToFit(new(6, 4, PixelFormat.Rgb8, data), 1).Data.ShouldBe([15, 15, 15]);
    }

    [Fact]
    public void A_surface_without_any_triangle_is_a_file_without_meshes()
    {
        var mesh = DepthMesh.Of(Pictures.Wall(12, 8, double.NaN), Camera, Pictures.Photo(12, 8));
        mesh.Vertices.ShouldBeEmpty();
        using var stream = new MemoryStream();
        mesh.Write(stream, GeometryFormat.Glb);
        GlbReader.Of(stream.ToArray()).HasMesh.ShouldBeFalse();
    }

    private static bool FacesTheCamera(DepthMesh mesh) =>
        mesh.Indices.Chunk(3).All(corners => Vector3.Dot(Normal(mesh, corners), mesh.Vertices[corners[0]]) < 0);

    // Of points on OpenCV's axes, which are right-handed: counterclockwise as seen is a normal towards the eye.
    private static Vector3 Normal(DepthMesh mesh, int[] corners) => Vector3.Cross(
        mesh.Vertices[corners[1]] - mesh.Vertices[corners[0]], mesh.Vertices[corners[2]] - mesh.Vertices[corners[0]]);

    private static double Area(DepthMesh mesh) =>
        mesh.Indices.Chunk(3).Sum(corners => Normal(mesh, corners).Length() / 2);
}
