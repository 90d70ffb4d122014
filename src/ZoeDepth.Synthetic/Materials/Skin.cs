namespace ZoeDepth.Synthetic.Materials;

/// <summary>Skin of people: softly blotched, faintly glossy.</summary>
/// <param name="color">albedo</param>
internal sealed class Skin(Color color) : Material
{
    public override Color Mean => color;

    public override void Evaluate(in Surface at, ref SurfaceProperties look)
    {
        var blotches = NoiseFractal.Space(at.Local, 0.09, 2, at.Footprint, Pattern.Salt(at, 301));
        var red = Floats.One + (blotches * LaneMath.All(0.05f));
        var rest = Floats.One - (blotches * LaneMath.All(0.03f));
        look.Albedo = Vectors.All(color) * new Vectors(red, rest, rest);
        look.Gloss = LaneMath.All(0.05f);
        look.Roughness = LaneMath.All(0.45f);
        look.Translucency = LaneMath.All(0.03f);
    }
}
