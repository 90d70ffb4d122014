namespace ZoeDepth.Synthetic.Materials;

/// <summary>Everyday surfaces of rooms: what small and made things are made of.</summary>
internal static class Everyday
{
    /// <summary>Black rubber, screens that are off.</summary>
    public static readonly Material Black = new Plain(Color.Gray(0.015), 0.12, 0.35);

    /// <summary>A book's pages, seen from the side.</summary>
    public static readonly Material Pages = new Plain(Color.Srgb(232, 224, 205), 0, 0.9);

    private static readonly Lazy<Material>[] _pages =
        [.. Enumerable.Range(0, 24)
            .Select(i => new Lazy<Material>(() => Print.DrawPage(new SeededRandom("page", (ulong)i), 0.21, 0.297)))];

    private static readonly Lazy<Material>[] _covers =
        [.. Enumerable.Range(0, 32)
            .Select(i => new Lazy<Material>(() => Print.DrawCover(new SeededRandom("cover", (ulong)i), 0.21, 0.297)))];

    /// <summary>Black, grey, white or coloured plastic.</summary>
    public static Material Plastic(SeededRandom random) => random.Unit() switch
    {
        < 0.3 => new Plain(Color.Gray(random.Between(0.015, 0.06)), 0.12, 0.4),
        < 0.6 => new Plain(Color.Gray(random.Between(0.45, 0.85)), 0.1, 0.4),
        _ => new Plain(Vivid(random), 0.15, 0.3),
    };

    /// <summary>Black or dark grey plastic.</summary>
    public static Material Dark(SeededRandom random) => new Plain(Color.Gray(random.Between(0.012, 0.05)), 0.12, 0.4);

    /// <summary>Bare steel and aluminium.</summary>
    public static Material Steel(SeededRandom random) =>
        new Plain(Color.Gray(random.Between(0.35, 0.6)), 0.5, random.Between(0.2, 0.45), random.Between(0.02, 0.12));

    /// <summary>Steel, brass, black iron.</summary>
    public static Material Metal(SeededRandom random) => random.Integer(0, 4) switch
    {
        0 => new Plain(Color.Gray(random.Between(0.02, 0.06)), 0.25, 0.3),
        1 => new Plain(Color.Srgb(200, 160, 90), 0.7, 0.2, 0.15),
        _ => Steel(random),
    };

    /// <summary>Metal under paint or powder: white, grey, black, seldom a colour.</summary>
    public static Material Painted(SeededRandom random) => random.Unit() switch
    {
        < 0.35 => new Plain(Color.Gray(random.Between(0.6, 0.85)), 0.15, 0.35),
        < 0.6 => new Plain(Color.Gray(random.Between(0.2, 0.45)), 0.2, 0.35),
        < 0.85 => new Plain(Color.Gray(random.Between(0.015, 0.06)), 0.15, 0.35),
        _ => new Plain(Vivid(random), 0.2, 0.3),
    };

    /// <summary>Woven covers of chairs and bags: dark or of one strong colour.</summary>
    public static Material Fabric(SeededRandom random)
    {
        var color = random.Chance(0.5)
            ? Color.Gray(random.Between(0.02, 0.12))
            : Color.Hsv(random.Between(0, 360), random.Between(0.15, 0.7), random.Between(0.2, 0.6));
        return new Fabric(color, color * 0.7, FabricPattern.Weave, 0.05, random.Between(0.002, 0.005));
    }

    /// <summary>Melamine, veneer or wood of table tops and cupboards.</summary>
    public static Material Board(SeededRandom random) => random.Unit() switch
    {
        < 0.4 => new Plain(Color.Hsv(random.Between(30, 60), random.Between(0, 0.06), random.Between(0.85, 0.93)), 0.08,
            0.35),
        < 0.55 => new Plain(Color.Gray(random.Between(0.25, 0.6)), 0.08, 0.35),
        _ => Wood.Draw(random),
    };

    /// <summary>White or faintly tinted paper.</summary>
    public static Material Paper(SeededRandom random) =>
        new Plain(Color.Hsv(random.Between(30, 60), random.Between(0, 0.08), random.Between(0.88, 0.95)), 0, 0.9);

    /// <summary>Brown boxes.</summary>
    public static Material Cardboard(SeededRandom random) => Materials.Cardboard.Draw(random);

    /// <summary>
    /// A printed page of about 0.21 x 0.3 m; a process has some dozens, for measuring their mean takes a while.
    /// </summary>
    public static Material Page(SeededRandom random) => random.Pick(_pages).Value;

    /// <summary>A printed cover or leaflet of about 0.21 x 0.3 m.</summary>
    public static Material Cover(SeededRandom random) => random.Pick(_covers).Value;

    /// <summary>Glazed cups and plates: mostly white.</summary>
    public static Material Ceramic(SeededRandom random) => random.Unit() switch
    {
        < 0.55 => new Plain(Color.Hsv(random.Between(30, 55), random.Between(0, 0.08), random.Between(0.86, 0.96)),
            0.25, 0.08, 0.03),
        < 0.7 => new Plain(Color.Gray(random.Between(0.02, 0.2)), 0.25, 0.1, 0.03),
        _ => new Plain(Color.Hsv(random.Between(0, 360), random.Between(0.25, 0.8), random.Between(0.3, 0.85)), 0.25,
            0.1, 0.03),
    };

    /// <summary>Glass, which the depth ends at: dark, shining, tinted as bottles are.</summary>
    public static Material Glass(SeededRandom random) => random.Unit() switch
    {
        < 0.4 => new Plain(Color.Hsv(random.Between(80, 150), random.Between(0.4, 0.8), random.Between(0.12, 0.35)),
            0.5, 0.04, 0.12),
        < 0.6 => new Plain(Color.Hsv(random.Between(18, 35), random.Between(0.6, 0.9), random.Between(0.15, 0.35)), 0.5,
            0.04, 0.12),
        _ => new Plain(Color.Hsv(random.Between(150, 220), random.Between(0.02, 0.12), random.Between(0.4, 0.65)), 0.6,
            0.04, 0.18),
    };

    /// <summary>A strong colour of print, toys, folders, packages.</summary>
    public static Color Vivid(SeededRandom random) =>
        Color.Hsv(random.Pick(0, 8, 18, 32, 48, 95, 140, 175, 205, 220, 235, 280, 330) + random.Between(-6, 6),
            random.Between(0.4, 0.82),
            random.Between(0.35, 0.8));

    /// <summary>Bindings of books: dark, pale, muted, seldom loud.</summary>
    public static Material Binding(SeededRandom random) => new Plain(random.Unit() switch
    {
        < 0.3 => Color.Hsv(random.Between(0, 360), random.Between(0.2, 0.6), random.Between(0.15, 0.4)),
        < 0.5 => Color.Hsv(random.Between(20, 60), random.Between(0.03, 0.2), random.Between(0.7, 0.92)),
        < 0.75 => Color.Hsv(random.Between(0, 360), random.Between(0.15, 0.45), random.Between(0.4, 0.75)),
        < 0.87 => Color.Gray(random.Between(0.015, 0.08)),
        _ => Vivid(random),
    }, 0.06, 0.4);

    /// <summary>Printed packages and covers: strong, pale, white or dark.</summary>
    public static Material Package(SeededRandom random) => random.Unit() switch
    {
        < 0.5 => new Plain(Vivid(random), 0.08, 0.35),
        < 0.7 => new Plain(Color.Hsv(random.Between(0, 360), random.Between(0.05, 0.3), random.Between(0.7, 0.95)),
            0.08, 0.35),
        < 0.85 => new Plain(Color.Gray(random.Between(0.7, 0.9)), 0.08, 0.35),
        _ => new Plain(Color.Gray(random.Between(0.02, 0.1)), 0.1, 0.3),
    };
}
