namespace ZoeDepth.Synthetic.Materials;

/// <summary>The wood, or the paint, one piece of furniture is made of: its fibres run along each board.</summary>
/// <param name="X">boards along x</param>
/// <param name="Y">boards along y</param>
/// <param name="Z">posts</param>
internal sealed record Timber(Material X, Material Y, Material Z)
{
    /// <summary>Wood of any tone, or white, grey or coloured lacquer.</summary>
    /// <param name="random">which</param>
    /// <param name="painted">chance of paint</param>
    public static Timber Draw(SeededRandom random, double painted = 0.4)
    {
        if (random.Chance(painted)) return Painted(random);
        var (spring, autumn) = Palette.Wood(random);
        var (ring, gloss) = (random.LogBetween(0.003, 0.009), random.Pick(0.02, 0.05, 0.12, 0.25));
        return new(new Wood(spring, autumn, 0, ring, gloss), new Wood(spring, autumn, 1, ring, gloss),
            new Wood(spring, autumn, 2, ring, gloss));
    }

    /// <summary>White most often, then grey, black, pale tints, strong colours.</summary>
    public static Timber Painted(SeededRandom random)
    {
        var color = random.Unit() switch
        {
            < 0.55 => Color.Hsv(random.Between(35, 60), random.Between(0, 0.05), random.Between(0.85, 0.95)),
            < 0.7 => Color.Gray(random.Between(0.03, 0.35)),
            < 0.92 => Color.Hsv(random.Pick(random.Between(20, 60), random.Between(90, 230)),
                random.Between(0.06, 0.25), random.Between(0.45, 0.85)),
            _ => Color.Hsv(random.Between(0, 360), random.Between(0.25, 0.55), random.Between(0.25, 0.6)),
        };
        var shiny = random.Chance(0.3);
        var paint = new Plain(color, shiny ? 0.3 : 0.1, shiny ? 0.12 : 0.4, shiny ? 0.04 : 0);
        return new(paint, paint, paint);
    }
}
