using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>A piece that stands on the floor: an upright rectangle, metres.</summary>
internal readonly record struct Footprint(double Left, double Right, double Near, double Far, double Height)
{
    public double X => (Left + Right) / 2;

    public double Y => (Near + Far) / 2;

    /// <summary>How far a point is outside, 0 inside.</summary>
    public double Distance(double x, double y)
    {
        var (dx, dy) = (Math.Max(Math.Max(Left - x, x - Right), 0), Math.Max(Math.Max(Near - y, y - Far), 0));
        return Math.Sqrt((dx * dx) + (dy * dy));
    }

    public bool Meets(in Footprint other) =>
        Left < other.Right && Right > other.Left && Near < other.Far && Far > other.Near;
}

/// <summary>
/// Where a room's floor is taken, and where there is room for more. All places it gives face the room or turn freely
/// and stand on the floor.
/// </summary>
internal sealed class FloorPlan(Room room)
{
    private readonly List<Footprint> _taken = [];

    /// <summary>What stands on the floor so far, what is kept free before doors included (its height is 0).</summary>
    public IReadOnlyList<Footprint> Taken => _taken;

    /// <summary>
    /// A place with its back to a wall: the origin is the middle of the footprint, −y points into the room. Tall pieces
    /// do not stand before windows. Null where some tries find none.
    /// </summary>
    /// <param name="random">which</param>
    /// <param name="width">of the piece along the wall, metres</param>
    /// <param name="depth">of the piece, metres</param>
    /// <param name="height">of the piece, metres</param>
    /// <param name="side">the wall, or any</param>
    /// <param name="free">that is kept free before it, metres</param>
    /// <param name="corner">whether it is pushed to an end of the wall</param>
    public LocalFrame? AgainstWall(
        SeededRandom random, double width, double depth, double height, Side? side = null, double free = 0,
        bool corner = false)
    {
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var wall = side ?? random.Pick(Side.Ahead, Side.Right, Side.Back, Side.Left);
            var reach = room.HalfSpan(wall) - (width / 2) - 0.03;
            if (reach < 0) continue;
            var along = corner && attempt < 6 ? reach * random.Sign() : random.Between(-reach, reach);
            if (AtWall(wall, along, width, depth, height, free) is { } place) return place;
        }
        return null;
    }

    /// <summary>The place with its back to this part of the wall, or null where it is taken.</summary>
    public LocalFrame? AtWall(Side side, double along, double width, double depth, double height, double free = 0)
    {
        if (!room.Walls.IsFree(side, along, width, 0.12, height)) return null;
        var at = room.At(side, along);
        var print = Print(at.At(0, -(depth + free) / 2), width, depth + free, 0, height);
        if (!IsFree(print)) return null;
        _taken.Add(Print(at.At(0, -depth / 2), width, depth, 0, height));
        if (free > 0) _taken.Add(Print(at.At(0, -depth - (free / 2)), width, free, 0, 0));
        room.Walls.Mark(side, along, width, 0, height);
        return at.At(0, (-depth / 2) - 0.03);
    }

    /// <summary>
    /// A place anywhere on the floor, turned by about a quarter's multiple or freely; null where some tries find none.
    /// </summary>
    /// <param name="random">which</param>
    /// <param name="width">of the piece, metres</param>
    /// <param name="depth">of the piece, metres</param>
    /// <param name="height">of the piece, metres</param>
    /// <param name="any">turned by any angle</param>
    public LocalFrame? Standing(SeededRandom random, double width, double depth, double height, bool any = false)
    {
        for (var attempt = 0; attempt < 14; attempt++)
        {
            var angle = any ? random.Between(0, 360) : (90 * random.Integer(0, 3)) + random.Normal(0, 3);
            var at = room.Middle.At(random.Between(-1, 1) * room.Size.HalfWidth,
                random.Between(-1, 1) * room.Size.HalfLength).Turned(angle);
            if (Stand(at, width, depth, height)) return at;
        }
        return null;
    }

    /// <summary>Takes the floor under a piece that stands there; false where it is taken or outside.</summary>
    public bool Stand(LocalFrame at, double width, double depth, double height)
    {
        var print = Print(at, width, depth, 0.02, height);
        if (!IsFree(print)) return false;
        _taken.Add(print);
        return true;
    }

    /// <summary>Takes the floor, whatever is there.</summary>
    public void Mark(LocalFrame at, double width, double depth, double height) =>
        _taken.Add(Print(at, width, depth, 0, height));

    /// <summary>Whether the footprint lies inside the room and meets no other.</summary>
    public bool IsFree(in Footprint print)
    {
        const double Slack = 1e-6;
        if (print.Left < -room.Size.HalfWidth - Slack || print.Right > room.Size.HalfWidth + Slack) return false;
        if (print.Near < -room.Size.HalfLength - Slack || print.Far > room.Size.HalfLength + Slack) return false;
        foreach (var other in _taken)
        {
            if (print.Meets(other)) return false;
        }
        return true;
    }

    /// <summary>
    /// How far it is from a point to the nearest piece that reaches up to this height, or to a wall; below 0 outside.
    /// </summary>
    public double Clearance(double x, double y, double height)
    {
        var nearest = Math.Min(room.Size.HalfWidth - Math.Abs(x), room.Size.HalfLength - Math.Abs(y));
        foreach (var piece in _taken)
        {
            if (piece.Height > height) nearest = Math.Min(nearest, piece.Distance(x, y));
        }
        return nearest;
    }

    /// <summary>The upright rectangle around a turned one.</summary>
    private static Footprint Print(LocalFrame at, double width, double depth, double margin, double height)
    {
        var (x, y, origin) = (at.Map.X, at.Map.Y, at.Origin);
        var halfX = ((Math.Abs(x.X) * width) + (Math.Abs(y.X) * depth)) / 2;
        var halfY = ((Math.Abs(x.Y) * width) + (Math.Abs(y.Y) * depth)) / 2;
        return new(origin.X - halfX - margin, origin.X + halfX + margin, origin.Y - halfY - margin,
            origin.Y + halfY + margin, height);
    }
}
