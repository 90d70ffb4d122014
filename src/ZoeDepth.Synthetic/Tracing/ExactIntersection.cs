using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>
/// The distance to a primitive that a ray is known to meet, in double precision: packets decide what a pixel sees, this
/// says how far it is.
/// </summary>
internal static class ExactIntersection
{
    /// <summary>
    /// t of the meeting nearest to <paramref name="near"/>; <paramref name="near"/> itself where double precision sees
    /// none.
    /// </summary>
    /// <param name="primitive">the primitive</param>
    /// <param name="inverse">from the world to its unit space</param>
    /// <param name="triangle">corner numbers' place in the mesh, of a mesh</param>
    /// <param name="origin">of the ray, world</param>
    /// <param name="direction">of the ray, world</param>
    /// <param name="near">t in single precision</param>
    public static double Distance(in Primitive primitive, Affine inverse, int triangle, Vector origin, Vector direction,
        double near)
    {
        var (o, d) = (inverse.Point(origin), inverse.Direction(direction));
        return primitive.Shape switch
        {
            Shape.Box => Box(o, d, near),
            Shape.Ball => Ball(o, d, near),
            Shape.Cone => Cone(o, d, primitive.Taper, near),
            _ => Plane(primitive.Mesh!, triangle, o, d, near),
        };
    }

    private static double Box(Vector o, Vector d, double near)
    {
        var best = new Nearest(near);
        best.Offer((-1 - o.X) / d.X);
        best.Offer((1 - o.X) / d.X);
        best.Offer((-1 - o.Y) / d.Y);
        best.Offer((1 - o.Y) / d.Y);
        best.Offer((-1 - o.Z) / d.Z);
        best.Offer((1 - o.Z) / d.Z);
        return best.Value;
    }

    private static double Ball(Vector o, Vector d, double near)
    {
        var best = new Nearest(near);
        best.OfferRoots(d.Dot(d), o.Dot(d), o.Dot(o) - 1);
        return best.Value;
    }

    private static double Cone(Vector o, Vector d, double taper, double near)
    {
        var k = 1 - taper;
        var (m, n) = (1 - (k * o.Z), -k * d.Z);
        var best = new Nearest(near);
        best.OfferRoots((d.X * d.X) + (d.Y * d.Y) - (n * n), (o.X * d.X) + (o.Y * d.Y) - (m * n),
            (o.X * o.X) + (o.Y * o.Y) - (m * m));
        best.Offer(-o.Z / d.Z);
        best.Offer((1 - o.Z) / d.Z);
        return best.Value;
    }

    private static double Plane(Mesh mesh, int triangle, Vector o, Vector d, double near)
    {
        var a = mesh.Positions[mesh.Triangles[3 * triangle]];
        var normal = (mesh.Positions[mesh.Triangles[(3 * triangle) + 1]] - a)
            .Cross(mesh.Positions[mesh.Triangles[(3 * triangle) + 2]] - a);
        var best = new Nearest(near);
        best.Offer((a - o).Dot(normal) / d.Dot(normal));
        return best.Value;
    }

    /// <summary>
    /// Single precision is right to some 1e-5; of the surface's meetings the one next to it is meant, if it is that
    /// near.
    /// </summary>
    private struct Nearest(double near)
    {
        private readonly double _near = near;
        private double _error = Math.Abs(near) * 1e-3;

        public double Value { get; private set; } = near;

        public void Offer(double t)
        {
            var error = Math.Abs(t - _near);
            // False for what is not a number, too.
            if (error < _error) (Value, _error) = (t, error);
        }

        /// <summary>a·t² + 2b·t + c = 0</summary>
        public void OfferRoots(double a, double b, double c)
        {
            var discriminant = (b * b) - (a * c);
            if (!(discriminant >= 0)) return;
            var q = -(b + Math.CopySign(Math.Sqrt(discriminant), b));
            Offer(q / a);
            Offer(c / q);
        }
    }
}
