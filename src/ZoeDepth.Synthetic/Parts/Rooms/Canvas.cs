using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>A picture of nothing in particular: soft shapes of two colours and what lies between.</summary>
/// <param name="first">albedo</param>
/// <param name="second">albedo</param>
/// <param name="size">of its shapes, metres</param>
/// <param name="seed">which</param>
internal sealed class Canvas(Color first, Color second, double size, int seed) : Material
{
    public override Color Mean => first.Mixed(second, 0.5);

    public override void See(in Surface at, ref Look look)
    {
        var face = new Face(at);
        var shapes = NoiseFractal.Plane(face.U, face.V, size, 4, at.Footprint, seed) * LaneMath.All(2.2f);
        var tone = NoiseFractal.Plane(face.U, face.V, size * 2, 2, at.Footprint, seed + 50) * LaneMath.All(0.6f);
        look.Albedo = Vectors.Mix(Vectors.All(first), Vectors.All(second), LaneMath.Saturate(shapes + LaneMath.All(0.5f))) * (Floats.One + tone);
        look.Gloss = LaneMath.All(0.08f);
        look.Roughness = LaneMath.All(0.3f);
    }
}
