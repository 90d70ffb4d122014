using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vegetation;

/// <summary>Trees, their trunk standing at the place's origin.</summary>
internal static class Tree
{
    private static readonly Lazy<Skeleton>[] _round = Grown(new(0.72, 0.3, 9, 0.36, 0.75, 0.022, 1), 200);

    private static readonly Lazy<Skeleton>[] _spreading = Grown(new(0.6, 0.26, 9, 0.5, 0.55, 0.03, 1), 210);

    private static readonly Lazy<Skeleton>[] _tall = Grown(new(0.86, 0.14, 12, 0.22, 2.2, 0.016, 1), 220);

    private static readonly Lazy<Skeleton>[] _young = Grown(new(0.8, 0.42, 6, 0.2, 1.1, 0.011, 1), 230);

    private static readonly Lazy<Skeleton>[] _birch = Grown(new(0.9, 0.3, 12, 0.26, 1.2, 0.012, 1, 0.45), 240);

    private static readonly Lazy<Skeleton>[] _bare = Grown(new(0.7, 0.25, 10, 0.42, 0.9, 0.022, 2), 250);

    private static readonly Lazy<Skeleton>[] _bareTall = Grown(new(0.88, 0.3, 12, 0.26, 1.5, 0.014, 2), 260);

    /// <summary>A deciduous tree.</summary>
    /// <param name="at">the foot of its trunk</param>
    /// <param name="height">metres, 3..20</param>
    /// <param name="season">bare in winter</param>
    /// <param name="random">which</param>
    public static void Broadleaf(Place at, double height, Season season, SeededRandom random)
    {
        if (season == Season.Winter)
        {
            Bare(at, height, random);
            return;
        }
        var (habit, cluster) = random.Integer(0, 5) switch
        {
            0 or 1 => (_round, 0.125),
            2 => (_spreading, 0.13),
            3 => (_tall, 0.085),
            4 when height < 7 => (_young, 0.09),
            _ => (_round, 0.115),
        };
        Crowned(at, height, habit, cluster, Greenery.Crown(season, random), Greenery.Bark(random), random.Chance(0.75), random);
    }

    /// <summary>A birch: white, slender, airy, its twigs hanging.</summary>
    public static void Birch(Place at, double height, Season season, SeededRandom random)
    {
        if (season == Season.Winter) Bare(at, height, random);
        else Crowned(at, height, _birch, 0.075, Greenery.Crown(season, random), Greenery.WhiteBark(random), false, random);
    }

    /// <summary>A tree without leaves.</summary>
    public static void Bare(Place at, double height, SeededRandom random)
    {
        var skeleton = random.Pick(random.Chance(0.7) ? _bare : _bareTall).Value;
        at.Part("tree").Turned(random.Between(0, 360)).Mesh(skeleton.Wood, Vector.Zero, Greenery.Bark(random), height);
    }

    /// <summary>A spruce or a fir: skirts of sprays that grow smaller upwards.</summary>
    public static void Conifer(Place at, double height, SeededRandom random)
    {
        at = at.Part("conifer");
        var (needles, slim) = (Greenery.Needles(random), random.Between(0.17, 0.27));
        var foot = random.Between(0.04, 0.14);
        at.Cone(Vector.Zero, (0, 0, 0.9 * height), 0.016 * height, 0.003 * height, Greenery.Bark(random));
        var layers = random.Integer(7, 10);
        for (var i = 0; i < layers; i++)
        {
            var share = (double)i / layers;
            var radius = slim * height * (1.02 - share) * random.Between(0.9, 1.1);
            var (low, high) = (foot + ((1 - foot) * share), foot + ((1 - foot) * Math.Min(1, (i + 1.7) / layers)));
            at.At(0, 0, low * height).Turned(random.Between(0, 360)).Leaning(random.Between(-3, 3)).Scaled(radius, radius, (high - low) * height)
                .Mesh(Leaves.AnyConiferLayer(random), Vector.Zero, needles);
        }
    }

    /// <summary>A palm.</summary>
    public static void Palm(Place at, double height, SeededRandom random)
    {
        at = at.Part("palm").Turned(random.Between(0, 360)).Leaning(random.Between(0, 8));
        at.Cone(Vector.Zero, (0, 0, 0.85 * height), 0.03 * height, 0.018 * height, Greenery.Bark(random));
        var crown = at.At(0, 0, 0.84 * height).Scaled(0.36 * height);
        var green = Greenery.Herb(random);
        crown.Mesh(Fronds.Palm, Vector.Zero, green);
        crown.Turned(13).Scaled(0.8, 0.8, 1.4).Mesh(Fronds.Palm, Vector.Zero, green);
    }

    private static void Crowned(
        Place at, double height, Lazy<Skeleton>[] habit, double cluster, Material leaves, Material bark, bool dense, SeededRandom random)
    {
        var skeleton = random.Pick(habit).Value;
        var tree = at.Part("tree").Turned(random.Between(0, 360))
            .Scaled(height * random.Between(0.9, 1.1), height * random.Between(0.9, 1.1), height);
        tree.Mesh(skeleton.Wood, Vector.Zero, bark);
        foreach (var tip in skeleton.Tips)
        {
            var radius = cluster * random.Between(0.75, 1.25);
            tree.At(tip).Turned(random.Between(0, 360)).Tilted(random.Between(-40, 40)).Scaled(radius, radius, 0.8 * radius)
                .Mesh(dense ? Leaves.AnyDense(random) : Leaves.AnyAiry(random), Vector.Zero, leaves);
        }
    }

    private static Lazy<Skeleton>[] Grown(Habit habit, int seed) =>
        [.. Enumerable.Range(seed, 3).Select(s => new Lazy<Skeleton>(() => Branches.Grow(habit, s)))];
}
