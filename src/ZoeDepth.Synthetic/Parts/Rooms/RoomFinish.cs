using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>What a room's sides are made of.</summary>
internal sealed record RoomFinish
{
    /// <summary>Of most walls.</summary>
    public required Material Wall { get; init; }

    /// <summary>Of the one wall that differs: paper, a strong colour.</summary>
    public required Material Accent { get; init; }

    /// <summary>Which wall differs.</summary>
    public Side AccentSide { get; init; }

    public required Material Floor { get; init; }

    public required Material Ceiling { get; init; }

    /// <summary>Skirting boards, door frames, window frames.</summary>
    public required Material Trim { get; init; }

    /// <summary>Door leaves.</summary>
    public required Material Door { get; init; }

    /// <summary>Metres; 0 for none.</summary>
    public double SkirtingHeight { get; init; }

    /// <summary>Living rooms and bedrooms: paint, wood or carpet.</summary>
    public static RoomFinish Home(SeededRandom random) => Draw(random, random.Unit() switch
    {
        < 0.48 => Planks.Draw(random),
        < 0.64 => Parquet.Draw(random),
        < 0.9 => Carpet.Draw(random),
        _ => Tiles.Draw(random),
    });

    /// <summary>Kitchens and baths: tiles more often than wood.</summary>
    public static RoomFinish Wet(SeededRandom random) =>
        Draw(random, random.Chance(0.6) ? Tiles.Draw(random) : Planks.Draw(random));

    /// <summary>Offices and halls: hard carpets, lino, boards.</summary>
    public static RoomFinish Work(SeededRandom random) => Draw(random, random.Unit() switch
    {
        < 0.45 => Carpet.Draw(random),
        < 0.7 => new Plain(Color.Hsv(random.Between(20, 220), random.Between(0.03, 0.2), random.Between(0.45, 0.75)),
            0.15, 0.35, 0.03),
        < 0.85 => Tiles.Draw(random),
        _ => Planks.Draw(random),
    });

    private static RoomFinish Draw(SeededRandom random, Material floor)
    {
        var wall = Plaster.Draw(random);
        var white = new Plain(Color.Hsv(random.Between(35, 60), random.Between(0, 0.06), random.Between(0.85, 0.95)),
            0.12, 0.35);
        Material accent = random.Unit() switch
        {
            < 0.72 => wall,
            < 0.86 => Wallpaper.Draw(random),
            _ => new Plaster(Color.Hsv(random.Pick(random.Between(10, 60), random.Between(90, 230)),
                random.Between(0.1, 0.4),
                random.Between(0.35, 0.8))),
        };
        return new()
        {
            Wall = wall,
            Accent = accent,
            AccentSide = random.Pick(Side.Ahead, Side.Right, Side.Back, Side.Left),
            Floor = floor,
            Ceiling = new Plaster(Color.Gray(random.Between(0.75, 0.88)), 0.02, 0.03),
            Trim = random.Chance(0.8) ? white : Wood.Draw(random),
            Door = random.Chance(0.65) ? white : Wood.Draw(random, 2),
            SkirtingHeight = random.Chance(0.88) ? random.Between(0.05, 0.12) : 0,
        };
    }
}
