namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Hollow boxes of plastic, tin or card with rounded corners, open above: totes, tubs, drawers, trays.
/// </summary>
internal static class Tray
{
    // Points along the quarter of a corner.
    private const int Steps = 4;

    /// <summary>Stands on z = 0 about the z axis; closed, with an inside.</summary>
    /// <param name="size">of the outside at the rim, metres</param>
    /// <param name="wall">thickness, metres</param>
    /// <param name="corner">radius of its upright edges, metres</param>
    /// <param name="taper">how much it is narrower at its foot on each side, metres</param>
    /// <param name="lip">how far the rim stands out, metres; 0 for none</param>
    public static Mesh Made(Vector size, double wall, double corner, double taper, double lip)
    {
        // Inset from the rim's outside, and height: from the foot up the outside, over the rim, down the inside.
        var rim = lip > 0 ? 0.018 : 0;
        List<(double Inset, double Height)> profile = [(taper + lip + 0.004, 0), (taper + lip, 0.004)];
        if (lip > 0) profile.AddRange([(lip + (taper * rim / size.Z), size.Z - rim), (0, size.Z - rim)]);
        profile.AddRange([(0, size.Z - 0.002), (0.002, size.Z), (lip + wall - 0.002, size.Z),
            (lip + wall, size.Z - 0.002)]);
        profile.AddRange([(lip + wall + taper, wall + 0.012), (lip + wall + taper + 0.012, wall)]);
        var (outline, builder) = (4 * (Steps + 1), new MeshBuilder());
        Vector Point(int column, int row)
        {
            var (inset, height) = profile[row];
            var (side, step) = (column / (Steps + 1), column % (Steps + 1));
            var radius = Math.Max(corner - inset, 0.003);
            var angle = PortableMath.Radians((90 * side) + (90.0 * step / Steps));
            var (x, y) = ((size.X / 2) - inset - radius, (size.Y / 2) - inset - radius);
            return ((side is 0 or 3 ? x : -x) + (radius * PortableMath.Cos(angle)),
                (side < 2 ? y : -y) + (radius * PortableMath.Sin(angle)), height);
        }
        builder.Sheet(outline, profile.Count - 1, Point, columnsClose: true);
        builder.Cap([.. Enumerable.Range(0, outline).Reverse().Select(i => Point(i, 0))], Vector.Zero);
        builder.Cap([.. Enumerable.Range(0, outline).Select(i => Point(i, profile.Count - 1))], (0, 0, wall));
        return builder.Build(40);
    }
}
