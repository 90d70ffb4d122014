using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>One ground upon another: a path through grass, rock that breaks through, snow above.</summary>
/// <param name="below">what lies everywhere</param>
/// <param name="above">what lies upon it</param>
/// <param name="cover">where</param>
internal sealed class Covered(Material below, Material above, Cover cover) : Material
{
    public override Color Mean => below.Mean;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var share = cover.Share(at);
        if (Vector512.LessThanOrEqualAll(share, LaneMath.All(0.01f)))
        {
            below.Evaluate(at, ref surface);
            return;
        }
        if (Vector512.GreaterThanOrEqualAll(share, LaneMath.All(0.99f)))
        {
            above.Evaluate(at, ref surface);
            return;
        }
        var other = surface;
        below.Evaluate(at, ref surface);
        above.Evaluate(at, ref other);
        surface.Albedo = Vectors.Mix(surface.Albedo, other.Albedo, share);
        surface.LocalNormal = Vectors.Mix(surface.LocalNormal, other.LocalNormal, share);
        surface.Gloss = LaneMath.Mix(surface.Gloss, other.Gloss, share);
        surface.Roughness = LaneMath.Mix(surface.Roughness, other.Roughness, share);
        surface.Mirror = LaneMath.Mix(surface.Mirror, other.Mirror, share);
        surface.Translucency = LaneMath.Mix(surface.Translucency, other.Translucency, share);
    }
}
