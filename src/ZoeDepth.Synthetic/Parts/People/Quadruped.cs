using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>How a dog or a cat is built; 1 is a retriever 0.56 m high at the shoulders.</summary>
/// <param name="Legs">their length</param>
/// <param name="Thick">of the trunk and the limbs</param>
/// <param name="Snout">its length</param>
/// <param name="Skull">size of the head</param>
/// <param name="Pricked">whether the ears stand</param>
/// <param name="Tail">its thickness</param>
/// <param name="Shaggy">height of its locks, metres</param>
/// <param name="Low">how far the head is carried below a dog's, metres</param>
/// <param name="Nose">its size</param>
internal sealed record Quadruped(double Legs, double Thick, double Snout, double Skull, bool Pricked, double Tail,
    double Shaggy, double Low = 0,
    double Nose = 1)
{
    /// <summary>Of fur, and of eyes and nose.</summary>
    internal readonly record struct Shape(Lazy<Mesh> Fur, Lazy<Mesh> Dark);

    /// <summary>On four legs.</summary>
    public Shape Standing => Made(clay =>
    {
        var lift = 0.38 * (Legs - 1);
        Vector Trunk(double x, double y, double z) => (x, y, z + lift);
        Vector Leg(double x, double y, double z) => (x, y, z * Legs);
        clay.Bone(Trunk(0, -0.19, 0.42), Trunk(0, 0.03, 0.445), 0.118 * Thick, 0.108 * Thick, 0.05, (1, 0, 0), 0.86)
            .Lump(Trunk(0, -0.19, 0.375), 0.098 * Thick, 0.05)
            .Bone(Trunk(0, 0.03, 0.452), Trunk(0, 0.21, 0.475), 0.1 * Thick, 0.082 * Thick, 0.06, (1, 0, 0), 0.88)
            .Lump(Trunk(0, 0.25, 0.475), 0.092 * Thick, 0.05)
            .Bone(Trunk(0, -0.25, 0.46), Trunk(0, -0.36, 0.61 - Low), 0.09 * Thick, 0.066 * Thick, 0.06);
        foreach (var side in (int[])[-1, 1])
        {
            var x = 0.075 * Thick * side;
            var step = 0.03 * side;
            clay.Bone(Trunk(x, -0.2, 0.41), Leg(1.05 * x, -0.16 + (0.4 * step), 0.29), 0.068 * Thick, 0.044 * Thick,
                0.04);
            Limb(clay, [Leg(1.05 * x, -0.16 + (0.4 * step), 0.29), Leg(x, -0.195 + step, 0.12),
                Leg(x, -0.205 + step, 0.03)], 0.04, 0.026);
            clay.Bone(Trunk(x, 0.24, 0.45), Leg(1.15 * x, 0.19 - (0.4 * step), 0.29), 0.088 * Thick, 0.05 * Thick,
                0.05);
            Limb(clay, [Leg(1.15 * x, 0.19 - (0.4 * step), 0.28), Leg(1.1 * x, 0.335 - step, 0.155),
                Leg(1.1 * x, 0.315 - step, 0.03)], 0.043, 0.023);
        }
        Tailed(clay, Trunk(0, 0.31, 0.51), Trunk(0, 0.43, 0.5), Trunk(0.02, 0.56, 0.58));
    }, (0, -0.4, 0.66 + (0.38 * (Legs - 1)) - Low));

    /// <summary>On its haunches.</summary>
    public Shape Sitting => Made(clay =>
    {
        clay.Bone((0, -0.12, 0.42), (0, 0.03, 0.27), 0.11 * Thick, 0.118 * Thick, 0.05)
            .Bone((0, 0.03, 0.27), (0, 0.13, 0.14), 0.115 * Thick, 0.115 * Thick, 0.05)
            .Bone((0, -0.14, 0.47), (0, -0.21, 0.6 - Low), 0.09 * Thick, 0.067 * Thick, 0.06);
        foreach (var side in (int[])[-1, 1])
        {
            var x = 0.075 * Thick * side;
            clay.Bone((x, -0.14, 0.4), (0.95 * x, -0.16, 0.22), 0.058 * Thick, 0.037 * Thick, 0.04);
            Limb(clay, [(0.95 * x, -0.16, 0.22), (0.9 * x, -0.165, 0.12), (0.9 * x, -0.175, 0.03)], 0.036, 0.026);
            clay.Bone((1.3 * x, 0.11, 0.14), (1.65 * x, -0.04, 0.13), 0.088 * Thick, 0.05 * Thick, 0.03)
                .Bone((1.65 * x, -0.02, 0.1), (1.6 * x, 0.04, 0.035), 0.04 * Thick, 0.028, 0.02)
                .Bone((1.6 * x, 0.04, 0.03), (1.65 * x, -0.1, 0.026), 0.027, 0.028, 0.02);
        }
        Tailed(clay, (0, 0.22, 0.07), (0.1, 0.34, 0.035), (0.26, 0.36, 0.03));
    }, (0, -0.25, 0.655 - Low));

    /// <summary>On its belly, the head up.</summary>
    public Shape Lying => Made(clay =>
    {
        clay.Bone((0, -0.18, 0.16), (0, 0.03, 0.145), 0.118 * Thick, 0.112 * Thick, 0.05)
            .Bone((0.01, 0.03, 0.145), (0.05, 0.23, 0.12), 0.11 * Thick, 0.1 * Thick, 0.05)
            .Bone((0, -0.22, 0.21), (0, -0.31, 0.36 - (0.7 * Low)), 0.09 * Thick, 0.066 * Thick, 0.06);
        foreach (var side in (int[])[-1, 1])
        {
            var x = 0.085 * Thick * side;
            clay.Bone((x, -0.18, 0.13), (1.15 * x, -0.14, 0.045), 0.06 * Thick, 0.04 * Thick, 0.03);
            clay.Bone((1.15 * x, -0.15, 0.04), (x, -0.4 + (0.02 * side), 0.032), 0.036 * Thick, 0.027, 0.02)
                .Lump((x, -0.42 + (0.02 * side), 0.028), 0.029, 0.01);
            clay.Bone((1.2 * x + 0.03, 0.22, 0.11), (1.8 * x + 0.03, 0.08, 0.1), 0.085 * Thick, 0.055 * Thick, 0.03)
                .Bone((1.9 * x + 0.03, 0.18, 0.03), (1.9 * x + 0.03, 0.02, 0.028), 0.03, 0.029, 0.02);
        }
        Tailed(clay, (0.06, 0.31, 0.07), (0.14, 0.42, 0.035), (0.28, 0.46, 0.03));
    }, (0, -0.345, 0.405 - (0.7 * Low)));

    private Shape Made(Action<Clay> body, Vector head) => new(
        new(() =>
        {
            var clay = new Clay();
            body(clay);
            Head(clay, head);
            return clay.Relief(p => Shaggy * LatticeNoise.At(30 * p.X, 30 * p.Y, 14 * p.Z, 21)).Build(0.019);
        }),
        new(() =>
        {
            var (s, tip) = (Skull, Tip(head));
            var clay = new Clay().Lump(tip + (0, -0.026 * s, 0.012 * s), 0.017 * s * Nose);
            var builder = new MeshBuilder().Add(clay.Build(0.009));
            foreach (var side in (int[])[-1, 1])
                builder.Add(new Clay().Lump(head + (0.031 * s * side, -0.059 * s, 0.018 * s), 0.0125 * s)
                .Build(0.008));
            return builder.Build();
        }));

    private Vector Tip(Vector head) => head + new Vector(0, -(0.055 + (0.095 * Snout)), -0.038) * Skull;

    private void Head(Clay clay, Vector at)
    {
        var (s, tip) = (Skull, Tip(at));
        clay.Bone(at + (0, 0.012 * s, 0), at - (0, 0.015 * s, 0), 0.068 * s, 0.064 * s, 0.03)
            .Bone(at + (0, -0.035 * s, -0.025 * s), tip, 0.044 * s, 0.028 * s, 0.025)
            .Bone(at + (0, -0.02 * s, -0.05 * s), tip - (0, 0.01 * s, 0.018 * s), 0.03 * s, 0.017 * s, 0.015);
        foreach (var side in (int[])[-1, 1])
        {
            var root = at + new Vector(0.044 * s * side, 0.016 * s, 0.042 * s);
            if (Pricked)
                clay.Bone(root, root + new Vector(0.018 * side, 0.006, 0.085) * s, 0.036 * s, 0.007 * s, 0.008,
                    (0, 1, 0), 0.42);
            else clay.Bone(root + (0.01 * s * side, 0, 0), root + new Vector(0.032 * side, -0.005, -0.085) * s,
                0.022 * s, 0.03 * s, 0.008,
                (1, 0, 0), 0.4);
        }
    }

    private void Limb(Clay clay, ReadOnlySpan<Vector> joints, double above, double below)
    {
        clay.Bone(joints[0], joints[1], above * Thick, below * Thick, 0.02)
            .Bone(joints[1], joints[2], below * Thick, 0.92 * below * Thick, 0.015)
            .Bone(joints[2] + (0, 0, -0.004), joints[2] + (0, -0.04, -0.006), 0.026 * Thick, 0.024 * Thick, 0.015);
    }

    private void Tailed(Clay clay, Vector root, Vector middle, Vector end)
    {
        var line = Curve.Through([root, middle, end], 3);
        for (var i = 0; i + 1 < line.Length; i++)
        {
            double Radius(int n) => Tail * (0.032 - (0.02 * Math.Abs(n - 2) / 5));
            clay.Bone(line[i], line[i + 1], Radius(i), Radius(i + 1), 0.02);
        }
    }
}
