using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>
/// Two hollows that wheels have pressed along a line, or the one of many feet: darker, damp, with sloping sides.
/// </summary>
/// <param name="ground">what was driven on</param>
/// <param name="line">the middle</param>
/// <param name="apart">from wheel to wheel, metres; 0 for feet</param>
/// <param name="wide">a hollow, metres</param>
internal sealed class Rutted(Material ground, Winding line, double apart, double wide) : Material
{
    public override Color Mean => ground.Mean;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        ground.Evaluate(at, ref surface);
        var kept = Noise.Kept(at.Footprint, 2 * wide);
        if (Vector512.EqualsAll(kept, Floats.Zero)) return;
        var wander = NoiseFractal.Plane(at.World.X, at.World.Y, 0.9, 4, at.Footprint, 341);
        var off = at.World.X - line.At(at.World.Y) + (wander * LaneMath.All(0.3 * wide));
        var aside = Vector512.CopySign(Vector512.Abs(off) - LaneMath.All(apart / 2), off);
        var t = aside * LaneMath.All(1 / wide);
        // A bell and its slope.
        var bell = Floats.One / (Floats.One + (t * t * LaneMath.All(4f)));
        var damp = LaneMath.Saturate(bell + (wander * LaneMath.All(0.5f)) - LaneMath.All(0.25f)) * kept;
        surface.Albedo *= Floats.One - (damp * LaneMath.All(0.42f));
        var slope = t * bell * bell * LaneMath.All(1.6f) * kept;
        surface.LocalNormal -= new Vectors(slope, Floats.Zero, Floats.Zero);
        surface.Roughness = LaneMath.All(0.85f);
    }
}
