using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Tracing;

/// <summary>
/// The plain reading of the tracer: one ray, every primitive in turn, double precision, textbook formulas.
/// </summary>
internal static class NaiveTracer
{
    /// <summary>The nearest intersection beyond t = 1e-4: its t and the primitive's number, −1 for none.</summary>
    public static (double Distance, int Primitive) First(IReadOnlyList<Primitive> primitives, Vector origin,
        Vector direction)
    {
        var best = (Distance: double.PositiveInfinity, Primitive: -1);
        for (var i = 0; i < primitives.Count; i++)
        {
            var t = Meet(primitives[i], origin, direction);
            if (t < best.Distance) best = (t, i);
        }
        return best;
    }

    public static double Meet(Primitive primitive, Vector origin, Vector direction)
    {
        var inverse = primitive.Map.Inverse();
        var (o, d) = (inverse.Point(origin), inverse.Direction(direction));
        return Candidates(primitive, o, d).Where(t => t > 1e-4).DefaultIfEmpty(double.PositiveInfinity).Min();
    }

    private static IEnumerable<double> Candidates(Primitive primitive, Vector o, Vector d) => primitive.Shape switch
    {
        Shape.Box => Box(o, d),
        Shape.Ball => Roots(d.Dot(d), 2 * o.Dot(d), o.Dot(o) - 1),
        Shape.Cone => Cone(o, d, primitive.Taper),
        _ => Enumerable.Range(0, primitive.Mesh!.TriangleCount).SelectMany(i => Triangle(primitive.Mesh, i, o, d)),
    };

    private static IEnumerable<double> Box(Vector o, Vector d)
    {
        foreach (var (from, along, axis) in new[] { (o.X, d.X, 0), (o.Y, d.Y, 1), (o.Z, d.Z, 2) })
        {
            foreach (var side in new[] { -1.0, 1.0 })
            {
                var t = (side - from) / along;
                var p = o + (d * t);
                if ((axis == 0 || Math.Abs(p.X) <= 1) && (axis == 1 || Math.Abs(p.Y) <= 1)
                    && (axis == 2 || Math.Abs(p.Z) <= 1)) yield return t;
            }
        }
    }

    private static IEnumerable<double> Cone(Vector o, Vector d, double taper)
    {
        var k = 1 - taper;
        double Radius(double z) => 1 - (k * z);
        var a = (d.X * d.X) + (d.Y * d.Y) - (k * k * d.Z * d.Z);
        var b = 2 * ((o.X * d.X) + (o.Y * d.Y) + (k * d.Z * Radius(o.Z)));
        var c = (o.X * o.X) + (o.Y * o.Y) - (Radius(o.Z) * Radius(o.Z));
        foreach (var t in Roots(a, b, c))
        {
            if (o.Z + (d.Z * t) is >= 0 and <= 1) yield return t;
        }
        foreach (var (z, radius) in new[] { (0.0, 1.0), (1.0, taper) })
        {
            var t = (z - o.Z) / d.Z;
            var p = o + (d * t);
            if ((p.X * p.X) + (p.Y * p.Y) <= radius * radius) yield return t;
        }
    }

    private static IEnumerable<double> Roots(double a, double b, double c)
    {
        var discriminant = (b * b) - (4 * a * c);
        if (discriminant < 0) yield break;
        yield return (-b - Math.Sqrt(discriminant)) / (2 * a);
        yield return (-b + Math.Sqrt(discriminant)) / (2 * a);
    }

    private static IEnumerable<double> Triangle(Mesh mesh, int number, Vector o, Vector d)
    {
        var a = mesh.Positions[mesh.Triangles[3 * number]];
        var b = mesh.Positions[mesh.Triangles[(3 * number) + 1]];
        var c = mesh.Positions[mesh.Triangles[(3 * number) + 2]];
        var normal = (b - a).Cross(c - a);
        var t = (a - o).Dot(normal) / d.Dot(normal);
        var p = o + (d * t);
        double Inside(Vector from, Vector to) => (to - from).Cross(p - from).Dot(normal);
        if (Inside(a, b) >= 0 && Inside(b, c) >= 0 && Inside(c, a) >= 0) yield return t;
    }
}
