using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>What belongs to the building: radiators, light switches, sockets.</summary>
internal static class WallFittings
{
    /// <summary>Some of each, where there is room.</summary>
    public static void Add(Room room, SeededRandom random)
    {
        if (random.Chance(0.75)) Radiator(room, random);
        var white = new Plain(Color.Gray(0.85), 0.15, 0.35);
        for (var i = random.Integer(1, 4); i > 0; i--)
        {
            var (z, wide) = (random.Chance(0.35) ? 1.1 : 0.3, random.Pick(0.08, 0.08, 0.15));
            if (room.Walls.Find(random, wide, z - 0.05, z + 0.05) is not { } spot) continue;
            var at = room.At(spot.Side, spot.Along, z).Part("socket");
            at.Fitted(RoundedBox.Soft, (0, -0.004, 0), (wide, 0.014, 0.08), white);
            if (z > 1) at.Fitted(RoundedBox.Crisp, (0, -0.01, 0), (wide - 0.02, 0.01, 0.06), white);
            else at.Bar((0, -0.009, 0), (0, -0.0115, 0), 0.022, new Plain(Color.Gray(0.6), 0.1, 0.4));
        }
    }

    private static void Radiator(Room room, SeededRandom random)
    {
        var (width, height) = (random.Between(0.6, 1.4), random.Between(0.4, 0.6));
        (Side Side, double Along)? found = null;
        foreach (var window in room.Openings)
        {
            // Under a window, where the cold air falls.
            if (window.Bottom < 0.7) continue;
            height = Math.Min(height, window.Bottom - 0.22);
            if (room.Walls.Take(window.Side, window.Along, width, 0.1, 0.15 + height))
                found = (window.Side, window.Along);
            break;
        }
        if (found is null && random.Chance(0.4)) found = room.Walls.Find(random, width, 0.1, 0.15 + height);
        if (found is not { } spot) return;
        var at = room.At(spot.Side, spot.Along, 0.13).Part("radiator");
        room.Floor.Mark(at.At(0, -0.07), width, 0.14, height);
        var paint = new Plain(Color.Gray(0.84), 0.2, 0.3);
        if (random.Chance(0.5))
        {
            at.Fitted(RoundedBox.Fitting((width, 0.06, height), 0.015), (0, -0.08, height / 2), (width, 0.07, height),
                paint);
            for (var x = (-width / 2) + 0.05; x < (width / 2) - 0.03; x += 0.05)
                at.Bar((x, -0.112, 0.04), (x, -0.112, height - 0.04), 0.012, paint);
        }
        else
        {
            for (var x = (-width / 2) + 0.03; x < width / 2; x += 0.06)
                at.Fitted(RoundedBox.Fitting((0.05, 0.1, height), 0.022), (x, -0.08, height / 2), (0.05, 0.1, height),
                    paint);
            at.Bar((-width / 2, -0.08, 0.05), (width / 2, -0.08, 0.05), 0.015, paint);
            at.Bar((-width / 2, -0.08, height - 0.05), (width / 2, -0.08, height - 0.05), 0.015, paint);
        }
        at.Bar(((width / 2) + 0.02, -0.08, 0.06), ((width / 2) + 0.02, -0.08, -0.14), 0.008, paint);
        at.Bar(((width / 2) - 0.03, -0.08, 0.06), ((width / 2) + 0.09, -0.08, 0.06), 0.02, paint);
    }
}
