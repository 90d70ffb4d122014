namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Soft bodies modelled like clay: lumps that flow into each other, hollows, cuts. What is kept is a function that is
/// below 0 inside and grows by about 1 a metre; <see cref="SurfaceNets"/> makes the mesh.
/// </summary>
internal sealed class Clay
{
    private readonly List<Form> _lumps = [];
    private Func<Vector, double>? _relief;

    private enum Kind
    {
        Add,
        Hollow,
        Cut,
    }

    /// <summary>A box that holds everything.</summary>
    public Bounds Bounds { get; private set; }

    /// <summary>
    /// A round bar from one point to another that grows or shrinks on its way, flowing into what is there.
    /// </summary>
    /// <param name="from">middle of one end</param>
    /// <param name="to">middle of the other</param>
    /// <param name="radius">there; the ends are round</param>
    /// <param name="radiusThere">at the other end</param>
    /// <param name="flow">metres over which the joint is rounded</param>
    /// <param name="thin">an axis across the bar along which it is flattened</param>
    /// <param name="flat">the thickness along it, as a share of the width</param>
    public Clay Bone(Vector from, Vector to, double radius, double radiusThere, double flow = 0.02,
        Vector thin = default, double flat = 1) =>
        With(new(Kind.Add, from, to, radius, radiusThere, flow, thin, flat));

    /// <summary>A lump, perhaps flattened along an axis.</summary>
    public Clay Lump(Vector at, double radius, double flow = 0.02, Vector thin = default, double flat = 1) =>
        Bone(at, at, radius, radius, flow, thin, flat);

    /// <summary>Takes such a bar away.</summary>
    public Clay Hollow(Vector from, Vector to, double radius, double radiusThere, double flow = 0.02,
        Vector thin = default, double flat = 1) =>
        With(new(Kind.Hollow, from, to, radius, radiusThere, flow, thin, flat));

    /// <summary>Takes away everything on the side of a plane that <paramref name="away"/> points to.</summary>
    public Clay Cut(Vector at, Vector away, double flow = 0.004) =>
        With(new(Kind.Cut, at, away.Unit(), 0, 0, flow, default, 1));

    /// <summary>Raises the finished surface by a small height everywhere.</summary>
    public Clay Relief(Func<Vector, double> height)
    {
        _relief = height;
        return this;
    }

    /// <summary>The mesh, from cells of this size, metres.</summary>
    public Mesh Build(double cell) => SurfaceNets.Mesh(At, Bounds, cell);

    /// <summary>Below 0 inside; about the distance outside.</summary>
    public double At(Vector p)
    {
        var distance = 1e3;
        foreach (ref readonly var lump in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_lumps))
        {
            distance = lump.Kind switch
            {
                Kind.Add => Least(distance, lump.Distance(p), lump.Flow),
                Kind.Hollow => -Least(-distance, lump.Distance(p), lump.Flow),
                _ => -Least(-distance, -(p - lump.From).Dot(lump.To), lump.Flow),
            };
        }
        return _relief is null || distance > 0.06 ? distance : distance - _relief(p);
    }

    /// <summary>The lesser of two, rounded where they are alike (Quilez).</summary>
    private static double Least(double a, double b, double flow)
    {
        var near = Math.Max(flow - Math.Abs(a - b), 0);
        return Math.Min(a, b) - (flow > 0 ? near * near / (4 * flow) : 0);
    }

    private Clay With(Form lump)
    {
        if (lump.Kind == Kind.Add)
        {
            var box = Bounds.Around([
                lump.From - (lump.Radius, lump.Radius, lump.Radius),
                lump.From + (lump.Radius, lump.Radius, lump.Radius),
                lump.To - (lump.RadiusThere, lump.RadiusThere, lump.RadiusThere),
                lump.To + (lump.RadiusThere, lump.RadiusThere, lump.RadiusThere)]);
            Bounds = _lumps.Count == 0 ? box : Bounds.Around([Bounds.Least, Bounds.Greatest, box.Least, box.Greatest]);
        }
        _lumps.Add(lump);
        return this;
    }

    private readonly record struct Form(
        Kind Kind, Vector From, Vector To, double Radius, double RadiusThere, double Flow, Vector Thin, double Flat)
    {
        public double Distance(Vector p)
        {
            var (along, away) = (To - From, p - From);
            var length = along.Dot(along);
            var share = length > 0 ? Math.Clamp(away.Dot(along) / length, 0, 1) : 0;
            away -= along * share;
            var radius = Radius + ((RadiusThere - Radius) * share);
            if (Flat == 1) return away.Length - radius;

            // An ellipsoid's distance from its implicit form over that form's gradient.
            var across = Thin * away.Dot(Thin);
            var scaled = away + (across * ((1 / Flat) - 1));
            var steep = (away + (across * ((1 / (Flat * Flat)) - 1))).Length / radius;
            var level = scaled.Length / radius;
            return steep < 1e-9 ? -radius * Flat : level * (level - 1) * radius / steep;
        }
    }
}
