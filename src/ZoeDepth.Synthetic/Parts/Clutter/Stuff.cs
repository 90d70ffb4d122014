using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>What small things are made of.</summary>
internal static class Stuff
{
    /// <summary>Black rubber, screens that are off.</summary>
    public static readonly Material Black = new Plain(Color.Gray(0.015), 0.12, 0.35);

    /// <summary>Pages.</summary>
    public static readonly Material Paper = new Plain(new Color(0.75, 0.73, 0.68));

    /// <summary>Glazed: white mostly.</summary>
    public static Material Ceramic(SeededRandom random) => new Plain(random.Chance(0.45)
        ? Color.Hsv(40, random.Between(0, 0.08), random.Between(0.82, 0.95))
        : Color.Hsv(random.Between(0, 360), random.Between(0.1, 0.7), random.Between(0.25, 0.85)), 0.25, 0.12, random.Chance(0.3) ? 0.05 : 0);

    /// <summary>Any colour, black and white often.</summary>
    public static Material Plastic(SeededRandom random) => new Plain(Palette.Plastic(random), 0.15, random.Between(0.15, 0.5));

    /// <summary>Clear or coloured, as what is seen of it: paler than what is behind, with sharp lights.</summary>
    public static Material Glass(SeededRandom random) => new Plain(random.Integer(0, 3) switch
    {
        0 => Color.Hsv(random.Between(80, 130), 0.55, random.Between(0.15, 0.35)),
        1 => Color.Hsv(random.Between(18, 32), 0.75, random.Between(0.18, 0.35)),
        _ => Color.Hsv(random.Between(160, 220), 0.06, random.Between(0.55, 0.8)),
    }, 0.5, 0.05, 0.16);

    /// <summary>Steel, brass, black iron.</summary>
    public static Material Metal(SeededRandom random) => random.Integer(0, 4) switch
    {
        0 => new Plain(Color.Gray(random.Between(0.02, 0.06)), 0.25, 0.3),
        1 => new Plain(Color.Srgb(200, 160, 90), 0.7, 0.2, 0.15),
        _ => new Plain(Color.Gray(random.Between(0.3, 0.55)), 0.7, random.Between(0.1, 0.3), random.Between(0.05, 0.3)),
    };

    /// <summary>Of bags, towels, toys.</summary>
    public static Material Cloth(SeededRandom random) => Fabric.Draw(random);

    /// <summary>Black, brown, tan.</summary>
    public static Material Leather(SeededRandom random) => Materials.Leather.Draw(random);

    /// <summary>Covers, packets: printed paper.</summary>
    public static Material Print(SeededRandom random) => new Plain(random.Chance(0.25)
        ? Color.Gray(random.LogBetween(0.02, 0.8))
        : Color.Hsv(random.Between(0, 360), random.Between(0.2, 0.85), random.Between(0.25, 0.9)), 0.08, 0.4);

    /// <summary>Small wooden things, baskets.</summary>
    public static Material Wood(SeededRandom random) => Materials.Wood.Draw(random, 2);

    /// <summary>Brown board.</summary>
    public static Material Cardboard(SeededRandom random) => Materials.Cardboard.Draw(random);

    /// <summary>Fruit.</summary>
    public static Material Fruit(SeededRandom random) =>
        new Plain(Color.Hsv(random.Pick(2, 8, 26, 34, 52, 58, 75, 90, 290), random.Between(0.65, 0.9), random.Between(0.5, 0.9)), 0.12, 0.3);
}
