using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>Books and paper. Everything lies or stands on the origin, metres.</summary>
internal static class Reading
{
    private static readonly Lazy<Mesh> _spread = new(() =>
        Cloth.Closed(12, 1, (u, v) => (u - 0.5, v - 0.5, Bulge(u)), (u, v) => (u - 0.5, v - 0.5, 0), 40));

    private static readonly Lazy<Mesh>[] _sheets = [.. Enumerable.Range(0, 3)
        .Select(i => new Lazy<Mesh>(() => HeightField.Over((-0.105, -0.148), (0.105, 0.148), 4, 5,
        (x, y) => 0.002 + (0.004 * (1 + LatticeNoise.At(9 * x, 7 * y, i, 60))))))];

    /// <summary>A closed book, its spine to −x.</summary>
    public static void Lying(LocalFrame at, SeededRandom random) =>
        Lying(at.Part("book"), random.Between(0.13, 0.22), random.Between(0.19, 0.29), random.Between(0.012, 0.045),
            random);

    /// <summary>Books one on the other, the larger ones below.</summary>
    public static void Pile(LocalFrame at, int count, SeededRandom random)
    {
        at = at.Part("books");
        var z = 0.0;
        var (width, depth) = (random.Between(0.14, 0.24), random.Between(0.2, 0.3));
        for (var i = 0; i < count; i++)
        {
            var thick = random.Between(0.012, 0.045);
            Lying(at.At(random.Normal(0, 0.008), random.Normal(0, 0.008), z)
                .Turned(random.Normal(0, 9) + random.Pick(0, 0, 180)), width, depth, thick, random);
            z += thick;
            (width, depth) = (width * random.Between(0.88, 1), depth * random.Between(0.88, 1));
        }
    }

    /// <summary>A pile as an item, however it is turned; returns the radius of its footprint.</summary>
    public static double Stack(LocalFrame at, SeededRandom random)
    {
        Pile(at.Turned(random.Between(0, 360)), random.Integer(1, 7), random);
        return 0.17;
    }

    /// <summary>
    /// Upright books along x from the origin, backs to −y, the last ones leaning or lying; their backs are at y = 0.
    /// </summary>
    /// <param name="at">left end, on the shelf's front edge</param>
    /// <param name="length">metres to fill</param>
    /// <param name="height">of the compartment: books are at most this high less a finger</param>
    /// <param name="random">which</param>
    public static void Row(LocalFrame at, double length, double height, SeededRandom random)
    {
        at = at.Part("books");
        var x = 0.0;
        var series = 0;
        var (cover, tall, thick, deep) = (Everyday.Binding(random), 0.0, 0.0, 0.0);
        var most = height - 0.03;
        while (true)
        {
            if (series-- <= 0)
            {
                series = random.Chance(0.2) ? random.Integer(2, 6) : 0;
                tall = Math.Min(most, random.Between(0.17, 0.3)) * random.Between(0.92, 1);
                (thick, deep) = (random.LogBetween(0.012, 0.05), tall * random.Between(0.65, 0.75));
                cover = random.Chance(0.5) ? Print.DrawSpine(random, thick, tall) : Everyday.Binding(random);
            }
            if (x + thick > length) return;
            if (random.Chance(0.03) && x + (0.4 * tall) < length)
            {
                // One leans on those before it.
                var lean = random.Between(8, 16);
                var sine = PortableMath.Sin(PortableMath.Radians(lean));
                Upright(at.At(x + (tall * sine), 0).Leaning(-lean), thick, deep, tall, cover);
                x += (tall * sine) + (1.1 * thick);
                continue;
            }
            Upright(at.At(x, random.Between(0, 0.012)), thick, deep, tall, cover);
            x += thick + random.Between(0.0005, 0.002);
        }
    }

    /// <summary>Lying open, to be read from −y; returns the radius of its footprint.</summary>
    public static double Open(LocalFrame at, SeededRandom random)
    {
        var (width, depth, thick) = (random.Between(0.3, 0.44), random.Between(0.2, 0.3), random.Between(0.012, 0.03));
        at = at.Part("book").Turned(random.Normal(0, 20));
        at.Box((0, 0, 0.002), (width + 0.01, depth + 0.01, 0.004), Everyday.Binding(random));
        at.At(0, 0, 0.003).Scaled(width, depth, thick / 0.5)
            .Mesh(_spread.Value, Vector.Zero, Print.DrawPage(random, width, depth));
        return 0.24;
    }

    /// <summary>Sheets and magazines, loosely on one another.</summary>
    public static void Sheets(LocalFrame at, int count, SeededRandom random)
    {
        at = at.Part("paper");
        for (var i = 0; i < count; i++)
        {
            var place = at.At(random.Normal(0, 0.025), random.Normal(0, 0.02), 0.003 * i).Turned(random.Normal(0, 15));
            if (random.Chance(0.75)) place.Mesh(random.Pick(_sheets).Value, Vector.Zero, Everyday.Page(random));
            else place.Box((0, 0, 0.002), (0.21, 0.297, 0.004), Everyday.Cover(random));
        }
    }

    /// <summary>Some sheets as an item; returns the radius of their footprint.</summary>
    public static double Papers(LocalFrame at, SeededRandom random)
    {
        Sheets(at, random.Integer(1, 5), random);
        return 0.18;
    }

    /// <summary>A closed book of this size, its spine to −x.</summary>
    public static void Lying(LocalFrame at, double width, double depth, double thick, SeededRandom random)
    {
        var cover = random.Chance(0.4) ? Print.DrawCover(random, width, depth) : Everyday.Binding(random);
        at.Box((0, 0, 0.0015), (width, depth, 0.003), cover);
        at.Box((0, 0, thick - 0.0015), (width, depth, 0.003), cover);
        at.Box((-(width / 2) + 0.0015, 0, thick / 2), (0.003, depth, thick), cover);
        at.Box((-0.002, 0, thick / 2), (width - 0.008, depth - 0.008, thick - 0.004), Everyday.Pages);
    }

    private static void Upright(LocalFrame at, double thick, double deep, double tall, Material cover)
    {
        at.Box((thick / 2, deep / 2, tall / 2), (thick, deep, tall), cover);
        if (thick > 0.014)
            at.Box((thick / 2, (deep / 2) + 0.004, tall - 0.001), (thick - 0.005, deep - 0.006, 0.005), Everyday.Pages);
    }

    /// <summary>Two bulging halves with a gutter between.</summary>
    private static double Bulge(double u)
    {
        var half = Math.Abs((2 * u) - 1);
        return 0.1 + (0.4 * Math.Sqrt(Math.Max(0, 1 - (0.8 * half))) * Math.Min(1, 8 * half))
            + (half < 0.01 ? 0.06 : 0);
    }
}
