using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Desks with screens, swivel chairs, shelves of folders, boards; single rooms, shared ones, meeting rooms.
/// </summary>
internal sealed class Office : IFamily
{
    public string Name => "office";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var large = random.Chance(0.45);
        var size = large
            ? new RoomSize(random.Between(2.6, 4.2), random.Between(3, 5), random.Between(2.5, 3))
            : RoomSize.Draw(random, 1.5, 2.6);
        var light = RoomLight.Work(random);
        var finish = RoomFinish.Work(random);
        if (random.Chance(0.55)) finish = finish with { Ceiling = Luminaires.Panels(random) };
        var room = new Room(scene, size, finish);
        var windowed = random.Pick(Side.Ahead, Side.Right, Side.Left);
        for (var i = large ? random.Integer(2, 4) : random.Integer(1, 2); i > 0; i--)
            Window.Add(room, windowed, light, random);
        Door.Add(room, windowed == Side.Right ? Side.Left : Side.Right, light, random);
        room.Close();
        var lamp = light.LampsBurn ? light.LampColor * random.Between(0.5, 0.9) : Color.Black;
        Luminaires.Add(
            room.Middle.At(0, 0, size.Height), 2 * size.HalfWidth, 2 * size.HalfLength,
            Math.Max(1, (int)(size.HalfWidth / 1.1)),
                Math.Max(1, (int)(size.HalfLength / 1.1)), lamp, random);
        WallFittings.Add(room, random);

        var style = new Style(DeskStyle.Draw(random), Everyday.Fabric(random), Everyday.Board(random),
            random.Between(0, 1));
        var focus = random.Unit() switch
        {
            < 0.2 when large => Meeting(room, style, random),
            _ when large => Islands(room, style, random),
            _ => AlongWalls(room, style, random),
        };
        Surround(room, style, random);
        BouncedLight.Settle(room, random);
        scene.Camera = Viewpoint.Choose(room, random.Chance(0.75) ? focus : null, random);
    }

    /// <summary>What an office has in common.</summary>
    private sealed record Style(DeskStyle Desk, Material Chair, Material Shelf, double Untidy);

    /// <summary>Desks with their backs to walls, and one that stands out into the room.</summary>
    private static Vector AlongWalls(Room room, Style style, SeededRandom random)
    {
        var focus = new Vector(0, 0, 0.9);
        for (var i = random.Integer(3, 5); i > 0; i--)
        {
            var width = random.Between(1.2, 1.8);
            if (room.Floor.AgainstWall(random, width, 0.8, 0.76, free: 0.9) is not { } place) continue;
            WorkPlace(place, width, style, random);
            focus = place.Origin + (0, 0, 0.9);
        }
        if (room.Size.HalfWidth > 1.8 && random.Chance(0.5))
        {
            var at = room.Middle.At(0, 0.3).Turned(random.Pick(0, 90, 180, 270));
            if (room.Floor.Stand(at, 1.8, 1.9, 0.76))
            {
                WorkPlace(at.At(0, 0.4), 1.7, style, random);
                focus = at.Origin + (0, 0, 0.9);
            }
        }
        return focus;
    }

    /// <summary>Blocks of desks face to face.</summary>
    private static Vector Islands(Room room, Style style, SeededRandom random)
    {
        var (width, count) = (random.Between(1.4, 1.7), room.Size.HalfLength > 3.8 ? 2 : 1);
        var screen = random.Chance(0.4) ? Everyday.Fabric(random) : null;
        var across = room.Size.HalfWidth > 3 ? 2 : 1;
        for (var block = 0; block < count; block++)
        {
            var y = count == 1 ? 0.2 : (block - 0.5) * room.Size.HalfLength * 0.95;
            var island = room.Middle.At(random.Normal(0, 0.1), y);
            room.Floor.Mark(island, width * across, 3, 0.8);
            for (var i = 0; i < across; i++)
            {
                var x = (i - ((across - 1) / 2.0)) * (width + 0.005);
                for (var side = 0; side < 2; side++)
                    WorkPlace(island.At(x, 0).Turned(180 * side).At(0, -0.41), width, style, random);
                if (screen is not null)
                    island.At(x, 0).Part("screen").Box((0, 0, 0.95), (width - 0.1, 0.03, 0.5), screen);
            }
        }
        return (random.Normal(0, 0.5), random.Normal(0, 0.8), 0.9);
    }

    /// <summary>A long table with chairs and a screen or a board at its end.</summary>
    private static Vector Meeting(Room room, Style style, SeededRandom random)
    {
        var length = Math.Min((2 * room.Size.HalfLength) - 2.6, random.Between(2.4, 4));
        var table = room.Middle.At(0, 0.1).Turned(90);
        room.Floor.Mark(room.Middle.At(0, 0.1), 2.5, length + 1, 0.76);
        Desk.Table(table, length, 1.25, style.Desk);
        for (var x = (-length / 2) + 0.4; x < (length / 2) - 0.3; x += 0.75)
        {
            for (var side = 0; side < 2; side++)
            {
                var seat = table.At(x, 0).Turned(180 * side).At(0, -random.Between(0.75, 1))
                    .Turned(180 + random.Normal(0, 14));
                OfficeChair.Add(seat, style.Chair, random);
                if (random.Chance(0.15)) Figure.Sitting(seat, 0.5, random);
                if (random.Chance(0.6))
                    DeskClutter.Visitor(table.At(x, 0).Turned(180 * side).At(0, -0.4, style.Desk.Height + 0.001),
                        random);
            }
        }
        if (random.Chance(0.6))
            Items.Strew(table.At(0, 0, style.Desk.Height + 0.001), length - 0.6, 0.3, 5, Items.Desk, random);
        var end = room.At(random.Pick(Side.Ahead, Side.Back), 0, 1.5);
        if (random.Chance(0.5)) Boards.White(end, 1.8, 1.1, random);
        else
        {
            end.Part("screen").Box((0, -0.03, 0), (1.5, 0.06, 0.86), Everyday.Dark(random));
            Computers.Screen(end.At(0, -0.0605), 1.46, 0.82, random);
        }
        return (0, 0.1, 0.8);
    }

    private static void WorkPlace(LocalFrame at, double width, Style style, SeededRandom random)
    {
        Desk.Add(at, width, 0.8, style.Desk, random);
        DeskClutter.Add(at.At(0, 0, style.Desk.Height + 0.001), width, 0.8, style.Untidy, random);
        var turn = random.Chance(0.7) ? random.Normal(0, 22) : random.Between(0, 360);
        var seat = at.At(random.Normal(0, 0.12), -random.Between(0.5, 0.85)).Turned(180 + turn);
        OfficeChair.Add(seat, style.Chair, random);
        if (random.Chance(0.15)) Figure.Sitting(at.At(0, -0.62).Turned(180 + random.Normal(0, 8)), 0.5, random);
        if (random.Chance(0.35))
            Computers.Tower(at.At(random.Sign() * ((width / 2) - 0.17), 0.12).Turned(random.Normal(0, 5)), random);
        if (random.Chance(0.4)) Belongings.WasteBin(at.At(random.Sign() * ((width / 2) + 0.05), -0.2), random);
    }

    /// <summary>What stands and hangs along the walls.</summary>
    private static void Surround(Room room, Style style, SeededRandom random)
    {
        for (var i = random.Integer(3, 7) + (int)room.Size.HalfLength; i > 0; i--)
        {
            var (width, height) = (random.Between(0.7, 1.2), random.Pick(0.86, 1.2, 1.95, 2.2));
            if (height > room.Size.Height - 0.1 || room.Floor.AgainstWall(random, width, 0.4, height) is not { } place)
                continue;
            if (random.Chance(0.7)) Shelving.Folders(place, width, height, style.Shelf, random);
            else Shelving.Cupboard(place, width, height, style.Shelf, random);
        }
        if (random.Chance(0.3) && room.Floor.AgainstWall(random, 0.65, 0.65, 1.1, free: 0.4) is { } printer)
            Computers.Printer(printer, true, random);
        for (var i = random.Integer(1, 3); i > 0; i--)
        {
            if (room.Floor.AgainstWall(random, 0.5, 0.5, 1.2, corner: random.Chance(0.6)) is { } corner)
                PottedPlant.Add(corner, random.Between(0.7, 1.6), random);
        }
        if (room.Walls.Find(random, 1.6, 0.9, 2.1) is { } board)
            Boards.White(room.At(board.Side, board.Along, 1.5), random.Between(0.9, 1.5), 0.95, random);
        if (random.Chance(0.5) && room.Walls.Find(random, 1.2, 1, 2) is { } notices)
            Boards.Notices(room.At(notices.Side, notices.Along, 1.5), 1.1, 0.85, random);
        for (var i = random.Integer(0, 3); i > 0; i--)
        {
            if (room.Walls.Find(random, 0.7, 1.1, 2) is { } spot)
                Boards.Poster(room.At(spot.Side, spot.Along, 1.55), random.Between(0.35, 0.65),
                    random.Between(0.45, 0.85), random);
        }
        if (random.Chance(0.4) && room.Walls.Find(random, 0.4, 2, 2.4) is { } high)
            Devices.WallClock(room.At(high.Side, high.Along, 2.2), 0.16, random);
        if (random.Chance(0.2) && room.Floor.Standing(random, 0.6, 0.5, 1.7, any: true) is { } person)
            Figure.Standing(person, random);
    }
}
