using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>What is seen through a pane: a pale sky above trees or houses that nobody looks at sharply. The sun shines through.</summary>
/// <param name="sky">radiance of the sky</param>
/// <param name="ground">radiance of what stands below it</param>
/// <param name="horizon">height where the one ends and the other begins, metres</param>
/// <param name="seed">which shapes</param>
internal sealed class Outlook(Color sky, Color ground, double horizon, int seed) : Material
{
    public override Color Mean => sky.Mixed(ground, 0.4) * 0.3;

    public override bool CastsShadow => false;

    public override void See(in Surface at, ref Look look)
    {
        var face = new Face(at);
        var (u, z) = (face.U, at.World.Z);
        var hills = NoiseFractal.Plane(u, z * LaneMath.All(0.5f), 0.7, 4, at.Footprint, seed);
        var above = LaneMath.Saturate(((z - LaneMath.All(horizon)) * LaneMath.All(4f)) + (hills * LaneMath.All(1.6f)) + LaneMath.All(0.5f));
        var leaves = Floats.One + (NoiseFractal.Plane(u, z, 0.12, 3, at.Footprint, seed + 9) * LaneMath.All(0.7f));
        look.Albedo = Vectors.Zero;
        look.Emission = Vectors.Mix(Vectors.All(ground) * leaves, Vectors.All(sky), above);
        look.Gloss = LaneMath.All(0.05f);
    }
}
