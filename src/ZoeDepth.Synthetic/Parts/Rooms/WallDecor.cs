using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>What people hang on walls: framed pictures, mirrors, clocks, boards.</summary>
internal static class WallDecor
{
    /// <summary>Hangs some pieces where the walls are free; call it when the furniture stands.</summary>
    public static void Add(Room room, int pieces, SeededRandom random)
    {
        for (var i = 0; i < pieces; i++)
        {
            var kind = random.Unit();
            if (kind < 0.7) Pictures(room, random);
            else if (kind < 0.8) Mirror(room, random);
            else if (kind < 0.84) Clock(room, random);
            else Board(room, random);
        }
    }

    /// <summary>A picture in its frame about the place, which lies on the wall.</summary>
    public static void Picture(LocalFrame at, double width, double height, SeededRandom random)
    {
        at = at.Part("picture");
        Material frame = random.Chance(0.5)
            ? new Plain(Color.Gray(random.Pick(0.03, 0.05, 0.8)), 0.2, 0.3) : Wood.Draw(random);
        var bar = random.Between(0.012, 0.04);
        var mount = random.Chance(0.5) ? Math.Min(width, height) * random.Between(0.1, 0.2) : 0;
        at.Box((0, -0.012, (height - bar) / 2), (width, 0.024, bar), frame);
        at.Box((0, -0.012, -(height - bar) / 2), (width, 0.024, bar), frame);
        at.Box((-(width - bar) / 2, -0.0118, 0), (bar, 0.023, height - bar), frame);
        at.Box(((width - bar) / 2, -0.0118, 0), (bar, 0.023, height - bar), frame);
        at.Box((0, -0.005, 0), (width - bar, 0.012, height - bar),
            new Plain(Color.Gray(random.Between(0.75, 0.9)), 0.1, 0.2, 0.03));
        var (wide, high) = (width - (2 * bar) - mount, height - (2 * bar) - mount);
        at.Box((0, -0.0062, 0), (wide, 0.012, high), Painting.Draw(random, wide, high));
    }

    private static void Pictures(Room room, SeededRandom random)
    {
        var (width, height) = (random.Between(0.22, 0.8), random.Between(0.25, 0.7));
        var (count, row) = (random.Pick(1, 1, 1, 2, 3), random.Between(1.35, 1.7));
        for (var i = 0; i < 2 && width * count > 1.8; i++) count--;
        var all = (count * (width + 0.08)) - 0.08;
        if (room.Walls.Find(random, all, row - (height / 2), row + (height / 2)) is not { } spot) return;
        for (var i = 0; i < count; i++)
        {
            var at = room.At(spot.Side, spot.Along + ((i - ((count - 1) / 2.0)) * (width + 0.08)), row);
            Picture(random.Chance(0.2) ? at.Leaning(random.Normal(0, 1)) : at, width, height, random);
        }
    }

    private static void Mirror(Room room, SeededRandom random)
    {
        var (width, height, z) = (random.Between(0.35, 0.7), random.Between(0.5, 1.3), random.Between(1.3, 1.5));
        if (room.Walls.Find(random, width, z - (height / 2), z + (height / 2)) is not { } spot) return;
        var at = room.At(spot.Side, spot.Along, z).Part("mirror");
        var (frame, glass) = (Wood.Draw(random), Glass.DrawMirror(random));
        if (random.Chance(0.4))
        {
            at.Bar((0, 0, 0), (0, -0.02, 0), (width / 2) + 0.02, frame);
            at.Bar((0, 0, 0), (0, -0.022, 0), width / 2, glass);
            return;
        }
        at.Fitted(RoundedBox.Crisp, (0, -0.01, 0), (width, 0.03, height), frame);
        at.Box((0, -0.014, 0), (width - 0.07, 0.026, height - 0.07), glass);
    }

    private static void Clock(Room room, SeededRandom random)
    {
        var radius = random.Between(0.11, 0.19);
        if (room.Walls.Find(random, 2 * radius, 1.7 - radius, 1.7 + radius) is not { } spot) return;
        Devices.WallClock(room.At(spot.Side, spot.Along, 1.7), radius, random);
    }

    /// <summary>A board with books and small things.</summary>
    private static void Board(Room room, SeededRandom random)
    {
        var (width, z) = (random.Between(0.5, 1.1), random.Between(1.3, 1.7));
        if (room.Walls.Find(random, width, z - 0.05, z + 0.35) is not { } spot) return;
        var at = room.At(spot.Side, spot.Along, z).Part("shelf");
        var wood = Wood.Draw(random);
        at.Box((0, -0.1, -0.015), (width, 0.2, 0.03), wood);
        var share = random.Between(0.3, 0.75);
        Reading.Row(at.At((-width / 2) + 0.02, -0.18), width * share, 0.3, random);
        Items.Strew(at.At(width * share / 2, -0.1), (width * (1 - share)) - 0.06, 0.2, random.Integer(1, 3),
            Items.Shelf, random, 0.33);
    }
}
