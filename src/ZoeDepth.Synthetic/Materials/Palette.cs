namespace ZoeDepth.Synthetic.Materials;

/// <summary>Colours things really have, drawn at random: albedos, linear.</summary>
internal static class Palette
{
    /// <summary>Walls of rooms: white and off-white mostly, then pale tints, seldom a strong colour.</summary>
    public static Color WallPaint(SeededRandom random) => random.Unit() switch
    {
        < 0.5 => Color.Hsv(random.Between(30, 60), random.Between(0, 0.08), random.Between(0.86, 0.95)),
        < 0.75 => Color.Hsv(random.Between(25, 55), random.Between(0.08, 0.22), random.Between(0.78, 0.92)),
        < 0.87 => Color.Hsv(random.Between(90, 240), random.Between(0.04, 0.18), random.Between(0.72, 0.9)),
        < 0.94 => Color.Gray(random.Between(0.3, 0.6)),
        _ => Color.Hsv(random.Between(0, 360), random.Between(0.25, 0.5), random.Between(0.45, 0.75)),
    };

    /// <summary>Outsides of houses.</summary>
    public static Color Facade(SeededRandom random) => random.Unit() switch
    {
        < 0.35 => Color.Hsv(random.Between(35, 55), random.Between(0.02, 0.12), random.Between(0.75, 0.92)),
        < 0.65 => Color.Hsv(random.Between(25, 48), random.Between(0.15, 0.4), random.Between(0.65, 0.88)),
        < 0.8 => Color.Hsv(random.Between(5, 22), random.Between(0.2, 0.45), random.Between(0.5, 0.75)),
        < 0.92 => Color.Hsv(random.Between(180, 230), random.Between(0.03, 0.2), random.Between(0.5, 0.8)),
        _ => Color.Hsv(random.Between(70, 140), random.Between(0.08, 0.25), random.Between(0.6, 0.8)),
    };

    /// <summary>Spring and autumn wood of one kind: pale birch to dark walnut, sometimes painted white or grey.</summary>
    public static (Color Spring, Color Autumn) Wood(SeededRandom random)
    {
        var (spring, autumn) = random.Integer(0, 8) switch
        {
            0 => (Color.Srgb(222, 196, 158), Color.Srgb(190, 154, 110)),
            1 => (Color.Srgb(205, 170, 125), Color.Srgb(160, 118, 76)),
            2 => (Color.Srgb(190, 146, 98), Color.Srgb(142, 98, 58)),
            3 => (Color.Srgb(172, 122, 78), Color.Srgb(124, 80, 46)),
            4 => (Color.Srgb(150, 98, 62), Color.Srgb(106, 62, 38)),
            5 => (Color.Srgb(118, 82, 56), Color.Srgb(76, 50, 34)),
            6 => (Color.Srgb(88, 62, 46), Color.Srgb(58, 40, 30)),
            7 => (Color.Srgb(168, 158, 144), Color.Srgb(128, 118, 106)),
            _ => (Color.Srgb(196, 160, 118), Color.Srgb(150, 112, 72)),
        };
        var light = random.Between(0.85, 1.12);
        return (spring * light, autumn * light);
    }

    /// <summary>The palest and the darkest bricks of one wall.</summary>
    public static (Color Pale, Color Dark) Bricks(SeededRandom random)
    {
        var (pale, dark) = random.Integer(0, 5) switch
        {
            0 or 1 => (Color.Srgb(182, 102, 76), Color.Srgb(120, 58, 46)),
            2 => (Color.Srgb(164, 112, 84), Color.Srgb(108, 74, 60)),
            3 => (Color.Srgb(206, 178, 132), Color.Srgb(160, 128, 90)),
            4 => (Color.Srgb(112, 84, 76), Color.Srgb(66, 54, 52)),
            _ => (Color.Srgb(222, 216, 206), Color.Srgb(186, 178, 168)),
        };
        var light = random.Between(0.85, 1.15);
        return (pale * light, dark * light);
    }

    /// <summary>Glaze and stone of tiles.</summary>
    public static Color Tile(SeededRandom random) => random.Unit() switch
    {
        < 0.45 => Color.Hsv(random.Between(30, 60), random.Between(0, 0.08), random.Between(0.8, 0.94)),
        < 0.7 => Color.Hsv(random.Between(20, 40), random.Between(0.15, 0.35), random.Between(0.55, 0.8)),
        < 0.85 => Color.Gray(random.Between(0.08, 0.4)),
        < 0.92 => Color.Hsv(random.Between(8, 22), random.Between(0.4, 0.6), random.Between(0.5, 0.65)),
        _ => Color.Hsv(random.Between(150, 230), random.Between(0.2, 0.5), random.Between(0.4, 0.75)),
    };

    /// <summary>Fresh grass.</summary>
    public static Color Lawn(SeededRandom random) => Color.Hsv(random.Between(72, 100), random.Between(0.42, 0.62), random.Between(0.36, 0.52));

    /// <summary>Dry grass and straw.</summary>
    public static Color DryGrass(SeededRandom random) => Color.Hsv(random.Between(42, 62), random.Between(0.3, 0.48), random.Between(0.5, 0.68));
}
