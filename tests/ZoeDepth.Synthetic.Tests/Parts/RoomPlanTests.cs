using FsCheck.Xunit;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Parts;

public sealed class RoomPlanTests
{
    private static readonly Side[] Sides = [Side.Ahead, Side.Right, Side.Back, Side.Left];

    [Property(MaxTest = 60)]
    public void Pieces_stand_inside_the_room_and_not_in_each_other(ulong seed)
    {
        var (room, random) = Room(seed);
        for (var i = 0; i < 20; i++)
        {
            var (width, depth, height) = (random.Between(0.2, 1.2), random.Between(0.2, 0.8), random.Between(0.3, 2));
            _ = random.Chance(0.5)
                ? room.Floor.AgainstWall(random, width, depth, height, corner: random.Chance(0.3))
                : room.Floor.Standing(random, width, depth, height, any: random.Chance(0.5));
        }
        var pieces = room.Floor.Taken;
        for (var i = 0; i < pieces.Count; i++)
        {
            (Math.Max(-pieces[i].Left, pieces[i].Right) - room.Size.HalfWidth).ShouldBeLessThan(1e-5);
            (Math.Max(-pieces[i].Near, pieces[i].Far) - room.Size.HalfLength).ShouldBeLessThan(1e-5);
            for (var j = 0; j < i; j++) pieces[i].Meets(pieces[j]).ShouldBeFalse($"{pieces[i]} stands in {pieces[j]}");
        }
    }

    [Fact]
    public void What_is_put_against_a_wall_has_its_back_there_and_faces_the_room()
    {
        var placed = Enumerable.Range(0, 60).Count(seed => StandsAtItsWall((ulong)seed));
        placed.ShouldBeGreaterThan(55, "an empty room has a place at nearly every wall");
    }

    private static bool StandsAtItsWall(ulong seed)
    {
        var (room, random) = Room(seed);
        var side = random.Pick(Sides);
        if (room.Floor.AgainstWall(random, 0.8, 0.5, 1, side) is not { } at) return false;
        var back = at.Map.Point((0, 0.25, 0));
        var toWall = side is Side.Ahead or Side.Back
            ? room.Size.HalfLength - Math.Abs(back.Y) : room.Size.HalfWidth - Math.Abs(back.X);
        toWall.ShouldBeInRange(0, 0.05);
        at.Map.Direction((0, -1, 0)).Dot(at.Origin).ShouldBeLessThan(0, "its front looks to the middle");
        room.Walls.IsFree(side, 0, 2 * room.HalfSpan(side), 0.1, 0.5).ShouldBeFalse("nothing can hang where it stands");
        return true;
    }

    [Property(MaxTest = 60)]
    public void Things_on_walls_do_not_overlap_and_end_with_the_wall(ulong seed)
    {
        var (room, random) = Room(seed);
        var taken = new List<(Side Side, double Left, double Right, double Bottom, double Top)>();
        for (var i = 0; i < 25; i++)
        {
            var (width, bottom) = (random.Between(0.2, 1.5), random.Between(0.2, 1.5));
            var top = bottom + random.Between(0.2, 0.9);
            if (room.Walls.Find(random, width, bottom, top) is not { } spot) continue;
            var (left, right) = (spot.Along - (width / 2), spot.Along + (width / 2));
            Math.Max(-left, right).ShouldBeLessThanOrEqualTo(room.HalfSpan(spot.Side) + 1e-9);
            taken.ShouldAllBe(t => t.Side != spot.Side || left >= t.Right || right <= t.Left || bottom >= t.Top
                || top <= t.Bottom);
            taken.Add((spot.Side, left, right, bottom, top));
        }
        taken.ShouldNotBeEmpty();
    }

    [Fact]
    public void Clearance_is_the_way_to_the_nearest_wall_or_to_what_is_tall_enough()
    {
        var room = new Room(new Scene(Domain.Indoor), new RoomSize(2, 3, 2.5), RoomFinish.Home(new SeededRandom(1)));
        room.Floor.Clearance(0, 0, 1).ShouldBe(2);
        room.Floor.Clearance(2.5, 0, 1).ShouldBe(-0.5);
        room.Floor.Mark(room.Middle.At(1, 0), 0.4, 0.4, 1.2);
        room.Floor.Clearance(0, 0, 1).ShouldBe(0.8, 1e-9);
        room.Floor.Clearance(0, 0, 1.5).ShouldBe(2, "one looks over it");
        room.Floor.Clearance(1, 0.1, 1).ShouldBe(0);
    }

    [Fact]
    public void Openings_leave_holes_that_a_ray_goes_through()
    {
        var room = new Room(new Scene(Domain.Indoor), new RoomSize(2, 3, 2.5), RoomFinish.Home(new SeededRandom(1)));
        room.Open(Side.Ahead, 0.5, 0.8, 1, 2).ShouldBeTrue();
        room.Open(Side.Ahead, 0.9, 0.8, 1, 2).ShouldBeFalse("there is a hole");
        room.Close();
        double Way(Vector towards) => Tracing.NaiveTracer.First(room.Scene.Primitives, (0, 0, 1.5), towards).Distance;
        Way((0.5, 3, 0)).ShouldBe(double.PositiveInfinity);
        Way((-0.5, 3, 0)).ShouldBe(1, 1e-9);
        Way((1, 0, 0)).ShouldBe(2, 1e-9);
        Way((0, -1, 0)).ShouldBe(3, 1e-9);
    }

    private static (Room Room, SeededRandom Random) Room(ulong seed)
    {
        var random = new SeededRandom(seed);
        return (new Room(new Scene(Domain.Indoor), RoomSize.Draw(random, 1.5, 3), RoomFinish.Home(random)), random);
    }
}
