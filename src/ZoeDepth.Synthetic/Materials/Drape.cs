namespace ZoeDepth.Synthetic.Materials;

/// <summary>Cloth or paper that lets light through: curtains, blinds, lamp shades.</summary>
/// <param name="color">albedo</param>
/// <param name="translucency">share of light that comes through, 0..1</param>
/// <param name="stripes">width of darker stripes, metres; 0 for none</param>
/// <param name="glow">radiance where a lamp burns behind it</param>
internal sealed class Drape(Color color, double translucency, double stripes = 0, Color glow = default) : Material
{
    public override Color Mean => color;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var weave = Floats.One + (NoiseFractal.Plane(at.Local.X + at.Local.Y, at.Local.Z, 0.02, 2, at.Footprint, 17)
            * LaneMath.All(0.08f));
        if (stripes > 0)
            weave *= Floats.One
                - (Pattern.Bands(at.Local.X + at.Local.Y, 2 * stripes, stripes, at.Footprint) * LaneMath.All(0.3f));
        surface.Albedo = Vectors.All(color) * weave;
        surface.Translucency = LaneMath.All(translucency);
        surface.Emission = Vectors.All(glow);
        surface.Roughness = LaneMath.All(0.95f);
    }
}
