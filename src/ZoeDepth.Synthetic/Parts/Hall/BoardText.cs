using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Hall;

/// <summary>
/// Rows of shining letters on a board of departures, about the middle of its primitive: a time, a place, a platform.
/// </summary>
/// <param name="ink">radiance of the letters</param>
/// <param name="width">of the board, metres</param>
/// <param name="height">of the board, metres</param>
/// <param name="salt">other words for other salts</param>
internal sealed class BoardText(Color ink, double width, double height, int salt) : Material
{
    private const double Row = 0.105;
    private const double Letter = 0.042;

    public override Color Mean => ink * 0.12;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var (u, v) = (face.U, face.V + LaneMath.All(height / 2));
        var row = Vector512.Floor(v * LaneMath.All(1 / Row));
        var end = LaneMath.All(-0.15 * width) + (Noise.Cell(row, Floats.Zero, salt) * LaneMath.All(0.42 * width));
        var blur = at.Footprint;
        var written = Pattern.Between(u, LaneMath.All(-0.46 * width), LaneMath.All(-0.34 * width), blur)
            + Pattern.Between(u, LaneMath.All(-0.3 * width), end, blur)
            + Pattern.Between(u, LaneMath.All(0.38 * width), LaneMath.All(0.44 * width), blur);
        written *= Pattern.Bands(v - LaneMath.All(0.02), Row, 0.065, blur);
        written *= Pattern.Between(v, LaneMath.All(0.04), LaneMath.All(height - 0.12), blur);
        var along = u * LaneMath.All(1 / Letter);
        var column = Vector512.Floor(along * LaneMath.All(4f));
        var dot = Noise.Cell(column, Vector512.Floor(v * LaneMath.All(5 / 0.065)), salt + 1);
        // Words end: every sixth letter or so is a space.
        var blank = Vector512.LessThan(Noise.Cell(Vector512.Floor(along), row, salt + 2), LaneMath.All(0.14f))
            | Vector512.GreaterThan(LaneMath.Fraction(along), LaneMath.All(0.75f));
        var set = Vector512.AndNot(Vector512.LessThan(dot, LaneMath.All(0.68f)) & Floats.One, blank);
        var shown = LaneMath.Mix(LaneMath.All(0.42f), set, Noise.Kept(blur, 0.02));
        surface.Albedo = Vectors.Gray(LaneMath.All(0.015f));
        surface.Emission = Vectors.All(ink) * (written * shown);
        surface.Gloss = LaneMath.All(0.2f);
        surface.Roughness = LaneMath.All(0.2f);
    }
}
