using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>A painted or rendered wall: nearly one colour, faintly uneven.</summary>
/// <param name="color">albedo</param>
/// <param name="unevenness">relative depth of faint large blotches; 0.02 indoors, 0.1 weathered render</param>
/// <param name="relief">slope of the grain: 0.02 rolled paint, 0.3 rough render</param>
/// <param name="grain">size of the grain, metres</param>
internal sealed class Plaster(Color color, double unevenness = 0.03, double relief = 0.03, double grain = 0.006)
    : Material
{
    public override Color Mean => color;

    /// <summary>A wall of a room.</summary>
    public static Plaster Draw(SeededRandom random) =>
        new(Palette.WallPaint(random), random.Between(0.01, 0.04), random.Pick(0.015, 0.03, 0.06),
            random.Between(0.004, 0.008));

    /// <summary>The rendered outside of a house.</summary>
    public static Plaster DrawRender(SeededRandom random) =>
        new(Palette.Facade(random), random.Between(0.05, 0.16), random.Between(0.1, 0.3), random.Between(0.006, 0.015));

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 41);
        var blotches = NoiseFractal.Plane(face.U, face.V, 1.9, 4, at.Footprint, salt) * LaneMath.All(unevenness);
        surface.Albedo = Vectors.All(color) * (Floats.One + blotches);
        var kept = Noise.Kept(at.Footprint, grain) * LaneMath.All(relief);
        if (!Vector512.EqualsAll(kept, Floats.Zero))
        {
            var scale = LaneMath.All(1 / grain);
            var (slopeU, slopeV) = Noise.Pair(face.U * scale, face.V * scale, salt + 4);
            surface.LocalNormal = face.Tilted(surface.LocalNormal, slopeU * kept, slopeV * kept);
        }
        surface.Roughness = LaneMath.All(0.85f);
    }
}
