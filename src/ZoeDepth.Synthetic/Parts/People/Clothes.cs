using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>What people are coloured like.</summary>
internal static class Clothes
{
    /// <summary>Eyes and mouths.</summary>
    public static readonly Material Dark = new Plain(new Color(0.05, 0.025, 0.02), 0.1, 0.4);

    /// <summary>Of all people.</summary>
    public static Material Skin(SeededRandom random) => Materials.Skin.Draw(random);

    /// <summary>Black to blond, grey; also of dogs and cats.</summary>
    public static Material Hair(SeededRandom random) => Materials.Hair.Draw(random);

    /// <summary>Shirts, pullovers, coats.</summary>
    public static Material Above(SeededRandom random) => Fabric.DrawClothes(random);

    /// <summary>Trousers and skirts.</summary>
    public static Material Below(SeededRandom random) => Plainly(random.Integer(0, 3) switch
    {
        0 => Color.Gray(random.LogBetween(0.012, 0.2)),
        1 => Color.Hsv(random.Between(28, 45), random.Between(0.15, 0.4), random.Between(0.3, 0.65)),
        _ => Color.Hsv(random.Between(208, 228), random.Between(0.35, 0.65), random.Between(0.18, 0.55)),
    });

    /// <summary>Leather, canvas.</summary>
    public static Material Shoe(SeededRandom random) => random.Chance(0.3)
        ? new Plain(Color.Gray(random.Between(0.5, 0.8)), 0.1, 0.4)
        : Leather.Draw(random);

    private static Fabric Plainly(Color color) => new(color, color, thread: 0.002);
}
