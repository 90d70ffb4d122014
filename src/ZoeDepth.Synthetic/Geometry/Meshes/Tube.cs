namespace ZoeDepth.Synthetic.Geometry;

/// <summary>Round bars that bend: handles, frames, cables, branches, limbs.</summary>
internal static class Tube
{
    /// <summary>A tube of one radius along a line, its ends closed flat.</summary>
    public static Mesh Along(ReadOnlySpan<Vector> line, double radius, int sides = 6)
    {
        var radii = new double[line.Length];
        Array.Fill(radii, radius);
        return Along(line, radii, sides);
    }

    /// <summary>A tube whose radius changes along the line.</summary>
    /// <param name="line">its middle</param>
    /// <param name="radii">one a point; where an end is 0 it is pointed</param>
    /// <param name="sides">around</param>
    /// <param name="rounded">whether the ends are half balls beyond the line's ends</param>
    public static Mesh Along(ReadOnlySpan<Vector> line, ReadOnlySpan<double> radii, int sides = 6, bool rounded = false)
    {
        var (middle, radius) = (line.ToArray().ToList(), radii.ToArray().ToList());
        var (first, last) = ((line[1] - line[0]).Unit(), (line[^1] - line[^2]).Unit());
        if (rounded)
        {
            // Two more rings an end: at 45 and at 90 degrees of the half ball.
            var (r, s) = (radii[0], radii[^1]);
            middle.InsertRange(0, [line[0] - (first * r), line[0] - (first * (0.7 * r))]);
            radius.InsertRange(0, [0, 0.7 * r]);
            middle.AddRange([line[^1] + (last * (0.7 * s)), line[^1] + (last * s)]);
            radius.AddRange([0.7 * s, 0]);
        }
        var rings = Rings(middle, radius, sides, first);
        var builder = new MeshBuilder();
        builder.Sheet(sides, rings.Length - 1, (column, row) => rings[row][column], columnsClose: true);
        if (radius[0] > 0) builder.Cap([.. rings[0].Reverse()], middle[0]);
        if (radius[^1] > 0) builder.Cap(rings[^1], middle[^1]);
        return builder.Build(rounded ? 89 : 50);
    }

    /// <summary>A closed ring of a tube about z.</summary>
    public static Mesh Torus(double radius, double thickness, int around = 20, int sides = 8)
    {
        var builder = new MeshBuilder();
        builder.Sheet(around, sides, (column, row) =>
        {
            var (along, across) = (2 * Math.PI * column / around, 2 * Math.PI * row / sides);
            var distance = radius + (thickness * PortableMath.Cos(across));
            return (distance * PortableMath.Cos(along), distance * PortableMath.Sin(along),
                thickness * PortableMath.Sin(across));
        }, columnsClose: true, rowsClose: true);
        return builder.Build();
    }

    /// <summary>
    /// Circles across the line that do not twist: each system is the one before, turned as little as the bend asks.
    /// </summary>
    private static Vector[][] Rings(List<Vector> middle, List<double> radius, int sides, Vector along)
    {
        var x = Affine.Along(along).X;
        var rings = new Vector[middle.Count][];
        for (var i = 0; i < rings.Length; i++)
        {
            along = (middle[Math.Min(i + 1, middle.Count - 1)] - middle[Math.Max(i - 1, 0)]).Unit();
            x = (x - (along * x.Dot(along))).Unit();
            var y = along.Cross(x);
            rings[i] = new Vector[sides];
            for (var side = 0; side < sides; side++)
            {
                var angle = 2 * Math.PI * side / sides;
                rings[i][side] = radius[i] == 0
                    ? middle[i]
                    : middle[i] + (x * (radius[i] * PortableMath.Cos(angle)))
                        + (y * (radius[i] * PortableMath.Sin(angle)));
            }
        }
        return rings;
    }
}
