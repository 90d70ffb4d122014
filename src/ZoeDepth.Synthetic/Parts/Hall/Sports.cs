using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Hall;

/// <summary>What is in sports halls.</summary>
internal static class Sports
{
    private static readonly Lazy<Mesh> _ring = new(() => Tube.Torus(0.225, 0.01, 20, 6));

    private static readonly Lazy<Mesh> _net = new(() =>
    {
        var builder = new MeshBuilder();
        for (var i = 0; i < 12; i++)
        {
            foreach (var twist in (ReadOnlySpan<double>)[-30, 30])
            {
                Vector At(double turn, double r, double z) => Affine.Turn(Vector.Up, turn).Direction((r, 0, z));
                builder.Add(
                    Tube.Along([At(30 * i, 0.22, 0), At((30 * i) + (twist / 2), 0.17, -0.2),
                        At((30 * i) + twist, 0.13, -0.4)], 0.005, 3));
            }
        }
        return builder.Build();
    });

    /// <summary>A basket with its board before the wall y = 0; the origin is on the floor.</summary>
    public static void Basket(LocalFrame at, double reach, SeededRandom random)
    {
        at = at.Part("basket");
        var (steel, white) = (Everyday.Painted(random), new Plain(Color.Gray(0.82), 0.1, 0.3));
        at.Box((0, -reach, 3.4), (1.8, 0.04, 1.05), white);
        at.Box((0, -reach - 0.021, 3.35), (0.6, 0.004, 0.46), new Plain(Color.Srgb(180, 30, 20)));
        at.Box((0, -reach - 0.022, 3.35), (0.52, 0.004, 0.38), white);
        foreach (var x in (ReadOnlySpan<double>)[-0.5, 0.5])
        {
            at.Bar((x, 0, 3.7), (x, -reach, 3.7), 0.03, steel);
            at.Bar((x, 0, 2.9), (x, -reach, 3.1), 0.03, steel);
        }
        at.At(0, -reach - 0.37, 3.05).Mesh(_ring.Value, Vector.Zero, new Plain(Color.Srgb(215, 75, 20), 0.2, 0.3));
        at.At(0, -reach - 0.37, 3.04).Mesh(_net.Value, Vector.Zero, white);
    }

    /// <summary>A goal of 3 x 2 m that opens to −y.</summary>
    public static void Goal(LocalFrame at, SeededRandom random)
    {
        at = at.Part("goal");
        var (a, b) = (new Plain(Color.Gray(0.8), 0.1, 0.3),
            new Plain(random.Chance(0.7) ? Color.Srgb(190, 25, 25) : Color.Srgb(25, 50, 140), 0.1, 0.3));
        for (var i = 0; i < 10; i++)
        {
            var stripe = i % 2 == 0 ? a : b;
            foreach (var x in (ReadOnlySpan<double>)[-1.54, 1.54])
                at.Box((x, 0, 0.1 + (0.2 * i)), (0.08, 0.08, 0.2), stripe);
            at.Box(((i - 4.5) * 0.3, 0, 2.04), (0.3, 0.079, 0.08), stripe);
        }
        var thread = new Plain(Color.Gray(0.6));
        for (var i = 0; i <= 15; i++) at.Bar(((i - 7.5) * 0.2, 0.0, 2.02), ((i - 7.5) * 0.2, 0.9, 0.02), 0.004, thread);
        for (var i = 1; i < 12; i++)
            at.Bar((-1.5, 0.9 * i / 12, 2.02 - (2.0 * i / 12)), (1.5, 0.9 * i / 12, 2.02 - (2.0 * i / 12)), 0.004,
                thread);
    }

    /// <summary>Wall bars, 0.9 x 2.6 m; the wall is y = 0.</summary>
    public static void WallBars(LocalFrame at, Material wood)
    {
        at = at.Part("wall bars");
        foreach (var x in (ReadOnlySpan<double>)[-0.45, 0.45]) at.Box((x, -0.06, 1.3), (0.04, 0.12, 2.6), wood);
        for (var i = 0; i < 15; i++)
            at.Bar((-0.45, -0.09, 0.2 + (0.165 * i)), (0.45, -0.09, 0.2 + (0.165 * i)), 0.019, wood);
    }

    /// <summary>A long low bench, a vaulting box, mats, balls: one of them.</summary>
    public static void Any(LocalFrame at, SeededRandom random)
    {
        var wood = new Wood(Color.Srgb(205, 170, 125), Color.Srgb(160, 118, 76));
        switch (random.Integer(0, 4))
        {
            case 0:
                at.Part("bench").Box((0, 0, 0.3), (3, 0.25, 0.04), wood);
                foreach (var x in (ReadOnlySpan<double>)[-1.2, 1.2])
                    at.Part("bench").Box((x, 0, 0.14), (0.06, 0.28, 0.28), wood);
                break;
            case 1:
                for (var i = 0; i < 5; i++)
                    at.Part("vaulting box").Scaled(1 - (0.03 * i), 1 - (0.1 * i), 1)
                        .Box((0, 0, 0.11 + (0.2 * i)), (1.5, 0.75, 0.19), wood);
                at.Part("vaulting box")
                    .Fitted(RoundedBox.Round, (0, 0, 1.05), (1.4, 0.42, 0.14), new Leather(Color.Srgb(120, 80, 50)));
                break;
            case 2:
                var cover = new Plain(random.Chance(0.7) ? Color.Srgb(30, 70, 140) : Everyday.Vivid(random), 0.1, 0.4);
                for (var i = random.Integer(1, 5); i > 0; i--)
                    at.Part("mat").Fitted(RoundedBox.Crisp,
                        (random.Normal(0, 0.02), random.Normal(0, 0.02), (0.08 * i) - 0.04), (2, 1, 0.075),
                        cover);
                break;
            case 3:
                at.Part("mat").Fitted(RoundedBox.Soft, (0, 0, 0.2), (2.8, 1.8, 0.4),
                    new Plain(Color.Srgb(25, 60, 130), 0.1, 0.4));
                break;
            default:
                for (var i = random.Integer(3, 8); i > 0; i--)
                {
                    var radius = random.Pick(0.105, 0.12, 0.12);
                    at.Part("ball")
                        .Ball((random.Normal(0, 0.6), random.Normal(0, 0.6), radius), radius, random.Chance(0.5)
                        ? new Leather(Color.Srgb(205, 100, 40))
                            : new Plain(random.Chance(0.5) ? Color.Gray(0.8) : Everyday.Vivid(random), 0.1, 0.3));
                }
                break;
        }
    }

    /// <summary>Boards with the lines of several games, along local x and y.</summary>
    public static Material Floor(double halfWidth, double halfLength, SeededRandom random)
    {
        var boards = random.Chance(0.6)
            ? Planks.Draw(random)
            : (Material)new Plain(Color.Hsv(random.Pick(25, 30, 150, 200, 215), random.Between(0.25, 0.5),
                random.Between(0.45, 0.7)), 0.2, 0.2,
                0.025);
        var (x, y) = (halfWidth - 0.9, halfLength - 1);
        RoadMark[] outer =
        [
            new(-x, 0.06, -y, y), new(x, 0.06, -y, y), new(0, 2 * x, -y, 0.06 - y), new(0, 2 * x, y - 0.06, y),
                new(0, 2 * x, -0.03, 0.03),
        ];
        RoadMark[] inner =
        [
            new(-1.8, 0.05, -y, 5.8 - y), new(1.8, 0.05, -y, 5.8 - y), new(0, 3.6, 5.75 - y, 5.8 - y),
            new(-1.8, 0.05, y - 5.8, y), new(1.8, 0.05, y - 5.8, y), new(0, 3.6, y - 5.8, y - 5.75),
            new(-0.6 * x, 0.05, -0.8 * y, 0.8 * y), new(0.6 * x, 0.05, -0.8 * y, 0.8 * y),
            new(0, 1.2 * x, -0.8 * y, 0.05 - (0.8 * y)),
                new(0, 1.2 * x, (0.8 * y) - 0.05, 0.8 * y),
        ];
        return new RoadMarkings(new RoadMarkings(boards, Color.Gray(0.75), 0.05, outer),
            random.Pick(Color.Srgb(30, 70, 170), Color.Srgb(190, 30, 30), Color.Srgb(230, 190, 40)), 0.05, inner);
    }
}
