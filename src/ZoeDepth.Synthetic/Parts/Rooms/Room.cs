using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>
/// A closed room about the world's origin: walls with real openings, floor, ceiling, skirting boards, windows, doors, a
/// lamp, and the plans that know what stands and hangs where. Furniture finds its place through <see cref="Floor"/>,
/// what hangs on walls through <see cref="Walls"/>.
/// </summary>
internal sealed class Room
{
    /// <summary>How thick walls are: the depth of window niches and door frames.</summary>
    public const double Thickness = 0.28;

    private readonly List<(Side Side, double Along, double Width, double Bottom, double Top)> _openings = [];

    public Room(Scene scene, RoomSize size, RoomFinish finish)
    {
        (Scene, Size, Finish) = (scene, size, finish);
        Walls = new(this);
        Floor = new(this);
    }

    public Scene Scene { get; }

    public RoomSize Size { get; }

    public RoomFinish Finish { get; }

    /// <summary>The holes in its walls; doors begin at the floor.</summary>
    public IReadOnlyList<(Side Side, double Along, double Width, double Bottom, double Top)> Openings => _openings;

    /// <summary>What stands where.</summary>
    public FloorPlan Floor { get; }

    /// <summary>What hangs where.</summary>
    public WallPlan Walls { get; }

    /// <summary>The room's middle on the floor.</summary>
    public LocalFrame Middle => Scene.World;

    /// <summary>
    /// A room with doors, windows, skirting, a ceiling lamp, radiators, switches and light; nothing stands in it yet.
    /// </summary>
    public static Room Build(
        Scene scene, RoomSize size, RoomFinish finish, RoomLight light, int windows, int doors, SeededRandom random,
        double leastSill = 0)
    {
        var room = new Room(scene, size, finish);
        Side[] sides = [Side.Ahead, Side.Right, Side.Back, Side.Left];
        random.Shuffle(sides);
        var first = sides[0];
        for (var i = 0; i < windows; i++)
            Window.Add(room, i < 2 || windows < 4 ? first : sides[1], light, random, leastSill);
        for (var i = 0; i < doors; i++) Door.Add(room, sides[3 - (i % 3)], light, random);
        room.Close();
        CeilingLamp.Add(room, light, random);
        WallFittings.Add(room, random);
        BouncedLight.Settle(room, random);
        return room;
    }

    /// <summary>Half the length of a wall, metres.</summary>
    public double HalfSpan(Side side) => side is Side.Ahead or Side.Back ? Size.HalfWidth : Size.HalfLength;

    /// <summary>
    /// A place on the inner face of a wall: x runs to the right as seen from the room, −y into the room, the origin is
    /// on the floor in the wall's middle moved by <paramref name="along"/>.
    /// </summary>
    public LocalFrame At(Side side, double along, double z = 0)
    {
        var world = Scene.World;
        var facing = side switch
        {
            Side.Ahead => world.At(0, Size.HalfLength),
            Side.Right => world.At(Size.HalfWidth, 0).Turned(-90),
            Side.Back => world.At(0, -Size.HalfLength).Turned(180),
            _ => world.At(-Size.HalfWidth, 0).Turned(90),
        };
        return facing.At(along, 0, z);
    }

    /// <summary>Leaves a hole in a wall that is built later; false where there is no free wall for it.</summary>
    public bool Open(Side side, double along, double width, double bottom, double top)
    {
        if (!Walls.Take(side, along, width + 0.16, bottom, top)) return false;
        _openings.Add((side, along, width, bottom, top));
        return true;
    }

    /// <summary>Builds floor, ceiling and the walls around their openings.</summary>
    public void Close()
    {
        var world = Scene.World;
        var (x, y, height) = (Size.HalfWidth, Size.HalfLength, Size.Height);
        world.Part("floor").Box((0, 0, -0.1), ((2 * x) + 0.5, (2 * y) + 0.5, 0.2), Finish.Floor);
        world.Part("ceiling").Box((0, 0, height + 0.1), ((2 * x) + 0.5, (2 * y) + 0.5, 0.2), Finish.Ceiling);
        foreach (var side in (Side[])[Side.Ahead, Side.Right, Side.Back, Side.Left]) Wall(side);
    }

    private void Wall(Side side)
    {
        var at = At(side, 0);
        var paint = side == Finish.AccentSide ? Finish.Accent : Finish.Wall;
        var span = HalfSpan(side);
        var from = -span - (side is Side.Ahead or Side.Back ? Thickness : 0);
        foreach (var hole in _openings.Where(o => o.Side == side).OrderBy(o => o.Along))
        {
            var (left, right) = (hole.Along - (hole.Width / 2), hole.Along + (hole.Width / 2));
            Piece(at, from, left, -0.1, Size.Height + 0.1, paint);
            Skirting(at, Math.Max(from, -span), left);
            Piece(at, left, right, hole.Top, Size.Height + 0.1, paint);
            if (hole.Bottom > 0)
            {
                Piece(at, left, right, -0.1, hole.Bottom, paint);
                Skirting(at, left, right);
            }
            from = right;
        }
        Piece(at, from, span + (side is Side.Ahead or Side.Back ? Thickness : 0), -0.1, Size.Height + 0.1, paint);
        Skirting(at, Math.Max(from, -span), span);
    }

    private static void Piece(LocalFrame at, double left, double right, double bottom, double top, Material paint) =>
        at.Part("wall").Box(
        ((left + right) / 2, Thickness / 2, (bottom + top) / 2), (right - left, Thickness, top - bottom), paint);

    private void Skirting(LocalFrame at, double left, double right)
    {
        if (Finish.SkirtingHeight <= 0) return;
        var height = Finish.SkirtingHeight;
        at.Part("skirting")
            .Box(((left + right) / 2, -0.005, (height / 2) - 0.01), (right - left, 0.02, height + 0.02), Finish.Trim);
    }
}
