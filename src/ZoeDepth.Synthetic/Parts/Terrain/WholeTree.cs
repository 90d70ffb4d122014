using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>
/// Trees of height 1 as two meshes each, wood and leaves, made once: cheap enough for woods. Beyond some twenty metres
/// a tree is a trunk and a lump.
/// </summary>
/// <param name="Wood">trunk and limbs</param>
/// <param name="Leaves">the crown</param>
internal sealed record WholeTree(Mesh Wood, Mesh Leaves)
{
    private const int Variants = 2;

    private static readonly Lazy<WholeTree>[][] _trees = Forms(48, 0.3, false);

    private static readonly Lazy<WholeTree>[][] _close = Forms(250, 0.125, true);

    private static readonly Lazy<Mesh>[] _bare = [.. Enumerable.Range(0, Variants)
        .Select(i => new Lazy<Mesh>(() => Branches.Grow(new(0.78, 0.3, 9, 0.34, 0.95, 0.017, 3), 350 + i).Wood))];

    private static readonly Lazy<Mesh>[] _lumps =
        [.. Enumerable.Range(0, 6).Select(i => new Lazy<Mesh>(() => Lump(360 + i, 14, 13)))];

    private static readonly Lazy<Mesh>[] _farLumps =
        [.. Enumerable.Range(0, 6).Select(i => new Lazy<Mesh>(() => Lump(380 + i, 9, 6)))];

    /// <summary>A tree to stand near; <paramref name="close"/> ones have small leaves.</summary>
    public static WholeTree Any(WoodKind kind, bool close, SeededRandom random) =>
        random.Pick((close ? _close : _trees)[(int)kind]).Value;

    /// <summary>Without leaves.</summary>
    public static Mesh AnyBare(SeededRandom random) => random.Pick(_bare).Value;

    /// <summary>A crown far away, −½..½ wide and 0..1 high; some 1500 triangles.</summary>
    public static Mesh AnyLump(SeededRandom random) => random.Pick(_lumps).Value;

    /// <summary>A crown so far away that it is an outline; some 600 triangles.</summary>
    public static Mesh AnyFarLump(SeededRandom random) => random.Pick(_farLumps).Value;

    private static Lazy<WholeTree>[][] Forms(int leaves, double size, bool close) =>
    [
        Several(i => Grown(new(0.72, 0.22, 10, 0.36, 0.7, 0.022, 1), 300 + i, 0.125, 0.85, leaves, size)),
        Several(i => Grown(new(0.85, 0.42, 9, 0.26, 1, 0.0135, 1), 310 + i, 0.1, 0.85, leaves, size)),
        Several(i => Grown(new(0.9, 0.3, 12, 0.2, 1.2, 0.0095, 1, 0.45), 320 + i, 0.066, 1.1, leaves, size)),
        Several(i => Conifers.Grown(i, close)),
        Several(i => Grown(new(0.92, 0.62, 8, 0.2, 0.45, 0.0125, 1), 340 + i, 0.075, 0.55, leaves, size)),
    ];

    private static WholeTree Grown(Habit habit, int seed, double cluster, double flat, int leafCount, double leafSize)
    {
        var skeleton = Branches.Grow(habit, seed);
        var (random, leaves) = (new SeededRandom((ulong)seed), new Gathered());
        var clusters = Enumerable.Range(0, 4).Select(i => Geometry.Leaves.Sprays(leafCount, leafSize, 0.5, seed + i))
            .ToArray();
        foreach (var tip in skeleton.Boughs.SelectMany(bough => bough))
        {
            var radius = cluster * random.Between(0.75, 1.3);
            leaves.Add(
                random.Pick(clusters), Affine.Move(tip).Of(Affine.Turn(Vector.Up, random.Between(0, 360)))
                    .Of(Affine.Scale((radius, radius, flat * radius))));
        }
        return new(skeleton.Wood, leaves.Build());
    }

    /// <summary>
    /// Boughs as small rough balls about an empty middle, so that the sky shows between some of them, and sprays about
    /// each that fray its outline.
    /// </summary>
    private static Mesh Lump(int seed, int many, int tufts)
    {
        var (random, crown, sprays) = (new SeededRandom((ulong)seed), new Gathered(), new MeshBuilder());
        var fuller = many > 12 ? 1 : 1.25;
        var (boughs, belly) = (random.Integer(many - 2, many + 2), random.Between(0.35, 0.5));
        for (var i = 0; i < boughs; i++)
        {
            // Fullest at the belly, bare here and there: a lattice by the golden angle, jittered.
            var (z, angle) = (0.1 + (0.8 * (i + random.Unit()) / boughs), (2.4 * i) + random.Between(-0.5, 0.5));
            var full = z < belly
                ? 0.55 + (0.45 * z / belly)
                : Math.Sqrt(Math.Max(0, 1 - ((z - belly) * (z - belly) / ((1.02 - belly) * (1.02 - belly)))));
            var (radius, aside) = (random.Between(0.095, 0.17) * fuller, 0.36 * full * random.Between(0.55, 1.1));
            var middle = new Vector(aside * PortableMath.Cos(angle), aside * PortableMath.Sin(angle), z);
            var number = seed + (31 * i);
            crown.Add(
                Balls.Outwards(2, d => d * (0.8 + (0.4 * LatticeNoise.At(1.7 * d.X, 1.7 * d.Y, 1.7 * d.Z, number))),
                    180),
                Affine.Move(middle).Of(Affine.Scale((radius, radius, radius * random.Between(0.7, 1)))));
            for (var spray = 0; spray < tufts; spray++)
            {
                var outwards = Geometry.Leaves.AnyDirection(random);
                var along = (outwards + (Geometry.Leaves.AnyDirection(random) * 0.9)).Unit();
                Geometry.Leaves.Spray(
                    sprays, middle + (outwards * (radius * random.Between(0.8, 1.35))), along,
                    random.Between(0.038, 0.065) * fuller, outwards,
                    random);
            }
        }
        // A dark core within the crown fills the gaps between its outer parts.
        var deep = 0.15 * fuller;
        crown.Add(Balls.Rock(2, 0.5, seed), Affine.Move((0, 0, belly)).Of(Affine.Scale((deep, deep, 0.3))));
        crown.Add(sprays.Build(), Affine.Identity);
        return crown.Build();
    }

    private static Lazy<WholeTree>[] Several(Func<int, WholeTree> make) =>
        [.. Enumerable.Range(0, Variants).Select(i => new Lazy<WholeTree>(() => make(i)))];
}
