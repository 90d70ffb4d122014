namespace ZoeDepth.Synthetic.Materials;

/// <summary>Lacquered bodywork: deep gloss and a faint mirror image, dust below.</summary>
/// <param name="color">albedo</param>
/// <param name="dirt">0 washed .. 1 muddy</param>
/// <param name="mirror">share of a mirror image; 0 spares its rays</param>
internal sealed class CarPaint(Color color, double dirt = 0.1, double mirror = 0.026) : Material
{
    private static readonly Color Dust = new(0.2, 0.17, 0.13);

    public override Color Mean => color.Mixed(Dust, 0.3 * dirt);

    /// <summary>A car of any colour, mostly grey, white or black.</summary>
    public static CarPaint Draw(SeededRandom random) =>
        new(Palette.Car(random), random.Chance(0.3) ? random.Between(0.2, 0.9) : 0.05);

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        surface.Albedo = Vectors.All(color);
        surface.Gloss = LaneMath.All(0.5f);
        surface.Roughness = LaneMath.All(0.08f);
        surface.Mirror = LaneMath.All(mirror);
        if (dirt < 0.06) return;
        var face = new Face(at);
        var clouds = NoiseFractal.Plane(face.U, face.V, 0.6, 2, at.Footprint, Pattern.Salt(at, 231));
        // Wheels throw it up: there is least on bonnet and roof.
        var low = LaneMath.Saturate(LaneMath.All(0.8f) - at.Local.Z);
        var share = LaneMath.Saturate(LaneMath.All(0.12f) + low + (clouds * LaneMath.All(0.15f)))
            * LaneMath.All(0.6 * dirt);
        surface.Albedo = Vectors.Mix(surface.Albedo, Vectors.All(Dust), share);
        var clean = Floats.One - share;
        surface.Gloss *= clean;
        surface.Roughness += share * LaneMath.All(0.4f);
        surface.Mirror *= clean;
    }
}
