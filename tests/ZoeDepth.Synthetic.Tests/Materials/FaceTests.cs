using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Tests.Materials;

public class FaceTests
{
    [Theory]
    [InlineData(0, 0, 1, 1, 2)]
    [InlineData(0, 0, -1, 1, 2)]
    [InlineData(0, -1, 0, 1, 3)]
    [InlineData(0, 1, 0, -1, 3)]
    [InlineData(1, 0, 0, 2, 3)]
    [InlineData(-1, 0, 0, -2, 3)]
    public void A_side_of_a_box_has_its_own_coordinates(double nx, double ny, double nz, double u, double v)
    {
        var face = new Face(At((nx, ny, nz)));
        face.U.GetElement(7).ShouldBe((float)u);
        face.V.GetElement(7).ShouldBe((float)v);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(-1, 0, 0)]
    public void A_slope_tilts_the_normal_against_the_rise_of_its_coordinate(double nx, double ny, double nz)
    {
        Vector normal = (nx, ny, nz);
        foreach (var (slopeU, slopeV) in new[] { (0.25, 0.0), (0.0, 0.5) })
        {
            var at = At(normal);
            var face = new Face(at);
            var tilted = face.Tilted(at.LocalNormal, LaneMath.All(slopeU), LaneMath.All(slopeV));
            Vector now = (tilted.X.GetElement(0), tilted.Y.GetElement(0), tilted.Z.GetElement(0));
            // One step against the tilt must raise u or v by the slope and leave the other.
            var step = normal - now;
            var moved = new Face(At(normal, (1 + step.X, 2 + step.Y, 3 + step.Z)));
            (moved.U - face.U).GetElement(0).ShouldBe((float)slopeU, 1e-6f);
            (moved.V - face.V).GetElement(0).ShouldBe((float)slopeV, 1e-6f);
        }
    }

    private static Surface At(Vector normal, Vector? place = null) =>
        new() { Local = Vectors.All(place ?? (1, 2, 3)), LocalNormal = Vectors.All(normal) };
}
