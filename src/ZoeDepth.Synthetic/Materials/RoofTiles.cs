using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// Rows of tiles or slates, each lying over the one below. Rows are level whichever way the roof leans.
/// </summary>
/// <param name="first">albedo of the palest</param>
/// <param name="second">albedo of the darkest</param>
/// <param name="width">of a tile, metres</param>
/// <param name="height">what is seen of a tile, metres</param>
/// <param name="wave">slope of the wave across: 0 slates .. 0.7 pantiles</param>
internal sealed class RoofTiles(Color first, Color second, double width = 0.28, double height = 0.3, double wave = 0.5)
    : Material
{
    private const double Shade = 0.55;

    // Of each row the lowest eighth lies in the shadow of the edge above, fading.
    public override Color Mean => first.Mixed(second, 0.5) * (1 - (Shade / 16));

    /// <summary>Clay, brown, grey or slate.</summary>
    public static RoofTiles Draw(SeededRandom random)
    {
        var color = Palette.Roof(random);
        var spread = random.Between(0.05, 0.3);
        var wave = random.Pick(0, 0.35, 0.6);
        return new(color * (1 + spread), color * (1 - spread), random.Between(0.2, 0.33), random.Between(0.2, 0.36),
            wave);
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        // On a roof that counts as level, the way down is where the normal leans.
        var turned = face.Level & Vector512.GreaterThan(Vector512.Abs(at.LocalNormal.X),
            Vector512.Abs(at.LocalNormal.Y));
        var (u, v) = (Vector512.ConditionalSelect(turned, face.V, face.U),
            Vector512.ConditionalSelect(turned, face.U, face.V));
        var down = Vector512.ConditionalSelect(turned, at.LocalNormal.X, at.LocalNormal.Y);
        var up = Vector512.ConditionalSelect(face.Level, -Vector512.CopySign(Floats.One, down), Floats.One);
        v *= up;
        var salt = Pattern.Salt(at, 141);
        var stagger = wave > 0.1 ? 0.0 : 0.5;
        var tiles = new Courses(u, v, width, height, 0, stagger, at.Footprint, salt);
        var kept = Noise.Kept(at.Footprint, 2 * height);
        var share = LaneMath.Mix(LaneMath.All(0.5f), Noise.Again(tiles.Bits, 1), kept);
        var stains = NoiseFractal.Plane(u, v, 2.1, 3, at.Footprint, salt + 1) * LaneMath.All(0.2f);
        var edge = Noise.Kept(at.Footprint, height);
        var above = (LaneMath.All(height / 2) - tiles.V) * LaneMath.All(8 / height);
        var shade = LaneMath.Mix(LaneMath.All(Shade / 16), LaneMath.Saturate(Floats.One - above) * LaneMath.All(Shade),
            edge);
        surface.Albedo = Vectors.Mix(Vectors.All(first), Vectors.All(second), share)
            * ((Floats.One + stains) * (Floats.One - shade));
        var across = LaneMath.SinTurns(tiles.U * LaneMath.All(1 / width)) * LaneMath.All(wave)
            * Noise.Kept(at.Footprint, width);
        if (stagger > 0) across = (Noise.Again(tiles.Bits, 2) - LaneMath.All(0.5f)) * kept * LaneMath.All(0.1f);
        // Each tile lies flatter than the roof.
        var lift = up * kept * LaneMath.All(-0.08f);
        surface.LocalNormal = face.Tilted(
            surface.LocalNormal, Vector512.ConditionalSelect(turned, lift, across),
            Vector512.ConditionalSelect(turned, across, lift));
        surface.Gloss = LaneMath.All(0.05f);
        surface.Roughness = LaneMath.All(0.5f);
    }
}
