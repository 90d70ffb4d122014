using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>The colours of skin, hair and clothes.</summary>
internal static class Clothes
{
    /// <summary>Eyes and noses of animals.</summary>
    public static readonly Material Dark = new Plain(new Color(0.014, 0.011, 0.01), 0.1, 0.35);

    /// <summary>Shirts, pullovers, hats, bags: muted mostly, seldom striped or checked.</summary>
    public static Material Above(SeededRandom random)
    {
        if (random.Chance(0.3)) return Fabric.DrawClothes(random);
        var color = Palette.Clothes(random);
        return Plainly(color.Mixed(Color.Gray(color.Luminance), random.Between(0, 0.6)));
    }

    /// <summary>Jackets and coats: dark, grey, blue, brown, olive.</summary>
    public static Material Over(SeededRandom random) =>
        random.Chance(0.12) ? Leather.Draw(random) : Plainly(random.Integer(0, 5) switch
    {
        0 or 1 => Color.Gray(random.LogBetween(0.012, 0.25)),
        2 => Color.Hsv(random.Between(212, 232), random.Between(0.25, 0.55), random.Between(0.15, 0.45)),
        3 => Color.Hsv(random.Between(24, 42), random.Between(0.25, 0.5), random.Between(0.3, 0.7)),
        4 => Color.Hsv(random.Between(60, 140), random.Between(0.15, 0.4), random.Between(0.2, 0.45)),
        _ => Color.Hsv(random.Between(0, 360), random.Between(0.3, 0.65), random.Between(0.3, 0.7)),
    });

    /// <summary>Trousers and skirts.</summary>
    public static Material Below(SeededRandom random) => Plainly(random.Integer(0, 3) switch
    {
        0 => Color.Gray(random.LogBetween(0.012, 0.2)),
        1 => Color.Hsv(random.Between(32, 55), random.Between(0.08, 0.28), random.Between(0.3, 0.65)),
        _ => Color.Hsv(random.Between(208, 228), random.Between(0.35, 0.65), random.Between(0.18, 0.55)),
    });

    /// <summary>Leather, canvas.</summary>
    public static Material Shoe(SeededRandom random) => random.Chance(0.3)
        ? new Plain(Color.Gray(random.Between(0.5, 0.8)), 0.1, 0.4)
        : Leather.Draw(random);

    private static Fabric Plainly(Color color) => new(color, color, thread: 0.002);
}
