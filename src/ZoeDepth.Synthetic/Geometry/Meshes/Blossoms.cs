namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// A bunch of flowers about one metre high from one root: stalks and leaves are one mesh, blossoms another.
/// </summary>
/// <param name="Green">stalks and leaves</param>
/// <param name="Heads">blossoms, at the ends of the stalks</param>
internal sealed record Blossoms(Mesh Green, Mesh Heads)
{
    private static readonly Lazy<Blossoms>[] _bouquets =
        [.. Enumerable.Range(0, 3).Select(i => new Lazy<Blossoms>(() => Grow(11, 0.75, 0.5, i)))];

    private static readonly Lazy<Blossoms>[] _plants =
        [.. Enumerable.Range(0, 4).Select(i => new Lazy<Blossoms>(() => Grow(7, 0.5, 1, 10 + i)))];

    private static readonly Lazy<Blossoms> _tulips = new(() => Grow(9, 0.3, 0.35, 21));

    /// <summary>Cut flowers, for vases: few leaves.</summary>
    public static Blossoms AnyBouquet(SeededRandom random) =>
        random.Integer(0, _bouquets.Length) is var i && i < _bouquets.Length ? _bouquets[i].Value : _tulips.Value;

    /// <summary>A flowering plant, bushy below.</summary>
    public static Blossoms AnyPlant(SeededRandom random) => _plants[random.Integer(0, _plants.Length - 1)].Value;

    /// <param name="stalks">blossoms</param>
    /// <param name="spread">how far they lean out, share of the height</param>
    /// <param name="leafy">size of the leaves</param>
    /// <param name="seed">which; its remainder by 3 is the kind of blossom: daisy, ball, cup</param>
    private static Blossoms Grow(int stalks, double spread, double leafy, int seed)
    {
        var random = new SeededRandom((ulong)(500 + seed));
        var (green, heads) = (new MeshBuilder(), new MeshBuilder());
        for (var i = 0; i < stalks; i++)
        {
            var angle = PortableMath.Radians((137.5 * i) + random.Between(-20, 20));
            var level = new Vector(PortableMath.Cos(angle), PortableMath.Sin(angle), 0);
            var lean = spread * Math.Sqrt((i + 0.5) / stalks) * random.Between(0.7, 1);
            var top = (level * lean) + (Vector.Up * (random.Between(0.78, 0.92) - (0.35 * lean * lean)));
            var middle = (level * (0.3 * lean)) + (Vector.Up * 0.45);
            green.Add(Tube.Along([Vector.Zero, middle, top], 0.012, 3));
            for (var k = 0; k < 2; k++)
            {
                var along = (Leaves.AnyDirection(random) + level + (0.5 * Vector.Up)).Unit();
                var size = 0.32 * leafy * random.Between(0.7, 1.2);
                var from = middle * (0.4 + (0.6 * k));
                Leaves.Leaf(green, from, along, along.Cross(Leaves.AnyDirection(random)).Unit(), size, 0.5 * size,
                    (level + Vector.Up).Unit());
            }
            var facing = (level * (0.3 + lean) + Vector.Up).Unit();
            Head(heads, top, facing, random.Between(0.8, 1.2), seed % 3);
        }
        return new(green.Build(), heads.Build());
    }

    private static void Head(MeshBuilder builder, Vector at, Vector facing, double scale, int kind)
    {
        var axes = Affine.Along(facing);
        Affine Sized(double wide, double high) =>
            new(axes.X * (wide * scale), axes.Y * (wide * scale), axes.Z * (high * scale), at);
        switch (kind)
        {
            case 0:
                for (var petal = 0; petal < 8; petal++)
                {
                    var level = Affine.Turn(facing, 45 * petal).Direction(axes.X);
                    Leaves.Leaf(builder, at, (level + (0.25 * facing)).Unit(), facing.Cross(level).Unit(), 0.13 * scale,
                        0.09 * scale, facing);
                }
                builder.Add(Balls.SuperEllipsoid(1, 1, 2), Sized(0.035, 0.025));
                break;
            case 1:
                builder.Add(Balls.Rock(2, 0.5, 3), Sized(0.11, 0.09));
                break;
            default:
                builder.Add(Lathe.Turned([(0, -0.2), (0.7, 0.1), (0.85, 0.7), (0.7, 1.3), (0.45, 0.9), (0, 0.4)], 6),
                    Sized(0.085, 0.12));
                break;
        }
    }
}
