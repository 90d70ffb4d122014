using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Goods;

/// <summary>What is taken into the hand unpacked: books, balls, crockery, tools, cloth, toys.</summary>
internal static class HandThings
{
    private static readonly Lazy<Mesh> _ring =
        new(() => Lathe.Turned([(0.6, -0.5), (1, -0.5), (1, 0.5), (0.6, 0.5), (0.6, -0.5)], 20));

    private static readonly Lazy<Mesh> _scissors = new(() => new MeshBuilder()
        .Add(Tube.Torus(0.026, 0.006, 16, 6), new((0.8, 0, 0), (0, 1.1, 0), (0, 0, 1), (-0.026, -0.06, 0)))
        .Add(Tube.Torus(0.026, 0.006, 16, 6), new((0.8, 0, 0), (0, 1.1, 0), (0, 0, 1), (0.026, -0.06, 0)))
        .Add(Tube.Along([(-0.018, -0.032, 0), (0.004, 0, 0.001), (0.016, 0.1, 0.001)], [0.006, 0.006, 0.0015], 5))
        .Add(Tube.Along([(0.018, -0.032, 0), (-0.004, 0, -0.001), (-0.016, 0.1, -0.001)], [0.006, 0.006, 0.0015], 5))
            .Build());

    private static readonly Lazy<Mesh> _whisk = new(() =>
    {
        var builder = new MeshBuilder().Add(Tube.Along([(0, -0.13, 0), (0, 0, 0)], 0.009, 8));
        for (var i = 0; i < 5; i++)
        {
            var turn = Affine.Turn((0, 1, 0), 36 * i);
            builder.Add(Tube.Along([.. Curve.Through([(0.004, 0, 0), (0.03, 0.09, 0), (0, 0.15, 0), (-0.03, 0.09, 0),
                (-0.004, 0, 0)], 4)
                .Select(turn.Point)], 0.0012, 4));
        }
        return builder.Build();
    });

    /// <summary>A closed book or a notebook.</summary>
    public static Good Book(SeededRandom random)
    {
        Vector size = (random.Between(0.11, 0.22), random.Between(0.17, 0.29), random.Between(0.008, 0.04));
        var seed = random.Bits();
        return new(size, false, at => Reading.Lying(at.Part("book").At(0, 0, -size.Z / 2), size.X, size.Y, size.Z,
            new(seed)));
    }

    /// <summary>A ball of a game or a pet.</summary>
    public static Good Ball(SeededRandom random)
    {
        var (radius, material) = (random.Pick(0.02, 0.033, 0.037, 0.05) * random.Between(0.9, 1.1),
            Everyday.Plastic(random));
        return new((2 * radius, 2 * radius, 2 * radius), true, at => at.Part("ball")
            .Ball(Vector.Zero, radius, material));
    }

    /// <summary>Tape, kitchen paper, wire on a spool.</summary>
    public static Good Roll(SeededRandom random)
    {
        var (radius, height) = random.Chance(0.6) ? (random.Between(0.03, 0.065), random.Between(0.015, 0.055))
            : (random.Between(0.05, 0.06), random.Between(0.1, 0.23));
        var material = height > 0.09 ? Everyday.Paper(random) : random.Chance(0.5) ? Everyday.Package(random)
            : Everyday.Plastic(random);
        return new((2 * radius, 2 * radius, height), true, at => at.Part("roll").Scaled(radius, radius, height)
            .Mesh(_ring.Value, Vector.Zero, material));
    }

    /// <summary>A mug, a cup or a bowl.</summary>
    public static Good Vessel(SeededRandom random)
    {
        var (kind, seed) = (random.Integer(0, 2), random.Bits());
        Vector size = kind switch { 0 => (0.11, 0.09, 0.1), 1 => (0.11, 0.1, 0.065), _ => (0.17, 0.17, 0.07) };
        return new(size, true, at =>
        {
            var (here, same) = (at.At(0, 0, -size.Z / 2), new SeededRandom(seed));
            if (kind == 0) Crockery.Mug(here, same);
            else if (kind == 1) Crockery.Cup(here, same);
            else Crockery.Bowl(here, same);
        });
    }

    public static Good Scissors(SeededRandom random)
    {
        var (grip, scale) = (new Plain(Everyday.Vivid(random), 0.15, 0.3), random.Between(0.7, 1.15));
        return new(new Vector(0.09, 0.2, 0.014) * scale, false, at => at.Part("scissors").At(0, -0.005, 0)
            .Mesh(_scissors.Value, Vector.Zero, grip, scale));
    }

    public static Good Whisk(SeededRandom random)
    {
        var steel = Everyday.Steel(random);
        return new((0.06, 0.28, 0.06), false, at => at.Part("whisk").At(0, -0.01, 0).Mesh(_whisk.Value, Vector.Zero,
            steel));
    }

    /// <summary>A hammer, a spanner, pliers, a screwdriver, a drill, a tape measure.</summary>
    public static Good Tool(SeededRandom random)
    {
        if (random.Chance(0.3)) return Drill(random);
        var seed = random.Bits();
        return new((0.1, 0.24, 0.03), false, at => Garage.Tools.Hanging(at.At(0, 0.1, 0).Tilted(-90), new(seed),
            small: true));
    }

    private static Good Drill(SeededRandom random)
    {
        var (paint, black) = (new Plain(Everyday.Vivid(random), 0.15, 0.35), Everyday.Dark(random));
        return new((0.19, 0.07, 0.2), false, at =>
        {
            at = at.Part("drill");
            at.Bar((-0.07, 0, 0.07), (0.05, 0, 0.07), 0.028, paint);
            at.Cone((0.05, 0, 0.07), (0.08, 0, 0.07), 0.024, 0.016, black);
            at.Bar((0.08, 0, 0.07), (0.1, 0, 0.07), 0.006, black);
            at.At(-0.03, 0, 0.06).Leaning(-6).Fitted(RoundedBox.Round, (0, 0, -0.06), (0.042, 0.034, 0.13), black);
            at.Fitted(RoundedBox.Fitting((0.09, 0.065, 0.05), 0.01), (-0.02, 0, -0.075), (0.09, 0.065, 0.05), paint);
        });
    }

    /// <summary>A folded towel, a rolled sock, a glove.</summary>
    public static Good Cloth(SeededRandom random)
    {
        var (fabric, folded) = (Fabric.DrawClothes(random), random.Chance(0.5));
        Vector size = folded ? (random.Between(0.14, 0.26), random.Between(0.12, 0.2), random.Between(0.025, 0.06))
            : (random.Between(0.07, 0.13), random.Between(0.05, 0.1), random.Between(0.035, 0.06));
        var mesh = folded ? RoundedBox.Fitting(size, 0.45 * size.Z) : Balls.AnyRock(random);
        return new(size, false, at => at.Part("cloth").Fitted(mesh, Vector.Zero, size, fabric));
    }

    public static Good Fruit(SeededRandom random)
    {
        var seed = random.Bits();
        return new((0.085, 0.085, 0.075), true, at => Food.Fruit(at.At(0, 0, -0.0375), new(seed)));
    }

    /// <summary>A telephone, a mouse, a charger with its lead, a remote control.</summary>
    public static Good Device(SeededRandom random)
    {
        var (kind, seed, black) = (random.Integer(0, 3), random.Bits(), Everyday.Dark(random));
        Vector size = kind switch { 0 => (0.072, 0.15, 0.01), 1 => (0.06, 0.11, 0.037), 2 => (0.06, 0.09, 0.03), _ =>
            (0.05, 0.17, 0.02) };
        return new(size, false, at =>
        {
            var (here, same) = (at.At(0, 0, -size.Z / 2), new SeededRandom(seed));
            if (kind == 0) Devices.Phone(here, same);
            else if (kind == 1) Devices.Mouse(here, same);
            else at.Part("device").Fitted(RoundedBox.Fitting(size, 0.008), Vector.Zero, size, black);
            if (kind == 2) SmallThings.Cable(here.At(0.02, 0.05), same);
            if (kind != 3) return;
            for (var i = 0; i < 12; i++)
                at.Box((((i % 3) - 1) * 0.013, ((i / 3) - 2) * 0.02, size.Z / 2), (0.009, 0.009, 0.004), i == 0
                    ? new Plain(Color.Srgb(190, 30, 25))
                    : Everyday.Pages);
        });
    }

    /// <summary>A brick of a toy, with studs.</summary>
    public static Good Brick(SeededRandom random)
    {
        var (columns, unit, plastic) = (random.Integer(1, 4), random.Pick(0.008, 0.016, 0.032),
            new Plain(Everyday.Vivid(random), 0.2, 0.2, 0.02));
        Vector size = (unit * columns, 2 * unit, 1.4 * unit);
        return new(size, true, at =>
        {
            at = at.Part("toy brick");
            at.Box((0, 0, -0.1 * unit), (size.X, size.Y, 1.2 * unit), plastic);
            for (var i = 0; i < 2 * columns; i++)
            {
                var (x, y) = (((i / 2) - ((columns - 1) / 2.0)) * unit, ((i % 2) - 0.5) * unit);
                at.Bar((x, y, 0.5 * unit), (x, y, 0.7 * unit), 0.3 * unit, plastic);
            }
        });
    }

    /// <summary>A pen, a candle, a pipe, a torch, a brush.</summary>
    public static Good Rod(SeededRandom random)
    {
        var (radius, length) = (random.LogBetween(0.004, 0.02), random.Between(0.1, 0.26));
        var (body, head, cap) = (Everyday.Plastic(random), random.Chance(0.5) ? Everyday.Metal(random)
            : Everyday.Plastic(random), random.Between(0.1, 0.4));
        return new((2 * radius, 2 * radius, length), false, at =>
        {
            at = at.Part("rod");
            at.Bar((0, 0, -length / 2), (0, 0, length * (0.5 - cap)), 0.9 * radius, body);
            at.Cone((0, 0, length * (0.5 - cap)), (0, 0, length / 2), radius, radius * 0.8, head);
        });
    }
}
