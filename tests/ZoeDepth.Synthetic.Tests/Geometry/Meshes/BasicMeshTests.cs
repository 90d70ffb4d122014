using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Tests.Geometry;

public sealed class BasicMeshTests
{
    [Theory]
    [InlineData(0.01), InlineData(0.05), InlineData(0.2), InlineData(0.5)]
    public void A_rounded_box_is_closed_and_fills_its_cube(double radius)
    {
        var mesh = RoundedBox.Fitting((1, 1, 1), radius);
        mesh.ShouldBeClosed(300);
        mesh.Bounds.Least.X.ShouldBe(-0.5, 1e-6);
        mesh.Bounds.Greatest.Z.ShouldBe(0.5, 1e-6);
    }

    [Fact]
    public void A_rounded_box_of_unequal_sides_is_closed_and_has_flat_faces()
    {
        var mesh = RoundedBox.Fitting((1.9, 0.8, 0.04), 0.01);
        mesh.ShouldBeClosed(300);
        mesh.Normals.Count(normal => normal.Z > 0.999999).ShouldBe(4);
    }

    [Fact]
    public void Boxes_of_nearly_one_shape_share_a_mesh() =>
        RoundedBox.Fitting((1, 2, 1), 0.1).ShouldBeSameAs(RoundedBox.Fitting((1.02, 2, 1), 0.1));

    [Theory]
    [InlineData(1, 1), InlineData(0.3, 0.3), InlineData(0.95, 0.55), InlineData(1.5, 0.6)]
    public void A_super_ellipsoid_is_closed_and_two_wide(double upright, double level)
    {
        var mesh = Balls.SuperEllipsoid(upright, level, 6);
        mesh.ShouldBeClosed(432);
        mesh.Bounds.Greatest.Z.ShouldBe(1, 1e-6);
    }

    [Fact]
    public void A_round_super_ellipsoid_has_nearly_the_volume_of_the_ball() =>
        MeshChecks.Volume(Balls.SuperEllipsoid(1, 1, 8)).ShouldBeInRange(4.0, 4.1887902);

    [Fact]
    public void Rocks_are_closed()
    {
        for (var seed = 0; seed < 8; seed++) Balls.Rock(5, 0.35, seed).ShouldBeClosed(300);
    }

    [Fact]
    public void A_turned_cylinder_is_closed_with_sharp_rims()
    {
        var mesh = Lathe.Turned([(0, 0), (1, 0), (1, 2), (0, 2)], 24);
        mesh.ShouldBeClosed(96);
        MeshChecks.Volume(mesh).ShouldBe(2 * 24 / 2.0 * PortableMath.Sin(2 * Math.PI / 24), 1e-6);
        mesh.Normals.ShouldAllBe(normal => Math.Abs(normal.Z) < 1e-6 || Math.Abs(normal.Z) > 1 - 1e-6);
    }

    [Fact]
    public void A_vessel_is_hollow()
    {
        var outside = ((double, double)[])[(0.04, 0), (0.04, 0.05), (0.042, 0.1)];
        var mesh = Lathe.Vessel(outside, 0.004, 0.006);
        mesh.ShouldBeClosed(300);
        MeshChecks.Volume(mesh)
            .ShouldBeLessThan(0.3
                * MeshChecks.Volume(Lathe.Turned([(0, 0), (0.04, 0), (0.04, 0.05), (0.042, 0.1), (0, 0.1)])));
    }

    [Fact]
    public void A_tube_through_a_bend_is_closed()
    {
        var line = Curve.Through([(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1)], 5);
        Tube.Along(line, 0.1).ShouldBeClosed(400);
        var radii = Enumerable.Range(0, line.Length).Select(i => 0.1 + (0.005 * i)).ToArray();
        Tube.Along(line, radii, 8, rounded: true).ShouldBeClosed(400);
    }

    [Fact]
    public void A_ring_has_the_volume_of_its_tube()
    {
        var mesh = Tube.Torus(1, 0.2, 48, 24);
        mesh.ShouldBeClosed(48 * 24 * 2);
        MeshChecks.Volume(mesh).ShouldBe(2 * Math.PI * Math.PI * 0.04, 0.02);
    }

    [Fact]
    public void A_height_field_follows_its_function()
    {
        var mesh = HeightField.Over((-2, 0), (2, 10), 8, 20, (x, y) => (0.5 * x) - (0.25 * y));
        mesh.ShouldBeSound(320);
        mesh.Bounds.ShouldBe(new Bounds((-2, 0, -3.5), (2, 10, 1)));
        mesh.Normals.ShouldAllBe(normal => (normal - new Vector(-0.5, 0.25, 1).Unit()).Length < 1e-6);
    }

    [Fact]
    public void A_mirrored_mesh_keeps_its_outside()
    {
        var mesh = new MeshBuilder().Add(RoundedBox.Soft, Affine.Scale((-2, 1, 3))).Build();
        mesh.ShouldBeClosed(108);
    }
}
