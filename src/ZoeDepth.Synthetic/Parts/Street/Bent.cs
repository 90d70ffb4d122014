using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>A material whose lines follow a road that bends.</summary>
/// <param name="straight">what it is made of where x = 0 is its middle</param>
/// <param name="bend">see <see cref="RoadLine.Bend"/></param>
/// <param name="aside">x of the material's middle</param>
internal sealed class Bent(Material straight, double bend, double aside) : Material
{
    public override Color Mean => straight.Mean;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var moved = at;
        var shift = (at.Local.Y * at.Local.Y * LaneMath.All(bend)) + LaneMath.All(aside);
        moved.Local = new Vectors(at.Local.X - shift, at.Local.Y, at.Local.Z);
        straight.Evaluate(moved, ref surface);
    }
}
