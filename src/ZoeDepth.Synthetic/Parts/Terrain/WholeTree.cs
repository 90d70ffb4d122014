using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>
/// Trees of height 1 as two meshes each, wood and leaves, made once: cheap enough for woods. Beyond some twenty metres a tree is a trunk and a lump.
/// </summary>
/// <param name="Wood">trunk and limbs</param>
/// <param name="Leaves">the crown</param>
internal sealed record WholeTree(Mesh Wood, Mesh Leaves)
{
    private const int Variants = 3;

    private static readonly Lazy<WholeTree>[][] _trees = Forms(18, 0.62);

    private static readonly Lazy<WholeTree>[][] _close = Forms(90, 0.28);

    private static readonly Lazy<Mesh>[] _bare = [.. Enumerable.Range(0, Variants)
        .Select(i => new Lazy<Mesh>(() => Branches.Grow(new(0.78, 0.3, 9, 0.34, 0.95, 0.017, 2), 350 + i).Wood))];

    private static readonly Lazy<Mesh>[] _lumps = [.. Enumerable.Range(0, 4).Select(i => new Lazy<Mesh>(() => Lump(360 + i)))];

    private static readonly Lazy<Mesh>[] _points = [.. Enumerable.Range(0, 3).Select(i => new Lazy<Mesh>(() => Point(370 + i)))];

    /// <summary>A tree to stand near; <paramref name="close"/> ones have small leaves.</summary>
    public static WholeTree Any(WoodKind kind, bool close, SeededRandom random) => random.Pick((close ? _close : _trees)[(int)kind]).Value;

    /// <summary>Without leaves.</summary>
    public static Mesh AnyBare(SeededRandom random) => random.Pick(_bare).Value;

    /// <summary>A crown far away, −½..½ wide and 0..1 high; 560 triangles.</summary>
    public static Mesh AnyLump(SeededRandom random) => random.Pick(_lumps).Value;

    /// <summary>A spruce far away, about −½..½ wide and 0..1 high; 260 triangles.</summary>
    public static Mesh AnyPoint(SeededRandom random) => random.Pick(_points).Value;

    private static Lazy<WholeTree>[][] Forms(int leaves, double size) =>
    [
        Several(i => Grown(new(0.72, 0.22, 10, 0.36, 0.7, 0.022, 1), 300 + i, 0.125, 0.85, leaves, size)),
        Several(i => Grown(new(0.85, 0.42, 9, 0.26, 1, 0.0135, 1), 310 + i, 0.1, 0.85, leaves, size)),
        Several(i => Grown(new(0.9, 0.3, 12, 0.2, 1.2, 0.0095, 1, 0.45), 320 + i, 0.066, 1.1, leaves, size)),
        Several(i => Spruce(i, leaves > 50)),
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
                random.Pick(clusters), Affine.Move(tip).Of(Affine.Turn(Vector.Up, random.Between(0, 360)))
                    .Of(Affine.Scale((radius, radius, flat * radius))));
        }
        return new(skeleton.Wood, leaves.Build());
    }

    /// <summary>Whorls of drooping branches, each a rib with sprays to both sides, about a dark core; far ones have few large sprays.</summary>
    private static WholeTree Spruce(int variant, bool fine)
    {
        var (random, builder) = (new SeededRandom((ulong)(330 + variant)), new MeshBuilder());
        var (slim, whorls, pairs) = (random.Between(0.15, 0.19), fine ? 19 : 13, fine ? 4 : 1);
        for (var i = 0; i < whorls; i++)
        {
            var share = (double)i / whorls;
            var (z, reach) = (0.15 + (0.85 * share), slim * (1.04 - share) * random.Between(0.88, 1.1));
            var branches = fine ? 13 - (int)(5 * share) : 15 - (int)(7 * share);
            for (var branch = 0; branch < branches; branch++)
            {
                var angle = 2 * Math.PI * (branch + random.Unit()) / branches;
                var level = new Vector(PortableMath.Cos(angle), PortableMath.Sin(angle), 0);
                var droop = new Vector(0, 0, -random.Between(0.25, 0.6) * reach);
                var (side, length) = (Vector.Up.Cross(level), reach * random.Between(0.8, 1.1));
                var outwards = (level + (0.8 * Vector.Up)).Unit();
                Vector On(double t) => (level * (length * t)) + (droop * (t * t)) + (0, 0, z);
                for (var pair = 0; pair < pairs; pair++)
                {
                    var t = (pair + 0.45) / (pairs + 0.3);
                    var size = length * (fine ? 0.36 : 0.6) * (1.1 - (0.4 * t));
                    foreach (var sign in (int[])[-1, 1])
                    {
                        var along = ((level * 0.8) + (side * (sign * (fine ? 0.75 : 0.4))) - (0, 0, 0.25)).Unit();
                        Geometry.Leaves.Leaf(builder, On(t), along, along.Cross(outwards).Unit(), size, 0.42 * size, outwards);
                    }
                }
                Geometry.Leaves.Leaf(builder, On(fine ? 0.75 : 0.4), (level + droop).Unit(), side, length * (fine ? 0.3 : 0.6),
                    length * (fine ? 0.12 : 0.3), outwards);
            }
        }
        var leaves = new Gathered();
        leaves.Add(Lathe.Turned([(0, 0.14), (0.55 * slim, 0.13), (0.42 * slim, 0.35), (0.2 * slim, 0.7), (0, 0.99)], 9, 80), Affine.Identity);
        leaves.Add(builder.Build(), Affine.Identity);
        return new(Tube.Along([(0, 0, 0), (0, 0, 0.04), (0, 0, 0.9)], [0.018, 0.0125, 0.002], 8), leaves.Build());
    }

    /// <summary>Six rough balls and, about them, sprays that fray the outline.</summary>
    private static Mesh Lump(int seed)
    {
        var (random, crown, sprays) = (new SeededRandom((ulong)seed), new Gathered(), new MeshBuilder());
        for (var i = 0; i < 6; i++)
        {
            var (angle, radius) = (2 * Math.PI * (i + random.Unit()) / 5, i == 0 ? 0.36 : random.Between(0.18, 0.25));
            var (aside, z) = (i == 0 ? 0 : random.Between(0.2, 0.27), i == 0 ? 0.5 : random.Between(radius + 0.05, 0.92 - radius));
            var middle = new Vector(aside * PortableMath.Cos(angle), aside * PortableMath.Sin(angle), z);
            var number = seed + (31 * i);
            crown.Add(
                Balls.Outwards(2, d => d * (1 + (0.3 * LatticeNoise.At(1.7 * d.X, 1.7 * d.Y, 1.7 * d.Z, number))), 180),
                Affine.Move(middle).Of(Affine.Scale((radius, radius, radius * 1.15))));
            for (var spray = 0; spray < (i == 0 ? 34 : 20); spray++)
            {
                var outwards = Geometry.Leaves.AnyDirection(random);
                var along = (outwards + (Geometry.Leaves.AnyDirection(random) * 0.9)).Unit();
                var across = along.Cross(Geometry.Leaves.AnyDirection(random)).Unit();
                Geometry.Leaves.Leaf(sprays, middle + (outwards * (0.86 * radius)), along, across, random.Between(0.09, 0.15),
                    random.Between(0.06, 0.1), outwards);
            }
        }
        crown.Add(sprays.Build(), Affine.Identity);
        return crown.Build();
    }

    /// <summary>A cone in steps, the hem of each step frayed.</summary>
    private static Mesh Point(int seed)
    {
        var (random, tree, sprays) = (new SeededRandom((ulong)seed), new Gathered(), new MeshBuilder());
        var profile = new List<(double, double)> { (0, 0.04) };
        const int Steps = 8;
        for (var i = 0; i < Steps; i++)
        {
            var (low, wide) = (0.05 + (0.93 * i / Steps), 0.42 * (1 - (i / (Steps + 0.3))) * random.Between(0.85, 1.1));
            profile.Add((0.8 * wide, low));
            profile.Add((0.5 * wide, low + 0.09));
            for (var spray = 0; spray < 13 - i; spray++)
            {
                var angle = 2 * Math.PI * (spray + random.Unit()) / (13 - i);
                var level = new Vector(PortableMath.Cos(angle), PortableMath.Sin(angle), 0);
                var along = (level + new Vector(0, 0, -random.Between(0.05, 0.3))).Unit();
                Geometry.Leaves.Leaf(
                    sprays, (level * (0.45 * wide)) + (0, 0, low + 0.05), along, Vector.Up.Cross(level), wide * random.Between(0.55, 0.8),
                        0.45 * wide, (level + (0.6 * Vector.Up)).Unit());
            }
        }
        profile.Add((0, 1));
        tree.Add(Lathe.Turned([.. profile], 7, 80), Affine.Identity);
        tree.Add(sprays.Build(), Affine.Identity);
        return tree.Build();
    }

    private static Lazy<WholeTree>[] Several(Func<int, WholeTree> make) =>
        [.. Enumerable.Range(0, Variants).Select(i => new Lazy<WholeTree>(() => make(i)))];
}
