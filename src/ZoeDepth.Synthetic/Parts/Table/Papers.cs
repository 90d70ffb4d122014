using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Work;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Table;

/// <summary>Books and papers.</summary>
internal static class Papers
{
    private static readonly Material _pages = new Plain(Color.Srgb(232, 224, 205), 0, 0.9);

    private static readonly Lazy<Mesh> _leaves = new(() => Cloth.Closed(
        14, 1, (u, v) => (u - 0.5, v - 0.5, 0.14 * Swell(u)), (u, v) => (u - 0.5, v - 0.5, 0), 40));

    /// <summary>A closed book lying on the origin, its spine to −x.</summary>
    /// <returns>its thickness</returns>
    public static double Lying(Place at, SeededRandom random)
    {
        at = at.Part("book");
        var (width, depth, thick) = (random.Between(0.12, 0.21), random.Between(0.18, 0.29), random.Between(0.01, 0.045));
        var cover = Finish.Binding(random);
        at.Box((-0.003, 0, thick / 2), (width - 0.01, depth - 0.008, thick - 0.004), _pages);
        at.Box((0, 0, thick - 0.0015), (width, depth, 0.003), cover);
        at.Box((0, 0, 0.0015), (width, depth, 0.003), cover);
        at.Box((-width / 2, 0, thick / 2), (0.004, depth, thick), cover);
        if (random.Chance(0.7)) at.Box((0, 0.2 * depth, thick), (0.7 * width, 0.14 * depth, 0.0012), Finish.Binding(random));
        if (random.Chance(0.4)) at.Box((0, -0.12 * depth, thick), (0.6 * width, 0.35 * depth, 0.001), Finish.Binding(random));
        return thick + 0.001;
    }

    /// <summary>Some books on one another.</summary>
    public static double Pile(Place at, int count, SeededRandom random)
    {
        var height = 0.0;
        for (var i = 0; i < count; i++)
            height += Lying(at.At(random.Normal(0, 0.012), random.Normal(0, 0.012), height).Turned(random.Normal(0, 7)), random);
        return height;
    }

    /// <summary>An open book or a notebook with lines of print, seen the right way up from −y.</summary>
    public static void Open(Place at, SeededRandom random)
    {
        at = at.Part("book");
        var (width, depth) = (random.Between(0.26, 0.42), random.Between(0.18, 0.29));
        var thick = random.Between(0.5, 1.2);
        at.Box((0, 0, 0.0015), (width + 0.012, depth + 0.01, 0.003), Finish.Binding(random));
        at.At(0, 0, 0.003).Scaled(width, depth, 0.16 * thick).Mesh(_leaves.Value, Vector.Zero, _pages);
        var ink = new Plain(Color.Gray(random.Between(0.1, 0.3)));
        var height = 0.003 + (0.16 * thick * 0.14 * 0.97);
        for (var side = -1; side <= 1; side += 2)
        {
            for (var line = 0; line < 13; line++)
            {
                if (random.Chance(0.12)) continue;
                var length = width * random.Between(0.18, 0.25);
                at.Box((side * 0.3 * width, ((line / 12.0) - 0.5) * 0.82 * depth, height), (length, 0.0045, 0.001), ink);
            }
            if (random.Chance(0.4))
                at.Box((side * 0.3 * width, random.Between(-0.2, 0.2) * depth, height + 0.0006), (0.24 * width, 0.3 * depth, 0.001),
                    Finish.Binding(random));
        }
    }

    /// <summary>Sheets of paper, loosely on one another, printed or empty.</summary>
    public static void Sheets(Place at, int count, SeededRandom random)
    {
        at = at.Part("paper");
        for (var i = 0; i < count; i++)
        {
            var sheet = at.At(random.Normal(0, 0.04), random.Normal(0, 0.03), 0.001 + (0.0011 * i)).Turned(random.Normal(0, 12));
            sheet.Box(Vector.Zero, (0.21, 0.297, 0.001), random.Chance(0.8) ? Finish.Page(random) : Finish.Cover(random));
        }
    }

    /// <summary>Books side by side between −½ and ½ of the width, their backs to −y, on a board at the origin.</summary>
    /// <param name="at">middle of the board's front edge</param>
    /// <param name="width">metres</param>
    /// <param name="height">free height, metres</param>
    /// <param name="random">which</param>
    public static void Row(Place at, double width, double height, SeededRandom random)
    {
        at = at.Part("book");
        var x = -width / 2;
        while (true)
        {
            var (thick, tall, deep) = (random.LogBetween(0.012, 0.05), Math.Min(height - 0.015, random.Between(0.17, 0.31)),
                random.Between(0.12, 0.2));
            if (x + thick > width / 2) return;
            if (random.Chance(0.04))
            {
                // A gap, and the next book leans into it.
                if (x + thick + 0.09 > width / 2) return;
                at.At(x + 0.085, (deep / 2) + 0.01).Leaning(-16).Box((thick / 2, 0, tall / 2 * 0.96), (thick, deep, tall * 0.96),
                    Finish.Binding(random));
                x += 0.09 + thick;
                continue;
            }
            var cover = Finish.Binding(random);
            var front = random.Between(0.005, 0.03);
            at.Box((x + (thick / 2), front + (deep / 2), tall / 2), (thick - 0.001, deep, tall), cover);
            if (thick > 0.02 && random.Chance(0.7))
                at.Box((x + (thick / 2), front, tall * random.Between(0.6, 0.8)), (thick * 0.75, 0.002, tall * random.Between(0.06, 0.2)),
                    Finish.Binding(random));
            x += thick;
        }
    }

    private static double Swell(double u)
    {
        var x = Math.Abs((2 * u) - 1);
        return Math.Sqrt(Math.Max(0, 1 - PortableMath.Pow(1 - x, 3))) * (1 - (0.3 * x * x * x));
    }
}
