using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vegetation;

/// <summary>Trees, their trunk standing at the place's origin.</summary>
internal static class Tree
{
    private static readonly Lazy<Grown>[] _round = Grow(new(0.72, 0.3, 9, 0.36, 0.75, 0.022, 1), 0.125, true, 200);

    private static readonly Lazy<Grown>[] _light = Grow(new(0.74, 0.32, 8, 0.34, 0.8, 0.02, 1), 0.115, false, 205);

    private static readonly Lazy<Grown>[] _spreading = Grow(new(0.6, 0.26, 9, 0.5, 0.55, 0.03, 1), 0.13, true, 210);

    private static readonly Lazy<Grown>[] _tall = Grow(new(0.86, 0.14, 12, 0.22, 2.2, 0.016, 1), 0.085, true, 220);

    private static readonly Lazy<Grown>[] _young = Grow(new(0.8, 0.42, 6, 0.2, 1.1, 0.011, 1), 0.09, false, 230);

    private static readonly Lazy<Grown>[] _birch = Grow(new(0.9, 0.3, 12, 0.26, 1.2, 0.012, 1, 0.45), 0.075, false, 240);

    private static readonly Lazy<Grown>[] _bare = Grow(new(0.7, 0.25, 10, 0.42, 0.9, 0.022, 2), 0, false, 250);

    private static readonly Lazy<Grown>[] _bareTall = Grow(new(0.88, 0.3, 12, 0.26, 1.5, 0.014, 2), 0, false, 260);

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
        var habit = random.Integer(0, 5) switch
        {
            0 or 1 => _round,
            2 => _spreading,
            3 => _tall,
            4 when height < 7 => _young,
            _ => _light,
        };
        Crowned(at, height, habit, Greenery.Crown(season, random), Greenery.Bark(random), random);
    }

    /// <summary>A birch: white, slender, airy, its twigs hanging.</summary>
    public static void Birch(Place at, double height, Season season, SeededRandom random)
    {
        if (season == Season.Winter) Bare(at, height, random);
        else Crowned(at, height, _birch, Greenery.Crown(season, random), Greenery.WhiteBark(random), random);
    }

    /// <summary>A tree without leaves.</summary>
    public static void Bare(Place at, double height, SeededRandom random)
    {
        var bare = random.Pick(random.Chance(0.7) ? _bare : _bareTall).Value;
        at.Part("tree").Turned(random.Between(0, 360)).Mesh(bare.Wood, Vector.Zero, Greenery.Bark(random), height);
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

    private static void Crowned(Place at, double height, Lazy<Grown>[] habit, Material leaves, Material bark, SeededRandom random)
    {
        var grown = random.Pick(habit).Value;
        var tree = at.Part("tree").Turned(random.Between(0, 360))
            .Scaled(height * random.Between(0.9, 1.1), height * random.Between(0.9, 1.1), height);
        tree.Mesh(grown.Wood, Vector.Zero, bark);
        foreach (var bough in grown.Boughs) tree.Mesh(bough, Vector.Zero, leaves);
    }

    /// <summary>Two trees of a kind, when they are asked for; turned and stretched they look like many.</summary>
    private static Lazy<Grown>[] Grow(Habit habit, double cluster, bool dense, int seed) =>
        [.. Enumerable.Range(seed, 2).Select(s => new Lazy<Grown>(() =>
    {
        var (skeleton, random) = (Branches.Grow(habit, s), new SeededRandom((ulong)s));
        return new(skeleton.Wood, cluster > 0 ? [.. skeleton.Boughs.Select(tips => Leaves.Bough(tips, cluster, dense, random))] : []);
    }))];

    /// <summary>A tree of height 1: its wood and the leaves of each limb.</summary>
    private sealed record Grown(Mesh Wood, IReadOnlyList<Mesh> Boughs);
}
