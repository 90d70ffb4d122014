using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// Squares of two colours in turn: oilcloth, boards of games, patterns that cameras are measured with.
/// </summary>
/// <param name="dark">albedo</param>
/// <param name="pale">albedo</param>
/// <param name="side">of a square, metres</param>
internal sealed class Checkers(Color dark, Color pale, double side) : Material
{
    public override Color Mean => dark.Mixed(pale, 0.5);

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var (a, b) = (Pattern.Bands(face.U, 2 * side, side, at.Footprint), Pattern.Bands(face.V, 2 * side, side,
            at.Footprint));
        var share = a + b - (LaneMath.All(2f) * a * b);
        surface.Albedo = Vectors.Mix(Vectors.All(dark), Vectors.All(pale), share);
        surface.Gloss = LaneMath.All(0.12f);
        surface.Roughness = LaneMath.All(0.35f);
    }
}
