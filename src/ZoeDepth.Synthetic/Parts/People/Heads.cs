using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>
/// Heads; the origin is in the neck at the chin's height, the face looks to −y, the crown is 0.23 m up.
/// </summary>
internal static class Heads
{
    /// <summary>Skull, brow, nose, lips, jaw, ears.</summary>
    public static readonly Lazy<Mesh> Man = new(() => Made(1));

    /// <summary>A softer jaw and brow, a smaller nose.</summary>
    public static readonly Lazy<Mesh> Woman = new(() => Made(0.75));

    private static Mesh Made(double strong)
    {
        var clay = new Clay().Bone((0, -0.02, 0.15), (0, 0.022, 0.152), 0.0765, 0.078)
            .Bone((0, -0.028, 0.12), (0, -0.04, 0.035), 0.066, 0.045, 0.03)
            .Bone((0, 0.02, 0.07), (0, 0.015, 0.0), 0.052, 0.05, 0.03);
        foreach (var side in (int[])[-1, 1])
        {
            clay.Bone((0.053 * side, -0.002, 0.06), (0.018 * side, -0.066, 0.014), 0.014 + (0.006 * strong), 0.017,
                0.025)
                .Lump((0.046 * side, -0.056, 0.085), 0.024, 0.03)
                .Bone((0.044 * side, -0.072, 0.136), (0.006 * side, -0.088, 0.134), 0.009, 0.006 + (0.006 * strong),
                    0.018);
        }
        clay.Lump((0, -0.078, 0.012), 0.013 + (0.004 * strong), 0.022);
        foreach (var side in (int[])[-1, 1])
        {
            clay.Hollow((0.027 * side, -0.108, 0.118), (0.037 * side, -0.106, 0.117), 0.0165, 0.015, 0.014)
                .Lump((0.032 * side, -0.0765, 0.1165), 0.0155, 0.003);
        }
        clay.Bone((0, -0.09, 0.128), (0, -0.113, 0.086), 0.008, 0.0085 + (0.003 * strong), 0.014)
            .Lump((0, -0.112, 0.083), 0.011, 0.01);
        foreach (var side in (int[])[-1, 1])
        {
            clay.Lump((0.011 * side, -0.102, 0.079), 0.008, 0.01)
                .Bone((0.021 * side, -0.083, 0.047), (0.003 * side, -0.0925, 0.051), 0.004, 0.006, 0.006)
                .Bone((0.018 * side, -0.083, 0.043), (0, -0.0915, 0.04), 0.004, 0.0065, 0.006)
                .Bone((0.078 * side, 0.01, 0.088), (0.085 * side, 0.018, 0.126), 0.013, 0.019, 0.012,
                    new Vector(1, 0.35 * side, 0).Unit(), 0.45);
        }
        return clay.Build(0.0085);
    }
}
