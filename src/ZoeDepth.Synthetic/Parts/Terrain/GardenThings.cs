using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>What stands behind houses.</summary>
internal static class GardenThings
{
    private static readonly Lazy<Mesh> _chair = Block.Made(builder =>
    {
        foreach (var x in (double[])[-0.23, 0.23])
        {
            Block.Bar(builder, (x, -0.24, 0), (x, -0.2, 0.62), 0.035);
            Block.Bar(builder, (x, 0.26, 0), (x, 0.2, 0.45), 0.035);
            Block.Bar(builder, (x, 0.18, 0.4), (x, 0.3, 0.95), 0.035);
            Block.Bar(builder, (x, -0.24, 0.63), (x, 0.24, 0.66), 0.045);
        }
        for (var i = 0; i < 6; i++) Block.Add(builder, (0, -0.2 + (0.075 * i), 0.43), (0.48, 0.055, 0.02));
        for (var i = 0; i < 5; i++) Block.Add(builder, (0, 0.215 + (0.018 * i), 0.54 + (0.09 * i)), (0.46, 0.02, 0.06));
    });

    private static readonly Lazy<Mesh> _table = Block.Made(builder =>
    {
        for (var i = 0; i < 9; i++) Block.Add(builder, (0, -0.4 + (0.1 * i), 0.73), (1.5, 0.09, 0.03));
        foreach (var x in (double[])[-0.65, 0.65])
        {
            foreach (var y in (double[])[-0.35, 0.35]) Block.Add(builder, (x, y, 0.36), (0.06, 0.06, 0.71));
            Block.Add(builder, (x, 0, 0.69), (0.05, 0.7, 0.05));
        }
    });

    private static readonly Lazy<Mesh> _canopy =
        new(() => Lathe.Turned([(0, -0.02), (1.42, -0.42), (1.45, -0.56), (1.43, -0.4), (0, 0.02)], 8, 20));

    /// <summary>Table, chairs, often a parasol.</summary>
    public static void Seats(LocalFrame at, SeededRandom random)
    {
        at = at.Part("garden table");
        var (spring, autumn) = Palette.Wood(random);
        Material wood = random.Chance(0.3)
            ? new Plain(Color.Gray(random.Chance(0.5) ? 0.7 : 0.05), 0.15, 0.4) : new Wood(spring, autumn, 0);
        at.Mesh(_table.Value, Vector.Zero, wood);
        foreach (var (x, y, turn) in ((double, double, double)[])[(-0.4, -0.75, 180), (0.4, -0.8, 180), (-0.4, 0.78, 0),
            (0.42, 0.8, 0),
            (1.05, 0, -90)])
        {
            if (random.Chance(0.2)) continue;
            at.Part("chair").At(x + random.Normal(0, 0.06), y + random.Normal(0, 0.08))
                .Turned(turn + random.Normal(0, 14))
                .Mesh(_chair.Value, Vector.Zero, wood);
        }
        if (random.Chance(0.5)) Parasol(at.At(random.Between(-0.3, 0.3), 0), random);
    }

    /// <summary>An open parasol.</summary>
    public static void Parasol(LocalFrame at, SeededRandom random)
    {
        at = at.Part("parasol").Leaning(random.Normal(0, 2));
        at.Bar((0, 0, 0), (0, 0, 2.45), 0.022, new Plain(Color.Gray(0.5), 0.3, 0.3));
        at.Bar((0, 0, 0), (0, 0, 0.08), 0.25, new Plain(Color.Gray(0.2)));
        at.Turned(random.Between(0, 360)).Mesh(_canopy.Value, (0, 0, 2.42),
            new Fabric(Color.Hsv(random.Between(0, 360), random.Between(0, 0.7), random.Between(0.5, 0.9)),
                Color.Gray(0.6)));
    }

    /// <summary>A line between two posts, clothes on it.</summary>
    public static void WashingLine(LocalFrame at, double length, SeededRandom random)
    {
        at = at.Part("washing line");
        var steel = new Plain(Color.Gray(0.4), 0.4, 0.3);
        at.Bar((-length / 2, 0, -0.1), (-length / 2, 0, 1.95), 0.03, steel);
        at.Bar((length / 2, 0, -0.1), (length / 2, 0, 1.95), 0.03, steel);
        Washing.Hang(at.At(0, 0, 1.92), length, random);
    }

    /// <summary>A shed of boards under a low roof, its door towards −y.</summary>
    public static void Shed(LocalFrame at, SeededRandom random)
    {
        at = at.Part("shed");
        var (width, depth, height) = (random.Between(1.8, 3.2), random.Between(1.6, 2.4), random.Between(1.9, 2.2));
        var (spring, autumn) = Palette.Wood(random);
        at.Box((0, depth / 2, height / 2), (width, depth, height),
            new Planks(spring, autumn, 0.12, 2.2, 0.006, true, 0.1));
        at.At(0, depth / 2, height).Turned(random.Chance(0.5) ? 90 : 0)
            .Fitted(Prism.Gable, (0, 0, 0.28), (depth + 0.5, width + 0.7, 0.6),
                new Plain(Color.Hsv(20, 0.2, random.Between(0.2, 0.45))));
        at.Box((0.1, -0.015, 0.92), (0.85, 0.04, 1.8), new Planks(spring * 0.8, autumn * 0.8, 0.1, 2, 0.006, true));
        at.Ball((0.42, -0.05, 0.95), 0.03, new Plain(Color.Gray(0.03), 0.3, 0.3));
        if (width > 2.2) at.Box(((-width / 2) + 0.45, -0.012, 1.35), (0.55, 0.03, 0.5), new Glass(Color.Gray(0.03)));
    }
}
