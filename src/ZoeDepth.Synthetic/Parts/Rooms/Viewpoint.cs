using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>
/// Where somebody stands to photograph a room: in free space, looking where there is something to see and nothing tall
/// is in the way.
/// </summary>
internal static class Viewpoint
{
    /// <summary>The best of some random stands: far from what the picture is about, with a clear view of it.</summary>
    /// <param name="room">furnished</param>
    /// <param name="focus">what the picture is about, or null for any piece that stands there</param>
    /// <param name="random">which</param>
    /// <param name="facing">where what the picture is about faces: the camera likes to see its front</param>
    public static Camera Choose(Room room, Vector? focus, SeededRandom random, Vector facing = default)
    {
        var (best, bestScore) = ((Vector.Zero, Vector.Zero), double.NegativeInfinity);
        var seated = random.Chance(0.2);
        var eye = seated ? random.Between(0.95, 1.25) : Math.Min(random.Between(1.25, 1.75), room.Size.Height - 0.4);
        // As agents show rooms: held level; seldom from a shelf or a camera under the ceiling.
        var isLevel = random.Chance(0.18);
        if (random.Chance(0.06)) eye = room.Size.Height - random.Between(0.2, 0.45);
        var reach = random.Between(1.7, 3.4);
        for (var i = 0; i < 40; i++)
        {
            var (x, y) = (random.Between(-1, 1) * (room.Size.HalfWidth - 0.2),
                random.Between(-1, 1) * (room.Size.HalfLength - 0.2));
            var clearance = room.Floor.Clearance(x, y, eye - 0.35);
            if (clearance < 0.15) continue;
            var at = focus ?? Any(room, random);
            at += (random.Normal(0, 0.35), random.Normal(0, 0.35), random.Normal(0, 0.12));
            if (isLevel) at = at with { Z = eye - 0.1 };
            var from = new Vector(x, y, eye);
            var level = new Vector(at.X - x, at.Y - y, 0);
            if (level.Length < 1) continue;
            var score = 3 - Math.Abs(level.Length - reach) + (2 * Math.Min(clearance, 0.5))
                + (1.5 * Math.Min(ClearView(room, from, level.Unit()), 2)) + random.Between(0, 1.5);
            score -= 2 * level.Unit().Dot(facing);
            // Nobody stands on beds and tables; in a crowded room somebody leans over one.
            if (room.Floor.Clearance(x, y, 0.25) < 0.05) score -= 3;
            if (score > bestScore) (best, bestScore) = ((from, at), score);
        }
        var (position, target) = best;
        if (double.IsNegativeInfinity(bestScore))
            (position, target) = ((0, -room.Size.HalfLength + 0.3, eye), (0, room.Size.HalfLength, 0.8));
        return Camera.Looking(position, target, HandHeld.FieldOfView(random, isLevel ? 78 : 66, 10),
            HandHeld.Roll(random));
    }

    private static Vector Any(Room room, SeededRandom random)
    {
        var pieces = room.Floor.Taken;
        if (pieces.Count == 0) return (0, 0, 0.8);
        var piece = pieces[random.Integer(0, pieces.Count - 1)];
        return (piece.X, piece.Y, Math.Clamp(piece.Height * 0.8, 0.4, 1.3));
    }

    /// <summary>
    /// How far one can walk that way and a little to both sides of it before something as tall as the eye is met,
    /// metres, up to 3.
    /// </summary>
    private static double ClearView(Room room, Vector from, Vector ahead)
    {
        var side = ahead.Cross(Vector.Up);
        for (var distance = 0.3; distance < 3; distance += 0.3)
        {
            foreach (var share in (double[])[-0.35, 0, 0.35])
            {
                var at = from + (ahead * distance) + (side * (share * distance));
                if (room.Floor.Clearance(at.X, at.Y, from.Z - (0.4 * distance)) <= 0) return distance;
            }
        }
        return 3;
    }
}
