using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Tests.Geometry;

/// <summary>Meshes of what is seen from near by.</summary>
public sealed class NearMeshTests
{
    [Theory]
    [InlineData(0.03, 0.02, 0.015), InlineData(0.06, 0, 0), InlineData(0.02, 0.04, 0)]
    public void A_tray_is_closed_hollow_and_of_the_stated_size(double corner, double taper, double lip)
    {
        var mesh = Tray.Made((0.4, 0.3, 0.2), 0.004, corner, taper, lip);
        mesh.ShouldBeClosed(600);
        mesh.Bounds.Size.X.ShouldBe(0.4, 1e-6);
        mesh.Bounds.Size.Y.ShouldBe(0.3, 1e-6);
        mesh.Bounds.Least.Z.ShouldBe(0);
        mesh.Bounds.Greatest.Z.ShouldBe(0.2, 1e-6);
        MeshChecks.Volume(mesh).ShouldBeInRange(0.0003, 0.004, "walls, not a block");
    }

    [Fact]
    public void Flowers_are_sound_and_about_one_wide()
    {
        for (var seed = 0UL; seed < 40; seed++)
        {
            var flower = GardenFlowers.Any(new(seed));
            flower.Petals.TriangleCount.ShouldBeLessThan(6000, "the seeds of a dandelion are the most");
            flower.Petals.Bounds.Size.X.ShouldBeInRange(0.35, 1.5);
            flower.Middle.ShouldBeSound(700);
            GardenFlowers.AnyLeaf(new(seed)).Bounds.Size.X.ShouldBe(1, 1e-6);
        }
    }
}
