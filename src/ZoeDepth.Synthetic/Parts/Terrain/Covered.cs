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

    public override void Evaluate(in Surface at, ref SurfaceProperties look)
    {
        var share = cover.Share(at);
        if (Vector512.LessThanOrEqualAll(share, LaneMath.All(0.01f)))
        {
            below.Evaluate(at, ref look);
            return;
        }
        if (Vector512.GreaterThanOrEqualAll(share, LaneMath.All(0.99f)))
        {
            above.Evaluate(at, ref look);
            return;
        }
        var other = look;
        below.Evaluate(at, ref look);
        above.Evaluate(at, ref other);
        look.Albedo = Vectors.Mix(look.Albedo, other.Albedo, share);
        look.LocalNormal = Vectors.Mix(look.LocalNormal, other.LocalNormal, share);
        look.Gloss = LaneMath.Mix(look.Gloss, other.Gloss, share);
        look.Roughness = LaneMath.Mix(look.Roughness, other.Roughness, share);
        look.Mirror = LaneMath.Mix(look.Mirror, other.Mirror, share);
        look.Translucency = LaneMath.Mix(look.Translucency, other.Translucency, share);
    }
}
