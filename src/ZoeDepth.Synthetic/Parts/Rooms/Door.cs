using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>A door in its frame, shut, ajar or open to a stub of the next room.</summary>
internal static class Door
{
    private const double Height = 2.03;
    private const double Leaf = 0.04;

    /// <summary>
    /// Opens a door somewhere in this wall and keeps the floor before it free; does nothing where there is no room for
    /// one.
    /// </summary>
    public static void Add(Room room, Side side, RoomLight light, SeededRandom random)
    {
        var width = random.Between(0.78, 0.95);
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var along = random.Between(-1, 1) * Math.Max(room.HalfSpan(side) - (width / 2) - 0.12, 0);
            if (!room.Open(side, along, width, 0, Height)) continue;
            Fill(room, room.At(side, along).Part("door"), width, light, random);
            return;
        }
    }

    private static void Fill(Room room, LocalFrame at, double width, RoomLight light, SeededRandom random)
    {
        room.Floor.Mark(at.At(0, -0.4), width, 0.8, 0);
        var trim = room.Finish.Trim;
        foreach (var x in (double[])[-(width + 0.05) / 2, (width + 0.05) / 2])
        {
            at.Box((x, -0.008, Height / 2), (0.075, 0.026, Height), trim);
            at.Box((x * (width / (width + 0.05)), 0.14, Height / 2), (0.03, 0.3, Height), trim);
        }
        at.Box((0, -0.0082, Height + 0.02), (width + 0.125, 0.026, 0.075), trim);
        at.Box((0, 0.14, Height - 0.005), (width, 0.298, 0.03), trim);
        var hinge = random.Sign();
        var angle = random.Chance(0.6) ? 0 : random.Chance(0.5) ? random.Between(8, 40) : random.Between(60, 92);
        var leaf = at.At(hinge * ((width / 2) - 0.015), 0.03).Turned(hinge * angle)
            .At(-hinge * ((width / 2) - 0.016), 0);
        Swing(leaf, width - 0.032, hinge, room.Finish.Door, random);
        if (angle > 0)
        {
            if (angle > 50) room.Floor.Mark(at.At(hinge * (width / 2), -0.45), 0.3, 0.9, Height);
            NextRoom(room, at, width, light, random);
        }
        else
        {
            // Closed below the leaf, so that no light passes under it.
            at.Box((0, 0.2, Height / 2), (width, 0.02, Height), trim);
        }
    }

    /// <summary>The leaf about its middle, hinged at the given end.</summary>
    private static void Swing(LocalFrame at, double width, int hinge, Material material, SeededRandom random)
    {
        at.Fitted(RoundedBox.Fitting((width, Leaf, Height), 0.004), (0, 0, (Height / 2) - 0.008),
            (width, Leaf, Height - 0.025), material);
        var metal = new Plain(Color.Gray(random.Pick(0.1, 0.5, 0.6)), 0.6, 0.25, 0.12);
        var x = -hinge * ((width / 2) - 0.06);
        foreach (var face in (double[])[-1, 1])
        {
            var y = face * (Leaf / 2);
            at.Bar((x, y, 1.04), (x, y + (face * 0.05), 1.04), 0.01, metal);
            at.Bar((x, y + (face * 0.05), 1.04), (x + (hinge * 0.12), y + (face * 0.05), 1.04), 0.009, metal);
            at.Box((x, y, 0.99), (0.035, 0.012, 0.2), metal);
            if (!random.Chance(0.6)) continue;
            // Raised panels.
            var low = random.Between(0.7, 0.9);
            at.Fitted(RoundedBox.Crisp, (0, y, 0.12 + (low / 2)), (width - 0.24, 0.014, low), material);
            at.Fitted(RoundedBox.Crisp, (0, y, ((low + 0.24 + Height - 0.14) / 2)),
                (width - 0.24, 0.014, Height - 0.38 - low), material);
        }
    }

    /// <summary>A dim closed box behind an open door.</summary>
    private static void NextRoom(Room room, LocalFrame at, double width, RoomLight light, SeededRandom random)
    {
        at = at.Part("next room");
        var (half, depth, height) = ((width / 2) + random.Between(0.2, 1), random.Between(1.1, 3), room.Size.Height);
        var (wall, y) = (new Plaster(Palette.WallPaint(random)), Room.Thickness);
        at.Box((0, y + (depth / 2), -0.101), ((2 * half) + 0.2, depth + 0.2, 0.2), room.Finish.Floor);
        at.Box((0, y + (depth / 2), height + 0.099), ((2 * half) + 0.2, depth + 0.2, 0.2), room.Finish.Ceiling);
        at.Box((0, y + depth + 0.05, height / 2), ((2 * half) + 0.2, 0.1, height + 0.2), wall);
        at.Box((-half - 0.05, y + (depth / 2), height / 2), (0.1, depth, height + 0.2), wall);
        at.Box((half + 0.05, y + (depth / 2), height / 2), (0.1, depth, height + 0.2), wall);
        if (random.Chance(0.4)) return;
        var power = (light.LampsBurn ? light.LampColor : light.Daylight * 0.3) * random.Between(0.3, 1.2);
        at.Lamp((0, y + (depth / 2), height - 0.2), 0.1, power);
    }
}
