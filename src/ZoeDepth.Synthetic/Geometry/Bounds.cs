namespace ZoeDepth.Synthetic.Geometry;

/// <summary>A box along the axes.</summary>
internal readonly record struct Bounds(Vector Least, Vector Greatest)
{
    /// <summary>Holds nothing; grows to whatever is added.</summary>
    public static readonly Bounds Empty = new(
        (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
        (double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity));

    public Vector Center => (Least + Greatest) / 2;

    public Vector Size => Greatest - Least;

    public static Bounds Around(ReadOnlySpan<Vector> points)
    {
        var bounds = Empty;
        foreach (var point in points) bounds = bounds.With(point);
        return bounds;
    }

    public Bounds With(Vector p) => new(
        (Math.Min(Least.X, p.X), Math.Min(Least.Y, p.Y), Math.Min(Least.Z, p.Z)),
        (Math.Max(Greatest.X, p.X), Math.Max(Greatest.Y, p.Y), Math.Max(Greatest.Z, p.Z)));

    public Bounds With(Bounds b) => With(b.Least).With(b.Greatest);

    /// <summary>Half the surface: what a ray's chance to meet the box is proportional to.</summary>
    public double HalfArea
    {
        get
        {
            var size = Size;
            return size.X < 0 ? 0 : (size.X * size.Y) + (size.Y * size.Z) + (size.Z * size.X);
        }
    }

    /// <summary>The box around this one after a map.</summary>
    public Bounds Mapped(Affine map)
    {
        var bounds = Empty;
        for (var corner = 0; corner < 8; corner++)
        {
            bounds = bounds.With(map.Point((
                (corner & 1) == 0 ? Least.X : Greatest.X,
                (corner & 2) == 0 ? Least.Y : Greatest.Y,
                (corner & 4) == 0 ? Least.Z : Greatest.Z)));
        }
        return bounds;
    }
}
