using System.Numerics;
using FsCheck.Xunit;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry.Tests;

public sealed class PanoramaTests
{
    [Fact]
    public void A_room_of_one_radius_is_a_closed_ball_around_the_camera()
    {
        var mesh = Panorama.Of(Pictures.Wall(64, 32, 2), Pictures.Photo(64, 32));
        mesh.Vertices.ShouldAllBe(point => Math.Abs(point.Length() - 2) < 1e-5);
        // Closed: every edge, by where its ends lie, belongs to two triangles that run along it in opposite directions.
        Edges(mesh).Select(edge => edge.Count).ShouldAllBe(count => count == 0);
        // Seen from inside: all normals lead to the middle.
        mesh.Indices.Chunk(3).ShouldAllBe(corners => Vector3.Dot(Vector3.Cross(
            mesh.Vertices[corners[1]] - mesh.Vertices[corners[0]],
            mesh.Vertices[corners[2]] - mesh.Vertices[corners[0]]), mesh.Vertices[corners[0]]) < 0);
    }

    [Fact]
    public void Up_is_up_the_middle_is_ahead_and_right_is_right()
    {
        // Near above, farther below, and something very near at the right.
        var depth = Pictures.Depth(64, 32, (column, row) => row < 16 ? 1 : 3);
        var mesh = Panorama.Of(depth, Pictures.Photo(64, 32), new() { Edges = EdgeCut.None });
        using var stream = new MemoryStream();
        mesh.Write(stream, GeometryFormat.Glb);
        var points = GlbReader.Of(stream.ToArray()).Positions();
        points.Max(point => point.Y).ShouldBe(1, 1e-5f);
        points.Min(point => point.Y).ShouldBe(-3, 1e-5f);
        // Vertex 16 · 65 + 32 is the pixel right of and below the middle: straight ahead, which is −Z in glTF.
        var middle = points[(16 * 65) + 32];
        (middle.Z < -2.9 && middle is { X: > 0 and < 0.2f, Y: < 0 }).ShouldBeTrue($"{middle}");
        (points[(16 * 65) + 48].X > 2.9).ShouldBeTrue();
    }

    [Fact]
    public void The_seam_is_joined_and_the_texture_goes_on_across_it()
    {
        var mesh = Panorama.Of(Pictures.Wall(64, 32, 2), Pictures.Photo(64, 32));
        using var stream = new MemoryStream();
        mesh.Write(stream, GeometryFormat.Glb);
        var glb = GlbReader.Of(stream.ToArray());
        var (points, places) = (glb.Positions(), glb.TextureCoordinates());
        for (var row = 0; row < 32; row++)
        {
            points[(row * 65) + 64].ShouldBe(points[row * 65]);
            places[(row * 65) + 64].X.ShouldBe(places[row * 65].X + 1);
        }
        // To go on at the other side is what glTF does unless it is told otherwise.
        var sampler = glb.Json.GetProperty("samplers")[0];
        if (sampler.TryGetProperty("wrapS", out var wrap)) wrap.GetInt32().ShouldBe(10497);
        RasterImage.Load(glb.Image()).Width.ShouldBe(64);
    }

    [Fact]
    public void A_panorama_is_extended_by_what_is_on_its_other_side()
    {
        var photo = Pictures.Photo(16, 2);
        var extended = Panorama.Extended(photo);
        extended.Width.ShouldBe(20);
        var row = Enumerable.Range(0, 20).Select(column => extended.Data[3 * column]).ToArray();
        row.ShouldBe([14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1]);
    }

    [Property(MaxTest = 100)]
    public bool Depth_that_agrees_with_itself_is_joined_without_a_change(int seed)
    {
        var random = new Random(seed);
        var depth = Pictures.Depth(16, 2, (_, _) => 1 + random.NextDouble());
        var extended = Pictures.Depth(20, 2, (column, row) => depth.Values[(16 * row) + ((column + 14) % 16)]);
        var joined = Panorama.Joined(extended, 16);
        return joined.Values.Zip(depth.Values).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
    }

    [Fact]
    public void Where_both_ends_disagree_the_seam_has_no_step()
    {
        // The network's depth climbs along the extended picture, by 1 m from one end to the other.
        var extended = Pictures.Depth(640 + 160, 1, (column, _) => 2 + (column / 800.0));
        var joined = Panorama.Joined(extended, 640).Values;
        Math.Abs(joined[0] - joined[^1]).ShouldBeLessThan(0.01f);
        Enumerable.Range(1, 639).Max(i => Math.Abs(joined[i] - joined[i - 1])).ShouldBeLessThan(0.02f);
        joined[320].ShouldBe(extended.Values[400]);
    }

    [Fact]
    public void Depth_of_another_width_is_refused() =>
        Should.Throw<ArgumentException>(() => Panorama.Joined(Pictures.Wall(640, 2, 1), 640))
            .Message.ShouldContain("a panorama of 640 has 800 when it is extended");

    [Fact]
    public void The_camera_of_a_panorama_sees_its_middle_as_large() =>
        // One radian across is a sixth of the circle, as many pixels as the focal length.
        Panorama.CameraOf(Pictures.Photo(628, 314)).FocalLength.ShouldBe(100, 0.1);

    /// <summary>Directed edges between places, and how many more lead there than back; none of no length.</summary>
    private static List<(string Edge, int Count)> Edges(DepthMesh mesh)
    {
        var edges = new Dictionary<(Vector3, Vector3), int>();
        foreach (var corners in mesh.Indices.Chunk(3))
            for (var i = 0; i < 3; i++)
            {
                var (a, b) = (Place(corners[i]), Place(corners[(i + 1) % 3]));
                if (a == b) continue;
                edges[(a, b)] = edges.GetValueOrDefault((a, b)) + 1;
                edges[(b, a)] = edges.GetValueOrDefault((b, a)) - 1;
            }
        return [.. edges.Select(edge => ($"{edge.Key}", edge.Value))];

        Vector3 Place(int vertex) => new(MathF.Round(mesh.Vertices[vertex].X, 4),
            MathF.Round(mesh.Vertices[vertex].Y, 4), MathF.Round(mesh.Vertices[vertex].Z, 4));
    }
}
