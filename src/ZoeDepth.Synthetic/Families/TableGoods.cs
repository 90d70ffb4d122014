using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Goods;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Some goods on a table near by, standing, lying, fallen over, piled; behind them the floor of the room, chairs, a
/// wall.
/// </summary>
internal sealed class TableGoods : IFamily
{
    public string Name => "table-goods";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var light = random.Chance(0.55) ? RoomLight.Work(random) : RoomLight.Draw(random);
        var room = Room.Build(scene, RoomSize.Draw(random, 1.5, 3), random.Chance(0.5) ? RoomFinish.Work(random)
            : RoomFinish.Home(random), light,
            random.Integer(0, 2), random.Integer(0, 1), random);
        var round = random.Chance(0.2);
        var (width, depth, height) = (random.Between(0.6, 1.7), random.Between(0.5, 0.95), random.Between(0.42, 0.92));
        if (round) width = depth = random.Between(0.5, 1.1);
        var table = room.Middle.At(random.Normal(0, 0.3), random.Normal(0, 0.3)).Turned(random.Between(0, 360));
        room.Floor.Mark(table, width + 0.3, depth + 0.3, 1);
        var top = Parts.Furniture.Table.Add(table, width, depth, height, round, random);
        top = Covered(top, width, depth, round, random);
        var focus = (X: random.Between(-0.25, 0.25) * width, Y: random.Between(-0.2, 0.2) * depth);
        Goods(top.At(focus.X, focus.Y), Math.Min(0.55, width * (round ? 0.6 : 0.9) - (2 * Math.Abs(focus.X))),
            Math.Min(0.5, depth * (round ? 0.6 : 0.9) - (2 * Math.Abs(focus.Y))), random);
        if (random.Chance(0.4)) Items.Strew(top, width * (round ? 0.65 : 0.92), depth * (round ? 0.65 : 0.92),
            random.Integer(1, 4), Items.Small, random, 0.3);
        Around(room, table, width, depth, random);
        BouncedLight.Settle(room, random);

        var (distance, pitch) =
            (random.LogBetween(0.38, 1.15), PortableMath.Radians(Math.Clamp(random.Normal(36, 17), 6, 88)));
        var heading = PortableMath.Radians(random.Between(0, 360));
        var at = top.Map.Point((focus.X + random.Normal(0, 0.04), focus.Y + random.Normal(0, 0.04),
            random.Between(0, 0.12)));
        var level = distance * PortableMath.Cos(pitch);
        var from = at + new Vector(level * PortableMath.Cos(heading), level * PortableMath.Sin(heading),
            distance * PortableMath.Sin(pitch));
        from = (Math.Clamp(from.X, 0.12 - room.Size.HalfWidth, room.Size.HalfWidth - 0.12),
            Math.Clamp(from.Y, 0.12 - room.Size.HalfLength, room.Size.HalfLength - 0.12),
                Math.Min(from.Z, room.Size.Height - 0.2));
        NearView.PlaceCamera(scene, at, from, NearView.FieldOfView(random), random);
    }

    /// <summary>A cloth, a mat, a board, paper or nothing; gives what things stand on.</summary>
    private static LocalFrame Covered(LocalFrame top, double width, double depth, bool round, SeededRandom random)
    {
        if (random.Chance(0.2))
        {
            var (dark, pale, side) = (random.Chance(0.6) ? Color.Gray(0.02) : Palette.Clothes(random),
                Color.Gray(random.Between(0.7, 0.9)),
                random.Between(0.025, 0.08));
            var checks = new Checkers(random.Chance(0.3) ? Palette.Wood(random).Autumn : dark, random.Chance(0.3)
                ? Palette.Wood(random).Spring : pale, side);
            var (wide, deep) = round ? (0.65 * width, 0.65 * depth) : (width - 0.01, depth - 0.01);
            top.Part("cloth").Box((0, 0, 0.0015), (wide, deep, 0.003), checks);
            return top.At(0, 0, 0.0035);
        }
        if (random.Chance(0.2))
        {
            Parts.Furniture.Table.Cover(top, width, depth, round, random);
            return top.At(0, 0, 0.006);
        }
        if (random.Chance(0.2))
        {
            Material mat = random.Chance(0.5) ? Everyday.Plastic(random) : Fabric.Draw(random);
            top.Part("mat").Box((0, 0, 0.002), (0.7 * width, 0.7 * depth, 0.004), mat);
            return top.At(0, 0, 0.0045);
        }
        return top.At(0, 0, 0.0005);
    }

    /// <summary>A few upright ones, lying ones, a plate with a meal, or a heap.</summary>
    private static void Goods(LocalFrame at, double width, double depth, SeededRandom random)
    {
        var heap = new Heap(at, width, depth);
        var count = random.Integer(2, 9);
        if (random.Chance(0.22))
        {
            var plate = at.At(random.Normal(0, 0.03), random.Normal(0, 0.03));
            var on = Crockery.Plate(plate, Everyday.Ceramic(random), random.Between(0.2, 0.28));
            if (random.Chance(0.75)) Food.Meal(plate.At(0, 0, on), random);
            SmallThings.Cutlery(plate, 0.14, random);
            heap.Fill(0, 0, 0.2, 0.15, 5);
            count /= 2;
        }
        for (var i = 0; i < count; i++)
        {
            var good = AnyGood.Draw(random, 0.32);
            if (random.Chance(0.65)) heap.Drop(good.Standing(), random, good.Size.Z + 0.02, 6);
            else heap.Drop(good.Anyhow(random), random, 0.3, random.Chance(0.8) ? 6 : 1);
        }
    }

    /// <summary>Chairs at the table, shelves and boxes along the walls.</summary>
    private static void Around(Room room, LocalFrame table, double width, double depth, SeededRandom random)
    {
        for (var side = 0; side < 4; side++)
        {
            if (random.Chance(0.5)) continue;
            var chair = table.Turned(90 * side).At(random.Normal(0, 0.15), (side % 2 == 0 ? depth : width) / 2
                + random.Between(0.2, 0.5))
                .Turned(random.Normal(0, 20));
            if (random.Chance(0.4)) OfficeChair.Add(chair, Everyday.Fabric(random), random);
            else School.Chair(chair, random.Chance(0.5) ? Wood.Draw(random) : Everyday.Plastic(random),
                Everyday.Painted(random), random.Chance(0.5));
        }
        for (var i = random.Integer(1, 3); i > 0; i--)
        {
            var (wide, high) = (random.Between(0.7, 1.2), random.Pick(0.85, 1.2, 1.9));
            if (room.Floor.AgainstWall(random, wide, 0.42, high) is { } place) Shelving.Folders(place, wide, high,
                Everyday.Board(random), random);
        }
        for (var i = random.Integer(0, 4); i > 0; i--)
        {
            if (room.Floor.Standing(random, 0.5, 0.5, 0.5, any: true) is { } there) Items.Any(there, random, 0.5,
                Items.Floor);
        }
        WallDecor.Add(room, random.Integer(1, 4), random);
    }
}
