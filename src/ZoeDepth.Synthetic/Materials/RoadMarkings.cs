using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>A painted stripe along local y.</summary>
/// <param name="X">its middle, local, metres</param>
/// <param name="Width">metres</param>
/// <param name="From">where it begins, local y, metres</param>
/// <param name="To">where it ends, local y, metres</param>
/// <param name="Dash">length of a dash, metres</param>
/// <param name="Period">from dash to dash, metres; 0 for a solid line</param>
internal readonly record struct RoadMark(double X, double Width, double From, double To, double Dash = 0,
    double Period = 0);

/// <summary>Worn paint on a road whose primitive runs along its own y axis.</summary>
/// <param name="road">the road below</param>
/// <param name="paint">albedo</param>
/// <param name="wear">0 fresh .. 1 nearly gone</param>
/// <param name="marks">what is painted</param>
internal sealed class RoadMarkings(Material road, Color paint, double wear, params RoadMark[] marks) : Material
{
    /// <summary>That of the road: paint covers little.</summary>
    public override Color Mean => road.Mean;

    /// <summary>The bars of a zebra crossing over a road of this width about x = 0.</summary>
    public static RoadMark[] Zebra(double roadWidth, double from, double to)
    {
        var count = (int)Math.Floor(roadWidth / 1.0);
        var marks = new RoadMark[count];
        for (var bar = 0; bar < count; bar++) marks[bar] = new(bar + 0.5 - (count / 2.0), 0.5, from, to);
        return marks;
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        road.Evaluate(at, ref surface);
        var (x, y) = (at.Local.X, at.Local.Y);
        var covered = Floats.Zero;
        foreach (var mark in marks)
        {
            var across = Pattern.Between(x, LaneMath.All(mark.X - (mark.Width / 2)),
                LaneMath.All(mark.X + (mark.Width / 2)), at.Footprint);
            if (Vector512.EqualsAll(across, Floats.Zero)) continue;
            var along = Pattern.Between(y, LaneMath.All(mark.From), LaneMath.All(mark.To), at.Footprint);
            if (mark.Period > 0)
                along *= Pattern.Bands(y - LaneMath.All(mark.From), mark.Period, mark.Dash, at.Footprint);
            covered = Vector512.Max(covered, across * along);
        }
        if (Vector512.EqualsAll(covered, Floats.Zero)) return;

        var worn = NoiseFractal.Plane(x, y, 0.35, 4, at.Footprint, Pattern.Salt(at, 151));
        covered *= LaneMath.Saturate(LaneMath.All(1.25 - (1.1 * wear)) + (worn * LaneMath.All(0.3 + (1.2 * wear))));
        surface.Albedo = Vectors.Mix(surface.Albedo, Vectors.All(paint), covered);
    }
}
