using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Hall;

/// <summary>What is in station halls and foyers.</summary>
internal static class Station
{
    private static readonly Lazy<Mesh>[] _columns =
    [
        new(() => Lathe.Turned([(0, 0), (0.75, 0), (0.75, 0.03), (0.6, 0.05), (0.5, 0.07), (0.48, 0.1), (0.42, 0.88),
            (0.5, 0.91), (0.7, 0.97),
            (0.75, 0.98), (0.75, 1), (0, 1)], 22, 35)),
        new(() => Lathe.Turned([(0, 0), (0.5, 0), (0.5, 1), (0, 1)], 22)),
        new(() => Lathe.Turned([(0, 0), (0.55, 0), (0.55, 0.05), (0.42, 0.07), (0.42, 0.7),
            .. Lathe.Smooth([(0.42, 0.75), (0.6, 0.9), (1.4, 1)]),
            (0, 1)], 22, 40)),
    ];

    /// <summary>Round, with a base and a capital or without; or square.</summary>
    public static void Column(LocalFrame at, int kind, double width, double height, Material material)
    {
        at = at.Part("column");
        if (kind == 3)
        {
            at.Box((0, 0, height / 2), (width, width, height), material);
            at.Box((0, 0, 0.1), (width + 0.1, width + 0.1, 0.2), material);
        }
        else at.Scaled(width, width, height + 0.01).Mesh(_columns[kind].Value, Vector.Zero, material);
    }

    /// <summary>
    /// A board of departures that hangs from the ceiling, the origin in its middle; it is read from −y.
    /// </summary>
    public static void Departures(LocalFrame at, double width, double drop, SeededRandom random)
    {
        at = at.Part("sign");
        at.Fitted(RoundedBox.Crisp, Vector.Zero, (width, 0.2, 1), Everyday.Dark(random));
        foreach (var x in (ReadOnlySpan<double>)[-0.4, 0.4])
            at.Bar((x * width, 0, 0.4), (x * width, 0, drop), 0.02, Everyday.Steel(random));
        var ink = random.Chance(0.6) ? new Color(1.5, 1, 0.12) : Color.Gray(1.3);
        at.Box((0, -0.101, -0.05), (width - 0.08, 0.004, 0.84),
            new BoardText(ink, width - 0.08, 0.84, random.Integer(0, 9999)));
        var head = Lettering.Board(random);
        at.Mesh(head, (-0.3 * width, -0.103, 0.38), new Plain(Color.Gray(0.75)),
            Math.Min(0.075, 0.35 * width / head.Bounds.Size.X));
    }

    /// <summary>A ticket machine or a vending machine that faces −y.</summary>
    public static void Machine(LocalFrame at, SeededRandom random)
    {
        at = at.Part("machine");
        var paint = new Plain(Everyday.Vivid(random), 0.25, 0.25);
        at.Fitted(RoundedBox.Fitting((0.9, 0.7, 1.8), 0.03), (0, 0, 0.9), (0.9, 0.7, 1.8), paint);
        if (random.Chance(0.5))
        {
            at.Box((-0.12, -0.351, 1.15), (0.56, 0.01, 1), new Glow(Color.Gray(0.5)));
            for (var i = 0; i < 20; i++)
                at.Bar((-0.34 + (0.11 * (i % 5)), -0.375, 0.72 + (0.24 * (i / 5))),
                    (-0.34 + (0.11 * (i % 5)), -0.375, 0.9 + (0.24 * (i / 5))), 0.035,
                    Everyday.Package(random));
            at.Box((0.3, -0.352, 1.2), (0.15, 0.01, 0.5), Everyday.Dark(random));
        }
        else
        {
            at.Box((0, -0.352, 1.3), (0.5, 0.012, 0.4), Screen.Draw(random, 0.5, 0.4, 1.2));
            at.Box((0.1, -0.352, 0.85), (0.5, 0.01, 0.3), Everyday.Steel(random));
        }
    }

    /// <summary>A suitcase on wheels.</summary>
    public static void Suitcase(LocalFrame at, SeededRandom random)
    {
        at = at.Part("suitcase");
        var (height, shell) = (random.Between(0.5, 0.72),
            random.Chance(0.6) ? Everyday.Plastic(random) : Everyday.Fabric(random));
        at.Fitted(RoundedBox.Fitting((0.42, 0.26, height), 0.05), (0, 0, 0.05 + (height / 2)), (0.42, 0.26, height),
            shell);
        foreach (var x in (ReadOnlySpan<double>)[-0.15, 0.15]) at.Ball((x, 0, 0.03), 0.03, Everyday.Dark(random));
        if (!random.Chance(0.6)) return;
        foreach (var x in (ReadOnlySpan<double>)[-0.1, 0.1])
            at.Bar((x, 0.1, height), (x, 0.1, height + 0.4), 0.01, Everyday.Steel(random));
        at.Bar((-0.11, 0.1, height + 0.4), (0.11, 0.1, height + 0.4), 0.014, Everyday.Dark(random));
    }
}
