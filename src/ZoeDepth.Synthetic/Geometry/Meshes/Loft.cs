namespace ZoeDepth.Synthetic.Geometry;

/// <summary>An outline across a body: level, about its middle.</summary>
/// <param name="Middle">metres</param>
/// <param name="HalfX">half its width; 0 ends the body in a point</param>
/// <param name="HalfY">half its depth</param>
/// <param name="Square">0 an ellipse .. 1 nearly a rectangle</param>
internal readonly record struct Section(Vector Middle, double HalfX, double HalfY, double Square = 0)
{
    /// <summary>About the z axis.</summary>
    public static Section At(double z, double halfX, double halfY, double square = 0) =>
        new((0, 0, z), halfX, halfY, square);
}

/// <summary>Bodies through a stack of outlines: trunks of people and animals, shoes, bags.</summary>
internal static class Loft
{
    /// <summary>Closed; the outlines run upwards.</summary>
    public static Mesh Through(ReadOnlySpan<Section> sections, int sides = 12, double edge = 60)
    {
        var all = sections.ToArray();
        var builder = new MeshBuilder();
        Vector Point(int column, int row)
        {
            var (middle, halfX, halfY, square) = all[row];
            if (halfX == 0) return middle;
            var angle = 2 * Math.PI * column / sides;
            var (x, y) = (PortableMath.Cos(angle), PortableMath.Sin(angle));

            // Pushed towards the circumscribed rectangle.
            var stretch = 1 + (square * ((1 / Math.Max(Math.Abs(x), Math.Abs(y))) - 1));
            return middle + new Vector(halfX * x * stretch, halfY * y * stretch, 0);
        }
        builder.Sheet(sides, all.Length - 1, Point, columnsClose: true);
        if (all[0].HalfX > 0)
            builder.Cap([.. Enumerable.Range(0, sides).Reverse().Select(i => Point(i, 0))], all[0].Middle);
        if (all[^1].HalfX > 0)
            builder.Cap([.. Enumerable.Range(0, sides).Select(i => Point(i, all.Length - 1))], all[^1].Middle);
        return builder.Build(edge);
    }
}
