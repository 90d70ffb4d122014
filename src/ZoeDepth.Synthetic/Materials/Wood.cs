using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// Solid wood of furniture: rings around a pith beside the thing, so that all sides of a box fit together and the ends
/// show end grain.
/// </summary>
/// <param name="spring">albedo of the pale part of a ring</param>
/// <param name="autumn">albedo of the dark part</param>
/// <param name="axis">which local axis the fibres follow: 0 x, 1 y, 2 z</param>
/// <param name="ring">width of a ring, metres</param>
/// <param name="gloss">0 oiled .. 0.3 lacquered</param>
internal sealed class Wood(Color spring, Color autumn, int axis = 0, double ring = 0.018, double gloss = 0.04)
    : Material
{
    public override Color Mean => spring.Mixed(autumn, Grain.MeanRing);

    /// <summary>Furniture wood of any tone.</summary>
    public static Wood Draw(SeededRandom random, int axis = 0)
    {
        var (spring, autumn) = Palette.Wood(random);
        return new(spring, autumn, axis, random.LogBetween(0.008, 0.03), random.Pick(0.02, 0.05, 0.12, 0.25));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var local = at.Local;
        var (along, a, b) = axis switch
            { 0 => (local.X, local.Y, local.Z), 1 => (local.Y, local.X, local.Z), _ => (local.Z, local.X, local.Y) };
        var shift = (float)((at.Variation - 0.5) * 0.3);
        var (x, y) = (a + LaneMath.All(0.11f + shift), b + LaneMath.All(0.19f - shift));
        var radius = Vector512.Sqrt(Vector512.FusedMultiplyAdd(x, x, y * y));
        var salt = Pattern.Salt(at, 11);
        var flow = Noise.Value(new Vectors(along * LaneMath.All(1.3f), a * LaneMath.All(6f), b * LaneMath.All(6f)),
            salt);
        var years = Vector512.FusedMultiplyAdd(radius, LaneMath.All(1 / ring), flow * LaneMath.All(4f));
        var tone = Grain.Ring(years, Noise.Kept(at.Footprint, ring));
        var fibre = Noise.Kept(at.Footprint, 0.003) * LaneMath.All(0.2f);
        if (!Vector512.EqualsAll(fibre, Floats.Zero))
            tone += Noise.Value(along * LaneMath.All(14f), (a + b) * LaneMath.All(450f), salt + 1) * fibre;
        surface.Albedo = Vectors.Mix(Vectors.All(spring), Vectors.All(autumn), LaneMath.Saturate(tone));
        surface.Gloss = LaneMath.All(gloss);
        surface.Roughness = LaneMath.All(gloss > 0.1 ? 0.25 : 0.5);
    }
}
