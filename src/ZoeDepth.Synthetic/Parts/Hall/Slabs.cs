using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Hall;

/// <summary>
/// Square slabs sawn from one kind of stone and laid as they come: the grain breaks off at every joint.
/// </summary>
/// <param name="stone">what they are sawn from</param>
/// <param name="side">of a slab and its joint, metres</param>
/// <param name="finer">by how much the stone's pattern is shrunk</param>
internal sealed class Slabs(Material stone, double side, double finer = 2) : Material
{
    private const double Joint = 0.005;

    public override Color Mean => stone.Mean;

    /// <summary>Slabs of marble or granite, veined faintly, pale or grey.</summary>
    public static Slabs Draw(SeededRandom random)
    {
        var ground = random.Pick(Color.Gray(0.45), new(0.5, 0.43, 0.34), Color.Gray(0.25), new(0.36, 0.3, 0.25),
            new(0.1, 0.12, 0.11));
        Material stone = random.Chance(0.5)
            ? new Marble(ground, ground.Luminance > 0.2
                ? ground * random.Between(0.65, 0.85) : ground.Mixed(Color.Gray(0.4), 0.25), 0.2)
            : new Granite(ground, ground * random.Between(0.6, 0.8), random.Between(0.006, 0.012), 0.2);
        return new(stone, random.Pick(0.4, 0.6, 0.6, 0.9));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var slabs = new Courses(face.U, face.V, side, side, Joint, 0, at.Footprint, 611);
        var own = at;
        var shift = new Vectors(Noise.Again(slabs.Bits, 1), Noise.Again(slabs.Bits, 2), Noise.Again(slabs.Bits, 3))
            * 40f;
        own.Local = (at.Local + shift) * (float)finer;
        own.Footprint = at.Footprint * LaneMath.All(finer);
        stone.Evaluate(own, ref surface);
        var tone = LaneMath.All(0.9f) + (Noise.Again(slabs.Bits, 4) * LaneMath.All(0.2f));
        tone = LaneMath.Mix(Floats.One, tone, Noise.Kept(at.Footprint, side));
        surface.Albedo *= tone * (Floats.One - (slabs.Joint * LaneMath.All(0.6f)));
    }
}
