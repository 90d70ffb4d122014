using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>Shoes, on a foot or beside the door.</summary>
internal static class Footwear
{
    /// <summary>A shoe 0.27 m long, its ankle above the origin, its tip towards −y.</summary>
    public static readonly Lazy<Mesh> Left = new(() => Loft.Through(
    [
        new((0, -0.06, 0), 0.044, 0.13, 0.3), new((0, -0.06, 0.025), 0.05, 0.138, 0.3),
            new((0, -0.055, 0.045), 0.047, 0.128, 0.2),
        new((0, -0.02, 0.075), 0.043, 0.085), new((0, 0.005, 0.1), 0.042, 0.055), new((0, 0.008, 0.115), 0.04, 0.046),
    ], 12));

    /// <summary>A boot, 0.3 m high.</summary>
    public static readonly Lazy<Mesh> Boot = new(() => Loft.Through(
    [
        new((0, -0.06, 0), 0.046, 0.135, 0.3), new((0, -0.06, 0.025), 0.052, 0.14, 0.3),
            new((0, -0.05, 0.055), 0.05, 0.12, 0.2),
        new((0, -0.01, 0.095), 0.048, 0.07), new((0, 0.01, 0.14), 0.048, 0.056), new((0, 0.012, 0.3), 0.056, 0.062),
    ], 12));
}
