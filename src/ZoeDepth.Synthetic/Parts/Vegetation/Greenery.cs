using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Vegetation;

/// <summary>The colours of plants.</summary>
internal static class Greenery
{
    /// <summary>Leaves of a broadleaf tree; its clusters differ in shade.</summary>
    public static Material Crown(Season season, SeededRandom random)
    {
        if (season != Season.Spring || random.Chance(0.8)) return Leaves(random, (int)season);
        var blossom = Color.Hsv(random.Between(330, 360), random.Between(0.05, 0.35), random.Between(0.8, 0.95));
        return new Foliage(blossom, blossom * 0.7, 0, 0, 0);
    }

    /// <summary>Needles, ivy and other leaves that stay.</summary>
    public static Material Needles(SeededRandom random) => Leaves(random, 3);

    /// <summary>Blades of grass as pale as a lawn, seldom dry.</summary>
    public static Material Lawn(SeededRandom random)
    {
        var fresh = random.Chance(0.85) ? Palette.Lawn(random) : Palette.DryGrass(random);
        return new Foliage(fresh * 1.2, fresh * 0.8, 0, 0, 0);
    }

    /// <summary>Fern, weeds, potted plants.</summary>
    public static Material Herb(SeededRandom random)
    {
        var fresh = Color.Hsv(random.Between(75, 125), random.Between(0.4, 0.68), random.Between(0.34, 0.6));
        return new Foliage(fresh, fresh * 0.6, 0, 0, 0);
    }

    /// <summary>Blossoms.</summary>
    public static Material Petals(SeededRandom random)
    {
        var hue = random.Pick(0, 10, 30, 48, 55, 280, 300, 325, 345, 240);
        return new Plain(Color.Hsv(hue, random.Between(0.1, 0.85), random.Between(0.75, 0.95)));
    }

    /// <summary>Bark.</summary>
    public static Material Bark(SeededRandom random) => Materials.Bark.Draw(random);

    /// <summary>Garden earth.</summary>
    public static Material Soil(SeededRandom random)
    {
        var dark = Color.Hsv(25, 0.45, random.Between(0.15, 0.25));
        return new Soil(dark * 1.8, dark, 0.012, 0.6);
    }

    /// <summary>Flower pots: clay, glaze, plastic.</summary>
    public static Material Pot(SeededRandom random) => random.Integer(0, 3) switch
    {
        0 => new Plain(Color.Hsv(random.Between(12, 22), random.Between(0.5, 0.65), random.Between(0.55, 0.75))),
        1 => new Plain(Color.Gray(random.Between(0.5, 0.85)), 0.3, 0.15),
        2 => new Plain(Color.Gray(random.Between(0.02, 0.1)), 0.2, 0.3),
        _ => new Plain(Color.Hsv(random.Between(0, 360), random.Between(0.2, 0.6), random.Between(0.3, 0.8)), 0.35,
            0.12),
    };

    /// <summary>Each leaf is a thing of its own, so none has leaves drawn upon it.</summary>
    private static Foliage Leaves(SeededRandom random, int season)
    {
        var (fresh, old) = Palette.Leaves(random, season);
        return new(fresh, old, 0, 0, 0);
    }
}
