using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>Carriageways along y about x = 0, their surface at z = 0, and what runs along them.</summary>
internal static class Road
{
    /// <summary>Height of a kerb, metres.</summary>
    public const double Kerb = 0.12;

    private static readonly Color _white = Color.Gray(0.62);

    /// <summary>A town street with a line in its middle, crossings and stop lines.</summary>
    /// <param name="at">the place</param>
    /// <param name="half">half its width</param>
    /// <param name="from">y of its beginning</param>
    /// <param name="to">y of its end</param>
    /// <param name="crossings">y where zebras begin</param>
    /// <param name="random">its surface</param>
    public static void Town(LocalFrame at, double half, double from, double to, ReadOnlySpan<double> crossings,
        SeededRandom random)
    {
        var middle = (from + to) / 2;
        var wear = random.Between(0.05, 0.7);
        var marks = new List<RoadMark>();
        foreach (var y in crossings)
        {
            marks.AddRange(RoadMarkings.Zebra(2 * half, y - middle, y - middle + random.Between(2.6, 4)));
            marks.Add(new(half / 2, half - 0.2, y - middle - 1.6, y - middle - 1.2));
        }
        var lined = half > 3.4 && random.Chance(0.8);
        if (lined) marks.Add(new(0, 0.13, from - middle, to - middle, 3, random.Pick(6, 9)));
        if (half > 5 && random.Chance(0.7))
        {
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
                marks.Add(new(side * (half - 2.15), 0.11, from - middle, to - middle, 1, random.Pick(2, 6)));
        }
        Material surface = half < 4.5 && random.Chance(0.25) ? Stones.DrawCobbles(random) : Asphalt.Draw(random);
        var painted = marks.Count == 0 ? surface : new RoadMarkings(surface, _white, wear, [.. marks]);
        at.Part("road").Box((0, middle, -0.25), (2 * half, to - from, 0.5), painted);
    }

    /// <summary>
    /// Kerb stones and slabs beside a street of this half width, both sides, with a dropped stretch where streets
    /// cross.
    /// </summary>
    public static void Pavements(LocalFrame at, double half, double width, double from, double to, SeededRandom random)
    {
        Material slabs = random.Chance(0.2) ? Asphalt.Draw(random) : Paving.Draw(random);
        var stone = new Plain(Color.Gray(random.Between(0.25, 0.45)));
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            at.Part("pavement")
                .Box((side * (half + 0.16 + (width / 2)), (from + to) / 2, Kerb - 0.2), (width, to - from, 0.4), slabs);
            at.Part("kerb").Box((side * (half + 0.08), (from + to) / 2, Kerb - 0.2), (0.16, to - from, 0.404), stone);
            at.Part("kerb").Box((side * (half - 0.15), (from + to) / 2, -0.2), (0.3, to - from, 0.406), stone);
        }
        foreach (var y in (ReadOnlySpan<double>)[random.Between(4, 14), random.Between(16, 40)])
            at.Part("manhole").At(random.Between(-0.7, 0.7) * half, y)
                .Bar((0, 0, -0.1), (0, 0, 0.004), 0.32, new Metal(Color.Gray(0.08), 0.4));
    }
}
