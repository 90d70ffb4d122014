namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// A box of corrugated board: brown, faintly ribbed, with a strip of tape across the middle of every side that lies
/// level.
/// </summary>
/// <param name="color">albedo</param>
internal sealed class Cardboard(Color color) : Material
{
    public override Color Mean => color;

    /// <summary>Kraft brown, sometimes bleached.</summary>
    public static Cardboard Draw(SeededRandom random) => new(
        random.Chance(0.85)
            ? Color.Hsv(random.Between(26, 36), random.Between(0.3, 0.45), random.Between(0.6, 0.76))
            : Color.Hsv(random.Between(30, 50), 0.05, random.Between(0.8, 0.9)));

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 291);
        var ribs = LaneMath.SinTurns(face.U * LaneMath.All(125f)) * Noise.Kept(at.Footprint, 0.008)
            * LaneMath.All(0.03f);
        var stains = NoiseFractal.Plane(face.U, face.V, 0.4, 3, at.Footprint, salt) * LaneMath.All(0.1f);
        var tape = Pattern.Between(face.V, LaneMath.All(-0.025f), LaneMath.All(0.025f), at.Footprint) & face.Level;
        surface.Albedo = Vectors.All(color) *
            ((Floats.One + ribs + stains) * (Floats.One - (tape * LaneMath.All(0.25f))));
        surface.Gloss = tape * LaneMath.All(0.2f);
        surface.Roughness = LaneMath.Mix(LaneMath.All(0.9f), LaneMath.All(0.2f), tape);
    }
}
