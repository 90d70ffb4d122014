using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>
/// Plates, cups, glasses, bottles, pots. Everything stands on the origin; items return the radius of their footprint,
/// metres.
/// </summary>
internal static class Crockery
{
    // Each with the height and the radius of what may be in it.
    private static readonly (Lazy<Mesh> Mesh, double Level, double Radius)[] _mugs =
    [
        (new(() => Handled([(0.036, 0), (0.04, 0.004), (0.041, 0.095)], 0.003, 0.041, 0.02, 0.078)), 0.08, 0.0375),
        (new(() => Handled(Lathe.Smooth([(0.028, 0), (0.042, 0.02), (0.047, 0.05), (0.044, 0.085)], 2), 0.003, 0.045,
            0.021, 0.069)), 0.065, 0.0425),
        (new(() => Handled([(0.03, 0), (0.034, 0.003), (0.043, 0.105)], 0.003, 0.039, 0.026, 0.09)), 0.09, 0.039),
    ];

    private static readonly Lazy<Mesh> _cup = new(() =>
        Handled(Lathe.Smooth([(0.024, 0), (0.027, 0.004), (0.043, 0.03), (0.052, 0.06)], 2), 0.003, 0.045, 0.018,
            0.05));

    private static readonly Lazy<Mesh>[] _glasses =
    [
        new(() => Lathe.Vessel([(0.029, 0), (0.031, 0.003), (0.036, 0.125)], 0.002, 0.01, 16)),
        new(() => Lathe.Vessel([(0.034, 0), (0.037, 0.003), (0.04, 0.085)], 0.0025, 0.012, 16)),
        new(() => Stemmed(0.045, 0.11, 0.1)),
        new(() => Stemmed(0.03, 0.13, 0.08)),
    ];

    // 0.27 wide.
    private static readonly Lazy<Mesh> _plate = new(() => Lathe.Vessel(
        Lathe.Smooth([(0.075, 0), (0.08, 0.006), (0.1, 0.009), (0.135, 0.021)], 2), 0.004, 0.007, 24));

    private static readonly Lazy<Mesh>[] _bowls =
    [
        new(() => Lathe.Vessel(Lathe.Smooth([(0.04, 0), (0.045, 0.01), (0.075, 0.035), (0.085, 0.065)], 2), 0.004,
            0.012, 20)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.06, 0), (0.07, 0.008), (0.12, 0.03), (0.15, 0.07)], 2), 0.005, 0.012,
            20)),
    ];

    private static readonly Lazy<Mesh> _jug = new(() => Handled(
        Lathe.Smooth([(0.045, 0), (0.065, 0.05), (0.06, 0.11), (0.042, 0.16), (0.05, 0.2)], 2), 0.004, 0.05, 0.06,
        0.18));

    private static readonly Lazy<Mesh> _teapot = new(() => new MeshBuilder()
        .Add(Lathe.Turned([(0, 0),
            .. Lathe.Smooth([(0.045, 0), (0.075, 0.03), (0.08, 0.065), (0.055, 0.105), (0.03, 0.118), (0.012, 0.122),
                (0.008, 0.127), (0.013, 0.135), (0, 0.143)], 2)], 20))
        .Add(Tube.Along(Curve.Through([(0.06, 0, 0.045), (0.095, 0, 0.06), (0.115, 0, 0.095), (0.135, 0, 0.115)], 3),
            [0.018, 0.017, 0.016, 0.015, 0.0135, 0.012, 0.011, 0.01, 0.009, 0.008], 8))
        .Add(Tube.Along(Curve.Arc((-0.065, 0, 0.066), (-1, 0, 0), (0, 0, 1), 0.042, -80, 80, 8), 0.006, 6))
        .Build());

    private static readonly Lazy<Mesh> _pan = new(() => new MeshBuilder()
        .Add(Lathe.Vessel([(0.1, 0), (0.108, 0.005), (0.128, 0.045)], 0.004, 0.006, 22))
        .Add(Tube.Along([(0.12, 0, 0.035), (0.18, 0, 0.05), (0.32, 0, 0.062)], [0.009, 0.011, 0.012], 6, true))
            .Build());

    private static readonly Lazy<Mesh> _pot = new(() =>
    {
        var builder = new MeshBuilder().Add(Lathe.Turned(
            [(0, 0), (0.105, 0), (0.11, 0.005), (0.11, 0.13), (0.114, 0.132), (0.112, 0.138), (0.06, 0.155),
                (0.012, 0.16), (0.01, 0.17),
                (0.022, 0.175), (0.02, 0.188), (0, 0.19)], 20));
        foreach (var side in (int[])[-1, 1])
            builder.Add(Tube.Along(Curve.Arc((0.108 * side, 0, 0.1), (side, 0, 0), (0, 1, 0), 0.035, -90, 90, 6),
            0.006));
        return builder.Build();
    });

    private static readonly Lazy<Mesh> _kettle = new(() => new MeshBuilder()
        .Add(Lathe.Turned(Lathe.Smooth(
            [(0, 0), (0.085, 0), (0.09, 0.03), (0.075, 0.13), (0.055, 0.19), (0.015, 0.205), (0.015, 0.22), (0, 0.225)],
            2), 18))
        .Add(Tube.Along(Curve.Through([(0.06, 0, 0.19), (0.13, 0, 0.2), (0.135, 0, 0.12), (0.085, 0, 0.05)], 3), 0.011,
            7))
        .Add(Tube.Along([(-0.065, 0, 0.12), (-0.1, 0, 0.17), (-0.115, 0, 0.185)], [0.024, 0.015, 0.011], 7)).Build());

    /// <summary>Often with coffee, tea or milk in it.</summary>
    public static double Mug(LocalFrame at, SeededRandom random)
    {
        at = at.Part("mug").Turned(random.Between(0, 360)).Scaled(random.Between(0.92, 1.1));
        var (mesh, level, radius) = random.Pick(_mugs);
        at.Mesh(mesh.Value, Vector.Zero, Everyday.Ceramic(random));
        if (random.Chance(0.6)) Drink(at, level, radius, random.Pick(Brown, Milky, Amber, Cream));
        return 0.07;
    }

    /// <summary>On its saucer.</summary>
    public static double Cup(LocalFrame at, SeededRandom random)
    {
        var china = Everyday.Ceramic(random);
        at = at.Part("cup").Turned(random.Between(0, 360));
        at.Mesh(_plate.Value, Vector.Zero, china, 0.56);
        at = at.At(0, 0, 0.0045);
        at.Mesh(_cup.Value, Vector.Zero, china);
        if (random.Chance(0.7)) Drink(at, 0.045, 0.041, random.Pick(Brown, Milky, Amber));
        return 0.08;
    }

    /// <summary>A tumbler, full or empty, or a glass with a stem.</summary>
    public static double Glass(LocalFrame at, SeededRandom random)
    {
        at = at.Part("glass").Scaled(random.Between(0.9, 1.1));
        var kind = random.Integer(0, _glasses.Length - 1);
        var clear = new Plain(Color.Hsv(random.Between(150, 220), random.Between(0, 0.1), random.Between(0.45, 0.68)),
            0.6, 0.04, 0.16);
        at.Mesh(_glasses[kind].Value, Vector.Zero, clear);
        if (kind < 2 && random.Chance(0.5))
        {
            Drink(at, kind == 0 ? 0.09 : 0.06, 0.0325, random.Pick(
                Color.Srgb(235, 150, 20), Color.Srgb(160, 20, 25), Color.Srgb(190, 205, 205), Brown, Cream));
        }
        return 0.045;
    }

    /// <summary>A plate, or a pile of them.</summary>
    public static double Plate(LocalFrame at, SeededRandom random)
    {
        Plates(at, random.Chance(0.3) ? random.Integer(2, 6) : 1, random);
        return 0.14;
    }

    /// <summary>Plates of one set on one another.</summary>
    public static void Plates(LocalFrame at, int count, SeededRandom random)
    {
        var (glaze, width) = (Everyday.Ceramic(random), random.Between(0.19, 0.27));
        for (var i = 0; i < count; i++)
            Plate(at.At(random.Normal(0, 0.002), random.Normal(0, 0.002), 0.009 * i), glaze, width);
    }

    /// <summary>A plate, 0.18..0.28 wide; what lies on it lies at the returned height.</summary>
    public static double Plate(LocalFrame at, Material glaze, double width)
    {
        at.Part("plate").Mesh(_plate.Value, Vector.Zero, glaze, width / 0.27);
        return 0.007 * width / 0.27;
    }

    /// <summary>An empty one, for one's soup.</summary>
    public static double Bowl(LocalFrame at, SeededRandom random)
    {
        at.Part("bowl").Mesh(_bowls[0].Value, Vector.Zero, Everyday.Ceramic(random), random.Between(0.8, 1.2));
        return 0.1;
    }

    /// <summary>A large one, heaped with fruit.</summary>
    public static double FruitBowl(LocalFrame at, SeededRandom random)
    {
        at.Part("bowl")
            .Mesh(_bowls[1].Value, Vector.Zero, random.Chance(0.5) ? Everyday.Ceramic(random) : Wood.Draw(random, 2));
        Food.Heap(at.At(0, 0, 0.025), 0.09, random);
        return 0.16;
    }

    /// <summary>For water and milk.</summary>
    public static double Jug(LocalFrame at, SeededRandom random)
    {
        at.Part("jug").Turned(random.Between(0, 360))
            .Mesh(_jug.Value, Vector.Zero, Everyday.Ceramic(random), random.Between(0.85, 1.2));
        return 0.1;
    }

    /// <summary>0.25 long.</summary>
    public static double Teapot(LocalFrame at, SeededRandom random)
    {
        at.Part("teapot").Turned(random.Between(0, 360))
            .Mesh(_teapot.Value, Vector.Zero, Everyday.Ceramic(random), random.Between(0.85, 1.15));
        return 0.14;
    }

    /// <summary>With its handle.</summary>
    public static double Pan(LocalFrame at, SeededRandom random)
    {
        at.Part("pan").Turned(random.Between(0, 360))
            .Mesh(_pan.Value, (-0.1, 0, 0), random.Chance(0.6) ? Everyday.Black : Everyday.Metal(random));
        return 0.23;
    }

    /// <summary>With its lid on.</summary>
    public static double Pot(LocalFrame at, SeededRandom random)
    {
        at.Part("pot").Turned(random.Between(0, 360)).Scaled(random.Between(0.75, 1.1))
            .Mesh(_pot.Value, Vector.Zero, random.Chance(0.6) ? Everyday.Metal(random) : Everyday.Ceramic(random));
        return 0.15;
    }

    /// <summary>For boiling water.</summary>
    public static double Kettle(LocalFrame at, SeededRandom random)
    {
        at.Part("kettle").Turned(random.Between(0, 360))
            .Mesh(_kettle.Value, Vector.Zero, random.Chance(0.5) ? Everyday.Metal(random) : Everyday.Plastic(random));
        return 0.13;
    }

    private static Color Brown => Color.Srgb(45, 26, 16);

    private static Color Milky => Color.Srgb(150, 105, 70);

    private static Color Amber => Color.Srgb(120, 60, 20);

    private static Color Cream => Color.Srgb(230, 215, 190);

    private static void Drink(LocalFrame at, double level, double radius, Color color) =>
        at.Bar((0, 0, level - 0.002), (0, 0, level), radius, new Plain(color, 0.2, 0.05, 0.03));

    /// <summary>A vessel whose handle leaves it at two heights.</summary>
    private static Mesh Handled(ReadOnlySpan<(double, double)> outside, double wall, double radius, double low,
        double high)
    {
        var (middle, half) = ((low + high) / 2, (high - low) / 2);
        var line = Curve.Through([(radius - 0.003, 0, high), (radius + (0.8 * half), 0, middle + (0.75 * half)),
            (radius + (0.85 * half), 0, middle - (0.3 * half)), (radius - 0.003, 0, low)], 3);
        return new MeshBuilder().Add(Lathe.Vessel(outside, wall, 0.006, 16))
            .Add(Tube.Along(line, Math.Max(0.005, 0.09 * half), 6)).Build();
    }

    private static Mesh Stemmed(double radius, double cup, double stem) => Lathe.Turned(
    [
        (0, 0), (0.034, 0), (0.034, 0.003), (0.006, 0.008), (0.004, 0.02), (0.004, stem),
            (0.7 * radius, stem + (0.15 * cup)),
        (radius, stem + (0.45 * cup)),
        (0.8 * radius, stem + cup), (0.77 * radius, stem + cup), (0.95 * radius, stem + (0.45 * cup)),
        (0.6 * radius, stem + (0.17 * cup)),
        (0, stem + (0.08 * cup)),
    ], 14);
}
