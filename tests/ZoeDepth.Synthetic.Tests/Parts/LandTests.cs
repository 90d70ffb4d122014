using FsCheck.Xunit;
using ZoeDepth.Synthetic.Parts.Terrain;

namespace ZoeDepth.Synthetic.Tests.Parts;

public sealed class LandTests
{
    private static double Hilly(double x, double y) => Relief.Swell(x, y, 30, 2, 3, 5);

    [Fact]
    public void Corners_lie_on_the_function_and_normals_look_up()
    {
        var mesh = new Land(Hilly, 300).Build();
        mesh.TriangleCount.ShouldBeLessThanOrEqualTo(6000);
        for (var i = 0; i < mesh.Positions.Count; i++)
        {
            var p = mesh.Positions[i];
            p.Z.ShouldBe(Hilly(p.X, p.Y), Single(p));
            mesh.Normals[i].Z.ShouldBeGreaterThan(0.3);
            mesh.Normals[i].Length.ShouldBe(1, 1e-6);
        }
        mesh.Bounds.Greatest.Y.ShouldBe(300, 0.5);
    }

    [Fact]
    public void The_height_of_a_place_is_that_of_the_triangle_it_lies_in()
    {
        var land = new Land(Hilly, 300);
        var mesh = land.Build();
        for (var i = 0; i < mesh.Triangles.Length; i += 3)
        {
            var (a, b, c) = (mesh.Positions[mesh.Triangles[i]], mesh.Positions[mesh.Triangles[i + 1]],
                mesh.Positions[mesh.Triangles[i + 2]]);
            foreach (var p in (Vector[])[(a + b + c) / 3, (a * 0.8) + (b * 0.15) + (c * 0.05),
                (a * 0.1) + (b * 0.1) + (c * 0.8)])
                land.At(p.X, p.Y).ShouldBe(p.Z, Single(p));
        }
    }

    [Property]
    public void Near_the_camera_the_mesh_is_as_high_as_the_function(byte right, byte ahead)
    {
        var land = new Land(Hilly, 300);
        var (x, y) = ((right / 255.0 * 10) - 5, ahead / 255.0 * 12);
        land.At(x, y).ShouldBe(Hilly(x, y), 0.06);
    }

    [Property]
    public void A_line_is_the_same_in_lanes(ushort seed, short ahead)
    {
        var line = new Winding(1.5, 0.1, 0.5, 40, new SeededRandom(seed));
        var y = ahead / 40.0;
        line.At(0).ShouldBe(1.5, 1e-6);
        ((double)line.At(System.Runtime.Intrinsics.Vector512.Create((float)y))[0])
            .ShouldBe(line.At((double)(float)y), 2e-3 * (1 + (Math.Abs(y) / 100)));
    }

    [Fact]
    public void Ridges_stay_within_their_height()
    {
        for (var i = 0; i < 4000; i++)
        {
            var (x, y) = (i * 7.31, i * 3.77);
            Relief.Ridges(x, y, 100, 50, 5, 3).ShouldBeInRange(0, 50);
            Relief.Swell(x, y, 100, 50, 5, 3).ShouldBeInRange(-50, 50);
        }
    }

    /// <summary>What a coordinate in single precision may be off by, on slopes of about 1.</summary>
    private static double Single(Vector p) => 1e-6 * (1 + Math.Abs(p.X) + Math.Abs(p.Y));
}
