namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>
/// Which rectangles of a room's walls are taken: by openings, by what hangs there, by what stands before them.
/// </summary>
internal sealed class WallPlan(Room room)
{
    private readonly List<(Side Side, double Left, double Right, double Bottom, double Top)> _taken = [];

    /// <summary>Whether this rectangle of a wall is free and inside it.</summary>
    public bool IsFree(Side side, double along, double width, double bottom, double top)
    {
        var (left, right) = (along - (width / 2), along + (width / 2));
        if (left < -room.HalfSpan(side) || right > room.HalfSpan(side) || top > room.Size.Height) return false;
        foreach (var other in _taken)
        {
            if (other.Side == side && left < other.Right && right > other.Left && bottom < other.Top
                && top > other.Bottom) return false;
        }
        return true;
    }

    /// <summary>Takes the rectangle if it is free.</summary>
    public bool Take(Side side, double along, double width, double bottom, double top)
    {
        if (!IsFree(side, along, width, bottom, top)) return false;
        Mark(side, along, width, bottom, top);
        return true;
    }

    /// <summary>Takes the rectangle, whatever is there.</summary>
    public void Mark(Side side, double along, double width, double bottom, double top) =>
        _taken.Add((side, along - (width / 2), along + (width / 2), bottom, top));

    /// <summary>A free rectangle of this size somewhere on the walls, taken; null where some tries find none.</summary>
    public (Side Side, double Along)? Find(SeededRandom random, double width, double bottom, double top, int tries = 8)
    {
        for (var i = 0; i < tries; i++)
        {
            var side = random.Pick(Side.Ahead, Side.Right, Side.Back, Side.Left);
            var reach = room.HalfSpan(side) - (width / 2) - 0.05;
            var along = random.Between(-1, 1) * Math.Max(reach, 0);
            if (Take(side, along, width, bottom, top)) return (side, along);
        }
        return null;
    }
}
