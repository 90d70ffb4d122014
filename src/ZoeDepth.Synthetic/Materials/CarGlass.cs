using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// All windows of a car, whose axes the primitive has: x to its left, −y ahead, z up from the road. Behind the panes
/// are a dark cabin, its seats, a dashboard with a wheel, sometimes a driver, and what shines through the panes of the
/// far side; their outside reflects the sky.
/// </summary>
/// <param name="waist">height of the lower edge of the panes, metres</param>
/// <param name="roof">height of their upper edge, metres</param>
/// <param name="width">of the car, metres</param>
/// <param name="front">y of the front seats' backs</param>
/// <param name="rear">y of the back seat's back</param>
/// <param name="driven">whether somebody is at the wheel</param>
/// <param name="mirror">share of a mirror image; 0 spares its rays</param>
/// <param name="pitch">from one row of seats to the next in a bus, metres; 0 for a car</param>
internal sealed class CarGlass(
    double waist, double roof, double width, double front, double rear, bool driven, double mirror, double pitch = 0)
    : Material
{
    private static readonly Color Dark = new(0.006, 0.007, 0.008);
    private static readonly Color Cabin = new(0.018, 0.019, 0.02);
    private static readonly Color Beyond = new(0.07, 0.077, 0.082);
    private static readonly Color Skin = new(0.16, 0.09, 0.065);

    public override Color Mean => Cabin;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var normal = at.LocalNormal;
        var beside = Vector512.GreaterThan(Vector512.Abs(normal.X), Vector512.Abs(normal.Y) * LaneMath.All(1.2f));
        var ahead = Vector512.LessThan(normal.Y, Floats.Zero);
        var up = at.Local.Z - LaneMath.All(waist);
        var blur = at.Footprint + LaneMath.All(0.012f);
        var color = Vectors.Select(beside, Beside(at.Local.Y, up, blur), Across(at.Local.X, up, ahead, blur));
        surface.Albedo = color;
        surface.Gloss = LaneMath.All(0.55f);
        surface.Roughness = LaneMath.All(0.05f);
        surface.Mirror = LaneMath.All(mirror);
    }

    /// <summary>Through a side window: backs of seats before the bright windows of the other side.</summary>
    private Vectors Beside(Floats y, Floats up, Floats blur)
    {
        var high = roof - waist;
        if (pitch > 0) y = Pattern.FromMiddle(y * LaneMath.All(1 / pitch)) * LaneMath.All(pitch);
        var through = Pattern.Between(up, LaneMath.All(0.1 * high), LaneMath.All(0.82 * high), blur);
        var color = Vectors.Mix(Vectors.All(Cabin), Vectors.All(Beyond), through * LaneMath.All(0.8f));
        foreach (var seat in (ReadOnlySpan<double>)[front, rear])
        {
            // Backs lean to the rear.
            var along = y - LaneMath.All(seat) - (up * LaneMath.All(0.3f));
            var back = Rounded(along, up, 0.125, 0.54 * high, blur);
            var head = Rounded(along, up - LaneMath.All(0.68 * high), 0.075, 0.15 * high, blur);
            color = Vectors.Mix(color, Vectors.All(Dark), Vector512.Max(back, head));
        }
        if (!driven) return color;
        var face = Rounded(y - LaneMath.All(front - 0.16), up - LaneMath.All(0.64 * high), 0.095, 0.13, blur);
        var chest = Rounded(y - LaneMath.All(front - 0.16), up, 0.14, 0.42 * high, blur);
        return Vectors.Mix(Vectors.Mix(color, Vectors.All(Beyond) * 0.5f, chest), Vectors.All(Skin) * 0.5f, face);
    }

    /// <summary>Through the windscreen or the rear window: two backs, the dashboard, the mirror.</summary>
    private Vectors Across(Floats x, Floats up, Floats ahead, Floats blur)
    {
        var high = roof - waist;
        var light = Rounded(x, up - LaneMath.All(0.52 * high), 0.4 * width, 0.26 * high, blur + LaneMath.All(0.03f));
        var color = Vectors.Mix(Vectors.All(Cabin), Vectors.All(Beyond), light * LaneMath.All(0.75f));
        foreach (var side in (ReadOnlySpan<double>)[-0.21, 0.21])
        {
            var from = x - LaneMath.All(side * width);
            var back = Rounded(from, up, 0.24, 0.5 * high, blur);
            var head = Rounded(from, up - LaneMath.All(0.66 * high), 0.13, 0.14 * high, blur);
            color = Vectors.Mix(color, Vectors.All(Dark), Vector512.Max(back, head));
        }
        var wheelAway = x - LaneMath.All(0.21 * width);
        if (driven)
        {
            var chest = Rounded(wheelAway, up, 0.22, 0.45 * high, blur) & ahead;
            color = Vectors.Mix(color, Vectors.All(Beyond) * 0.55f, chest);
            color = Vectors.Mix(color, Vectors.All(Skin) * 0.5f,
                Rounded(wheelAway, up - LaneMath.All(0.6 * high), 0.085, 0.12, blur) & ahead);
        }
        var wheelUp = up - LaneMath.All(0.1 * high);
        var wheel = Rounded(wheelAway, wheelUp, 0.18, 0.17, blur)
            * (Floats.One - Rounded(wheelAway, wheelUp, 0.15, 0.14, blur));
        var glass = Rounded(x, up - LaneMath.All(0.86 * high), 0.11, 0.03, blur);
        var board = Floats.One - Pattern.Beyond(up, LaneMath.All(0.12 * high), blur);
        var dark = Vector512.Max(Vector512.Max(wheel, glass), board * LaneMath.All(0.8f)) & ahead;
        return Vectors.Mix(color, Vectors.All(Dark), dark);
    }

    /// <summary>How much of the sample lies in a rounded rectangle about the origin with these half sides.</summary>
    private static Floats Rounded(Floats x, Floats y, double halfWidth, double halfHeight, Floats blur)
    {
        var (a, b) = (x * LaneMath.All(1 / halfWidth), y * LaneMath.All(1 / halfHeight));
        (a, b) = (a * a, b * b);
        var radius = Vector512.Sqrt(Vector512.Sqrt((a * a) + (b * b)));
        var distance = (Floats.One - radius) * LaneMath.All(Math.Min(halfWidth, halfHeight));
        return LaneMath.Saturate((distance / blur) + LaneMath.All(0.5f));
    }
}
