namespace ZoeDepth.Synthetic.Geometry;

/// <summary>Points along smooth lines.</summary>
internal static class Curve
{
    /// <summary>A smooth line through all the points (Catmull and Rom), some steps from each to the next.</summary>
    public static Vector[] Through(ReadOnlySpan<Vector> points, int steps)
    {
        var line = new List<Vector> { points[0] };
        for (var i = 0; i + 1 < points.Length; i++)
        {
            var (before, from) = (points[Math.Max(i - 1, 0)], points[i]);
            var (to, after) = (points[i + 1], points[Math.Min(i + 2, points.Length - 1)]);
            for (var step = 1; step <= steps; step++)
            {
                var t = (double)step / steps;
                var (t2, t3) = (t * t, t * t * t);
                line.Add(step == steps ? to
                    : ((before * (-t3 + (2 * t2) - t)) + (from * ((3 * t3) - (5 * t2) + 2))
                        + (to * ((-3 * t3) + (4 * t2) + t)) + (after * (t3 - t2))) / 2);
            }
        }
        return [.. line];
    }

    /// <summary>A circle's arc about <paramref name="center"/> in the plane of two unit vectors.</summary>
    public static Vector[] Arc(Vector center, Vector x, Vector y, double radius, double fromDegrees, double toDegrees,
        int steps)
    {
        var line = new Vector[steps + 1];
        for (var i = 0; i <= steps; i++)
        {
            var angle = PortableMath.Radians(fromDegrees + ((toDegrees - fromDegrees) * i / steps));
            line[i] = center + (((x * PortableMath.Cos(angle)) + (y * PortableMath.Sin(angle))) * radius);
        }
        return line;
    }
}
