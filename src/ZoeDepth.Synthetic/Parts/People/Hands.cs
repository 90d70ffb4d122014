using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>Left hands: the wrist at the origin, fingers to z, the palm to y, the thumb at x.</summary>
internal static class Hands
{
    /// <summary>Hanging, a little curled.</summary>
    public static readonly Lazy<Mesh> Loose = new(() => Made((0.004, 0.134), (0.02, 0.166)));

    /// <summary>Round a handle or a telephone.</summary>
    public static readonly Lazy<Mesh> Closed = new(() => Made((0.028, 0.122), (0.045, 0.098)));

    private static Mesh Made((double Y, double Z) middle, (double Y, double Z) tip)
    {
        var clay = new Clay().Bone((0, 0, -0.02), (0, 0, 0.03), 0.026, 0.03, 0.02, (0, 1, 0), 0.75)
            .Bone((0.004, 0, 0.04), (0, 0.002, 0.082), 0.036, 0.041, 0.02, (0, 1, 0), 0.4);
        for (var i = 0; i < 4; i++)
        {
            var (x, thick, reach) = ((1.5 - i) * 0.0205, i == 3 ? 0.0085 : 0.01, i == 3 ? 0.84 : i == 1 ? 1.05 : 1);
            var knuckle = new Vector(x, 0.001, 0.09);
            var joint = new Vector(1.02 * x, middle.Y, 0.09 + ((middle.Z - 0.09) * reach));
            clay.Bone(knuckle, joint, thick, thick, 0.008)
                .Bone(joint, (x, tip.Y, joint.Z + ((tip.Z - middle.Z) * reach)), thick, 0.8 * thick, 0.005);
        }
        clay.Bone((0.024, 0.006, 0.03), (0.05, 0.016, 0.07), 0.017, 0.012, 0.015)
            .Bone((0.05, 0.016, 0.07), (0.046, 0.024, 0.098), 0.0115, 0.009, 0.005);
        return clay.Build(0.0115);
    }
}
