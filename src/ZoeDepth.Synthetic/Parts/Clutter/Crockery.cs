using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>What one eats and drinks from. Everything stands on the origin; every method returns the radius of the footprint, metres.</summary>
internal static class Crockery
{
    private static readonly Lazy<Mesh>[] _mugs =
    [
        new(() => Handled([(0.036, 0), (0.04, 0.004), (0.041, 0.095)], 0.004, 0.041, 0.02, 0.078)),
        new(() => Handled(Lathe.Smooth([(0.028, 0), (0.044, 0.03), (0.046, 0.065), (0.042, 0.088)], 2), 0.004, 0.044, 0.022, 0.07)),
        new(() => Handled(Lathe.Smooth([(0.022, 0), (0.03, 0.012), (0.044, 0.045), (0.046, 0.06)], 2), 0.003, 0.04, 0.022, 0.05)),
    ];

    private static readonly Lazy<Mesh>[] _glasses =
    [
        new(() => Lathe.Vessel([(0.03, 0), (0.033, 0.004), (0.037, 0.13)], 0.003, 0.012, 14)),
        new(() => Lathe.Vessel([(0.036, 0), (0.038, 0.004), (0.041, 0.085)], 0.003, 0.012, 14)),
        new(() => Stemmed(0.045, 0.11, 0.1)),
        new(() => Stemmed(0.03, 0.13, 0.08)),
    ];

    private static readonly Lazy<Mesh>[] _bottles =
    [
        new(() => Bottle(0.037, 0.19, 0.014, 0.3)),
        new(() => Bottle(0.03, 0.14, 0.013, 0.23)),
        new(() => Bottle(0.044, 0.22, 0.015, 0.32)),
        new(() => Bottle(0.03, 0.1, 0.017, 0.17)),
    ];

    private static readonly Lazy<Mesh> _plate = new(() => Lathe.Turned(
        [(0, 0), (0.07, 0), (0.075, 0.004), (0.128, 0.02), (0.13, 0.023), (0.126, 0.025), (0.085, 0.01), (0, 0.008)], 24));

    private static readonly Lazy<Mesh>[] _bowls =
    [
        new(() => Lathe.Vessel(Lathe.Smooth([(0.04, 0), (0.045, 0.01), (0.075, 0.035), (0.085, 0.065)], 2), 0.004, 0.012, 20)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.06, 0), (0.07, 0.008), (0.12, 0.03), (0.15, 0.07)], 2), 0.005, 0.012, 20)),
    ];

    private static readonly Lazy<Mesh> _jug = new(() => Handled(
        Lathe.Smooth([(0.045, 0), (0.065, 0.05), (0.06, 0.11), (0.042, 0.16), (0.05, 0.2)], 2), 0.004, 0.05, 0.06, 0.18));

    private static readonly Lazy<Mesh> _pan = new(() => new MeshBuilder()
        .Add(Lathe.Vessel([(0.1, 0), (0.108, 0.005), (0.128, 0.045)], 0.004, 0.006, 22))
        .Add(Tube.Along([(0.12, 0, 0.035), (0.18, 0, 0.05), (0.32, 0, 0.062)], [0.009, 0.011, 0.012], 6, true)).Build());

    private static readonly Lazy<Mesh> _pot = new(() =>
    {
        var builder = new MeshBuilder().Add(Lathe.Turned(
            [(0, 0), (0.105, 0), (0.11, 0.005), (0.11, 0.13), (0.114, 0.132), (0.112, 0.138), (0.06, 0.155), (0.012, 0.16), (0.01, 0.17),
                (0.022, 0.175), (0.02, 0.188), (0, 0.19)], 20));
        foreach (var side in (int[])[-1, 1]) builder.Add(Tube.Along(Curve.Arc((0.108 * side, 0, 0.1), (side, 0, 0), (0, 1, 0), 0.035, -90, 90, 6),
            0.006));
        return builder.Build();
    });

    private static readonly Lazy<Mesh> _kettle = new(() => new MeshBuilder()
        .Add(Lathe.Turned(Lathe.Smooth([(0, 0), (0.085, 0), (0.09, 0.03), (0.075, 0.13), (0.055, 0.19), (0.015, 0.205), (0.015, 0.22), (0, 0.225)],
            2), 18))
        .Add(Tube.Along(Curve.Through([(0.06, 0, 0.19), (0.13, 0, 0.2), (0.135, 0, 0.12), (0.085, 0, 0.05)], 3), 0.011, 7))
        .Add(Tube.Along([(-0.065, 0, 0.12), (-0.1, 0, 0.17), (-0.115, 0, 0.185)], [0.024, 0.015, 0.011], 7)).Build());

    private static readonly Lazy<Mesh> _banana = new(() => Tube.Along(
        Curve.Arc((0, 0, 0.1), (1, 0, 0), (0, 0, 1), 0.1, 215, 325, 7), [0.006, 0.015, 0.018, 0.019, 0.019, 0.018, 0.014, 0.005], 6));

    private static readonly Lazy<Mesh> _apple = new(() => Lathe.Turned(
        Lathe.Smooth([(0, 0.006), (0.014, 0.001), (0.034, 0.02), (0.038, 0.045), (0.024, 0.066), (0.008, 0.064), (0, 0.056)], 2), 12, 80));

    private static readonly Lazy<Mesh> _pear = new(() => Lathe.Turned(
        Lathe.Smooth([(0, 0), (0.03, 0.012), (0.035, 0.035), (0.02, 0.072), (0.015, 0.09), (0, 0.1)], 2), 12, 80));

    private static readonly Lazy<Mesh> _pepper = new(() =>
    {
        var builder = new MeshBuilder();
        double[] radii = [0, 0.02, 0.03, 0.037, 0.04, 0.03, 0.012, 0], heights = [0.004, 0, 0.015, 0.045, 0.07, 0.085, 0.08, 0.072];
        builder.Sheet(18, 7, (column, row) =>
        {
            var angle = 2 * Math.PI * column / 18;
            var radius = radii[row] * (1 + (0.1 * PortableMath.Cos(3 * angle)));
            return radius == 0 ? (0, 0, heights[row]) : (radius * PortableMath.Cos(angle), radius * PortableMath.Sin(angle), heights[row]);
        }, columnsClose: true);
        return builder.Add(Tube.Along([(0, 0, 0.07), (0.004, 0, 0.1)], 0.005)).Build(80);
    });

    public static double Mug(Place at, SeededRandom random)
    {
        at.Part("mug").Turned(random.Between(0, 360)).Mesh(random.Pick(_mugs).Value, Vector.Zero, Stuff.Ceramic(random), random.Between(0.9, 1.15));
        return 0.06;
    }

    public static double Cup(Place at, SeededRandom random)
    {
        var china = Stuff.Ceramic(random);
        at = at.Part("cup").Turned(random.Between(0, 360));
        at.Scaled(0.6).Mesh(_plate.Value, Vector.Zero, china);
        at.Mesh(_mugs[2].Value, (0, 0, 0.006), china, 0.9);
        return 0.08;
    }

    public static double Glass(Place at, SeededRandom random)
    {
        at.Part("glass").Mesh(random.Pick(_glasses).Value, Vector.Zero, Stuff.Glass(random), random.Between(0.9, 1.1));
        return 0.045;
    }

    public static double Bottle(Place at, SeededRandom random)
    {
        at = at.Part("bottle").Turned(random.Between(0, 360)).Scaled(random.Between(0.9, 1.1));
        var kind = random.Integer(0, _bottles.Length - 1);
        at.Mesh(_bottles[kind].Value, Vector.Zero, random.Chance(0.7) ? Stuff.Glass(random) : Stuff.Plastic(random));
        if (random.Chance(0.7))
        {
            var (radius, low) = (_bottles[kind].Value.Bounds.Greatest.X, 0.25 * _bottles[kind].Value.Bounds.Greatest.Z);
            at.Bar((0, 0, low), (0, 0, 1.8 * low), radius + 0.0007, Stuff.Print(random));
        }
        return 0.05;
    }

    public static double Plate(Place at, SeededRandom random)
    {
        var (china, count) = (Stuff.Ceramic(random), random.Chance(0.3) ? random.Integer(2, 7) : 1);
        at = at.Part("plate").Scaled(random.Between(0.75, 1.05));
        for (var i = 0; i < count; i++) at.Mesh(_plate.Value, (0, 0, 0.009 * i), china);
        return 0.14;
    }

    public static double Bowl(Place at, SeededRandom random)
    {
        at.Part("bowl").Mesh(_bowls[0].Value, Vector.Zero, Stuff.Ceramic(random), random.Between(0.8, 1.2));
        return 0.1;
    }

    public static double FruitBowl(Place at, SeededRandom random)
    {
        at.Part("bowl").Mesh(_bowls[1].Value, Vector.Zero, random.Chance(0.5) ? Stuff.Ceramic(random) : Stuff.Wood(random));
        var count = random.Integer(4, 8);
        for (var i = 0; i < count; i++)
        {
            var angle = PortableMath.Radians((360.0 * i / (count - 1)) + random.Between(-10, 10));
            var reach = i == count - 1 ? 0 : 0.072;
            Fruit(at.At(reach * PortableMath.Cos(angle), reach * PortableMath.Sin(angle), i == count - 1 ? 0.062 : 0.025), random);
        }
        return 0.16;
    }

    /// <summary>One apple, pear, orange, pepper or banana.</summary>
    public static double Fruit(Place at, SeededRandom random)
    {
        at = at.Part("fruit").Turned(random.Between(0, 360)).Scaled(random.Between(0.85, 1.15));
        switch (random.Integer(0, 5))
        {
            case 0:
                at.Mesh(_pear.Value, Vector.Zero, Stuff.Fruit(random));
                break;
            case 1:
                at.Ball((0, 0, 0.038), 0.038, new Plain(Color.Srgb(235, random.Integer(120, 190), 30), 0.1, 0.4));
                break;
            case 2:
                at.Mesh(_pepper.Value, Vector.Zero, Stuff.Fruit(random));
                break;
            case 3:
                at.Mesh(_banana.Value, (0, 0, 0.018), new Plain(Color.Srgb(235, 200, 60), 0.05, 0.5));
                break;
            default:
                at.Mesh(_apple.Value, Vector.Zero, Stuff.Fruit(random));
                break;
        }
        return 0.05;
    }

    public static double Jug(Place at, SeededRandom random)
    {
        at.Part("jug").Turned(random.Between(0, 360)).Mesh(_jug.Value, Vector.Zero, Stuff.Ceramic(random), random.Between(0.85, 1.2));
        return 0.1;
    }

    public static double Pan(Place at, SeededRandom random)
    {
        at.Part("pan").Turned(random.Between(0, 360)).Mesh(_pan.Value, (-0.1, 0, 0), random.Chance(0.6) ? Stuff.Black : Stuff.Metal(random));
        return 0.23;
    }

    public static double Pot(Place at, SeededRandom random)
    {
        at.Part("pot").Turned(random.Between(0, 360)).Scaled(random.Between(0.75, 1.1))
            .Mesh(_pot.Value, Vector.Zero, random.Chance(0.6) ? Stuff.Metal(random) : Stuff.Ceramic(random));
        return 0.15;
    }

    public static double Kettle(Place at, SeededRandom random)
    {
        at.Part("kettle").Turned(random.Between(0, 360))
            .Mesh(_kettle.Value, Vector.Zero, random.Chance(0.5) ? Stuff.Metal(random) : Stuff.Plastic(random));
        return 0.13;
    }

    /// <summary>A vessel whose handle leaves it at two heights.</summary>
    private static Mesh Handled(ReadOnlySpan<(double, double)> outside, double wall, double radius, double low, double high)
    {
        var (middle, half) = ((low + high) / 2, (high - low) / 2);
        var line = Curve.Through([(radius - 0.003, 0, high), (radius + (0.8 * half), 0, middle + (0.75 * half)),
            (radius + (0.85 * half), 0, middle - (0.3 * half)),
            (radius - 0.003, 0, low)], 3);
        return new MeshBuilder().Add(Lathe.Vessel(outside, wall, 0.006)).Add(Tube.Along(line, Math.Max(0.005, 0.09 * half), 6)).Build();
    }

    private static Mesh Stemmed(double radius, double cup, double stem) => Lathe.Turned(
    [
        (0, 0), (0.034, 0), (0.034, 0.003), (0.006, 0.008), (0.004, 0.02), (0.004, stem), (0.7 * radius, stem + (0.15 * cup)),
        (radius, stem + (0.45 * cup)),
        (0.8 * radius, stem + cup), (0.77 * radius, stem + cup), (0.95 * radius, stem + (0.45 * cup)), (0.6 * radius, stem + (0.17 * cup)),
        (0, stem + (0.08 * cup)),
    ], 14);

    private static Mesh Bottle(double radius, double shoulder, double neck, double height) => Lathe.Turned(
    [
        (0, 0), (0.9 * radius, 0), (radius, 0.006), (radius, shoulder), (0.85 * radius, shoulder + (0.15 * (height - shoulder))),
        (neck, shoulder + (0.5 * (height - shoulder))), (neck * 0.9, height - 0.015), (neck * 1.12, height - 0.014), (neck * 1.12, height),
        (0, height),
    ], 14);
}
