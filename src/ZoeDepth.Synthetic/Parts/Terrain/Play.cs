using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>Swings and slides.</summary>
internal static class Play
{
    private static readonly Lazy<Mesh> _chute = new(() =>
    {
        var builder = new MeshBuilder();
        double Z(double y) => 1.72 - (1.42 * Relief.Step(-0.35, 3.1, y)) - (0.03 * y);
        foreach (var (x, low, high) in ((double, double, double)[])[(-0.29, 0, 0.2), (0.26, 0, 0.2)])
        {
            builder.Sheet(12, 1, (column, row) => (x + (row * 0.03), -(column * 0.25), Z(column * 0.25) + high));
            builder.Sheet(1, 12, (column, row) => (x + 0.03, -(row * 0.25), Z(row * 0.25) + (column * high) - low));
            builder.Sheet(1, 12, (column, row) => (x, -(row * 0.25), Z(row * 0.25) + ((1 - column) * high) - low));
        }
        builder.Sheet(12, 1, (column, row) => (-0.28 + (row * 0.56), -(column * 0.25), Z(column * 0.25) + 0.03));
        return builder.Build(40);
    });

    /// <summary>A swing of two seats.</summary>
    public static void Swing(LocalFrame at, SeededRandom random)
    {
        at = at.Part("swing");
        var frame = new Plain(Color.Hsv(random.Pick(0, 40, 100, 210), random.Between(0.4, 0.8),
            random.Between(0.4, 0.7)), 0.2, 0.35);
        foreach (var x in (double[])[-1.7, 1.7])
        {
            at.Bar((x * 1.08, -0.9, -0.1), (x, 0, 2.3), 0.05, frame);
            at.Bar((x * 1.08, 0.9, -0.1), (x, 0, 2.3), 0.05, frame);
        }
        at.Bar((-1.75, 0, 2.3), (1.75, 0, 2.3), 0.055, frame);
        var dark = new Plain(Color.Gray(0.05));
        foreach (var x in (double[])[-0.75, 0.75])
        {
            var swung = random.Normal(0, 0.15);
            at.Bar((x - 0.22, 0, 2.28), (x - 0.22, swung, 0.5), 0.012, dark);
            at.Bar((x + 0.22, 0, 2.28), (x + 0.22, swung, 0.5), 0.012, dark);
            at.Box((x, swung, 0.49), (0.5, 0.2, 0.05), dark);
        }
    }

    /// <summary>A slide: its foot towards −y.</summary>
    public static void Slide(LocalFrame at, SeededRandom random)
    {
        at = at.Part("slide");
        var color = new Plain(Color.Hsv(random.Pick(0, 45, 100, 205), random.Between(0.5, 0.85),
            random.Between(0.5, 0.8)), 0.3, 0.25);
        var steel = new Plain(Color.Gray(0.45), 0.5, 0.3);
        at.Mesh(_chute.Value, Vector.Zero, random.Chance(0.3) ? steel : color);
        at.Box((0, 0.4, 1.7), (0.7, 0.8, 0.06), color);
        foreach (var x in (double[])[-0.32, 0.32])
        {
            at.Bar((x, 0.05, -0.1), (x, 0.05, 2.5), 0.04, steel);
            at.Bar((x, 1.5, -0.1), (x, 0.78, 2.5), 0.035, steel);
        }
        for (var i = 1; i < 6; i++)
            at.Bar((-0.32, 1.5 - (0.135 * i * 1.7 / 1.74), (0.29 * i) - 0.02),
                (0.32, 1.5 - (0.135 * i * 1.7 / 1.74), (0.29 * i) - 0.02), 0.022, steel);
    }
}
