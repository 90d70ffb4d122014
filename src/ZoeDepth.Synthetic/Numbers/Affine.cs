namespace ZoeDepth.Synthetic.Numbers;

/// <summary>
/// An affine map p ↦ X·p.x + Y·p.y + Z·p.z + Origin: where a local coordinate system lies in the world.
/// </summary>
/// <param name="X">where the local x axis goes, its length the scale</param>
/// <param name="Y">where the local y axis goes</param>
/// <param name="Z">where the local z axis goes</param>
/// <param name="Origin">where the local origin goes</param>
internal readonly record struct Affine(Vector X, Vector Y, Vector Z, Vector Origin)
{
    public static readonly Affine Identity = new((1, 0, 0), (0, 1, 0), (0, 0, 1), Vector.Zero);

    public Vector Point(Vector p) => Direction(p) + Origin;

    public Vector Direction(Vector d) => (X * d.X) + (Y * d.Y) + (Z * d.Z);

    /// <summary>This map after <paramref name="inner"/>: a system inside this one.</summary>
    public Affine Of(Affine inner) =>
        new(Direction(inner.X), Direction(inner.Y), Direction(inner.Z), Point(inner.Origin));

    /// <summary>Where normals go, up to their length: they turn against stretching.</summary>
    public Affine Cofactors() => new(Y.Cross(Z), Z.Cross(X), X.Cross(Y), Vector.Zero);

    /// <summary>The inverse map.</summary>
    /// <exception cref="ArgumentException">the map flattens space</exception>
    public Affine Inverse()
    {
        var (a, b, c, _) = Cofactors();
        var determinant = X.Dot(a);
        if (!(Math.Abs(determinant) > 1e-30)) throw new ArgumentException($"a shape is flattened: {this}");
        (a, b, c) = (a / determinant, b / determinant, c / determinant);
        var linear = new Affine(new(a.X, b.X, c.X), new(a.Y, b.Y, c.Y), new(a.Z, b.Z, c.Z), Vector.Zero);
        return linear with { Origin = -linear.Direction(Origin) };
    }

    public static Affine Move(Vector by) => Identity with { Origin = by };

    public static Affine Scale(Vector by) => new((by.X, 0, 0), (0, by.Y, 0), (0, 0, by.Z), Vector.Zero);

    /// <summary>
    /// About an axis through the origin, counter-clockwise when the axis points at the viewer (Rodrigues).
    /// </summary>
    public static Affine Turn(Vector axis, double degrees)
    {
        var unit = axis.Unit();
        var angle = PortableMath.Radians(degrees);
        var (sine, cosine) = (PortableMath.Sin(angle), PortableMath.Cos(angle));
        Vector Turned(Vector v) => (v * cosine) + (unit.Cross(v) * sine) + (unit * (unit.Dot(v) * (1 - cosine)));
        return new(Turned((1, 0, 0)), Turned((0, 1, 0)), Turned((0, 0, 1)), Vector.Zero);
    }

    /// <summary>The local z axis along <paramref name="direction"/>, lengths kept.</summary>
    public static Affine Along(Vector direction)
    {
        var z = direction.Unit();
        var x = (Math.Abs(z.Z) > 0.999 ? new Vector(1, 0, 0) : Vector.Up.Cross(z)).Unit();
        // Near the pole x is not yet perpendicular.
        var y = z.Cross(x).Unit();
        return new(y.Cross(z), y, z, Vector.Zero);
    }
}
