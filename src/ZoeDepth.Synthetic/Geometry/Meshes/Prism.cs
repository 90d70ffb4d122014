namespace ZoeDepth.Synthetic.Geometry;

/// <summary>Shapes with sharp edges that are no boxes: roofs, ramps, arches. One metre large, to be stretched.</summary>
internal static class Prism
{
    private static readonly Lazy<Mesh> _gable = new(() => Extruded([(-0.5, 0), (0.5, 0), (0, 1)]));

    private static readonly Lazy<Mesh> _wedge = new(() => Extruded([(-0.5, 0), (0.5, 0), (0.5, 1)]));

    private static readonly Lazy<Mesh> _barrel = new(() => Extruded(
        [.. Curve.Arc(Vector.Zero, (0.5, 0, 0), (0, 0, 1), 1, 0, 180, 12).Select(p => (p.X, p.Z))]));

    private static readonly Lazy<Mesh> _arch = new(() => Arch(0.36, 0.55));

    private static readonly Lazy<Mesh> _hip = new(() =>
    {
        var builder = new MeshBuilder();
        Vector a = (-0.5, -0.5, 0), b = (0.5, -0.5, 0), c = (0.5, 0.5, 0), d = (-0.5, 0.5, 0), left = (0, -0.2, 1), right = (0, 0.2, 1);
        builder.Triangle(a, b, left);
        builder.Quad(b, c, right, left);
        builder.Triangle(c, d, right);
        builder.Quad(d, a, left, right);
        builder.Quad(a, d, c, b);
        return builder.Build(20);
    });

    /// <summary>A saddle roof: ridge along y at height 1.</summary>
    public static Mesh Gable => _gable.Value;

    /// <summary>A ramp that rises towards +x.</summary>
    public static Mesh Wedge => _wedge.Value;

    /// <summary>Half a cylinder along y, lying on its flat side.</summary>
    public static Mesh Barrel => _barrel.Value;

    /// <summary>A hipped roof: its ridge of 0.4 along y.</summary>
    public static Mesh Hip => _hip.Value;

    /// <summary>A wall −½..½ wide and 0..1 high with a round-headed opening, thick along y.</summary>
    public static Mesh ArchedWall => _arch.Value;

    /// <summary>An outline over x and z, counter-clockwise seen from −y and seen whole from its middle, −½..½ thick along y.</summary>
    public static Mesh Extruded(ReadOnlySpan<(double X, double Z)> outline)
    {
        var points = outline.ToArray();
        var middle = (points.Sum(p => p.X) / points.Length, points.Sum(p => p.Z) / points.Length);
        var builder = new MeshBuilder();
        builder.Sheet(points.Length, 1, (column, row) => (points[column].X, 0.5 - row, points[column].Z), columnsClose: true);
        builder.Cap([.. points.Select(p => new Vector(p.X, -0.5, p.Z))], (middle.Item1, -0.5, middle.Item2));
        builder.Cap([.. points.Reverse().Select(p => new Vector(p.X, 0.5, p.Z))], (middle.Item1, 0.5, middle.Item2));
        return builder.Build(20);
    }

    /// <summary>What is between two lines over x and z, the inner one to the right of its walk, −½..½ thick along y.</summary>
    public static Mesh Between(ReadOnlySpan<(double X, double Z)> inner, ReadOnlySpan<(double X, double Z)> outer)
    {
        var (inside, outside) = (inner.ToArray(), outer.ToArray());
        Vector Corner(int column, int row)
        {
            var (x, z) = row is 0 or 3 ? inside[column] : outside[column];
            return (x, row is 0 or 1 ? -0.5 : 0.5, z);
        }
        var builder = new MeshBuilder();
        var last = inside.Length - 1;
        builder.Sheet(last, 4, Corner, rowsClose: true);
        builder.Quad(Corner(0, 0), Corner(0, 1), Corner(0, 2), Corner(0, 3));
        builder.Quad(Corner(last, 3), Corner(last, 2), Corner(last, 1), Corner(last, 0));
        return builder.Build(40);
    }

    /// <summary>See <see cref="ArchedWall"/>.</summary>
    /// <param name="radius">half the opening's width, below ½</param>
    /// <param name="spring">height where the round begins; the opening is spring + radius high</param>
    public static Mesh Arch(double radius, double spring)
    {
        const int Steps = 12;
        var arc = Curve.Arc((0, 0, spring), (1, 0, 0), (0, 0, 1), radius, 180, 0, Steps);
        var (inner, outer) = (new List<(double, double)> { (-radius, 0) }, new List<(double, double)> { (-0.5, 0) });
        for (var i = 0; i <= Steps; i++)
        {
            inner.Add((arc[i].X, arc[i].Z));

            // Up the left side, along the top, down the right side; the corners fall on steps 3 and 9.
            var share = (double)i / Steps;
            outer.Add(share < 0.25 ? (-0.5, spring + ((1 - spring) * share * 4))
                : share <= 0.75 ? (-0.5 + ((share - 0.25) * 2), 1)
                : (0.5, spring + ((1 - spring) * (1 - share) * 4)));
        }
        inner.Add((radius, 0));
        outer.Add((0.5, 0));
        return Between([.. inner], [.. outer]);
    }
}
