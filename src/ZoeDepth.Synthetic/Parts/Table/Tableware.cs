using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Work;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Table;

/// <summary>Round things of clay, glass and steel, in metres, each standing on its origin.</summary>
internal static class Tableware
{
    private static readonly Lazy<Mesh>[] _mugs =
    [
        new(() => Mug([(0.036, 0), (0.04, 0.004), (0.041, 0.095)], 0.041, 0.05, 0.03)),
        new(() => Mug(Lathe.Smooth([(0.028, 0), (0.042, 0.02), (0.047, 0.05), (0.044, 0.085)]), 0.045, 0.045, 0.024)),
        new(() => Mug(Lathe.Smooth([(0.024, 0), (0.027, 0.004), (0.043, 0.03), (0.052, 0.06)]), 0.047, 0.036, 0.018)),
        new(() => Mug([(0.03, 0), (0.034, 0.003), (0.043, 0.105)], 0.039, 0.058, 0.032)),
    ];

    private static readonly Lazy<Mesh> _plate = new(() => Lathe.Vessel(
        Lathe.Smooth([(0.075, 0), (0.08, 0.006), (0.1, 0.009), (0.135, 0.021)], 2), 0.004, 0.007, 28));

    private static readonly Lazy<Mesh>[] _bowls =
    [
        new(() => Lathe.Vessel(Lathe.Smooth([(0.035, 0), (0.04, 0.006), (0.068, 0.03), (0.08, 0.065)]), 0.004, 0.008, 22)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.05, 0), (0.055, 0.006), (0.1, 0.03), (0.125, 0.085)]), 0.005, 0.01, 24)),
    ];

    private static readonly Lazy<Mesh>[] _glasses =
    [
        new(() => Lathe.Vessel([(0.029, 0), (0.031, 0.003), (0.036, 0.125)], 0.002, 0.01, 16)),
        new(() => Lathe.Vessel([(0.034, 0), (0.037, 0.003), (0.04, 0.085)], 0.0025, 0.012, 16)),
        new(() => Lathe.Vessel(Lathe.Smooth(
            [(0.034, 0), (0.02, 0.005), (0.0045, 0.015), (0.004, 0.08), (0.02, 0.095), (0.038, 0.125),
                (0.038, 0.16), (0.032, 0.195)], 2), 0.0015, 0.095,
                16)),
    ];

    private static readonly Lazy<Mesh>[] _bottles =
    [
        new(() => Bottle([(0.036, 0), (0.038, 0.01), (0.038, 0.19), (0.034, 0.215), (0.016, 0.245), (0.0145, 0.25), (0.0145, 0.31), (0, 0.311)])),
        new(() => Bottle([(0.03, 0), (0.032, 0.006), (0.032, 0.13), (0.028, 0.15), (0.014, 0.19), (0.013, 0.23), (0, 0.231)])),
        new(() => Bottle([(0.038, 0), (0.043, 0.012), (0.04, 0.06), (0.043, 0.1), (0.043, 0.17), (0.03, 0.215), (0.014, 0.24), (0.014, 0.262),
            (0, 0.263)])),
        new(() => Bottle([(0.045, 0), (0.047, 0.008), (0.047, 0.13), (0.04, 0.165), (0.018, 0.19), (0.018, 0.225), (0, 0.226)])),
        new(() => Bottle([(0.03, 0), (0.034, 0.008), (0.034, 0.16), (0.03, 0.178), (0.012, 0.186), (0.012, 0.2), (0, 0.201)])),
    ];

    private static readonly Lazy<Mesh>[] _jars =
    [
        new(() => Bottle([(0.034, 0), (0.037, 0.006), (0.037, 0.085), (0.032, 0.098), (0.032, 0.103), (0, 0.104)])),
        new(() => Bottle([(0.045, 0), (0.049, 0.007), (0.049, 0.12), (0.042, 0.138), (0.042, 0.146), (0, 0.147)])),
    ];

    private static readonly Lazy<Mesh> _can =
        new(() => Lathe.Turned([(0, 0), (0.026, 0), (0.033, 0.008), (0.033, 0.107), (0.027, 0.118), (0.025, 0.115), (0, 0.115)], 18));

    private static readonly Lazy<Mesh> _pot = new(Teapot);

    private static readonly Lazy<Mesh>[] _vases =
    [
        new(() => Lathe.Vessel(Lathe.Smooth([(0.035, 0), (0.06, 0.05), (0.062, 0.11), (0.03, 0.18), (0.025, 0.22), (0.038, 0.25)]), 0.003, 0.01, 20)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.04, 0), (0.044, 0.08), (0.052, 0.2)]), 0.003, 0.01, 20)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.03, 0), (0.075, 0.06), (0.07, 0.11), (0.03, 0.14), (0.032, 0.16)]), 0.003, 0.01, 20)),
    ];

    /// <summary>A cup or a mug with something to drink in it; radius about 0.05.</summary>
    public static void Mug(Place at, SeededRandom random)
    {
        at = at.Part("cup").Turned(random.Between(0, 360));
        var kind = random.Integer(0, _mugs.Length - 1);
        var glaze = Finish.Ceramic(random);
        if (kind == 2 && random.Chance(0.8))
        {
            at.Mesh(_plate.Value, Vector.Zero, glaze, 0.56);
            at = at.At(0, 0, 0.0045);
        }
        at.Mesh(_mugs[kind].Value, Vector.Zero, glaze);
        if (!random.Chance(0.7)) return;
        var drink = random.Pick(Color.Srgb(45, 26, 16), Color.Srgb(150, 105, 70), Color.Srgb(120, 60, 20), Color.Srgb(225, 200, 170));
        var (level, radius) = kind switch { 0 => (0.08, 0.0375), 1 => (0.065, 0.0425), 2 => (0.045, 0.041), _ => (0.09, 0.039) };
        at.Bar((0, 0, level - 0.002), (0, 0, level), radius, new Plain(drink, 0.2, 0.05, 0.03));
    }

    /// <summary>A plate, 0.2..0.28 wide; what lies on it lies at the returned height.</summary>
    public static double Plate(Place at, Material glaze, double width)
    {
        at.Part("plate").Mesh(_plate.Value, Vector.Zero, glaze, width / 0.27);
        return 0.007 * width / 0.27;
    }

    /// <summary>A bowl; returns the height and the radius where its content may begin.</summary>
    public static (double Height, double Radius) Bowl(Place at, bool large, Material glaze)
    {
        at.Part("bowl").Mesh(_bowls[large ? 1 : 0].Value, Vector.Zero, glaze);
        return large ? (0.04, 0.09) : (0.03, 0.058);
    }

    /// <summary>A tumbler or a wine glass; radius below 0.045.</summary>
    public static void Glass(Place at, SeededRandom random)
    {
        at = at.Part("glass");
        var kind = random.Integer(0, 2);
        var clear = new Plain(Color.Hsv(random.Between(150, 220), random.Between(0, 0.1), random.Between(0.45, 0.68)), 0.6, 0.04, 0.16);
        at.Mesh(_glasses[kind].Value, Vector.Zero, clear, random.Between(0.9, 1.1));
        if (kind == 2 || !random.Chance(0.6)) return;
        var drink = random.Pick(Color.Srgb(235, 150, 20), Color.Srgb(160, 20, 25), Color.Srgb(190, 205, 205), Color.Srgb(50, 25, 12),
            Color.Srgb(240, 235, 225));
        var level = kind == 0 ? 0.09 : 0.06;
        at.Bar((0, 0, level - 0.002), (0, 0, level), 0.0325, new Plain(drink, 0.25, 0.05, 0.05));
    }

    /// <summary>A bottle with a label and a cap; up to 0.31 high.</summary>
    public static void Bottle(Place at, SeededRandom random)
    {
        at = at.Part("bottle").Turned(random.Between(0, 360));
        var kind = random.Integer(0, _bottles.Length - 1);
        at.Mesh(_bottles[kind].Value, Vector.Zero, random.Chance(0.6) ? Finish.Glass(random) : Finish.Plastic(random));
        var (top, radius, label, low, high) = kind switch
        {
            0 => (0.311, 0.0145, 0.0384, 0.06, 0.16),
            1 => (0.231, 0.013, 0.0324, 0.04, 0.11),
            2 => (0.263, 0.014, 0.0434, 0.105, 0.165),
            3 => (0.226, 0.018, 0.0474, 0.03, 0.11),
            _ => (0.201, 0.012, 0.0344, 0.03, 0.13),
        };
        at.Bar((0, 0, low), (0, 0, high), label, Finish.Package(random));
        at.Bar((0, 0, top - 0.022), (0, 0, top + 0.004), radius + 0.0015, random.Chance(0.5) ? Finish.Plastic(random) : Finish.Steel(random));
    }

    /// <summary>A jar of preserves with a lid.</summary>
    public static void Jar(Place at, SeededRandom random)
    {
        at = at.Part("jar");
        var kind = random.Integer(0, 1);
        var content = new Plain(random.Chance(0.5) ? Color.Hsv(random.Between(0, 50), random.Between(0.6, 0.95), random.Between(0.25, 0.7))
            : Finish.Vivid(random), 0.4, 0.05, 0.08);
        at.Mesh(_jars[kind].Value, Vector.Zero, content);
        var (top, radius) = kind == 0 ? (0.104, 0.0335) : (0.147, 0.044);
        at.Bar((0, 0, top - 0.012), (0, 0, top + 0.003), radius, random.Chance(0.5) ? Finish.Steel(random) : Finish.Plastic(random));
        if (random.Chance(0.6)) at.Bar((0, 0, 0.02), (0, 0, top - 0.035), kind == 0 ? 0.0374 : 0.0494, Finish.Paper(random));
    }

    /// <summary>A drinks can.</summary>
    public static void Can(Place at, SeededRandom random)
    {
        at = at.Part("can");
        at.Mesh(_can.Value, Vector.Zero, random.Chance(0.3) ? Finish.Steel(random) : new Plain(Finish.Vivid(random), 0.4, 0.25, 0.03));
    }

    /// <summary>A teapot, 0.25 long.</summary>
    public static void Pot(Place at, SeededRandom random) =>
        at.Part("teapot").Turned(random.Between(0, 360)).Mesh(_pot.Value, Vector.Zero, Finish.Ceramic(random), random.Between(0.85, 1.15));

    /// <summary>A vase without flowers; returns the height of its mouth.</summary>
    public static double Vase(Place at, SeededRandom random)
    {
        var kind = random.Integer(0, 2);
        var scale = random.Between(0.8, 1.3);
        at.Part("vase").Mesh(_vases[kind].Value, Vector.Zero, random.Chance(0.3) ? Finish.Glass(random) : Finish.Ceramic(random), scale);
        return scale * (kind switch { 0 => 0.25, 1 => 0.2, _ => 0.16 });
    }

    private static Mesh Mug(ReadOnlySpan<(double, double)> outside, double radius, double middle, double grip) => new MeshBuilder()
        .Add(Lathe.Vessel(outside, 0.003, 0.006, 18))
        .Add(Tube.Along(Curve.Arc((radius - 0.004, 0, middle), (1, 0, 0), (0, 0, 1), grip, -85, 85, 7), 0.0045, 6))
        .Build();

    private static Mesh Bottle(ReadOnlySpan<(double Radius, double Height)> outside) => Lathe.Turned([(0, 0), .. outside], 18, 40);

    private static Mesh Teapot() => new MeshBuilder()
        .Add(Lathe.Turned([(0, 0),
            .. Lathe.Smooth([(0.045, 0), (0.075, 0.03), (0.08, 0.065), (0.055, 0.105), (0.03, 0.118), (0.012, 0.122),
                (0.008, 0.127), (0.013, 0.135), (0, 0.143)], 2)],
                20))
        .Add(Tube.Along(Curve.Through([(0.06, 0, 0.045), (0.095, 0, 0.06), (0.115, 0, 0.095), (0.135, 0, 0.115)], 3),
            [0.018, 0.017, 0.016, 0.015, 0.0135, 0.012, 0.011, 0.01, 0.009, 0.008], 8))
        .Add(Tube.Along(Curve.Arc((-0.065, 0, 0.066), (-1, 0, 0), (0, 0, 1), 0.042, -80, 80, 8), 0.006, 6))
        .Build();
}
