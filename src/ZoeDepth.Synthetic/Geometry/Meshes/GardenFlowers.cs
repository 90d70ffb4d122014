namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// A flower that is looked at from a hand's breadth: a head of curved petals about the origin, facing +z, about one
/// wide.
/// </summary>
/// <param name="Petals">of one colour</param>
/// <param name="Middle">the disc, the stamens</param>
internal sealed record GardenFlowers(Mesh Petals, Mesh Middle)
{
    private static readonly Lazy<GardenFlowers>[] _all =
    [
        new(() => Daisy(13, 0.2, 0.1, 1)), new(() => Daisy(21, 0.11, 0.02, 2)), new(() => Daisy(34, 0.13, 0.2, 3)),
            new(() => Daisy(5, 0.42, 0.15, 4)),
        new(() => Daisy(8, 0.26, 0.3, 5)), new(() => Cup(6, 6)), new(() => Cup(5, 7)), new(() => Rose(8)),
            new(() => Rose(9)), new(() => Clock(10)),
    ];

    private static readonly Lazy<Mesh>[] _leaves =
        [.. Enumerable.Range(0, 4).Select(i => new Lazy<Mesh>(() => Leaf(20 + i)))];

    public static GardenFlowers Any(SeededRandom random) => random.Pick(_all).Value;

    /// <summary>A leaf along +x from the origin, one long, arched and folded along its middle; an open sheet.</summary>
    public static Mesh AnyLeaf(SeededRandom random) => random.Pick(_leaves).Value;

    /// <summary>Narrow petals in one or two rings about a disc.</summary>
    private static GardenFlowers Daisy(int petals, double width, double rise, int seed)
    {
        var random = new SeededRandom((ulong)(900 + seed));
        var builder = new MeshBuilder();
        for (var i = 0; i < petals; i++)
        {
            var (angle, second) = ((360.0 * i / petals) + random.Normal(0, 90.0 / petals), petals > 20 && i % 2 == 0);
            Petal(builder, angle, second ? 0.4 : 0.5, width * random.Between(0.85, 1.1), rise + (second ? 0.15 : 0)
                + random.Normal(0, 0.05),
                random.Between(0.15, 0.35), 0.1);
        }
        return new(builder.Build(70), new MeshBuilder().Add(Balls.SuperEllipsoid(1, 1, 5),
            new((0.13, 0, 0), (0, 0.13, 0), (0, 0, 0.06), (0, 0, 0.02))).Build());
    }

    /// <summary>A tulip or a crocus, half open.</summary>
    private static GardenFlowers Cup(int petals, int seed)
    {
        var random = new SeededRandom((ulong)(900 + seed));
        var builder = new MeshBuilder();
        for (var i = 0; i < petals; i++)
            Petal(builder, (360.0 * i / petals) + random.Normal(0, 6), 0.72, 0.52, 1.3 + random.Normal(0, 0.08),
                -random.Between(0.35, 0.55), 0.25);
        var middle = new MeshBuilder();
        for (var i = 0; i < 6; i++)
            middle.Add(Tube.Along([Vector.Zero, (0.06 * PortableMath.Cos(i), 0.06 * PortableMath.Sin(i), 0.34)], 0.014,
                5));
        return new(builder.Build(70), middle.Build());
    }

    /// <summary>Petals around petals, the inner ones upright.</summary>
    private static GardenFlowers Rose(int seed)
    {
        var random = new SeededRandom((ulong)(900 + seed));
        var builder = new MeshBuilder();
        for (var i = 0; i < 26; i++)
        {
            var share = i / 25.0;
            Petal(builder, 137.5 * i, 0.22 + (0.32 * share), 0.3 + (0.16 * share), 1.5 - (1.25 * share),
                -0.3 + (0.5 * share) + random.Normal(0, 0.05), 0.22);
        }
        return new(builder.Build(70), new MeshBuilder().Add(Balls.SuperEllipsoid(1, 1, 3),
            new((0.07, 0, 0), (0, 0.07, 0), (0, 0, 0.1), (0, 0, 0.06))).Build());
    }

    /// <summary>A dandelion that has gone to seed: hairs with tufts about a small middle.</summary>
    private static GardenFlowers Clock(int seed)
    {
        var random = new SeededRandom((ulong)(900 + seed));
        var builder = new MeshBuilder();
        for (var i = 0; i < 110; i++)
        {
            var outwards = Leaves.AnyDirection(random);
            if (outwards.Z < -0.6) continue;
            var tip = outwards * 0.36;
            builder.Add(Tube.Along([outwards * 0.06, tip], 0.0035, 3));
            for (var k = 0; k < 5; k++)
            {
                var ray = (outwards + (0.9 * Leaves.AnyDirection(random))).Unit();
                builder.Add(Tube.Along([tip, tip + (ray * 0.13)], 0.003, 3));
            }
        }
        return new(builder.Build(), new MeshBuilder().Add(Balls.SuperEllipsoid(1, 1, 3),
            Affine.Scale((0.07, 0.07, 0.07))).Build());
    }

    /// <summary>A petal from the middle outwards, spoon-shaped.</summary>
    /// <param name="builder">where to</param>
    /// <param name="angle">about z, degrees</param>
    /// <param name="length">along its arch</param>
    /// <param name="width">at its widest</param>
    /// <param name="rise">how steeply it starts, radians above the level</param>
    /// <param name="droop">how much less steep it ends, radians; below 0 it closes over the middle</param>
    /// <param name="hollow">how far its sides are bent up, share of its width</param>
    private static void Petal(MeshBuilder builder, double angle, double length, double width, double rise,
        double droop, double hollow)
    {
        const int Rows = 6;
        var turn = Affine.Turn((0, 0, 1), angle);
        var spine = new Vector[Rows + 1];
        var (x, z) = (0.04, 0.0);
        for (var row = 0; row <= Rows; row++)
        {
            spine[row] = (x, 0, z);
            var pitch = rise - (droop * 2 * row / Rows);
            (x, z) = (x + (length / Rows * PortableMath.Cos(pitch)), z + (length / Rows * PortableMath.Sin(pitch)));
        }
        Vector Point(int column, int row)
        {
            var t = (double)row / Rows;
            // Narrow at its foot, widest beyond the middle, rounded at its end.
            var half = width / 2 * (0.25 + (0.75 * Math.Min(1, 1.8 * t)))
                * Math.Sqrt(Math.Max(0, 1 - Fourth(Math.Max(0, (t - 0.35) / 0.66))));
            var side = column - 1.0;
            var ahead = (spine[Math.Min(row + 1, Rows)] - spine[Math.Max(row - 1, 0)]).Unit();
            var up = new Vector(-ahead.Z, 0, ahead.X);
            return turn.Point(spine[row] + new Vector(0, side * half, 0) + (up * (side * side * half * 2 * hollow)));
        }
        builder.Sheet(2, Rows, (column, row) => Point(column, row));
    }

    private static Mesh Leaf(int seed)
    {
        var random = new SeededRandom((ulong)(900 + seed));
        var (builder, rows, arch, wide) = (new MeshBuilder(), 9, random.Between(0.15, 0.5), random.Between(0.16, 0.5));
        var notch = seed % 2 == 0 ? 0.0 : 0.12;
        builder.Sheet(4, rows, (column, row) =>
        {
            var (t, side) = ((double)row / rows, (column - 2) / 2.0);
            var half = wide / 2 * PortableMath.Sin(Math.PI * Math.Min(1, 0.04 + (0.96 * t))) * (1.2 - (0.4 * t))
                * (1 + (notch * (row % 2 == 0 ? 1 : -1)));
            var z = (arch * 1.4 * t * (1 - t)) - (0.3 * arch * t) + (0.3 * Math.Abs(side) * half)
                + (0.015 * PortableMath.Sin(9 * t + (3 * side)));
            return (t, side * half, z);
        });
        return builder.Build(80);
    }

    private static double Fourth(double x) => x * x * x * x;
}
