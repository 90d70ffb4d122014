using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>
/// Electric things. Everything stands on the origin and faces −y; every method returns the radius of the footprint,
/// metres.
/// </summary>
internal static class Devices
{
    private static readonly Lazy<Mesh> _keys = new(() =>
    {
        var builder = new MeshBuilder();
        for (var row = 0; row < 5; row++)
        {
            var keys = row == 4 ? 7 : 14;
            for (var key = 0; key < keys; key++)
            {
                var wide = row == 4 && key == 3 ? 0.34 : row == 4 ? 0.1 : 1.0 / keys * 0.88;
                var x = row == 4 ? (key < 3 ? -0.44 + (0.115 * key) : key == 3 ? 0.0 : -0.02 + (0.115 * key) - 0.23)
                    : ((key + 0.5) / keys) - 0.5;
                var (least, most) = (new Vector(x - (wide / 2), 0.5 - ((row + 0.94) / 5), 0),
                    new Vector(x + (wide / 2), 0.5 - ((row + 0.06) / 5), 1));
                builder.Quad((least.X, least.Y, 1), (most.X, least.Y, 1), most, (least.X, most.Y, 1));
                builder.Quad(least, (most.X, least.Y, 0), (most.X, least.Y, 1), (least.X, least.Y, 1));
            }
        }
        return builder.Build(10);
    });

    private static readonly Lazy<Mesh> _mouse = new(() => Loft.Through(
    [
        Section.At(0, 0.03, 0.052), Section.At(0.01, 0.032, 0.054), Section.At(0.024, 0.028, 0.045),
            new((0, 0.008, 0.034), 0.018, 0.026),
        new((0, 0.01, 0.037), 0, 0),
    ], 14, 80));

    private static readonly Lazy<Mesh> _headphones = new(() =>
    {
        var builder = new MeshBuilder()
            .Add(Tube.Along(Curve.Arc((0, 0, 0.04), (1, 0, 0), (0, 1, 0), 0.085, 0, 180, 12), 0.011, 6));
        foreach (var side in (int[])[-1, 1])
        {
            builder.Add(Balls.SoftDrum, new((0, 0.036, 0), (0, 0, 0.04), (0.02, 0, 0), (0.082 * side, -0.01, 0.04)));
        }
        return builder.Build();
    });

    private static readonly Material _dial = new Plain(Color.Gray(0.86), 0.1, 0.3);

    private static readonly Lazy<Mesh> _clock = new(() =>
        Lathe.Turned([(0, 0), (0.92, 0), (1, 0.1), (1, 0.9), (0.92, 1), (0.88, 0.82), (0, 0.8)], 24));

    // Strokes for the hours of a dial of radius 1 in the plane y = 0, seen from −y.
    private static readonly Lazy<Mesh> _hours = new(() =>
    {
        var builder = new MeshBuilder();
        for (var hour = 0; hour < 12; hour++)
        {
            var turn = Affine.Turn((0, 1, 0), 30 * hour);
            var half = hour % 3 == 0 ? 0.035 : 0.018;
            builder.Quad(turn.Point((-half, 0, 0.68)), turn.Point((half, 0, 0.68)), turn.Point((half, 0, 0.8)),
                turn.Point((-half, 0, 0.8)));
        }
        return builder.Build();
    });

    /// <summary>Open, its screen on or off.</summary>
    public static double Laptop(LocalFrame at, SeededRandom random)
    {
        var silver = new Plain(Color.Gray(random.Between(0.35, 0.6)), 0.4, 0.3);
        var (body, width, depth) = (random.Chance(0.5) ? silver : Everyday.Black, random.Between(0.3, 0.37),
            random.Between(0.21, 0.25));
        at = at.Part("laptop").Turned(random.Normal(0, 15));
        at.Fitted(RoundedBox.Fitting((width, depth, 0.016), 0.006), (0, 0, 0.008), (width, depth, 0.016), body);
        at.At(0, 0.025, 0.0155).Scaled(width * 0.9, depth * 0.5, 0.002).Mesh(_keys.Value, Vector.Zero, Everyday.Black);
        at.Box((0, -0.33 * depth, 0.016), (width * 0.3, depth * 0.26, 0.001), Everyday.Black);
        var lid = at.At(0, depth / 2, 0.014).Tilted(-random.Between(8, 35));
        lid.Fitted(RoundedBox.Fitting((width, 0.008, depth), 0.004), (0, 0, depth / 2), (width, 0.008, depth), body);
        lid.Box((0, -0.004, depth / 2), (width - 0.016, 0.002, depth - 0.02), Lit(random, width - 0.016, depth - 0.02));
        return 0.24;
    }

    /// <summary>With or without number keys.</summary>
    public static double Keyboard(LocalFrame at, SeededRandom random)
    {
        var (width, body) = (random.Between(0.3, 0.45), Everyday.Plastic(random));
        at = at.Part("keyboard").Turned(random.Normal(0, 6));
        at.Fitted(RoundedBox.Fitting((width, 0.14, 0.018), 0.006), (0, 0, 0.009), (width, 0.14, 0.018), body);
        at.At(0, 0, 0.017).Scaled(width * 0.95, 0.125, 0.007)
            .Mesh(_keys.Value, Vector.Zero, random.Chance(0.7) ? Everyday.Black : Everyday.Plastic(random));
        return width / 2;
    }

    /// <summary>Of a computer.</summary>
    public static double Mouse(LocalFrame at, SeededRandom random)
    {
        at.Part("mouse").Turned(random.Normal(0, 20)).Mesh(_mouse.Value, Vector.Zero, Everyday.Plastic(random));
        return 0.055;
    }

    /// <summary>For the pocket, lying; sometimes lit.</summary>
    public static double Phone(LocalFrame at, SeededRandom random)
    {
        at = at.Part("phone").Turned(random.Between(0, 360));
        at.Fitted(RoundedBox.Fitting((0.072, 0.15, 0.009), 0.004), (0, 0, 0.0045), (0.072, 0.15, 0.009),
            Everyday.Plastic(random));
        Material screen = random.Chance(0.75)
            ? new Plain(Color.Gray(0.02), 0.3, 0.05, 0.1) : new Glow(Color.Hsv(random.Between(180, 300), 0.4, 0.7));
        at.Box((0, 0, 0.009), (0.067, 0.143, 0.001), screen);
        return 0.08;
    }

    /// <summary>Lying.</summary>
    public static double Headphones(LocalFrame at, SeededRandom random)
    {
        at.Part("headphones").Turned(random.Between(0, 360))
            .Mesh(_headphones.Value, Vector.Zero, Everyday.Plastic(random));
        return 0.11;
    }

    /// <summary>Two round membranes in a box.</summary>
    public static double Speaker(LocalFrame at, SeededRandom random)
    {
        var (width, height) = (random.Between(0.11, 0.22), random.Between(0.18, 0.38));
        var depth = width * random.Between(0.9, 1.3);
        at = at.Part("speaker").Turned(random.Normal(0, 10));
        at.Fitted(RoundedBox.Fitting((width, depth, height), 0.012), (0, 0, height / 2), (width, depth, height),
            random.Chance(0.5) ? Wood.Draw(random, 2) : Everyday.Black);
        var front = -depth / 2;
        at.Bar((0, front + 0.01, 0.36 * height), (0, front - 0.004, 0.36 * height), 0.4 * width, Everyday.Black);
        at.Cone((0, front - 0.005, 0.36 * height), (0, front - 0.012, 0.36 * height), 0.3 * width, 0.1 * width,
            Everyday.Plastic(random));
        at.Bar((0, front + 0.01, 0.78 * height), (0, front - 0.004, 0.78 * height), 0.17 * width, Everyday.Black);
        return Math.Max(width, depth) * 0.6;
    }

    /// <summary>A clock on its foot; for the wall see <see cref="WallClock"/>.</summary>
    public static double Clock(LocalFrame at, SeededRandom random)
    {
        var radius = random.Between(0.04, 0.08);
        WallClock(at.At(0, 0.025, radius + 0.01).Turned(random.Normal(0, 15)), radius, random);
        at.Part("clock").Box((0, 0, 0.006), (radius, 0.05, 0.012), Everyday.Black);
        return radius;
    }

    /// <summary>A dial on a wall at y = 0, its middle at the origin.</summary>
    public static void WallClock(LocalFrame at, double radius, SeededRandom random)
    {
        at = at.Part("clock");
        at.Tilted(90).Scaled(radius, radius, Math.Min(0.05, 0.4 * radius))
            .Mesh(_clock.Value, Vector.Zero, random.Chance(0.5) ? Everyday.Plastic(random) : Everyday.Metal(random));
        var face = -Math.Min(0.05, 0.4 * radius) * 0.82;
        at.Bar((0, face + 0.001, 0), (0, face - 0.001, 0), 0.86 * radius, _dial);
        at.Mesh(_hours.Value, (0, face - 0.0015, 0), Everyday.Black, radius);
        foreach (var (span, thick) in ((double, double)[])[(0.5, 0.06), (0.75, 0.04)])
        {
            at.Leaning(random.Between(0, 360))
                .Box((0, face - 0.002, 0.45 * span * radius), (thick * radius, 0.002, span * radius), Everyday.Black);
        }
    }

    private static Screen Lit(SeededRandom random, double width, double height) =>
        Screen.Draw(random, width, height, random.Chance(0.4) ? 0 : random.Between(0.5, 1.2));
}
