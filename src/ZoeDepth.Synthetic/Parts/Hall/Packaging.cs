using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Hall;

/// <summary>
/// The same print on every piece of a row along x whose middle is the origin: what is printed is drawn once, 0.21 x
/// 0.297 m, and shrunk to the pieces.
/// </summary>
/// <param name="print">of one piece</param>
/// <param name="pitch">from piece to piece, metres</param>
/// <param name="height">of a piece, metres; it stands on z = 0</param>
/// <param name="even">whether the row has an even number of pieces: then the origin is between two</param>
internal sealed class Packaging(Material print, double pitch, double height, bool even) : Material
{
    public override Color Mean => print.Mean;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var local = at.Local;
        var piece = LaneMath.Fraction((local.X * LaneMath.All(1 / pitch)) + LaneMath.All(even ? 0.0 : 0.5))
            - LaneMath.All(0.5f);
        var shrunk = at;
        shrunk.Local = new Vectors(
            piece * LaneMath.All(0.21f), local.Y,
            Vector512.FusedMultiplyAdd(local.Z, LaneMath.All(0.297 / height), LaneMath.All(-0.1485f)));
        shrunk.Footprint = at.Footprint * LaneMath.All(0.21 / pitch);
        print.Evaluate(shrunk, ref surface);
    }
}
