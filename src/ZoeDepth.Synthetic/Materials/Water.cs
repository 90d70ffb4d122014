namespace ZoeDepth.Synthetic.Materials;

/// <summary>A pond, river or puddle: dark, rippled, half a mirror.</summary>
/// <param name="color">albedo of the depth</param>
/// <param name="ripples">slope of the waves: 0 puddle .. 0.15 breeze</param>
/// <param name="wavelength">of the longest waves, metres</param>
internal sealed class Water(Color color, double ripples = 0.05, double wavelength = 0.9) : Material
{
    public override Color Mean => color;

    /// <summary>Clear, green or brown.</summary>
    public static Water Draw(SeededRandom random) => new(
        Color.Hsv(random.Between(60, 220), random.Between(0.3, 0.6), random.Between(0.15, 0.32)),
        random.Between(0.01, 0.12), random.LogBetween(0.4, 2));

    public override void See(in Surface at, ref Look look)
    {
        look.Albedo = Vectors.All(color);
        look.Gloss = LaneMath.All(0.8f);
        look.Roughness = LaneMath.All(0.05f);
        look.Mirror = LaneMath.All(0.4f);
        var face = new Face(at);
        var salt = Pattern.Salt(at, 251);
        var scale = LaneMath.All(1 / wavelength);
        var kept = Noise.Kept(at.Footprint, wavelength) * LaneMath.All(ripples);
        var (longU, longV) = Noise.Pair(face.U * scale, face.V * scale, salt);
        scale *= LaneMath.All(3.1f);
        var fine = Noise.Kept(at.Footprint, wavelength / 3.1) * LaneMath.All(0.6 * ripples);
        // Turned by atan ¾, so that the lattices of long and short waves do not line up.
        var (x, y) = ((face.U * LaneMath.All(0.8f)) - (face.V * LaneMath.All(0.6f)), (face.U * LaneMath.All(0.6f)) + (face.V * LaneMath.All(0.8f)));
        var (shortU, shortV) = Noise.Pair(x * scale, y * scale, salt + 1);
        look.LocalNormal = face.Tilted(look.LocalNormal, (longU * kept) + (shortU * fine), (longV * kept) + (shortV * fine));
    }
}
