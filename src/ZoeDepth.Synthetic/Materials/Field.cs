using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// A field of crops in rows along local y, or ploughed earth: the rows close to one green with distance.
/// </summary>
/// <param name="soil">albedo of the earth</param>
/// <param name="crop">albedo of the plants</param>
/// <param name="cover">share of the ground under plants, 0..1</param>
/// <param name="row">from row to row, metres: 0.15 corn .. 0.9 potatoes</param>
internal sealed class Field(Color soil, Color crop, double cover = 0.6, double row = 0.4) : Material
{
    public override Color Mean => soil.Mixed(crop, cover);

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 341);
        var patches = NoiseFractal.Plane(face.U, face.V, 11, 4, at.Footprint, salt);
        var leaves = NoiseFractal.Plane(face.U, face.V, row * 0.5, 3, at.Footprint, salt + 4);
        // No row is quite straight.
        var u = face.U + (Noise.Gradient(face.U * LaneMath.All(0.3f), face.V * LaneMath.All(0.15f), salt + 7)
            * LaneMath.All(0.3 * row));
        var share = LaneMath.Saturate(Pattern.Bands(u, row, cover * row, at.Footprint));
        var light = Floats.One + (patches * LaneMath.All(0.18f)) + (leaves * LaneMath.All(0.45f));
        surface.Albedo = Vectors.Mix(Vectors.All(soil), Vectors.All(crop), share)
            * Vector512.Max(light, LaneMath.All(0.2f));
        var kept = Noise.Kept(at.Footprint, row);
        var across = LaneMath.CosTurns(u * LaneMath.All(1 / row)) * kept * LaneMath.All(0.4f);
        surface.LocalNormal = face.Tilted(surface.LocalNormal, across + (leaves * kept * LaneMath.All(0.4f)),
            leaves * kept * LaneMath.All(0.4f));
        surface.Roughness = LaneMath.All(0.9f);
    }
}
