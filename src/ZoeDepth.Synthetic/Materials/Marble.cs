using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Polished stone: clouds and veins of marble.</summary>
/// <param name="ground">albedo</param>
/// <param name="veins">albedo</param>
/// <param name="gloss">0.1 honed .. 0.4 polished</param>
internal sealed class Marble(Color ground, Color veins, double gloss = 0.3) : Material
{
    private const double VeinShare = 0.2;

    public override Color Mean => ground.Mixed(veins, VeinShare);

    /// <summary>White, cream, grey, green or black.</summary>
    public static Marble Draw(SeededRandom random)
    {
        var ground = random.Pick(Color.Gray(0.75), new(0.7, 0.62, 0.5), Color.Gray(0.35), new(0.06, 0.1, 0.08),
            Color.Gray(0.04));
        return new(ground, ground.Luminance > 0.2 ? ground * random.Between(0.25, 0.6) : Color.Gray(0.4),
            random.Pick(0.1, 0.25, 0.4));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 271);
        var (bendU, bendV) = Noise.Pair(face.U * LaneMath.All(4f), face.V * LaneMath.All(4f), salt);
        var (u, v) = (face.U + (bendU * LaneMath.All(0.12f)), face.V + (bendV * LaneMath.All(0.12f)));
        var clouds = NoiseFractal.Plane(u, v, 0.45, 4, at.Footprint, salt + 1);
        var path = Noise.Gradient((u + v) * LaneMath.All(2.2f), (v - u) * LaneMath.All(0.9f), salt + 5)
            + (clouds * LaneMath.All(0.25f));
        var vein = LaneMath.Saturate(Floats.One - (Vector512.Abs(path) * LaneMath.All(14f)));
        var share = LaneMath.Mix(LaneMath.All(0.085f), vein, Noise.Kept(at.Footprint, 0.1));
        share += LaneMath.All(VeinShare - 0.085) + (clouds * LaneMath.All(0.25f));
        surface.Albedo = Vectors.Mix(Vectors.All(ground), Vectors.All(veins), LaneMath.Saturate(share));
        surface.Gloss = LaneMath.All(gloss);
        surface.Roughness = LaneMath.All(0.12f);
    }
}
