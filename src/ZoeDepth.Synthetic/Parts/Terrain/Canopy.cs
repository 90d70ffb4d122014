using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>
/// A crown too far away for its leaves to be seen: boughs as lumps of light and shade where the shape has none.
/// </summary>
/// <param name="leaves">what it is like near</param>
/// <param name="bough">size of a lump, metres</param>
internal sealed class Canopy(Foliage leaves, double bough) : Material
{
    public override Color Mean => leaves.Mean;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        leaves.Evaluate(at, ref surface);
        var kept = Noise.Kept(at.Footprint, bough);
        if (Vector512.EqualsAll(kept, Floats.Zero)) return;
        var face = new Face(at);
        var salt = Pattern.Salt(at, 391);
        var (scale, fine) = (LaneMath.All(1 / bough), LaneMath.All(2.7 / bough));
        var (slopeU, slopeV) = Noise.Pair(face.U * scale, face.V * scale, salt);
        var (light, more) = Noise.Pair(face.U * fine, face.V * fine, salt + 1);
        // Dark where it is deep; what looks up is in the light.
        surface.Albedo *= Floats.One + ((slopeV + light) * kept * LaneMath.All(0.4f));
        surface.LocalNormal = face.Tilted(surface.LocalNormal, (slopeU + (more * LaneMath.All(0.6f))) * kept,
            (slopeV + (light * LaneMath.All(0.6f))) * kept);
    }
}
