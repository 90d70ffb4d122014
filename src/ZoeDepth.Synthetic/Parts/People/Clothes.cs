using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>What people are coloured like.</summary>
internal static class Clothes
{
    /// <summary>Eyes and mouths.</summary>
    public static readonly Material Dark = new Plain(new Color(0.05, 0.025, 0.02), 0.1, 0.4);

    /// <summary>Of all people.</summary>
    public static Material Skin(SeededRandom random)
    {
        var tone = random.Unit();
        return new Plain(Color.Srgb(236, 190, 160).Mixed(Color.Srgb(80, 48, 34), tone * tone), 0.05, 0.5);
    }

    /// <summary>Black to blond, grey.</summary>
    public static Material Hair(SeededRandom random) => random.Integer(0, 4) switch
    {
        0 => new Plain(Color.Gray(random.Between(0.01, 0.03)), 0.1, 0.4),
        1 or 2 => new Plain(Color.Hsv(random.Between(18, 32), random.Between(0.4, 0.65), random.Between(0.15, 0.4)), 0.1, 0.4),
        3 => new Plain(Color.Hsv(random.Between(32, 45), random.Between(0.35, 0.6), random.Between(0.5, 0.75)), 0.1, 0.4),
        _ => new Plain(Color.Gray(random.Between(0.15, 0.55)), 0.1, 0.5),
    };

    /// <summary>Shirts, pullovers, coats.</summary>
    public static Material Above(SeededRandom random) => new Plain(random.Integer(0, 3) switch
    {
        0 => Color.Gray(random.LogBetween(0.015, 0.75)),
        1 => Color.Hsv(random.Between(200, 235), random.Between(0.3, 0.7), random.Between(0.15, 0.6)),
        _ => Color.Hsv(random.Between(0, 360), random.Between(0.25, 0.85), random.Between(0.25, 0.85)),
    });

    /// <summary>Trousers and skirts.</summary>
    public static Material Below(SeededRandom random) => new Plain(random.Integer(0, 3) switch
    {
        0 => Color.Gray(random.LogBetween(0.012, 0.2)),
        1 => Color.Hsv(random.Between(28, 45), random.Between(0.15, 0.4), random.Between(0.3, 0.65)),
        _ => Color.Hsv(random.Between(208, 228), random.Between(0.35, 0.65), random.Between(0.18, 0.55)),
    });

    /// <summary>Leather, canvas.</summary>
    public static Material Shoe(SeededRandom random) => random.Chance(0.3)
        ? new Plain(Color.Gray(random.Between(0.5, 0.8)), 0.1, 0.4)
        : new Plain(Color.Hsv(random.Between(10, 40), random.Between(0, 0.5), random.Between(0.08, 0.35)), 0.2, 0.3);
}
