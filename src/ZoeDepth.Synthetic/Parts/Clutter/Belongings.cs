using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>
/// Bags, boxes, toys and clothes. Everything stands on the origin; every method returns the radius of the footprint,
/// metres.
/// </summary>
internal static class Belongings
{
    private static readonly Lazy<Mesh> _bag = new(() => new MeshBuilder().Add(Loft.Through(
        [Section.At(0, 0.17, 0.065, 0.6), Section.At(0.03, 0.185, 0.075, 0.6), Section.At(0.18, 0.17, 0.055, 0.6),
            Section.At(0.26, 0.15, 0.02, 0.6)], 14))
        .Add(Tube.Along(Curve.Through(
            [(-0.09, -0.02, 0.25), (-0.07, -0.025, 0.36), (0.07, -0.025, 0.36), (0.09, -0.02, 0.25)], 4), 0.007, 5))
        .Add(Tube.Along(Curve.Through(
            [(-0.09, 0.02, 0.25), (-0.06, 0.05, 0.33), (0.06, 0.05, 0.33), (0.09, 0.02, 0.25)], 4), 0.007, 5)).Build());

    private static readonly Lazy<Mesh> _backpack = new(() => new MeshBuilder()
        .Add(Loft.Through([Section.At(0, 0.13, 0.08, 0.5), Section.At(0.03, 0.15, 0.1, 0.5),
            Section.At(0.28, 0.15, 0.09, 0.5),
            Section.At(0.38, 0.13, 0.07, 0.4),
            Section.At(0.43, 0.07, 0.035)], 14))
        .Add(RoundedBox.Round, new((0.22, 0, 0), (0, 0.1, 0), (0, 0, 0.19), (0, -0.1, 0.13)))
        .Add(Tube.Along(Curve.Through([(-0.08, 0.06, 0.4), (-0.1, 0.13, 0.28), (-0.11, 0.09, 0.06)], 4), 0.014, 5))
        .Add(Tube.Along(Curve.Through([(0.08, 0.06, 0.4), (0.1, 0.13, 0.28), (0.11, 0.09, 0.06)], 4), 0.014, 5))
            .Build());

    private static readonly Lazy<Mesh> _basket = new(() =>
    {
        var builder = new MeshBuilder().Add(Lathe.Vessel([(0.75, 0), (0.8, 0.02), (1, 1)], 0.05, 0.06, 20));
        for (var ring = 0; ring < 5; ring++)
            builder.Add(Tube.Torus(0.83 + (0.043 * ring), 0.035, 20, 5), Affine.Move((0, 0, 0.12 + (0.215 * ring))));
        return builder.Build();
    });

    private static readonly Lazy<Mesh> _bin =
        new(() => Lathe.Vessel([(0.72, 0), (0.76, 0.02), (1, 1)], 0.03, 0.05, 18));

    private static readonly Lazy<Mesh> _bear = new(() =>
    {
        var (builder, ball) = (new MeshBuilder(), Balls.SuperEllipsoid(1, 1, 3));
        void Ball(Vector center, double x, double y, double z) =>
            builder.Add(ball, new((x, 0, 0), (0, y, 0), (0, 0, z), center));
        Ball((0, 0, 0.3), 0.24, 0.21, 0.3);
        Ball((0, -0.02, 0.74), 0.23, 0.21, 0.2);
        Ball((0, -0.2, 0.68), 0.1, 0.09, 0.08);
        foreach (var side in (int[])[-1, 1])
        {
            Ball((0.18 * side, 0, 0.91), 0.085, 0.045, 0.085);
            builder.Add(Tube.Along([(0.19 * side, -0.03, 0.48), (0.32 * side, -0.16, 0.32)], [0.085, 0.08], 7, true));
            builder.Add(Tube.Along([(0.13 * side, -0.08, 0.1), (0.24 * side, -0.34, 0.09)], [0.11, 0.1], 7, true));
        }
        return builder.Build();
    });

    private static readonly Lazy<Mesh> _bearFace = new(() =>
    {
        var (builder, ball) = (new MeshBuilder(), Balls.SuperEllipsoid(1, 1, 2));
        foreach (var center in (Vector[])[(-0.08, -0.2, 0.78), (0.08, -0.2, 0.78), (0, -0.285, 0.7)]) builder.Add(ball,
            Affine.Move(center).Of(Affine.Scale((0.03, 0.03, 0.026))));
        return builder.Build();
    });

    private static readonly Lazy<Mesh> _hat = new(() => Lathe.Turned(
        [(0, 0.01), (0.15, 0), (0.155, 0.006), (0.095, 0.018), (0.09, 0.05), (0.082, 0.11), (0.06, 0.122), (0, 0.115)],
        20));

    /// <summary>A pair, as somebody stepped out of them.</summary>
    public static double Shoes(LocalFrame at, SeededRandom random)
    {
        at = at.Part("shoes").Turned(random.Between(0, 360)).Scaled(random.Between(0.75, 1.1));
        var (shoe, mesh) = (random.Chance(0.5) ? Leather.Draw(random) : Clothes.Shoe(random),
            random.Chance(0.75) ? Footwear.Left : Footwear.Boot);
        at.At(-0.065, 0.06).Turned(random.Normal(0, 12)).Mesh(mesh.Value, Vector.Zero, shoe);
        var other = at.At(0.065, 0.06 + random.Normal(0, 0.03)).Turned(random.Normal(0, 20));
        if (random.Chance(0.15)) other.At(0, 0, 0.05).Leaning(88).Mesh(mesh.Value, Vector.Zero, shoe);
        else other.Mesh(mesh.Value, Vector.Zero, shoe);
        return 0.2;
    }

    /// <summary>With two handles.</summary>
    public static double Bag(LocalFrame at, SeededRandom random)
    {
        at.Part("bag").Turned(random.Normal(0, 40))
            .Scaled(random.Between(0.8, 1.3), random.Between(0.8, 1.5), random.Between(0.8, 1.3))
            .Mesh(_bag.Value, Vector.Zero, random.Chance(0.6) ? Leather.Draw(random) : Fabric.Draw(random));
        return 0.24;
    }

    /// <summary>Leaning back a little.</summary>
    public static double Backpack(LocalFrame at, SeededRandom random)
    {
        at.Part("backpack").Turned(random.Normal(0, 60)).Tilted(-random.Between(0, 12))
            .Mesh(_backpack.Value, Vector.Zero, Fabric.Draw(random), random.Between(0.8, 1.2));
        return 0.22;
    }

    /// <summary>Woven, sometimes with a cloth in it.</summary>
    public static double Basket(LocalFrame at, SeededRandom random)
    {
        var (radius, height) = (random.Between(0.12, 0.24), random.Between(0.12, 0.4));
        at = at.Part("basket");
        at.Scaled(radius, radius, height).Mesh(_basket.Value, Vector.Zero, Fabric.DrawWicker(random));
        if (random.Chance(0.5)) at.At(0, 0, 0.8 * height).Scaled(0.88 * radius, 0.88 * radius, 0.35 * height)
            .Mesh(Balls.AnyRock(random), Vector.Zero, Fabric.Draw(random));
        return radius;
    }

    /// <summary>A closed cardboard box with tape and a label.</summary>
    public static void Carton(LocalFrame at, Vector size, SeededRandom random)
    {
        at = at.Part("cardboard box");
        at.Box((0, 0, size.Z / 2), size, random.Chance(0.85) ? Cardboard.Draw(random) : Everyday.Package(random));
        at.Box((0, 0, size.Z / 2), (0.05, size.Y + 0.002, size.Z + 0.002),
            new Plain(Color.Srgb(185, 150, 100), 0.2, 0.2));
        if (random.Chance(0.5))
            at.Box((0.25 * size.X, 0, 0.6 * size.Z), (0.3 * size.X, size.Y + 0.003, 0.35 * size.Z),
                Everyday.Cover(random));
    }

    /// <summary>A cardboard box, closed or open.</summary>
    public static double Box(LocalFrame at, SeededRandom random)
    {
        var (width, depth, height) = (random.Between(0.2, 0.6), random.Between(0.2, 0.45), random.Between(0.12, 0.45));
        at = at.Part("cardboard box").Turned(random.Normal(0, 20));
        if (random.Chance(0.6))
        {
            Carton(at, (width, depth, height), random);
            return Math.Max(width, depth) / 2;
        }
        const double Wall = 0.006;
        var board = Cardboard.Draw(random);
        at.Box((0, 0, Wall / 2), (width, depth, Wall), board);
        foreach (var side in (int[])[-1, 1])
        {
            at.Box((side * (width - Wall) / 2, 0, height / 2), (Wall, depth, height), board);
            at.Box((0, side * (depth - Wall) / 2, height / 2), (width - (2 * Wall), Wall, height), board);
            at.At(side * width / 2, 0, height).Leaning(side * random.Between(20, 150))
                .Box((0, 0, depth / 4), (Wall, depth, depth / 2), board);
            at.At(0, side * depth / 2, height).Tilted(-side * random.Between(20, 150))
                .Box((0, 0, depth / 4), (width, Wall, depth / 2), board);
        }
        return Math.Max(width, depth) / 2;
    }

    /// <summary>Sometimes with crumpled paper in it.</summary>
    public static double WasteBin(LocalFrame at, SeededRandom random)
    {
        var (radius, height) = (random.Between(0.11, 0.17), random.Between(0.25, 0.4));
        at = at.Part("waste bin");
        at.Scaled(radius, radius, height)
            .Mesh(_bin.Value, Vector.Zero, random.Chance(0.5) ? Everyday.Plastic(random) : Everyday.Metal(random));
        var crumpled = random.Integer(0, 4);
        for (var i = 0; i < crumpled; i++)
        {
            at.At(random.Normal(0, 0.3) * 0.5 * radius, random.Normal(0, 0.3) * 0.5 * radius,
                height * random.Between(0.6, 0.9))
                .Turned(random.Between(0, 360))
                .Scaled(0.04).Mesh(Balls.AnyPebble(random), Vector.Zero, Everyday.Pages);
        }
        return radius;
    }

    /// <summary>Folded, one on the other.</summary>
    public static double Towels(LocalFrame at, SeededRandom random)
    {
        at = at.Part("towel").Turned(random.Normal(0, 10));
        var (z, count) = (0.0, random.Integer(1, 5));
        for (var i = 0; i < count; i++)
        {
            var thick = random.Between(0.03, 0.06);
            var size = new Vector(random.Between(0.28, 0.32), random.Between(0.2, 0.24), thick);
            at.Turned(random.Normal(0, 3))
                .Fitted(RoundedBox.Fitting(size, 0.45 * thick), (0, 0, z + (thick / 2)), size, Fabric.Draw(random));
            z += 0.97 * thick;
        }
        return 0.18;
    }

    /// <summary>With a brim, lying on it.</summary>
    public static double Hat(LocalFrame at, SeededRandom random)
    {
        at.Part("hat").Turned(random.Between(0, 360))
            .Mesh(_hat.Value, Vector.Zero, random.Chance(0.5) ? Fabric.Draw(random) : Wood.Draw(random, 2));
        return 0.16;
    }

    /// <summary>From a tennis ball to a gymnast's.</summary>
    public static double Ball(LocalFrame at, SeededRandom random)
    {
        var radius = random.Pick(0.033, 0.04, 0.11, 0.12, 0.2) * random.Between(0.9, 1.1);
        at.Part("ball").Ball((0, 0, radius), radius, Everyday.Plastic(random));
        return radius;
    }

    /// <summary>Sitting.</summary>
    public static double Teddy(LocalFrame at, SeededRandom random)
    {
        at = at.Part("teddy").Turned(random.Normal(0, 40)).Scaled(random.Between(0.2, 0.5));
        at.Mesh(_bear.Value, Vector.Zero,
            new Plain(Color.Hsv(random.Between(18, 40), random.Between(0.1, 0.6), random.Between(0.3, 0.85)), 0, 1));
        at.Mesh(_bearFace.Value, Vector.Zero, Everyday.Black);
        return 0.15;
    }

    /// <summary>Wooden bricks, some piled.</summary>
    public static double Bricks(LocalFrame at, SeededRandom random)
    {
        at = at.Part("toy bricks");
        var count = random.Integer(4, 9);
        for (var i = 0; i < count; i++)
        {
            var size = new Vector(random.Pick(0.03, 0.06), 0.03, 0.03);
            at.At(random.Between(-0.12, 0.12), random.Between(-0.12, 0.12)).Turned(random.Between(0, 360))
                .Fitted(RoundedBox.Fitting(size, 0.002), (0, 0, i < 2 ? 0.045 : 0.015), size, Everyday.Plastic(random));
        }
        return 0.16;
    }

    /// <summary>A cup full of pens.</summary>
    public static double PenHolder(LocalFrame at, SeededRandom random)
    {
        at = at.Part("pens").Scaled(random.Between(0.9, 1.1));
        at.Scaled(0.042, 0.042, 0.1)
            .Mesh(_bin.Value, Vector.Zero, random.Chance(0.5) ? Everyday.Ceramic(random) : Everyday.Metal(random));
        var pens = random.Integer(2, 6);
        for (var i = 0; i < pens; i++)
        {
            at.Turned(random.Between(0, 360)).At(0.012, 0, 0.01).Leaning(random.Between(3, 14))
                .Bar(Vector.Zero, (0, 0, random.Between(0.13, 0.17)), 0.004, Everyday.Plastic(random));
        }
        return 0.05;
    }
}
