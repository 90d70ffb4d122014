using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Office;

/// <summary>Computers and what belongs to them; each stands on its origin.</summary>
internal static class Computers
{
    private static readonly Lazy<Mesh> _mouse = new(() => Balls.SuperEllipsoid(0.8, 0.8, 5));

    /// <summary>A screen on a foot; a dark one reflects.</summary>
    public static void Monitor(LocalFrame at, SeededRandom random)
    {
        at = at.Part("monitor");
        var width = random.Pick(0.45, 0.5, 0.55, 0.61, 0.7);
        var height = width * random.Pick(0.5625, 0.5625, 0.625, 0.8);
        var bottom = random.Between(0.09, 0.17);
        var shell = random.Chance(0.8) ? Everyday.Dark(random) : Everyday.Steel(random);
        at.Fitted(RoundedBox.Fitting((0.24, 0.18, 0.015), 0.006), (0, 0.05, 0.0085), (0.24, 0.18, 0.015), shell);
        at.Box((0, 0.075, (bottom + (height / 2)) / 2), (0.05, 0.025, bottom + (height / 2)), shell);
        var panel = at.At(0, 0.03, bottom + (height / 2)).Tilted(random.Between(-8, 0));
        panel.Fitted(RoundedBox.Fitting((width, 0.035, height), 0.006), Vector.Zero, (width, 0.035, height), shell);
        Screen(panel.At(0, -0.0185), width - 0.025, height - 0.025, random);
    }

    /// <summary>An open laptop.</summary>
    public static void Laptop(LocalFrame at, SeededRandom random)
    {
        at = at.Part("laptop");
        var (width, depth) = (random.Between(0.29, 0.37), random.Between(0.2, 0.25));
        var shell = random.Chance(0.5) ? Everyday.Steel(random) : Everyday.Dark(random);
        at.Fitted(RoundedBox.Fitting((width, depth, 0.016), 0.004), (0, 0, 0.009), (width, depth, 0.016), shell);
        at.Box((0, 0.045, 0.0175), (width - 0.04, depth * 0.45, 0.002), Everyday.Dark(random));
        for (var row = 0; row < 4; row++)
            at.Box((0, 0.01 + (0.022 * row), 0.019), (width - 0.05, 0.017, 0.003), Everyday.Dark(random));
        at.Box((0, -0.32 * depth, 0.0172), (0.1, 0.28 * depth, 0.001), shell);
        var lid = at.At(0, depth / 2, 0.016).Tilted(-random.Between(5, 35));
        lid.Fitted(RoundedBox.Fitting((width, 0.008, depth), 0.003), (0, 0, depth / 2), (width, 0.008, depth), shell);
        Screen(lid.At(0, -0.0048, depth / 2), width - 0.02, depth - 0.022, random);
    }

    /// <summary>What a screen of this size shows, its middle at the origin; a third are dark and reflect.</summary>
    public static void Screen(LocalFrame at, double width, double height, SeededRandom random) => at.Box(
        Vector.Zero,
        (width, 0.002, height),
        random.Chance(0.3) ? new Plain(Color.Gray(0.012), 0.3, 0.08, 0.07)
        : Materials.Screen.Draw(random, width, height, random.Between(0.5, 1.3)));

    /// <summary>A keyboard, its rows of keys, and a mouse at its right or left.</summary>
    public static void KeyboardAndMouse(LocalFrame at, SeededRandom random)
    {
        at = at.Part("keyboard");
        var (shell, keys) = (Everyday.Plastic(random),
            random.Chance(0.6) ? Everyday.Dark(random) : Everyday.Plastic(random));
        var width = random.Pick(0.29, 0.36, 0.44);
        var board = at.Turned(random.Normal(0, 4));
        board.Fitted(RoundedBox.Fitting((width, 0.135, 0.016), 0.005), (0, 0, 0.009), (width, 0.135, 0.016), shell);
        for (var row = 0; row < 5; row++)
        {
            for (var key = 0; key < 4; key++)
                board.Box(((key - 1.5) * (width - 0.02) / 4, (row * 0.0235) - 0.047, 0.0185),
                    (((width - 0.02) / 4) - 0.006, 0.018, 0.007), keys);
        }
        var mouse = at.At(((width / 2) + random.Between(0.08, 0.16)) * (random.Chance(0.85) ? 1 : -1),
            random.Between(-0.05, 0.03)).Turned(random.Between(-25, 25));
        if (random.Chance(0.4))
            mouse.Box((0, 0, 0.0015), (0.22, 0.18, 0.002),
                new Plain(random.Chance(0.6) ? Color.Gray(0.03) : Everyday.Vivid(random)));
        mouse.Fitted(_mouse.Value, (0, 0, 0.018), (0.06, 0.105, 0.034), Everyday.Plastic(random));
    }

    /// <summary>A desk telephone.</summary>
    public static void Telephone(LocalFrame at, SeededRandom random)
    {
        at = at.Part("telephone");
        var shell = random.Chance(0.7) ? Everyday.Dark(random) : Everyday.Plastic(random);
        var body = at.Tilted(8);
        body.Fitted(RoundedBox.Fitting((0.2, 0.19, 0.05), 0.012), (0, 0, 0.035), (0.2, 0.19, 0.05), shell);
        body.Box((0.04, 0.05, 0.061), (0.09, 0.05, 0.004), new Glow(Color.Hsv(190, 0.25, 0.5)));
        for (var i = 0; i < 12; i++)
            body.Box((0.01 + (0.03 * (i % 3)), -0.07 + (0.024 * (i / 3)), 0.062), (0.02, 0.014, 0.008),
                Everyday.Steel(random));
        body.Fitted(RoundedBox.Fitting((0.05, 0.2, 0.03), 0.014), (-0.065, 0, 0.085), (0.048, 0.2, 0.026), shell);
        body.Ball((-0.065, -0.08, 0.072), (0.058, 0.06, 0.05), shell);
        body.Ball((-0.065, 0.08, 0.072), (0.058, 0.06, 0.05), shell);
    }

    /// <summary>A computer's case.</summary>
    public static void Tower(LocalFrame at, SeededRandom random)
    {
        at = at.Part("computer");
        at.Fitted(RoundedBox.Fitting((0.19, 0.42, 0.42), 0.01), (0, 0, 0.212), (0.19, 0.42, 0.42),
            random.Chance(0.8) ? Everyday.Dark(random)
            : Everyday.Plastic(random));
        at.Box((0, -0.211, 0.37), (0.15, 0.004, 0.03), Everyday.Steel(random));
        at.Ball((0.06, -0.212, 0.3), 0.006, new Glow(new(0.2, 0.5, 1.5)));
    }

    /// <summary>A copier as high as a table, or a printer for one.</summary>
    public static void Printer(LocalFrame at, bool large, SeededRandom random)
    {
        at = at.Part("printer").Scaled(large ? 1.4 : 1);
        var (pale, dark) = (new Plain(Color.Gray(random.Between(0.55, 0.8)), 0.1, 0.4), Everyday.Dark(random));
        if (large)
        {
            for (var i = 0; i < 3; i++) at.Box((0, 0, 0.1 + (0.16 * i)), (0.42, 0.42, 0.15), pale);
            for (var i = 0; i < 3; i++) at.Box((0, -0.212, 0.13 + (0.16 * i)), (0.2, 0.006, 0.025), dark);
            at = at.At(0, 0, 0.48);
        }
        at.Fitted(RoundedBox.Fitting((0.44, 0.42, 0.22), 0.02), (0, 0, 0.11), (0.44, 0.42, 0.22), pale);
        at.Box((0, -0.13, 0.15), (0.34, 0.18, 0.06), dark);
        at.Box((0, -0.16, 0.125), (0.21, 0.2, 0.012), Everyday.Paper(random));
        at.Fitted(RoundedBox.Fitting((0.43, 0.36, 0.05), 0.015), (0, 0.03, 0.246), (0.43, 0.36, 0.05), dark);
        at.At(0.14, -0.19, 0.23).Tilted(40).Box(Vector.Zero, (0.12, 0.01, 0.07), new Glow(Color.Hsv(210, 0.5, 0.6)));
    }
}
