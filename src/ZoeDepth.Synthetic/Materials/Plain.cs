namespace ZoeDepth.Synthetic.Materials;

/// <summary>One colour: paint, plastic, lacquer.</summary>
/// <param name="color">albedo</param>
/// <param name="gloss">0 matt .. 1 metal</param>
/// <param name="roughness">0.02 lacquer .. 1 chalk</param>
/// <param name="mirror">share of a sharp mirror image</param>
internal sealed class Plain(Color color, double gloss = 0, double roughness = 0.8, double mirror = 0) : Material
{
    public override Color Mean => color;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        surface.Albedo = Vectors.All(color);
        surface.Gloss = LaneMath.All(gloss);
        surface.Roughness = LaneMath.All(roughness);
        surface.Mirror = LaneMath.All(mirror);
    }
}
