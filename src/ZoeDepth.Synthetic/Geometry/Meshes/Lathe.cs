namespace ZoeDepth.Synthetic.Geometry;

/// <summary>Shapes turned about the vertical.</summary>
internal static class Lathe
{
    /// <summary>
    /// Turns a profile about z. It runs from the axis below along the outside to the top and, for hollow things, along
    /// the inside back to the axis; a profile that ends away from the axis leaves the shape open there.
    /// </summary>
    /// <param name="profile">radius and height, metres</param>
    /// <param name="sides">around</param>
    /// <param name="edge">profile bends sharper than this many degrees stay sharp</param>
    public static Mesh Turned(ReadOnlySpan<(double Radius, double Height)> profile, int sides = 16, double edge = 50)
    {
        var points = profile.ToArray();
        var builder = new MeshBuilder();
        builder.Sheet(sides, points.Length - 1, (column, row) =>
        {
            var (radius, height) = points[row];
            var angle = 2 * Math.PI * column / sides;
            return radius == 0 ? (0, 0, height)
                : (radius * PortableMath.Cos(angle), radius * PortableMath.Sin(angle), height);
        }, columnsClose: true);
        return builder.Build(edge);
    }

    /// <summary>
    /// A hollow vessel from its outside: the profile from the foot's rim to the lip, closed below; its inside follows
    /// at a wall's thickness.
    /// </summary>
    /// <param name="outside">radius and height from the foot up</param>
    /// <param name="wall">thickness, metres</param>
    /// <param name="floor">height where the inside begins</param>
    /// <param name="sides">around</param>
    public static Mesh Vessel(ReadOnlySpan<(double Radius, double Height)> outside, double wall, double floor,
        int sides = 16)
    {
        var profile = new List<(double, double)> { (0, outside[0].Height) };
        foreach (var point in outside) profile.Add(point);
        var lip = outside[^1];
        profile.Add((lip.Radius - (wall / 2), lip.Height + (wall / 3)));
        for (var i = outside.Length - 1; i >= 0; i--)
        {
            var (radius, height) = outside[i];
            if (height > floor + wall && radius > 2 * wall) profile.Add((radius - wall, height));
        }
        profile.Add((0.85 * Inner(outside, floor, wall), floor));
        profile.Add((0, floor));
        return Turned([.. profile], sides);
    }

    /// <summary>A smooth profile through a few points (Catmull and Rom).</summary>
    public static (double Radius, double Height)[] Smooth(ReadOnlySpan<(double Radius, double Height)> points,
        int steps = 3)
    {
        var through = new Vector[points.Length];
        for (var i = 0; i < points.Length; i++) through[i] = (points[i].Radius, points[i].Height, 0);
        return [.. Curve.Through(through, steps).Select(p => (Math.Max(p.X, 0), p.Y))];
    }

    private static double Inner(ReadOnlySpan<(double Radius, double Height)> outside, double height, double wall)
    {
        for (var i = 1; i < outside.Length; i++)
        {
            var (below, above) = (outside[i - 1], outside[i]);
            if (above.Height < height || above.Height <= below.Height) continue;
            var share = Math.Clamp((height - below.Height) / (above.Height - below.Height), 0, 1);
            return Math.Max(below.Radius + (share * (above.Radius - below.Radius)) - wall, wall);
        }
        return Math.Max(outside[^1].Radius - wall, wall);
    }
}
