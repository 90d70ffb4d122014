using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Garage;

/// <summary>
/// What stands along the walls of garages, cellars and workshops; each stands on its origin and faces −y.
/// </summary>
internal static class Workshop
{
    private static readonly Lazy<Mesh> _tyre = new(() => Lathe.Turned(
        [(0.19, -0.09),
            .. Lathe.Smooth([(0.21, -0.1), (0.29, -0.1), (0.315, -0.07), (0.32, 0), (0.315, 0.07), (0.29, 0.1),
                (0.21, 0.1)], 2),
            (0.19, 0.09), (0.19, -0.09)], 24));

    private static readonly Lazy<Mesh> _bucket = new(() => new MeshBuilder()
        .Add(Lathe.Vessel([(0.1, 0), (0.105, 0.004), (0.14, 0.26), (0.147, 0.265)], 0.004, 0.01, 18))
        .Add(Tube.Along(Curve.Arc((0, 0, 0.25), (1, 0, 0), (0, 0, 1), 0.142, -20, 200, 10), 0.004, 5)).Build());

    private static readonly Lazy<Mesh> _barrel = new(() => Lathe.Turned(
        [(0, 0), (0.28, 0), (0.29, 0.02), (0.28, 0.04), (0.28, 0.28), (0.295, 0.3), (0.28, 0.32), (0.28, 0.56),
            (0.295, 0.58), (0.28, 0.6),
            (0.28, 0.84), (0.29, 0.86), (0.28, 0.88), (0.27, 0.86), (0, 0.86)], 22, 30));

    /// <summary>A bench with a vice, a board of tools above it and things on it.</summary>
    public static void Bench(LocalFrame at, double width, SeededRandom random)
    {
        at = at.Part("workbench");
        const double Height = 0.88;
        var (wood, frame) = (new Planks(Color.Srgb(190, 146, 98), Color.Srgb(142, 98, 58), 0.12, 2, 0.002, false, 0.1),
            random.Chance(0.5)
            ? Wood.Draw(random, 2) : Everyday.Painted(random));
        at.Box((0, 0, Height - 0.025), (width, 0.62, 0.05), wood);
        foreach (var x in (ReadOnlySpan<double>)[-1, 1])
        {
            foreach (var y in (ReadOnlySpan<double>)[-0.25, 0.25])
                at.Box((x * ((width / 2) - 0.06), y, (Height - 0.05) / 2), (0.08, 0.08, Height - 0.05), frame);
        }
        at.Box((0, 0, 0.22), (width - 0.1, 0.5, 0.025), wood);
        if (random.Chance(0.6)) Vice(at.At(random.Sign() * 0.35 * width, -0.22, Height));
        Items.Strew(at.At(0.05, 0.02, Height + 0.001), width - 0.3, 0.5, random.Integer(4, 11), _benchThings, random);
        Items.Strew(at.At(0, 0, 0.234), width - 0.3, 0.4, random.Integer(2, 5), _floorThings, random, 0.5);
        var board = at.At(0, 0.3, 1.45);
        board.Box((0, -0.006, 0), (width, 0.012, 0.75),
            random.Chance(0.5) ? new Plaster(Color.Srgb(170, 130, 85), 0.1, 0.1, 0.02)
            : Everyday.Painted(random));
        for (var x = (-width / 2) + 0.08; x < (width / 2) - 0.06; x += random.Between(0.08, 0.16))
        {
            Tools.Hanging(board.At(x, -0.018, 0.3), random);
            if (random.Chance(0.6)) Tools.Hanging(board.At(x, -0.018, -0.06), random, small: true);
        }
    }

    private static readonly Item[] _benchThings =
    [
        new(0.05, 0.15, Groceries.Jar),
        new(0.12, 0.2, (at, random) => { PaintTin(at, random); return 0.1; }),
        new(0.12, 0.1, (at, random) => { Tools.Lying(at, random); return 0.12; }),
        new(0.14, 0.1, (at, random) => { Tools.Lying(at, random); return 0.12; }),
        new(0.2, 0.25, (at, random) => { ToolBox(at.Turned(random.Normal(0, 15)), random); return 0.2; }),
        new(0.12, 0.2, (at, random) => Items.Any(at, random, 0.24, Items.Small)),
    ];

    private static readonly Item[] _floorThings =
    [
        new(0.3, 0.4, Belongings.Box),
        new(0.2, 0.3, (at, random) => { Bucket(at, random); return 0.15; }),
        new(0.2, 0.25, (at, random) => { ToolBox(at, random); return 0.2; }),
        new(0.12, 0.2, (at, random) => { PaintTin(at, random); return 0.1; }),
    ];

    private static void Vice(LocalFrame at)
    {
        at = at.Part("vice");
        var iron = new Plain(Color.Srgb(40, 70, 110), 0.3, 0.3);
        at.Bar(Vector.Zero, (0, 0, 0.05), 0.06, iron);
        at.Fitted(RoundedBox.Soft, (0, 0.02, 0.1), (0.13, 0.14, 0.1), iron);
        at.Fitted(RoundedBox.Soft, (0, -0.1, 0.11), (0.14, 0.05, 0.12), iron);
        at.Bar((0, -0.25, 0.09), (0, 0.0, 0.09), 0.014, new Plain(Color.Gray(0.4), 0.6, 0.3));
        at.Bar((-0.1, -0.24, 0.09), (0.1, -0.24, 0.09), 0.008, new Plain(Color.Gray(0.4), 0.6, 0.3));
    }

    /// <summary>Open shelves of metal or wood with boxes, tins, buckets, tyres.</summary>
    public static void Shelves(LocalFrame at, double width, double height, SeededRandom random)
    {
        at = at.Part("shelf");
        const double Depth = 0.5;
        var (frame, board) = (Everyday.Painted(random), random.Chance(0.5) ? Everyday.Painted(random)
            : new Planks(Color.Srgb(200, 165, 120), Color.Srgb(160, 120, 80)));
        foreach (var x in (ReadOnlySpan<double>)[-1, 1])
        {
            foreach (var y in (ReadOnlySpan<double>)[-1, 1])
                at.Box((x * ((width / 2) - 0.02), y * ((Depth / 2) - 0.02), height / 2), (0.04, 0.04, height), frame);
        }
        var rows = (int)(height / 0.45);
        for (var row = 0; row < rows; row++)
        {
            var z = 0.1 + (row * (height - 0.12) / (rows - 0.6));
            at.Box((0, 0, z - 0.015), (width - 0.02, Depth - 0.02, 0.03), board);
            var free = ((height - 0.12) / (rows - 0.6)) - 0.05;
            for (var x = (-width / 2) + 0.06; x < (width / 2) - 0.12;)
            {
                var room = (width / 2) - 0.05 - x;
                x += On(at.At(x, 0, z + 0.001), Math.Min(room, 0.55), free, random) + random.Between(0.01, 0.08);
            }
        }
    }

    /// <summary>One thing whose left end is the origin; returns its width.</summary>
    private static double On(LocalFrame at, double room, double height, SeededRandom random)
    {
        var width = Math.Min(room, random.Between(0.2, 0.5));
        var here = at.At(width / 2, random.Normal(0, 0.03));
        switch (random.Integer(0, 6))
        {
            case 0:
            case 1:
            case 2:
                var tall = Math.Min(height, random.Between(0.15, 0.38));
                Belongings.Carton(here.Turned(random.Normal(0, 4)), (width - 0.02, random.Between(0.28, 0.42), tall),
                    random);
                return width;
            case 3:
                Tub(here, width, Math.Min(height, 0.26), random);
                return width;
            case 4:
                if (room < 0.3) return 0.1;
                Bucket(at.At(0.15, 0), random);
                return 0.3;
            case 5:
                for (var i = 0; i < 2 && (0.22 * i) + 0.2 < room; i++)
                    PaintTin(at.At(0.1 + (0.22 * i), random.Normal(0, 0.06)), random);
                return Math.Min(0.44, room);
            default:
                Groceries.Bottle(at.At(0.06, 0), random);
                Groceries.Jar(at.At(0.06, 0.12), random);
                return 0.13;
        }
    }

    /// <summary>A plastic tub with a lid.</summary>
    private static void Tub(LocalFrame at, double width, double height, SeededRandom random)
    {
        at = at.Part("tub");
        var body = random.Chance(0.5) ? new Plain(Color.Gray(random.Between(0.5, 0.8)), 0.2, 0.2, 0.02)
            : Everyday.Plastic(random);
        at.Fitted(RoundedBox.Fitting((width, 0.35, height), 0.03), (0, 0, (height / 2) - 0.01),
            (width - 0.04, 0.35, height - 0.02), body);
        at.Fitted(RoundedBox.Soft, (0, 0, height - 0.02), (width - 0.01, 0.38, 0.035), Everyday.Plastic(random));
    }

    /// <summary>A bucket of plastic or tin.</summary>
    public static void Bucket(LocalFrame at, SeededRandom random) =>
        at.Part("bucket").Turned(random.Between(0, 360))
            .Mesh(_bucket.Value, Vector.Zero, random.Chance(0.3) ? Everyday.Steel(random) : Everyday.Plastic(random));

    /// <summary>A steel or plastic drum, 0.88 m high.</summary>
    public static void Barrel(LocalFrame at, SeededRandom random) =>
        at.Part("barrel").Mesh(_barrel.Value, Vector.Zero, random.Chance(0.5) ? Metal.DrawPainted(random)
            : new Plain(Everyday.Vivid(random), 0.2, 0.3));

    /// <summary>A tin of paint.</summary>
    public static void PaintTin(LocalFrame at, SeededRandom random)
    {
        at = at.Part("tin");
        var (radius, height) = random.Chance(0.5) ? (0.085, 0.19) : (0.055, 0.12);
        at.Bar(Vector.Zero, (0, 0, height), radius, Everyday.Steel(random));
        at.Bar((0, 0, 0.015), (0, 0, height - 0.02), radius + 0.001, Everyday.Package(random));
        at.Bar((0, 0, height - 0.008), (0, 0, height + 0.004), radius + 0.003, Everyday.Steel(random));
    }

    /// <summary>A box with a handle.</summary>
    public static void ToolBox(LocalFrame at, SeededRandom random)
    {
        at = at.Part("tool box");
        var paint = new Plain(random.Chance(0.6) ? Color.Srgb(180, 25, 20) : Everyday.Vivid(random), 0.25, 0.25);
        at.Fitted(RoundedBox.Soft, (0, 0, 0.08), (0.4, 0.2, 0.16), paint);
        at.At(0, 0, 0.16).Fitted(Prism.Barrel, (0, 0, 0.02), (0.4, 0.19, 0.04), Everyday.Dark(random));
        at.Bar((-0.08, 0, 0.23), (0.08, 0, 0.23), 0.012, Everyday.Dark(random));
        foreach (var x in (ReadOnlySpan<double>)[-0.08, 0.08])
            at.Bar((x, 0, 0.17), (x, 0, 0.23), 0.008, Everyday.Dark(random));
    }

    /// <summary>Tyres on one another.</summary>
    public static void Tyres(LocalFrame at, int count, SeededRandom random)
    {
        at = at.Part("tyre");
        var rubber = new Plain(Color.Gray(0.02), 0.06, 0.5);
        var rims = random.Chance(0.5);
        for (var i = 0; i < count; i++)
        {
            var here = at.At(random.Normal(0, 0.015), random.Normal(0, 0.015), 0.1 + (0.205 * i));
            here.Mesh(_tyre.Value, Vector.Zero, rubber);
            if (rims) here.Bar((0, 0, -0.06), (0, 0, 0.06), 0.192, new Plain(Color.Gray(0.45), 0.6, 0.3));
        }
    }

    /// <summary>A ladder that leans against the wall behind it, which is at y = 0; its feet stand at −y.</summary>
    public static void Ladder(LocalFrame at, double length, SeededRandom random)
    {
        var here = at.Part("ladder").At(0, -0.28 * length).Tilted(-16);
        var metal = random.Chance(0.6) ? Everyday.Steel(random) : Wood.Draw(random, 2);
        foreach (var x in (ReadOnlySpan<double>)[-0.2, 0.2]) here.Box((x, 0, length / 2), (0.03, 0.07, length), metal);
        for (var z = 0.25; z < length - 0.1; z += 0.28) here.Bar((-0.2, 0, z), (0.2, 0, z), 0.016, metal);
    }
}
