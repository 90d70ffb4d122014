using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>
/// What stands in kitchens and shops. Everything stands on the origin; every method returns the radius of the
/// footprint, metres.
/// </summary>
internal static class Groceries
{
    private static readonly Lazy<Mesh> _tin = new(() => Lathe.Turned(
        [(0, 0.003), (0.9, 0), (1, 0), (1, 0.03), (0.97, 0.04), (0.97, 0.96), (1, 0.97), (1, 1), (0.95, 1),
            (0.93, 0.98), (0, 0.98)], 16));

    private static readonly Lazy<Mesh> _jar = new(() =>
        Lathe.Turned([(0, 0), (0.9, 0), (1, 0.05), (1, 0.72), (0.8, 0.82), (0.8, 0.86), (0, 0.86)], 16));

    // Each with its height, the radius of its neck, that of its label, and where the label begins and ends.
    private static readonly (Lazy<Mesh> Mesh, double Top, double Neck, double Label, double Low,
        double High)[] _bottles =
    [
        (new(() => Bottle([(0.036, 0), (0.038, 0.01), (0.038, 0.19), (0.034, 0.215), (0.016, 0.245), (0.0145, 0.25),
            (0.0145, 0.31), (0, 0.311)])),
            0.311, 0.0145, 0.0384, 0.06, 0.16),
        (new(() => Bottle([(0.03, 0), (0.032, 0.006), (0.032, 0.13), (0.028, 0.15), (0.014, 0.19), (0.013, 0.23),
            (0, 0.231)])),
            0.231, 0.013, 0.0324, 0.04, 0.11),
        (new(() => Bottle([(0.038, 0), (0.043, 0.012), (0.04, 0.06), (0.043, 0.1), (0.043, 0.17), (0.03, 0.215),
            (0.014, 0.24), (0.014, 0.262),
            (0, 0.263)])), 0.263, 0.014, 0.0434, 0.105, 0.165),
        (new(() => Bottle([(0.045, 0), (0.047, 0.008), (0.047, 0.13), (0.04, 0.165), (0.018, 0.19), (0.018, 0.225),
            (0, 0.226)])),
            0.226, 0.018, 0.0474, 0.03, 0.11),
        (new(() => Bottle([(0.03, 0), (0.034, 0.008), (0.034, 0.16), (0.03, 0.178), (0.012, 0.186), (0.012, 0.2),
            (0, 0.201)])),
            0.201, 0.012, 0.0344, 0.03, 0.13),
    ];

    private static readonly Lazy<Mesh> _can =
        new(() => Lathe.Turned([(0, 0), (0.026, 0), (0.033, 0.008), (0.033, 0.107), (0.027, 0.118), (0.025, 0.115),
            (0, 0.115)], 18));

    private static readonly Lazy<Mesh> _squeezer = new(() => Loft.Through(
        [Section.At(0, 0.034, 0.022), Section.At(0.1, 0.036, 0.024), Section.At(0.15, 0.03, 0.02),
            Section.At(0.165, 0.013, 0.013),
            Section.At(0.2, 0.011, 0.011)], 12));

    private static readonly Lazy<Mesh> _carton = new(() =>
    {
        var builder = new MeshBuilder();
        Vector[] low = [(-0.5, -0.5, 0), (0.5, -0.5, 0), (0.5, 0.5, 0), (-0.5, 0.5, 0)];
        builder.Sheet(4, 1, (column, row) => low[column] + (Vector.Up * (0.78 * row)), columnsClose: true);
        Vector left = (-0.5, 0, 0.96), right = (0.5, 0, 0.96), up = (0, 0, 0.78), fin = (0, 0, 0.04);
        builder.Quad(low[0] + up, low[1] + up, right, left);
        builder.Quad(low[2] + up, low[3] + up, left, right);
        builder.Triangle(low[1] + up, low[2] + up, right);
        builder.Triangle(low[3] + up, low[0] + up, left);
        builder.Cap([.. low.Reverse()], Vector.Zero);
        builder.Add(RoundedBox.Crisp, new((1, 0, 0), (0, 0.02, 0), (0, 0, 0.06), left + ((right - left) / 2) + fin));
        return builder.Build(20);
    });

    /// <summary>Of glass or plastic, with a label and a cap; up to 0.35 high.</summary>
    public static double Bottle(LocalFrame at, SeededRandom random)
    {
        at = at.Part("bottle").Turned(random.Between(0, 360)).Scaled(random.Between(0.9, 1.1));
        var (mesh, top, neck, label, low, high) = random.Pick(_bottles);
        at.Mesh(mesh.Value, Vector.Zero, random.Chance(0.65) ? Everyday.Glass(random) : Everyday.Plastic(random));
        if (random.Chance(0.85)) at.Bar((0, 0, low), (0, 0, high), label, Everyday.Package(random));
        at.Bar((0, 0, top - 0.022), (0, 0, top + 0.004), neck + 0.0015,
            random.Chance(0.5) ? Everyday.Plastic(random) : Everyday.Steel(random));
        return 0.05;
    }

    /// <summary>A drinks can.</summary>
    public static double Can(LocalFrame at, SeededRandom random)
    {
        at.Part("can").Mesh(_can.Value, Vector.Zero, random.Chance(0.3) ? Everyday.Steel(random)
            : new Plain(Everyday.Vivid(random), 0.4, 0.25, 0.03));
        return 0.035;
    }

    /// <summary>A food tin in its wrapper.</summary>
    public static double Tin(LocalFrame at, SeededRandom random)
    {
        var (radius, height) = (random.Between(0.033, 0.05), random.Between(0.05, 0.13));
        at = at.Part("tin").Turned(random.Between(0, 360));
        at.Scaled(radius, radius, height).Mesh(_tin.Value, Vector.Zero, Everyday.Metal(random));
        at.Bar((0, 0, 0.08 * height), (0, 0, 0.92 * height), 0.985 * radius, Everyday.Package(random));
        return radius;
    }

    /// <summary>Jam, pickles, honey under a metal lid.</summary>
    public static double Jar(LocalFrame at, SeededRandom random)
    {
        var (radius, height) = (random.Between(0.03, 0.05), random.Between(0.07, 0.16));
        at = at.Part("jar");
        var preserve = Color.Hsv(random.Pick(2, 8, 26, 34, 52, 58, 75, 90, 290), random.Between(0.6, 0.9),
            random.Between(0.3, 0.8));
        var content = random.Chance(0.6) ? new Plain(preserve, 0.4, 0.05, 0.08) : Everyday.Glass(random);
        at.Scaled(radius, radius, height).Mesh(_jar.Value, Vector.Zero, content);
        at.Bar((0, 0, 0.86 * height), (0, 0, height), 0.86 * radius, Everyday.Metal(random));
        if (random.Chance(0.5))
            at.Bar((0, 0, 0.2 * height), (0, 0, 0.6 * height), 1.015 * radius, Everyday.Package(random));
        return radius;
    }

    /// <summary>A printed box, standing or lying.</summary>
    public static double Packet(LocalFrame at, SeededRandom random)
    {
        var (width, depth, height) = (random.Between(0.08, 0.2), random.Between(0.04, 0.08), random.Between(0.1, 0.3));
        at = at.Part("packet").Turned(random.Normal(0, 12));
        if (random.Chance(0.15)) (height, depth) = (depth, height);
        at.Box((0, 0, height / 2), (width, depth, height), Print.DrawCover(random, width, height));
        return Math.Max(width, depth) / 2;
    }

    /// <summary>Of milk or juice, with a gable.</summary>
    public static double Carton(LocalFrame at, SeededRandom random)
    {
        var height = random.Between(0.17, 0.24);
        at.Part("carton").Turned(random.Between(0, 360)).Scaled(0.075, 0.075, height)
            .Mesh(_carton.Value, Vector.Zero, Everyday.Package(random));
        return 0.055;
    }

    /// <summary>Of ketchup or soap.</summary>
    public static double Squeezer(LocalFrame at, SeededRandom random)
    {
        at.Part("bottle").Turned(random.Between(0, 360))
            .Mesh(_squeezer.Value, Vector.Zero, Everyday.Plastic(random), random.Between(0.8, 1.15));
        return 0.04;
    }

    private static Mesh Bottle(ReadOnlySpan<(double Radius, double Height)> outside) =>
        Lathe.Turned([(0, 0), .. outside], 18, 40);
}
