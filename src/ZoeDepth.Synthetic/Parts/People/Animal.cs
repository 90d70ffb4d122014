using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>Dogs and cats; they look to −y.</summary>
internal static class Animal
{
    private static readonly Lazy<Mesh> _dog = new(() => Standing(0.1, 0.16, 0.3, 0.085));

    private static readonly Lazy<Mesh> _cat = new(() => Standing(0.07, 0.07, 0.12, 0.075));

    private static readonly Lazy<Mesh> _seated = new(() => Seated());

    private static readonly Lazy<Mesh> _lying = new(() => Lying());

    /// <summary>A dog, shoulders 0.3..0.65 m high.</summary>
    public static void Dog(Place at, SeededRandom random)
    {
        at = at.Part("dog").Scaled(random.Between(0.6, 1.25));
        Furred(at, random.Chance(0.6) ? _dog.Value : _seated.Value, random);
    }

    /// <summary>A cat, standing, sitting or lying.</summary>
    public static void Cat(Place at, SeededRandom random)
    {
        at = at.Part("cat");
        switch (random.Integer(0, 2))
        {
            case 0:
                Furred(at.Scaled(0.62), _cat.Value, random);
                break;
            case 1:
                Furred(at.Scaled(0.55), _seated.Value, random);
                break;
            default:
                Furred(at.Scaled(0.75), _lying.Value, random);
                break;
        }
    }

    private static void Furred(Place at, Mesh mesh, SeededRandom random) => at.Mesh(mesh, Vector.Zero, Clothes.Hair(random));

    private static Mesh Standing(double thick, double snout, double ear, double head)
    {
        var builder = new MeshBuilder();
        builder.Add(Tube.Along([(0, -0.25, 0.46), (0, -0.05, 0.45), (0, 0.15, 0.47), (0, 0.28, 0.47)],
            [thick, 1.15 * thick, 0.9 * thick, 0.95 * thick], 10, true));
        builder.Add(Tube.Along([(0, -0.27, 0.48), (0, -0.4, 0.64)], [0.85 * thick, 0.6 * thick], 8, true));
        HeadOn(builder, (0, -0.43, 0.68), head, snout, ear);
        foreach (var (x, y) in ((double, double)[])[(-0.07, -0.26), (0.07, -0.22), (-0.07, 0.28), (0.07, 0.24)])
        {
            var bend = y > 0 ? 0.05 : 0.0;
            builder.Add(Tube.Along([(x, y, 0.44), (x, y + bend, 0.2), (x, y, 0.035)], [0.6 * thick, 0.36 * thick, 0.3 * thick], 6, true));
            builder.Add(Tube.Along([(x, y, 0.03), (x, y - 0.05, 0.025)], [0.03, 0.025], 6, true));
        }
        builder.Add(Tube.Along(Curve.Through([(0, 0.32, 0.5), (0, 0.48, 0.52), (0.02, 0.58, 0.68)], 3), 0.025));
        return builder.Build();
    }

    private static Mesh Seated()
    {
        var builder = new MeshBuilder();
        builder.Add(Tube.Along([(0, 0.1, 0.13), (0, 0.0, 0.32), (0, -0.1, 0.5)], [0.135, 0.125, 0.085], 10, true));
        builder.Add(Tube.Along([(0, -0.1, 0.5), (0, -0.15, 0.62)], [0.08, 0.065], 8, true));
        HeadOn(builder, (0, -0.18, 0.68), 0.088, 0.1, 0.16);
        foreach (var side in (int[])[-1, 1])
        {
            builder.Add(Tube.Along([(0.07 * side, -0.12, 0.4), (0.065 * side, -0.17, 0.04)], [0.05, 0.032], 6, true));
            builder.Add(Tube.Along([(0.065 * side, -0.17, 0.03), (0.065 * side, -0.23, 0.025)], [0.03, 0.026], 6, true));
            builder.Add(Tube.Along([(0.12 * side, 0.1, 0.12), (0.15 * side, -0.06, 0.06)], [0.1, 0.045], 8, true));
        }
        builder.Add(Tube.Along(Curve.Through([(0, 0.2, 0.06), (0.15, 0.3, 0.03), (0.3, 0.22, 0.03)], 3), 0.024));
        return builder.Build();
    }

    private static Mesh Lying()
    {
        var builder = new MeshBuilder();
        builder.Add(Tube.Along(Curve.Through([(-0.2, -0.06, 0.1), (-0.05, 0.08, 0.11), (0.15, 0.06, 0.11), (0.22, -0.08, 0.09)], 2), 0.1, 10));
        builder.Add(Balls.SuperEllipsoid(1, 1, 3), new((0.12, 0, 0), (0, 0.1, 0), (0, 0, 0.1), (0.22, -0.06, 0.1)));
        HeadOn(builder, (-0.24, -0.16, 0.13), 0.075, 0.05, 0.09);
        builder.Add(Tube.Along(Curve.Through([(0.25, -0.1, 0.04), (0.1, -0.2, 0.03), (-0.1, -0.2, 0.03)], 3), 0.022));
        return builder.Build();
    }

    private static void HeadOn(MeshBuilder builder, Vector at, double size, double snout, double ear)
    {
        builder.Add(Balls.SuperEllipsoid(1, 1, 3), new((0.9 * size, 0, 0), (0, size, 0), (0, 0, 0.9 * size), at));
        builder.Add(Tube.Along([at - (0, 0.5 * size, 0.15 * size), at - (0, (0.5 * size) + snout, 0.35 * size)], [0.55 * size, 0.4 * size], 8, true));
        foreach (var side in (int[])[-1, 1])
        {
            var root = at + new Vector(0.55 * size * side, 0.1 * size, 0.6 * size);
            var tip = ear > 0.25 ? root + new Vector(0.6 * size * side, 0, -0.9 * size) : root + new Vector(0.15 * size * side, 0, 0.75 * size);
            builder.Add(Tube.Along([root, root + ((tip - root) * 0.5) + new Vector(0.15 * size * side, 0, 0.2 * size), tip],
                [0.35 * size, 0.28 * size, 0], 5));
        }
    }
}
