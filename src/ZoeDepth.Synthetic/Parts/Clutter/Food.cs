using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>Fruit, bread, cakes and meals; each lies on its origin.</summary>
internal static class Food
{
    private static readonly Lazy<Mesh> _apple = new(() => Lathe.Turned(
        [(0, 0.008),
            .. Lathe.Smooth([(0.014, 0.001), (0.03, 0.014), (0.039, 0.04), (0.034, 0.064), (0.016, 0.073),
                (0.004, 0.064), (0, 0.061)], 2)],
            16, 89));

    private static readonly Lazy<Mesh> _pear = new(() => Lathe.Turned(
        [(0, 0.004),
            .. Lathe.Smooth([(0.014, 0.001), (0.034, 0.022), (0.033, 0.045), (0.018, 0.073), (0.013, 0.09), (0, 0.096)],
                2)], 14, 89));

    private static readonly Lazy<Mesh> _banana = new(() => Tube.Along(
        Curve.Arc((0, 0.09, 0.019), (0, -1, 0), (1, 0, 0), 0.1, -52, 52, 10),
            [0.004, 0.011, 0.016, 0.018, 0.019, 0.019, 0.019, 0.018, 0.016, 0.01, 0.004], 7, rounded: true));

    private static readonly Lazy<Mesh> _pepper = new(() =>
    {
        var builder = new MeshBuilder();
        double[] radii = [0, 0.02, 0.03, 0.037, 0.04, 0.03, 0.012, 0],
            heights = [0.004, 0, 0.015, 0.045, 0.07, 0.085, 0.08, 0.072];
        builder.Sheet(18, 7, (column, row) =>
        {
            var angle = 2 * Math.PI * column / 18;
            var radius = radii[row] * (1 + (0.1 * PortableMath.Cos(3 * angle)));
            return radius == 0 ? (0, 0, heights[row])
                : (radius * PortableMath.Cos(angle), radius * PortableMath.Sin(angle), heights[row]);
        }, columnsClose: true);
        return builder.Add(Tube.Along([(0, 0, 0.07), (0.004, 0, 0.1)], 0.005)).Build(80);
    });

    private static readonly Lazy<Mesh> _loaf = new(() => Balls.SuperEllipsoid(0.75, 0.8, 6));

    private static readonly Lazy<Mesh> _slice =
        new(() => Prism.Extruded([(-0.045, 0), (0.045, 0), (0.047, 0.06), (0.055, 0.075), (0.045, 0.1), (0, 0.108),
            (-0.045, 0.1), (-0.055, 0.075),
            (-0.047, 0.06)]));

    private static readonly Lazy<Mesh> _wedge = new(() => Prism.Extruded([(0, 0), (0.12, -0.035), (0.12, 0.035)]));

    private static readonly Lazy<Mesh> _noodles = new(() =>
    {
        var builder = new MeshBuilder();
        for (var i = 0; i < 5; i++)
            builder.Add(Tube.Torus(0.022 + (0.006 * i), 0.0019, 18, 5),
                Affine.Move((0.008 * (i % 3), 0.006 * (i % 2), 0.002 * i))
                .Of(Affine.Turn((1, 0.3 * i, 0), 7 * (i % 3))));
        return builder.Build();
    });

    /// <summary>Any fruit as an item, bananas and peppers too; returns the radius of its footprint.</summary>
    public static double Fruit(LocalFrame at, SeededRandom random)
    {
        var kind = random.Unit();
        if (kind < 0.7) RoundFruit(at, random);
        else if (kind < 0.82)
            at.Part("fruit").Turned(random.Between(0, 360)).Mesh(_pepper.Value, Vector.Zero,
                new Plain(random.Pick(Color.Srgb(190, 30, 25), Color.Srgb(230, 170, 30), Color.Srgb(70, 120, 40)), 0.25,
                    0.15));
        else
        {
            at = at.Part("fruit").Turned(random.Between(0, 360));
            for (var i = random.Integer(1, 3); i > 0; i--)
                at.At(0, -0.024 * i, 0.004 * i)
                    .Mesh(_banana.Value, Vector.Zero, new Plain(Color.Srgb(232, 195, 55), 0.05, 0.4));
        }
        return 0.08;
    }

    /// <summary>Apple, pear, orange, lemon, tomato, plum, of radius below 0.045.</summary>
    private static void RoundFruit(LocalFrame at, SeededRandom random)
    {
        at = at.Part("fruit").Turned(random.Between(0, 360));
        var size = random.Between(0.88, 1.12);
        switch (random.Integer(0, 5))
        {
            case 0:
            case 1:
                var skin = random.Pick(Color.Srgb(170, 28, 30), Color.Srgb(200, 60, 40), Color.Srgb(140, 170, 50),
                    Color.Srgb(215, 185, 70));
                at.Mesh(_apple.Value, Vector.Zero, new Plain(skin, 0.15, 0.2), size);
                at.Bar((0, 0, 0.062 * size), (0.006, 0, 0.084 * size), 0.0014, new Plain(Color.Srgb(70, 50, 30)));
                break;
            case 2:
                at.Mesh(_pear.Value, Vector.Zero,
                    new Plain(random.Pick(Color.Srgb(180, 180, 70), Color.Srgb(200, 170, 60), Color.Srgb(130, 90, 40)),
                        0.1, 0.3), size);
                at.Bar((0, 0, 0.094 * size), (0.007, 0, 0.115 * size), 0.0014, new Plain(Color.Srgb(70, 50, 30)));
                break;
            case 3:
                at.Ball((0, 0, 0.038 * size), 0.038 * size, new Plaster(Color.Srgb(235, 130, 25), 0.05, 0.15, 0.004));
                break;
            case 4:
                at.Ball((0, 0, 0.026 * size), (0.075 * size, 0.055 * size, 0.052 * size),
                    new Plaster(Color.Srgb(240, 205, 50), 0.05, 0.12, 0.004));
                break;
            default:
                at.Ball((0, 0, 0.027), (0.06, 0.06, 0.054),
                    new Plain(random.Pick(Color.Srgb(200, 35, 25), Color.Srgb(70, 30, 75), Color.Srgb(235, 150, 70)),
                        0.3, 0.1));
                break;
        }
    }

    /// <summary>A heap of fruit of this radius.</summary>
    public static void Heap(LocalFrame at, double radius, SeededRandom random)
    {
        for (var layer = 0; layer < 2; layer++)
        {
            var count = layer == 0 ? (int)(radius * radius / 0.0013) : (int)(radius * radius / 0.004);
            for (var i = 0; i < count; i++)
            {
                var (angle, distance) = (random.Between(0, 360),
                    (layer == 0 ? 0.85 : 0.4) * radius * Math.Sqrt((i + 0.5) / count));
                RoundFruit(at.Turned((137.5 * i) + (angle * 0.05)).At(distance, 0, 0.045 * layer).Turned(angle),
                    random);
            }
        }
    }

    /// <summary>A whole loaf, rolls or slices of bread.</summary>
    public static void Bread(LocalFrame at, SeededRandom random)
    {
        at = at.Part("bread");
        var crust = new Plaster(random.Pick(Color.Srgb(170, 105, 50), Color.Srgb(140, 80, 40),
            Color.Srgb(200, 145, 80)), 0.2, 0.25, 0.012);
        switch (random.Integer(0, 2))
        {
            case 0:
                at.Fitted(_loaf.Value, (0, 0, 0.05), (0.26, 0.12, 0.1), crust);
                break;
            case 1:
                for (var i = 0; i < 3; i++)
                    at.At((i - 1) * 0.075, 0.02 * (i % 2)).Turned(random.Between(-30, 30))
                        .Fitted(_loaf.Value, (0, 0, 0.025), (0.075, 0.062, 0.05),
                        crust);
                break;
            default:
                var crumb = new Plaster(Color.Srgb(225, 195, 150), 0.1, 0.4, 0.006);
                for (var i = 0; i < 4; i++)
                    at.At(0.015 * i, 0.008 * i, 0.0075 + (0.0135 * i)).Turned(random.Normal(0, 14)).Tilted(90)
                        .Scaled(1, 0.013, 1)
                        .Mesh(_slice.Value, (0, 0, -0.05), crumb);
                break;
        }
    }

    /// <summary>What lies on a plate of about 0.13 radius within its rim.</summary>
    public static void Meal(LocalFrame at, SeededRandom random)
    {
        at = at.Part("food").Turned(random.Between(0, 360));
        switch (random.Integer(0, 5))
        {
            case 0:
                Breakfast(at, random);
                break;
            case 1:
                Spaghetti(at, random);
                break;
            case 2:
                Cake(at, random);
                break;
            case 3:
                at.Bar((0, 0, 0.001), (0, 0, 0.012), 0.1, new Plaster(Color.Srgb(215, 165, 95), 0.2, 0.3, 0.01));
                at.Bar((0, 0, 0.002), (0, 0, 0.0135), 0.088, new Plaster(Color.Srgb(190, 70, 35), 0.3, 0.3, 0.012));
                for (var i = 0; i < 14; i++)
                {
                    var spot = at.Turned(137.5 * i).At(0.018 * Math.Sqrt(i + 0.5) * 1.2, 0, 0.0135);
                    if (i % 2 == 0)
                        spot.Bar(Vector.Zero, (0, 0, 0.0025), 0.013, new Plain(Color.Srgb(150, 35, 30), 0.1, 0.3));
                    else spot.Ball(Vector.Zero, (0.028, 0.02, 0.006), new Plain(Color.Srgb(240, 220, 170), 0.1, 0.3));
                }
                break;
            case 4:
                for (var i = 0; i < 9; i++)
                {
                    var leaf = at.Turned(137.5 * i).At(0.022 * Math.Sqrt(i), 0, 0.012).Tilted(random.Between(-50, 50));
                    leaf.Ball(Vector.Zero, (0.06, 0.045, 0.01),
                        new Plain(Color.Hsv(random.Between(75, 115), random.Between(0.55, 0.8),
                            random.Between(0.35, 0.65)), 0.1, 0.3));
                }
                for (var i = 0; i < 5; i++)
                    at.Turned(75 * i).Ball((0.045, 0, 0.024), 0.013, new Plain(Color.Srgb(200, 40, 30), 0.3, 0.1));
                break;
            default:
                at.At(-0.03, 0.02).Fitted(_loaf.Value, (0, 0, 0.013), (0.11, 0.075, 0.026),
                    new Plaster(Color.Srgb(110, 60, 32), 0.3, 0.4, 0.01));
                for (var i = 0; i < 12; i++)
                    at.At(0.045 + (0.02 * (i % 2)), -0.06 + (0.012 * i), 0.01).Turned(random.Between(0, 180))
                        .Box((0, 0, 0.004 * (i % 3)),
                        (0.06, 0.008, 0.008), new Plain(Color.Srgb(225, 180, 85)));
                for (var i = 0; i < 16; i++)
                    at.Turned(137.5 * i).At(0.007 * Math.Sqrt(i), -0.002)
                        .Ball((-0.03, -0.07, 0.006), 0.005, new Plain(Color.Srgb(95, 150, 45)));
                break;
        }
    }

    /// <summary>A piece of layered cake with a cherry.</summary>
    private static void Cake(LocalFrame at, SeededRandom random)
    {
        var (dough, cream) = (random.Pick(Color.Srgb(80, 45, 28), Color.Srgb(225, 180, 110)),
            random.Pick(Color.Srgb(245, 235, 220), Color.Srgb(60, 32, 20), Color.Srgb(235, 170, 180)));
        for (var layer = 0; layer < 4; layer++)
        {
            var thick = layer % 2 == 0 ? 0.018 : 0.006;
            at.At(-0.06, 0, (layer / 2 * 0.024) + (layer % 2 * 0.018) + (thick / 2)).Tilted(90).Scaled(1, thick, 1)
                .Mesh(_wedge.Value, Vector.Zero,
                    layer % 2 == 0 ? new Plaster(dough, 0.2, 0.3, 0.005) : new Plain(cream, 0.05, 0.4));
        }
        at.Ball((0.035, 0, 0.056), 0.011, new Plain(Color.Srgb(170, 15, 30), 0.35, 0.08));
    }

    private static void Breakfast(LocalFrame at, SeededRandom random)
    {
        for (var i = 0; i < 2; i++)
        {
            var egg = at.At((i * 0.075) - 0.05, (i * 0.02) - 0.02);
            egg.Ball((0, 0, 0.002), (0.09, 0.075, 0.008), new Plain(Color.Srgb(245, 240, 230), 0.15, 0.2));
            egg.Ball((0.006, 0, 0.006), (0.036, 0.036, 0.02), new Plain(Color.Srgb(240, 165, 30), 0.3, 0.1));
        }
        for (var i = 0; i < 3; i++)
            at.At(-0.02 + (0.02 * i), 0.045 + (0.012 * i)).Turned(random.Normal(15, 6))
                .Fitted(RoundedBox.Soft, (0, 0, 0.005), (0.12, 0.022, 0.005),
                new Plaster(Color.Srgb(150, 60, 45), 0.35, 0.4, 0.01));
        for (var i = 0; i < 2; i++)
            at.Ball((-0.05 + (0.05 * i), -0.065, 0.008), (0.04, 0.04, 0.016),
                new Plain(Color.Srgb(195, 45, 30), 0.3, 0.1));
    }

    private static void Spaghetti(LocalFrame at, SeededRandom random)
    {
        var noodle = new Plain(Color.Srgb(235, 205, 130), 0.15, 0.2);
        at.Ball((0, 0, 0.002), (0.16, 0.15, 0.035), noodle);
        for (var i = 0; i < 16; i++)
        {
            var reach = 0.045 * Math.Sqrt((i + 0.5) / 16);
            at.Turned(137.5 * i).At(reach, 0, 0.016 - (reach * 0.2)).Leaning(350 * reach).Tilted(random.Normal(0, 9))
                .Scaled(random.Between(0.6, 1))
                .Mesh(_noodles.Value, Vector.Zero, noodle);
        }
        at.Ball((0, 0, 0.028), (0.09, 0.08, 0.03), new Plaster(Color.Srgb(150, 40, 20), 0.3, 0.5, 0.008));
        for (var i = 0; i < 3; i++)
            at.Turned(110 * i).Ball((0.018, 0, 0.042), (0.03, 0.02, 0.006), new Plain(Color.Srgb(60, 120, 40)));
    }
}
