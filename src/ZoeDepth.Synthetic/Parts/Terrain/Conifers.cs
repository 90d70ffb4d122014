using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>
/// Spruces and firs of height 1. No two alike: slim and broad, young and full or old and gappy, with level arms or
/// hanging ones, dead wood below.
/// </summary>
internal static class Conifers
{
    private static readonly Lazy<Mesh>[] _far =
        [.. Enumerable.Range(0, 8).Select(i => new Lazy<Mesh>(() => Distant(370 + i)))];

    /// <summary>A tree far away, 0..1 high and as wide as its height makes it; some 700 triangles.</summary>
    public static Mesh AnyFar(SeededRandom random) => random.Pick(_far).Value;

    /// <summary>A tree to stand near; <paramref name="fine"/> for one of small sprays.</summary>
    public static WholeTree Grown(int variant, bool fine)
    {
        var (random, leaves) = (new SeededRandom((ulong)(330 + variant)), new Gathered());
        var form = new Form(variant, random);
        leaves.Add(Core(form, random), Affine.Identity);
        leaves.Add(Needles(form, fine ? 30 : 21, fine ? 13 : 10, fine ? 12 : 3, random), Affine.Identity);
        return new(Tube.Along([(0, 0, 0), (0, 0, 0.04), (0, 0, 0.9)], [0.018, 0.0125, 0.002], 8), leaves.Build());
    }

    private static Mesh Distant(int seed)
    {
        var (random, tree) = (new SeededRandom((ulong)seed), new Gathered());
        var form = new Form(seed, random);
        tree.Add(Core(form, random), Affine.Identity);
        tree.Add(Needles(form, 19, 8, 2, random), Affine.Identity);
        tree.Add(Tube.Along([(0, 0, 0), (0, 0, 0.9)], [0.014, 0.002], 5), Affine.Identity);
        return tree.Build();
    }

    /// <summary>The dark about the trunk: thin, dented.</summary>
    private static Mesh Core(Form form, SeededRandom random)
    {
        var profile = new List<(double, double)> { (0, form.Foot) };
        for (var i = 0; i < 7; i++)
            profile.Add((form.Reach(i / 7.0) * random.Between(0.12, 0.3),
                form.Foot + 0.01 + ((0.97 - form.Foot) * i / 7)));
        profile.Add((0, 0.985));
        return Lathe.Turned([.. profile], 7, 80);
    }

    /// <summary>Arms that leave the trunk anywhere, each a curve with sprays to both sides.</summary>
    private static Mesh Needles(Form form, int whorls, int arms, int pairs, SeededRandom random)
    {
        var builder = new MeshBuilder();
        for (var whorl = 0; whorl < whorls; whorl++)
        {
            var level = (whorl + random.Between(-0.3, 0.3)) / whorls;
            var count = Math.Max(3, (int)(arms * (1.1 - (0.6 * level))));
            for (var arm = 0; arm < count; arm++)
            {
                if (random.Chance(form.Gaps)) continue;
                var share = Math.Clamp(level + (random.Normal(0, 0.4) / whorls), 0, 0.985);
                var angle = 2 * Math.PI * (arm + random.Unit()) / count;
                var way = new Vector(PortableMath.Cos(angle), PortableMath.Sin(angle), 0);
                // One side of an old tree is fuller than the other.
                var length = form.Reach(share) * random.Between(0.6, 1.18) * (1 + (form.Onesided * way.X));
                Arm(builder, form, (0, 0, form.Foot + ((0.97 - form.Foot) * share)), way, length, share, pairs, random);
            }
        }
        builder.Triangle((-0.006, 0, 0.95), (0.006, 0, 0.95), (0, 0, 1));
        builder.Triangle((0, 0.006, 0.95), (0, -0.006, 0.95), (0, 0, 0.995));
        return builder.Build();
    }

    private static void Arm(MeshBuilder builder, Form form, Vector root, Vector way, double length, double share,
        int pairs, SeededRandom random)
    {
        // Old arms below hang and turn up at their ends, young ones above rise.
        var (fall, rise) = (form.Hang * (1.1 - share), 0.25 + (0.8 * share * share));
        Vector On(double t) =>
            root + (way * (length * t)) + (0, 0, length * ((-fall * t) + (0.45 * fall * t * t) + (rise * 0.4 * t)));
        var (side, outwards) = (Vector.Up.Cross(way), (way + (0.9 * Vector.Up)).Unit());
        for (var pair = 0; pair < pairs; pair++)
        {
            var t = (pair + random.Between(0.2, 0.9)) / pairs;
            var from = On(0.25 + (0.7 * t));
            var size = (length * (1.15 - (0.6 * t)) * random.Between(0.75, 1.2) * 0.7 / Math.Sqrt(pairs)) + 0.004;
            foreach (var sign in (int[])[-1, 1])
            {
                var along = ((way * random.Between(0.5, 1)) + (side * (sign * random.Between(0.3, 0.9)))
                    - (0, 0, random.Between(0.1, 0.5) + (0.5 * fall)))
                    .Unit();
                var across = along.Cross(outwards + (0.5 * Geometry.Leaves.AnyDirection(random))).Unit();
                Geometry.Leaves.Leaf(builder, from, along, across, size, size * random.Between(0.22, 0.4), outwards);
            }
        }
    }

    /// <summary>What one tree is like.</summary>
    private sealed class Form
    {
        private readonly double _slim;
        private readonly double _belly;
        private readonly double _taper;

        public Form(int number, SeededRandom random)
        {
            (_slim, _belly, _taper) = (random.Between(0.11, 0.21), random.Between(0.05, 0.3),
                random.Between(0.75, 1.25));
            (Foot, Hang) = ((number % 3) switch
                { 0 => 0.05, 1 => random.Between(0.1, 0.2), _ => random.Between(0.2, 0.34) },
                random.Between(0.3, 1.1));
            (Gaps, Onesided) = ((number % 2) == 0 ? random.Between(0.02, 0.12) : random.Between(0.15, 0.35),
                random.Between(-0.2, 0.2));
        }

        /// <summary>Height of the lowest arms.</summary>
        public double Foot { get; }

        /// <summary>How steeply arms fall.</summary>
        public double Hang { get; }

        /// <summary>Share of arms that are missing.</summary>
        public double Gaps { get; }

        /// <summary>How much longer arms are on one side.</summary>
        public double Onesided { get; }

        /// <summary>Length of arms from the foot (0) to the top (1).</summary>
        public double Reach(double share) => _slim
            * (share < _belly ? 0.6 + (0.4 * share / _belly)
                : PortableMath.Pow(Math.Max(0.01, (1 - share) / (1 - _belly)), _taper))
            * (1 + (0.16 * LatticeNoise.At(9 * share, 0.3, _slim * 50, 7)));
    }
}
