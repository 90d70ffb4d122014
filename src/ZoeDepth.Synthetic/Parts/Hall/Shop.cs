using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Hall;

/// <summary>
/// A supermarket's shelves. Goods of one kind are one mesh of a dozen, so that thousands cost hundreds.
/// </summary>
internal static class Shop
{
    private static readonly Lazy<Mesh>[] _rows =
    [
        new(() => Row(Lathe.Turned([(0, 0), (0.034, 0), (0.037, 0.004), (0.037, 0.106), (0.034, 0.11), (0, 0.11)], 9),
            0.08, 2)),
        new(() => Row(
            Lathe.Turned([(0, 0), (0.036, 0), (0.038, 0.14), (0.03, 0.19), (0.014, 0.23), (0.014, 0.28), (0, 0.28)], 9),
            0.085, 2)),
        new(() => Row(
            Lathe.Turned([(0, 0), (0.04, 0), (0.043, 0.02), (0.043, 0.1), (0.036, 0.115), (0.04, 0.12), (0.04, 0.14),
                (0, 0.14)], 9), 0.095,
            2)),
        new(() => Boxes(0.19, 0.27, 0.012)),
        new(() => Boxes(0.12, 0.2, 0.006)),
        new(() => Boxes(0.08, 0.24, 0.004)),
        new(() => Row(Balls.SuperEllipsoid(0.5, 0.9, 3), 0.16, 1, (0.07, 0.05, 0.1))),
    ];

    /// <summary>Of the pieces of a row: distance and height, metres, and how many stand side by side.</summary>
    private static readonly (double Pitch, double Height, int Count)[] _sizes =
        [(0.08, 0.11, 12), (0.085, 0.28, 11), (0.095, 0.14, 10), (0.19, 0.27, 5), (0.12, 0.2, 8), (0.08, 0.24, 12),
            (0.16, 0.2, 6)];

    /// <summary>A double-sided run of shelves along y, open to −x and +x.</summary>
    /// <param name="at">its middle on the floor</param>
    /// <param name="length">metres</param>
    /// <param name="random">goods</param>
    /// <param name="height">metres</param>
    public static void Gondola(LocalFrame at, double length, double height, SeededRandom random)
    {
        at = at.Part("shelf");
        var metal = new Plain(Color.Gray(random.Between(0.55, 0.8)), 0.15, 0.35);
        at.Box((0, 0, height / 2), (0.04, length, height), metal);
        at.Box((0, 0, 0.07), (0.92, length, 0.14), metal);
        Side(at.Turned(90), length, height, metal, random);
        Side(at.Turned(-90), length, height, metal, random);
        foreach (var end in (ReadOnlySpan<double>)[-1, 1])
            at.Box((0, end * ((length / 2) + 0.02), height / 2), (0.94, 0.03, height), metal);
        Side(at.At(0, -(length / 2) - 0.04), 0.9, height, metal, random);
    }

    /// <summary>One side, its back in the plane y = 0, goods to −y.</summary>
    public static void Side(LocalFrame at, double length, double height, Material metal, SeededRandom random)
    {
        var levels = (int)((height - 0.15) / 0.38);
        var pitch = (height - 0.15) / levels;
        var price = new Plain(random.Chance(0.5) ? Color.Gray(0.8) : Color.Srgb(235, 205, 60));
        for (var level = 0; level < levels; level++)
        {
            var z = 0.15 + (pitch * level);
            if (level > 0) at.Box((0, -0.23, z - 0.012), (length, 0.42, 0.02), metal);
            at.Box((0, -0.45, z - 0.02), (length, 0.012, 0.04), price);
            for (var x = -length / 2; x < (length / 2) - 0.3;)
            {
                var kind = random.Integer(0, _rows.Length - 1);
                if (_sizes[kind].Height > pitch - 0.03) kind = 0;
                var wide = Math.Min((length / 2) - x, random.Pick(0.5, 0.75, 0.96));
                if (random.Chance(0.95))
                {
                    var goods = at.Part("goods").At(x + (wide / 2), -0.3 + random.Normal(0, 0.015), z + 0.001);
                    var tall = Math.Min(random.Between(0.85, 1.15), (pitch - 0.03) / _sizes[kind].Height);
                    var (pitchX, high, count) = _sizes[kind];
                    var print = new Packaging(Everyday.Cover(random), pitchX * wide / 0.98, high * tall,
                        count % 2 == 0);
                    var plain = kind is 0 or 1 or 2 && random.Chance(0.45) || random.Chance(0.06);
                    goods.Scaled(wide / 0.98, 1, tall)
                        .Mesh(_rows[kind].Value, Vector.Zero, plain ? Everyday.Package(random) : print);
                    if (plain && kind < 3)
                        goods.Box((0, -0.12, high * 0.42 * tall), (wide * 0.93, 0.002, 0.3 * high),
                            Everyday.Package(random));
                }
                x += wide + 0.01;
            }
        }
    }

    /// <summary>Crates of fruit on a slanted stand that faces −y.</summary>
    public static void Fruit(LocalFrame at, double width, SeededRandom random)
    {
        at = at.Part("fruit stand");
        var wood = Wood.Draw(random);
        at.Box((0, 0.1, 0.35), (width, 0.7, 0.7), new Plain(Color.Gray(0.05)));
        var count = (int)(width / 0.42);
        for (var i = 0; i < 2 * count; i++)
        {
            var crate = at.At((((i % count) + 0.5) / count - 0.5) * width, i < count ? -0.22 : 0.2,
                i < count ? 0.62 : 0.82).Tilted(18);
            crate.Box((0, 0, 0.01), (0.4, 0.42, 0.02), wood);
            foreach (var y in (ReadOnlySpan<double>)[-0.2, 0.2]) crate.Box((0, y, 0.06), (0.4, 0.015, 0.12), wood);
            foreach (var x in (ReadOnlySpan<double>)[-0.195, 0.195]) crate.Box((x, 0, 0.06), (0.012, 0.4, 0.12), wood);
            var skin = new Plain(random.Pick(Color.Srgb(190, 30, 30), Color.Srgb(230, 130, 25),
                Color.Srgb(140, 170, 50), Color.Srgb(235, 200, 50),
                Color.Srgb(90, 40, 90), Color.Srgb(200, 60, 40)), 0.15, 0.2);
            crate.At(0, 0, 0.09).Part("fruit").Mesh(_fruit.Value, Vector.Zero, skin);
        }
    }

    private static readonly Lazy<Mesh> _fruit = new(() =>
    {
        var (builder, ball, random) = (new MeshBuilder(), Balls.SuperEllipsoid(1, 1, 2), new SeededRandom(5));
        for (var i = 0; i < 25; i++)
        {
            builder.Add(ball, new((0.036, 0, 0), (0, 0.036, 0), (0, 0, 0.034),
                ((i % 5 - 2) * 0.073 + random.Normal(0, 0.005), ((i / 5) - 2) * 0.076, random.Between(0, 0.025))));
        }
        return builder.Build(89);
    });

    private static Mesh Row(Mesh one, double pitch, int deep, Vector? size = null)
    {
        var (builder, count, s) = (new MeshBuilder(), (int)(0.96 / pitch), size ?? (1, 1, 1));
        for (var i = 0; i < count * deep; i++)
        {
            builder.Add(one, new((s.X, 0, 0), (0, s.Y, 0), (0, 0, s.Z),
                (((i % count) - ((count - 1) / 2.0)) * pitch, (i / count * pitch) - (deep > 1 ? 0.08 : 0),
                    size is null ? 0 : s.Z)));
        }
        return builder.Build();
    }

    private static Mesh Boxes(double width, double height, double gap)
    {
        var builder = new MeshBuilder();
        var count = (int)(0.97 / width);
        for (var i = 0; i < count; i++)
            builder.Add(RoundedBox.Crisp,
                new((width - gap, 0, 0), (0, 0.22, 0), (0, 0, height),
                    ((i - ((count - 1) / 2.0)) * width, i % 3 * 0.006, height / 2)));
        return builder.Build();
    }
}
