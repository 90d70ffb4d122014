using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>Heads and what is on them; the origin is in the neck at the chin's height, the face looks to −y, the crown is 0.235 m up.</summary>
internal static class Heads
{
    /// <summary>Skull, jaw, nose, ears.</summary>
    public static readonly Lazy<Mesh> Face = new(() =>
    {
        var skull = Loft.Through(
        [
            new((0, -0.03, -0.012), 0.028, 0.03), new((0, -0.025, 0.005), 0.045, 0.055), new((0, -0.014, 0.05), 0.062, 0.08),
            new((0, -0.004, 0.1), 0.073, 0.094), new((0, 0, 0.15), 0.076, 0.099), new((0, 0.002, 0.195), 0.064, 0.084),
                new((0, 0.004, 0.222), 0.035, 0.048),
            new((0, 0.004, 0.231), 0, 0),
        ], 12, 80);
        var builder = new MeshBuilder().Add(skull);
        var nose = Loft.Through([new((0, -0.095, 0.062), 0.016, 0.02), new((0, -0.105, 0.068), 0.014, 0.014), new((0, -0.095, 0.115), 0, 0)], 6);
        builder.Add(nose);
        foreach (var side in (int[])[-1, 1])
        {
            builder.Add(Balls.SuperEllipsoid(1, 1, 2), new((0.012, 0, 0), (0, 0.02, 0), (0, 0, 0.032), (0.076 * side, 0.01, 0.095)));
        }
        return builder.Build();
    });

    /// <summary>Eyes, brows and mouth.</summary>
    public static readonly Lazy<Mesh> Features = new(() =>
    {
        var builder = new MeshBuilder();
        var ball = Balls.SuperEllipsoid(1, 1, 2);
        foreach (var side in (int[])[-1, 1])
        {
            builder.Add(ball, new((0.013, 0, 0), (0, 0.008, 0), (0, 0, 0.008), (0.031 * side, -0.086, 0.113)));
            builder.Add(ball, new((0.02, 0, 0), (0, 0.008, 0), (0, 0, 0.005), (0.032 * side, -0.089, 0.134)));
        }
        builder.Add(ball, new((0.024, 0, 0), (0, 0.008, 0), (0, 0, 0.006), (0, -0.086, 0.035)));
        return builder.Build();
    });

    /// <summary>Close to the skull, high on the forehead.</summary>
    public static readonly Lazy<Mesh> ShortHair = new(() => Shell(0.5, 0.012, 0));

    /// <summary>Full, over the ears.</summary>
    public static readonly Lazy<Mesh> FullHair = new(() => Shell(0.2, 0.024, 0));

    /// <summary>Down to the shoulders.</summary>
    public static readonly Lazy<Mesh> LongHair = new(() => Shell(0.2, 0.02, 0.2));

    /// <summary>Pulled back into a knot.</summary>
    public static readonly Lazy<Mesh> KnottedHair = new(() => new MeshBuilder().Add(Shell(0.4, 0.01, 0))
        .Add(Balls.SuperEllipsoid(1, 1, 3), new((0.045, 0, 0), (0, 0.04, 0), (0, 0, 0.04), (0, 0.105, 0.19))).Build());

    /// <summary>A knitted cap.</summary>
    public static readonly Lazy<Mesh> Cap = new(() => Loft.Through(
        [new((0, 0.004, 0.14), 0.086, 0.108), new((0, 0.004, 0.175), 0.088, 0.11), new((0, 0.006, 0.22), 0.072, 0.09), new((0, 0.01, 0.262), 0, 0)],
            12, 80));

    /// <summary>
    /// Round the skull; the rim is highest in front. A direction's lowest height falls from the forehead to the nape.
    /// </summary>
    private static Mesh Shell(double forehead, double thick, double fall) => Balls.Outwards(5, direction =>
    {
        var skull = new Vector((0.077 + thick) * direction.X, (0.1 + thick) * direction.Y, (0.105 + thick) * direction.Z);
        var back = (direction.Y + 1) / 2;
        var rim = (forehead * 0.1 * (1 - back)) + (-0.075 * back) + (0.02 * (1 - back));
        var z = Math.Max(skull.Z, rim - (fall * Math.Clamp((back - 0.42) * 4, 0, 1)));
        if (fall > 0 && direction.Z < 0 && back > 0.42) z = Math.Max(-0.1 - (fall * 0.6), rim + (direction.Z * (fall + 0.05)));
        return new Vector(skull.X, skull.Y + 0.006, z + 0.128);
    }, 80);
}
