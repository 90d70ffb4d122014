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

    /// <summary>
    /// Spring and autumn wood of one kind: pale birch to dark walnut, sometimes painted white or grey.
    /// </summary>
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
        return (spring * light, autumn * (light * random.Between(0.5, 0.85)));
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
    public static Color Lawn(SeededRandom random) =>
        Color.Hsv(random.Between(72, 100), random.Between(0.42, 0.62), random.Between(0.36, 0.52));

    /// <summary>Dry grass and straw.</summary>
    public static Color DryGrass(SeededRandom random) =>
        Color.Hsv(random.Between(42, 62), random.Between(0.3, 0.48), random.Between(0.5, 0.68));

    /// <summary>Dry and damp earth, sand or path.</summary>
    public static (Color Pale, Color Dark) Earth(SeededRandom random)
    {
        var pale = random.Unit() switch
        {
            < 0.45 => Color.Hsv(random.Between(22, 36), random.Between(0.25, 0.45), random.Between(0.4, 0.6)),
            < 0.7 => Color.Hsv(random.Between(34, 46), random.Between(0.25, 0.4), random.Between(0.68, 0.85)),
            < 0.85 => Color.Hsv(random.Between(12, 22), random.Between(0.35, 0.55), random.Between(0.45, 0.6)),
            _ => Color.Hsv(random.Between(25, 50), random.Between(0.05, 0.2), random.Between(0.45, 0.65)),
        };
        return (pale, pale * random.Between(0.35, 0.6));
    }

    /// <summary>Pale and dark stones of one place.</summary>
    public static (Color Pale, Color Dark) Stone(SeededRandom random)
    {
        var pale = random.Unit() switch
        {
            < 0.5 => Color.Hsv(random.Between(20, 50), random.Between(0.02, 0.12), random.Between(0.55, 0.75)),
            < 0.75 => Color.Hsv(random.Between(30, 45), random.Between(0.15, 0.35), random.Between(0.6, 0.82)),
            < 0.9 => Color.Hsv(random.Between(200, 240), random.Between(0.02, 0.1), random.Between(0.4, 0.6)),
            _ => Color.Hsv(random.Between(5, 20), random.Between(0.15, 0.35), random.Between(0.5, 0.65)),
        };
        return (pale, pale.Mixed(Color.Gray(pale.Luminance), 0.3) * random.Between(0.35, 0.65));
    }

    /// <summary>Clay, brown, grey and slate roofs.</summary>
    public static Color Roof(SeededRandom random) => random.Unit() switch
    {
        < 0.45 => Color.Hsv(random.Between(8, 20), random.Between(0.45, 0.65), random.Between(0.45, 0.68)),
        < 0.65 => Color.Hsv(random.Between(10, 25), random.Between(0.25, 0.45), random.Between(0.28, 0.42)),
        < 0.9 => Color.Hsv(random.Between(200, 250), random.Between(0.02, 0.12), random.Between(0.25, 0.45)),
        _ => Color.Hsv(random.Between(25, 40), random.Between(0.1, 0.25), random.Between(0.5, 0.65)),
    };

    /// <summary>The palest and the darkest leaves of a plant.</summary>
    /// <param name="random">the stream</param>
    /// <param name="season">0 spring, 1 summer, 2 autumn, 3 evergreen</param>
    public static (Color Fresh, Color Old) Leaves(SeededRandom random, int season)
    {
        var (fresh, turn) = season switch
        {
            0 => (Color.Hsv(random.Between(70, 88), random.Between(0.5, 0.7), random.Between(0.5, 0.65)), 0.55),
            2 => (Color.Hsv(random.Between(18, 55), random.Between(0.6, 0.82), random.Between(0.55, 0.78)), 0.4),
            3 => (Color.Hsv(random.Between(85, 130), random.Between(0.35, 0.55), random.Between(0.25, 0.38)), 0.5),
            _ => (Color.Hsv(random.Between(74, 105), random.Between(0.5, 0.68), random.Between(0.36, 0.52)), 0.45),
        };
        return (fresh, fresh * turn);
    }

    /// <summary>Upholstery, curtains, bedding, rugs: greys and beiges mostly.</summary>
    public static Color Fabric(SeededRandom random) => random.Unit() switch
    {
        < 0.3 => Color.Hsv(random.Between(20, 50), random.Between(0.02, 0.12), random.Between(0.25, 0.9)),
        < 0.5 => Color.Hsv(random.Between(25, 45), random.Between(0.15, 0.35), random.Between(0.45, 0.85)),
        < 0.65 => Color.Hsv(random.Between(200, 235), random.Between(0.2, 0.6), random.Between(0.2, 0.6)),
        < 0.75 => Color.Hsv(random.Between(80, 170), random.Between(0.15, 0.5), random.Between(0.25, 0.6)),
        < 0.88 => Color.Hsv(random.Between(-12, 25) + 360, random.Between(0.35, 0.65), random.Between(0.35, 0.65)),
        _ => Color.Hsv(random.Between(0, 360), random.Between(0.12, 0.4), random.Between(0.4, 0.8)),
    };

    /// <summary>Clothes: dark and white mostly.</summary>
    public static Color Clothes(SeededRandom random) => random.Unit() switch
    {
        < 0.3 => Color.Gray(random.Between(0.015, 0.06)),
        < 0.45 => Color.Hsv(random.Between(210, 235), random.Between(0.3, 0.6), random.Between(0.2, 0.5)),
        < 0.6 => Color.Hsv(random.Between(30, 60), random.Between(0, 0.06), random.Between(0.75, 0.91)),
        < 0.75 => Color.Hsv(random.Between(20, 60), random.Between(0.1, 0.4), random.Between(0.3, 0.7)),
        _ => Color.Hsv(random.Between(0, 360), random.Between(0.3, 0.7), random.Between(0.35, 0.8)),
    };

    /// <summary>Leather.</summary>
    public static Color Leather(SeededRandom random) => random.Unit() switch
    {
        < 0.4 => Color.Gray(random.Between(0.015, 0.04)),
        < 0.75 => Color.Hsv(random.Between(15, 28), random.Between(0.45, 0.65), random.Between(0.22, 0.5)),
        < 0.9 => Color.Hsv(random.Between(30, 42), random.Between(0.12, 0.3), random.Between(0.65, 0.85)),
        _ => Color.Hsv(random.Between(350, 365), random.Between(0.5, 0.7), random.Between(0.3, 0.5)),
    };

    /// <summary>Bodywork.</summary>
    public static Color Car(SeededRandom random) => random.Unit() switch
    {
        < 0.24 => Color.Gray(random.Between(0.65, 0.8)),
        < 0.46 => Color.Gray(random.Between(0.012, 0.03)),
        < 0.72 => Color.Hsv(random.Between(200, 240), random.Between(0, 0.06), random.Between(0.35, 0.75)),
        < 0.83 => Color.Hsv(random.Between(208, 232), random.Between(0.5, 0.85), random.Between(0.25, 0.6)),
        < 0.92 => Color.Hsv(random.Between(352, 366), random.Between(0.75, 0.92), random.Between(0.4, 0.75)),
        < 0.98 => Color.Hsv(random.Between(20, 190), random.Between(0.12, 0.5), random.Between(0.15, 0.5)),
        _ => Color.Hsv(random.Between(15, 90), random.Between(0.6, 0.85), random.Between(0.5, 0.75)),
    };

    /// <summary>Toys, bottles, cases, bins.</summary>
    public static Color Plastic(SeededRandom random) => random.Unit() switch
    {
        < 0.25 => Color.Gray(random.Between(0.02, 0.08)),
        < 0.5 => Color.Hsv(random.Between(30, 60), random.Between(0, 0.06), random.Between(0.7, 0.93)),
        _ => Color.Hsv(random.Between(0, 360), random.Between(0.45, 0.9), random.Between(0.45, 0.9)),
    };

    /// <summary>Grounds of printed covers and posters: any hue, from pastel to strong.</summary>
    public static Color Ink(SeededRandom random) =>
        Color.Hsv(random.Between(0, 360), random.Between(0.15, 0.85), random.Between(0.25, 0.95));

    /// <summary>Enamel on metal and wood outdoors.</summary>
    public static Color Paint(SeededRandom random) => random.Unit() switch
    {
        < 0.3 => Color.Gray(random.Between(0.04, 0.35)),
        < 0.5 => Color.Gray(random.Between(0.6, 0.8)),
        < 0.7 => Color.Hsv(random.Between(100, 160), random.Between(0.3, 0.6), random.Between(0.2, 0.45)),
        < 0.85 => Color.Hsv(random.Between(205, 230), random.Between(0.4, 0.7), random.Between(0.3, 0.6)),
        _ => Color.Hsv(random.Between(0, 50), random.Between(0.5, 0.85), random.Between(0.45, 0.85)),
    };

    /// <summary>Of people, deep brown to pale.</summary>
    public static Color Skin(SeededRandom random)
    {
        var depth = random.Unit();
        var (hue, warm) = (random.Between(18, 29), random.Between(-0.04, 0.04));
        return Color.Hsv(hue, 0.33 + (0.34 * depth) + warm, 0.94 - (0.58 * depth));
    }

    /// <summary>Of people.</summary>
    public static Color Hair(SeededRandom random) => random.Unit() switch
    {
        < 0.35 => Color.Gray(random.Between(0.01, 0.025)),
        < 0.7 => Color.Hsv(random.Between(15, 28), random.Between(0.4, 0.6), random.Between(0.15, 0.38)),
        < 0.85 => Color.Hsv(random.Between(32, 42), random.Between(0.35, 0.5), random.Between(0.55, 0.78)),
        _ => Color.Gray(random.Between(0.2, 0.55)),
    };
}
