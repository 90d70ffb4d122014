using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Vegetation;

/// <summary>The colours of plants.</summary>
internal static class Greenery
{
    /// <summary>Leaves of a broadleaf tree.</summary>
    public static Material Crown(Season season, SeededRandom random) => season switch
    {
        Season.Spring => random.Chance(0.2)
            ? Leaf(Color.Hsv(random.Between(330, 360), random.Between(0.05, 0.35), random.Between(0.8, 0.95)))
            : Leaf(Color.Hsv(random.Between(72, 100), random.Between(0.45, 0.65), random.Between(0.5, 0.68))),
        Season.Autumn => Leaf(Color.Hsv(random.Between(12, 55), random.Between(0.55, 0.85), random.Between(0.45, 0.75))),
        _ => Leaf(Color.Hsv(random.Between(78, 118), random.Between(0.35, 0.65), random.Between(0.3, 0.5))),
    };

    /// <summary>Needles.</summary>
    public static Material Needles(SeededRandom random) =>
        Leaf(Color.Hsv(random.Between(95, 160), random.Between(0.25, 0.5), random.Between(0.2, 0.38)));

    /// <summary>Grass, fern, potted plants.</summary>
    public static Material Herb(SeededRandom random) =>
        Leaf(Color.Hsv(random.Between(75, 130), random.Between(0.4, 0.7), random.Between(0.3, 0.6)));

    /// <summary>Blossoms.</summary>
    public static Material Petals(SeededRandom random)
    {
        var hue = random.Pick(0, 10, 30, 48, 55, 280, 300, 325, 345, 240);
        return new Plain(Color.Hsv(hue, random.Between(0.1, 0.85), random.Between(0.75, 0.95)));
    }

    /// <summary>Bark.</summary>
    public static Material Bark(SeededRandom random) =>
        new Plain(Color.Hsv(random.Between(20, 40), random.Between(0.1, 0.35), random.Between(0.25, 0.5)));

    /// <summary>The bark of a birch.</summary>
    public static Material WhiteBark(SeededRandom random) => new Plain(Color.Gray(random.Between(0.5, 0.75)));

    /// <summary>Garden earth.</summary>
    public static Material Soil(SeededRandom random) => new Plain(Color.Hsv(25, 0.45, random.Between(0.15, 0.3)));

    /// <summary>Flower pots: clay, glaze, plastic.</summary>
    public static Material Pot(SeededRandom random) => random.Integer(0, 3) switch
    {
        0 => new Plain(Color.Hsv(random.Between(12, 22), random.Between(0.5, 0.65), random.Between(0.55, 0.75))),
        1 => new Plain(Color.Gray(random.Between(0.5, 0.85)), 0.3, 0.15),
        2 => new Plain(Color.Gray(random.Between(0.02, 0.1)), 0.2, 0.3),
        _ => new Plain(Color.Hsv(random.Between(0, 360), random.Between(0.2, 0.6), random.Between(0.3, 0.8)), 0.35, 0.12),
    };

    private static Plain Leaf(Color color) => new(color, 0.06, 0.5);
}
