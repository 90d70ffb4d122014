using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Leather of seats, bags and shoes: pebbled, faintly glossy, paler where it is worn.</summary>
/// <param name="color">albedo</param>
/// <param name="pebble">size of the grain, metres</param>
internal sealed class Leather(Color color, double pebble = 0.005) : Material
{
    public override Color Mean => color;

    /// <summary>Black, brown, tan, cream, seldom red.</summary>
    public static Leather Draw(SeededRandom random) => new(Palette.Leather(random), random.Between(0.003, 0.008));

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 211);
        var worn = NoiseFractal.Plane(face.U, face.V, 0.35, 3, at.Footprint, salt) * LaneMath.All(0.25f);
        surface.Albedo = Vectors.All(color) * (Floats.One + worn);
        var kept = Noise.Kept(at.Footprint, pebble) * LaneMath.All(0.5f);
        if (!Vector512.EqualsAll(kept, Floats.Zero))
        {
            var scale = LaneMath.All(1 / pebble);
            var cells = new NoiseCells(face.U * scale, face.V * scale, 0.8f, salt + 3);
            surface.LocalNormal = face.Tilted(surface.LocalNormal, -cells.OffsetX * kept, -cells.OffsetY * kept);
        }
        surface.Gloss = LaneMath.All(0.1f) + (worn * LaneMath.All(0.1f));
        surface.Roughness = LaneMath.All(0.35f);
    }
}
