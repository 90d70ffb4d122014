namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Shapes with sharp edges that are no boxes: roofs, ramps, barrels. One metre large, to be stretched.
/// </summary>
internal static class Prism
{
    private static readonly Lazy<Mesh> _gable = new(() => Extruded([(-0.5, 0), (0.5, 0), (0, 1)]));

    private static readonly Lazy<Mesh> _wedge = new(() => Extruded([(-0.5, 0), (0.5, 0), (0.5, 1)]));

    private static readonly Lazy<Mesh> _barrel = new(() => Extruded(
        [.. Curve.Arc(Vector.Zero, (0.5, 0, 0), (0, 0, 1), 1, 0, 180, 12).Select(p => (p.X, p.Z))]));

    private static readonly Lazy<Mesh> _hip = new(() =>
    {
        var builder = new MeshBuilder();
        Vector a = (-0.5, -0.5, 0), b = (0.5, -0.5, 0), c = (0.5, 0.5, 0), d = (-0.5, 0.5, 0), left = (0, -0.2, 1),
            right = (0, 0.2, 1);
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

    /// <summary>
    /// An outline over x and z, counter-clockwise seen from −y and seen whole from its middle, −½..½ thick along y.
    /// </summary>
    public static Mesh Extruded(ReadOnlySpan<(double X, double Z)> outline)
    {
        var points = outline.ToArray();
        var middle = (points.Sum(p => p.X) / points.Length, points.Sum(p => p.Z) / points.Length);
        var builder = new MeshBuilder();
        builder.Sheet(points.Length, 1, (column, row) => (points[column].X, 0.5 - row, points[column].Z),
            columnsClose: true);
        builder.Cap([.. points.Select(p => new Vector(p.X, -0.5, p.Z))], (middle.Item1, -0.5, middle.Item2));
        builder.Cap([.. points.Reverse().Select(p => new Vector(p.X, 0.5, p.Z))], (middle.Item1, 0.5, middle.Item2));
        return builder.Build(20);
    }
}
