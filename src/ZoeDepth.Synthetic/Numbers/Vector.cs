namespace ZoeDepth.Synthetic.Numbers;

/// <summary>
/// A point or a direction of the world, metres: x to the right and y ahead on the floor plan, z up. The sums of
/// <c>System.Numerics</c> are ordered as each machine likes best; these are not.
/// </summary>
internal readonly record struct Vector(double X, double Y, double Z)
{
    public static readonly Vector Zero;

    public static readonly Vector Up = new(0, 0, 1);

    public double Length => Math.Sqrt(Dot(this));

    public static implicit operator Vector((double X, double Y, double Z) v) => new(v.X, v.Y, v.Z);

    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector operator -(Vector a) => new(-a.X, -a.Y, -a.Z);

    public static Vector operator *(Vector a, double s) => new(a.X * s, a.Y * s, a.Z * s);

    public static Vector operator *(double s, Vector a) => a * s;

    public static Vector operator /(Vector a, double s) => new(a.X / s, a.Y / s, a.Z / s);

    public double Dot(Vector b) => (X * b.X) + (Y * b.Y) + (Z * b.Z);

    public Vector Cross(Vector b) => new((Y * b.Z) - (Z * b.Y), (Z * b.X) - (X * b.Z), (X * b.Y) - (Y * b.X));

    /// <summary>The direction alone, length 1; (0, 0, 1) for the zero vector.</summary>
    public Vector Unit()
    {
        var length = Length;
        return length > 0 ? this / length : Up;
    }

    /// <summary>Component by component.</summary>
    public Vector Times(Vector b) => new(X * b.X, Y * b.Y, Z * b.Z);
}
