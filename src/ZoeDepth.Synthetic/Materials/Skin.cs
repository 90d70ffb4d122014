namespace ZoeDepth.Synthetic.Materials;

/// <summary>Skin of people: softly blotched, faintly glossy.</summary>
/// <param name="color">albedo</param>
internal sealed class Skin(Color color) : Material
{
    public override Color Mean => color;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var blotches = NoiseFractal.Space(at.Local, 0.09, 2, at.Footprint, Pattern.Salt(at, 301));
        var red = Floats.One + (blotches * LaneMath.All(0.05f));
        var rest = Floats.One - (blotches * LaneMath.All(0.03f));
        surface.Albedo = Vectors.All(color) * new Vectors(red, rest, rest);
        surface.Gloss = LaneMath.All(0.05f);
        surface.Roughness = LaneMath.All(0.45f);
        surface.Translucency = LaneMath.All(0.03f);
    }
}
