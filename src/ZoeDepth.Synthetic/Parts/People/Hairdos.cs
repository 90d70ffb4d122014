using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>What is on a head, in its system.</summary>
internal static class Hairdos
{
    /// <summary>Close at the sides, fuller above.</summary>
    public static readonly Lazy<Mesh> Short = new(() =>
        Finished(Trimmed(Over(0.005).Bone((0.02, -0.062, 0.212), (-0.01, 0.02, 0.222), 0.026, 0.026, 0.04), 0.075)));

    /// <summary>Cropped.</summary>
    public static readonly Lazy<Mesh> Cropped = new(() => Finished(Trimmed(Over(0.003), 0.082), 0.001));

    /// <summary>A ring round a bald crown.</summary>
    public static readonly Lazy<Mesh> Ring = new(() => Finished(
        Trimmed(Over(0.006), 0.075).Hollow((0, -0.1, 0.22), (0, 0.03, 0.235), 0.08, 0.062, 0.01), 0.002));

    /// <summary>Over the ears.</summary>
    public static readonly Lazy<Mesh> Full = new(() => Finished(Faced(
        Over(0.014).Bone((-0.06, 0.012, 0.14), (-0.068, 0.012, 0.06), 0.036, 0.03, 0.03)
            .Bone((0.06, 0.012, 0.14), (0.068, 0.012, 0.06), 0.036, 0.03, 0.03)
            .Bone((0, 0.05, 0.12), (0, 0.055, 0.045), 0.06, 0.052, 0.03), 0.074), 0.006));

    /// <summary>To the chin, cut straight.</summary>
    public static readonly Lazy<Mesh> Bob = new(() => Finished(Faced(Hanging(Over(0.01), 0), 0.07), 0.003));

    /// <summary>Down to the shoulders.</summary>
    public static readonly Lazy<Mesh> Long = new(() => Finished(Faced(Hanging(Over(0.009), 0.11), 0.07), 0.005));

    /// <summary>Pulled back into a knot.</summary>
    public static readonly Lazy<Mesh> Knot =
        new(() => Finished(Trimmed(Over(0.005), 0.07).Lump((0, 0.105, 0.2), 0.043, 0.012), 0.003));

    /// <summary>Pulled back, hanging behind.</summary>
    public static readonly Lazy<Mesh> Tail =
        new(() => Finished(Trimmed(Over(0.005), 0.07).Bone((0, 0.09, 0.18), (0, 0.13, 0.15), 0.02, 0.028, 0.012)
        .Bone((0, 0.13, 0.15), (0, 0.125, -0.02), 0.03, 0.018, 0.02), 0.003));

    /// <summary>On cheeks, chin and lip.</summary>
    public static readonly Lazy<Mesh> Beard = new(() => Finished(new Clay()
        .Bone((-0.062, -0.012, 0.085), (-0.04, -0.05, 0.025), 0.012, 0.022, 0.02)
        .Bone((0.062, -0.012, 0.085), (0.04, -0.05, 0.025), 0.012, 0.022, 0.02)
        .Bone((-0.04, -0.05, 0.02), (0, -0.073, 0.008), 0.023, 0.027, 0.02)
            .Bone((0.04, -0.05, 0.02), (0, -0.073, 0.008), 0.023, 0.027, 0.02)
        .Bone((-0.022, -0.083, 0.058), (0.022, -0.083, 0.058), 0.013, 0.013, 0.015)
        .Hollow((-0.014, -0.11, 0.0435), (0.014, -0.11, 0.0435), 0.0135, 0.0135, 0.004), 0.002));

    /// <summary>A knitted cap.</summary>
    public static readonly Lazy<Mesh> Cap =
        new(() => new Clay().Bone((0, -0.018, 0.158), (0, 0.026, 0.162), 0.087, 0.09)
        .Lump((0, 0.02, 0.22), 0.05, 0.05).Cut((0, -0.09, 0.163), (0, -0.28, -1)).Build(0.013));

    /// <summary>A cap with a peak.</summary>
    public static readonly Lazy<Mesh> Peaked =
        new(() => new Clay().Bone((0, -0.018, 0.165), (0, 0.024, 0.16), 0.084, 0.086)
        .Cut((0, -0.09, 0.18), (0, -0.2, -1)).Bone((0, -0.09, 0.182), (0, -0.12, 0.172), 0.07, 0.062, 0.01,
            new Vector(0, -0.3, 1).Unit(), 0.19).Build(0.011));

    private static Clay Over(double thick) =>
        new Clay().Bone((0, -0.02, 0.152), (0, 0.024, 0.152), 0.0765 + thick, 0.079 + thick)
        .Bone((0, 0.04, 0.12), (0, 0.034, 0.06), 0.055 + thick, 0.045 + thick, 0.03);

    /// <summary>The face is free.</summary>
    private static Clay Faced(Clay clay, double wide) =>
        clay.Hollow((0.008, -0.13, 0.112), (0, -0.105, -0.1), wide, wide + 0.012, 0.012);

    /// <summary>Face, ears and neck are free.</summary>
    private static Clay Trimmed(Clay clay, double wide) =>
        Faced(clay, wide).Hollow((-0.12, -0.012, 0.04), (0.12, -0.012, 0.04), 0.074, 0.074, 0.012)
        .Cut((0, 0.08, 0.025), (0, -0.4, -1), 0.01);

    private static Clay Hanging(Clay clay, double lower)
    {
        foreach (var side in (int[])[-1, 1])
        {
            clay.Bone((0.057 * side, 0.005, 0.15), (0.07 * side, 0.0, 0.03), 0.038, 0.032, 0.03);
            if (lower > 0) clay.Bone((0.07 * side, 0.0, 0.03), (0.082 * side, -0.01, -lower), 0.032, 0.022, 0.02);
        }
        return clay.Bone((0, 0.05, 0.12), (0, 0.06, -lower), 0.066, 0.07, 0.04, (0, 1, 0), 0.8)
            .Cut((0, 0.05, 0.012 - lower), (0, 0.1, -1), 0.012);
    }

    private static Mesh Finished(Clay clay, double locks = 0.004) => clay.Relief(p => locks
        * (LatticeNoise.At(46 * p.X, 20 * p.Y, 9 * p.Z, 11)
            + (0.8 * LatticeNoise.At((70 * p.X) + (20 * p.Z), 34 * p.Y, 16 * p.Z, 12))))
            .Build(0.0135);
}
