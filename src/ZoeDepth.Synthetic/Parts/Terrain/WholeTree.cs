using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>
/// Trees of height 1 as two meshes each, wood and leaves, made once: cheap enough for woods. Beyond some sixty metres a tree is a trunk and a lump.
/// </summary>
/// <param name="Wood">trunk and limbs</param>
/// <param name="Leaves">the crown</param>
internal sealed record WholeTree(Mesh Wood, Mesh Leaves)
{
    private const int Variants = 3;

    private static readonly Lazy<WholeTree>[][] _trees = Forms(18, 0.62);

    private static readonly Lazy<WholeTree>[][] _close = Forms(110, 0.26);

    private static readonly Lazy<Mesh>[] _bare = [.. Enumerable.Range(0, Variants).Select(i => new Lazy<Mesh>(() => Branches.Grow(new(0.78, 0.3, 9, 0.34, 0.95, 0.017, 2), 350 + i).Wood))];

    private static readonly Lazy<Mesh>[] _lumps = [.. Enumerable.Range(0, 4).Select(i => new Lazy<Mesh>(() => Lump(360 + i)))];

    private static readonly Lazy<Mesh>[] _points = [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => Point(370 + i)))];

    /// <summary>A tree to stand near; <paramref name="close"/> ones have small leaves.</summary>
    public static WholeTree Any(WoodKind kind, bool close, SeededRandom random) => random.Pick((close ? _close : _trees)[(int)kind]).Value;

    /// <summary>Without leaves.</summary>
    public static Mesh AnyBare(SeededRandom random) => random.Pick(_bare).Value;

    /// <summary>A crown far away, −½..½ wide and 0..1 high; 330 triangles.</summary>
    public static Mesh AnyLump(SeededRandom random) => random.Pick(_lumps).Value;

    /// <summary>A spruce far away, about −½..½ wide and 0..1 high; 130 triangles.</summary>
    public static Mesh AnyPoint(SeededRandom random) => random.Pick(_points).Value;

    private static Lazy<WholeTree>[][] Forms(int leaves, double size) =>
    [
        Several(i => Grown(new(0.72, 0.22, 10, 0.36, 0.7, 0.022, 1), 300 + i, 0.125, 0.85, leaves, size)),
        Several(i => Grown(new(0.85, 0.42, 9, 0.26, 1, 0.0135, 1), 310 + i, 0.1, 0.85, leaves, size)),
        Several(i => Grown(new(0.9, 0.3, 12, 0.2, 1.2, 0.0095, 1, 0.45), 320 + i, 0.066, 1.1, leaves, size)),
        Several(Spruce),
        Several(i => Grown(new(0.92, 0.62, 8, 0.2, 0.45, 0.0125, 1), 340 + i, 0.075, 0.55, leaves, size)),
    ];

    private static WholeTree Grown(Habit habit, int seed, double cluster, double flat, int leafCount, double leafSize)
    {
        var skeleton = Branches.Grow(habit, seed);
        var (random, leaves) = (new SeededRandom((ulong)seed), new Gathered());
        var clusters = Enumerable.Range(0, 4).Select(i => Geometry.Leaves.Cluster(leafCount, leafSize, true, seed + i)).ToArray();
        foreach (var tip in skeleton.Boughs.SelectMany(bough => bough))
        {
            var radius = cluster * random.Between(0.75, 1.3);
            leaves.Add(
                random.Pick(clusters), Affine.Move(tip).Of(Affine.Turn(Vector.Up, random.Between(0, 360))).Of(Affine.Scale((radius, radius, flat * radius))));
        }
        return new(skeleton.Wood, leaves.Build());
    }

    private static WholeTree Spruce(int variant)
    {
        var (random, leaves) = (new SeededRandom((ulong)(330 + variant)), new Gathered());
        var slim = random.Between(0.15, 0.2);
        for (var i = 0; i < 11; i++)
        {
            var share = i / 11.0;
            var radius = slim * (1.03 - share) * random.Between(0.88, 1.1);
            var (low, high) = (0.1 + (0.9 * share), 0.1 + (0.9 * Math.Min(1, share + 0.16)));
            leaves.Add(
                Geometry.Leaves.AnyConiferLayer(random),
                Affine.Move((0, 0, low)).Of(Affine.Turn(Vector.Up, random.Between(0, 360))).Of(Affine.Scale((radius, radius, high - low))));
        }
        return new(Tube.Along([(0, 0, 0), (0, 0, 0.04), (0, 0, 0.9)], [0.018, 0.0125, 0.002], 8), leaves.Build());
    }

    private static Mesh Lump(int seed)
    {
        var (random, crown) = (new SeededRandom((ulong)seed), new Gathered());
        for (var i = 0; i < 7; i++)
        {
            var (angle, radius) = (random.Between(0, 2 * Math.PI), i == 0 ? 0.4 : random.Between(0.2, 0.3));
            var (aside, z) = (i == 0 ? 0 : 0.27, i == 0 ? 0.5 : random.Between(radius, 1 - radius));
            crown.Add(
                Balls.Rock(2, 0.7, seed + i),
                Affine.Move((aside * PortableMath.Cos(angle), aside * PortableMath.Sin(angle), z)).Of(Affine.Scale((radius, radius, radius * 1.15))));
        }
        return crown.Build();
    }

    private static Mesh Point(int seed)
    {
        var (random, profile) = (new SeededRandom((ulong)seed), new List<(double, double)> { (0, 0.04) });
        for (var i = 0; i < 5; i++)
        {
            var (low, wide) = (0.04 + (0.175 * i), 0.5 * (1 - (i / 5.2)) * random.Between(0.88, 1.08));
            profile.Add((wide, low));
            profile.Add((0.5 * wide, low + 0.14));
        }
        profile.Add((0, 1));
        return Lathe.Turned([.. profile], 6, 70);
    }

    private static Lazy<WholeTree>[] Several(Func<int, WholeTree> make) => [.. Enumerable.Range(0, Variants).Select(i => new Lazy<WholeTree>(() => make(i)))];
}
