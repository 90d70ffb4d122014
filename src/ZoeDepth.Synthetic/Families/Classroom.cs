using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Rows of tables and chairs before a board, a projector, posters; seen from the back, from a seat, or by the teacher.
/// </summary>
internal sealed class Classroom : IFamily
{
    public string Name => "classroom";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var size = new RoomSize(random.Between(2.8, 4.2), random.Between(3.6, 5), random.Between(2.7, 3.4));
        var light = RoomLight.Work(random);
        var finish = RoomFinish.Work(random);
        if (random.Chance(0.4)) finish = finish with { Ceiling = Luminaires.Panels(random) };
        var room = new Room(scene, size, finish);
        var (windowed, other) = random.Chance(0.5) ? (Side.Left, Side.Right) : (Side.Right, Side.Left);
        for (var i = random.Integer(2, 4); i > 0; i--) Window.Add(room, windowed, light, random);
        Door.Add(room, other, light, random);
        room.Close();
        Luminaires.Add(
            room.Middle.At(0, 0, size.Height), 2 * size.HalfWidth, 2 * size.HalfLength, 2, random.Integer(2, 4),
                light.LampsBurn ? light.LampColor * random.Between(0.6, 1) : Color.Black, random);
        Front(room, random);
        Seats(room, random);
        Surround(room, random);
        WallFittings.Add(room, random);
        BouncedLight.Settle(room, random);
        scene.Camera = DrawCamera(room, random);
    }

    /// <summary>Board, teacher's desk, screen.</summary>
    private static void Front(Room room, SeededRandom random)
    {
        var y = room.Size.HalfLength;
        var wall = room.At(Side.Ahead, random.Normal(0, 0.15), 1.5);
        room.Walls.Mark(Side.Ahead, 0, 4.2, 0.8, 2.6);
        var width = random.Between(2.4, 4);
        if (random.Chance(0.6)) Boards.Black(wall, width, 1.15, random);
        else Boards.White(wall, width, 1.15, random);
        if (random.Chance(0.35))
        {
            var canvas = wall.At(random.Between(-0.8, 0.8), -0.12, 0.35).Part("screen");
            var lit = random.Chance(0.6);
            canvas.Box(Vector.Zero, (1.9, 0.006, 1.3),
                lit ? Screen.Draw(random, 1.9, 1.3, random.Between(0.8, 1.6)) : new Plain(Color.Gray(0.88)));
            canvas.Bar((-1, 0, 0.66), (1, 0, 0.66), 0.035, new Plain(Color.Gray(0.8)));
            School.Projector(room.Middle.At(0, y - 2.6, room.Size.Height), random.Between(0.2, 0.6), random);
        }
        var desk = room.Middle.At(random.Sign() * random.Between(0.7, room.Size.HalfWidth - 1), y - 1.1)
            .Turned(180 + random.Normal(0, 6));
        room.Floor.Mark(desk, 1.6, 0.9, 0.75);
        var style = DeskStyle.Draw(random);
        Desk.Add(desk, 1.5, 0.75, style, random);
        Items.Strew(desk.At(0, 0, style.Height + 0.001), 1.4, 0.6, random.Integer(3, 8), Items.Desk, random);
        if (random.Chance(0.5)) School.Globe(desk.At(0.5, 0.1, style.Height + 0.001), random);
        OfficeChair.Add(desk.At(0, -0.6).Turned(180 + random.Normal(0, 30)), Everyday.Fabric(random), random);
        if (random.Chance(0.4))
            Figure.Standing(room.Middle.At(-Math.Sign(desk.Origin.X) * random.Between(0.3, 1.2), y - 0.7)
                .Turned(random.Normal(0, 25)), random);
    }

    private static void Seats(Room room, SeededRandom random)
    {
        var (top, frame, shell) = (Everyday.Board(random),
            random.Chance(0.5) ? Everyday.Steel(random) : Everyday.Painted(random), random.Chance(0.4)
            ? Wood.Draw(random) : Everyday.Plastic(random));
        var (single, sledge, height) = (random.Chance(0.4), random.Chance(0.5), random.Between(0.66, 0.76));
        var width = single ? 0.7 : 1.3;
        var columns = (int)(((2 * room.Size.HalfWidth) - 1.2) / (width + 0.45));
        var pitch = random.Between(1.2, 1.45);
        var (busy, present) = (random.Between(0.2, 0.9), random.Chance(0.3) ? random.Between(0.2, 0.7) : 0);
        var rows = (int)(((2 * room.Size.HalfLength) - 3.6) / pitch) + 1;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var x = ((column + 0.5) / columns - 0.5) * ((2 * room.Size.HalfWidth) - 0.9);
                var table = room.Middle.At(x + random.Normal(0, 0.02),
                    room.Size.HalfLength - 2.35 - (pitch * row) + random.Normal(0, 0.02)).Turned(random.Normal(0, 1.5));
                School.Table(table, width, 0.5, height, top, frame);
                room.Floor.Mark(table, width, 0.5, height);
                for (var seat = 0; seat < (single ? 1 : 2); seat++)
                {
                    var here = table.At(single ? 0 : (seat - 0.5) * 0.62, 0);
                    var occupied = random.Chance(present);
                    var chair = here.At(random.Normal(0, 0.03), occupied ? -0.42
                        : -random.Between(0.28, 0.6)).Turned(180 + random.Normal(0, occupied ? 4 : 12));
                    School.Chair(chair, shell, frame, sledge);
                    if (occupied) Figure.Sitting(chair, 0.46, random);
                    if (random.Chance(busy)) Work(here.At(0, 0, height + 0.001), random);
                    if (random.Chance(0.15))
                        Belongings.Backpack(here.At(0.2, -0.25).Turned(random.Between(0, 360)), random);
                }
            }
        }
    }

    /// <summary>What a pupil has on the table.</summary>
    private static void Work(LocalFrame at, SeededRandom random)
    {
        switch (random.Integer(0, 3))
        {
            case 0: Reading.Open(at.Scaled(0.8).Turned(random.Normal(0, 10)), random); break;
            case 1: Reading.Sheets(at, random.Integer(1, 3), random); break;
            case 2: Reading.Pile(at.At(-0.1, 0.05), random.Integer(1, 3), random); break;
            default: Items.Any(at.At(-0.05, 0.05), random, 0.24, Items.Small); break;
        }
        if (random.Chance(0.5)) SmallThings.Pens(at.At(0.15, 0), random.Integer(1, 4), random);
        if (random.Chance(0.3)) Groceries.Bottle(at.At(0.25, 0.15), random);
    }

    private static void Surround(Room room, SeededRandom random)
    {
        var wood = Everyday.Board(random);
        for (var i = random.Integer(1, 4); i > 0; i--)
        {
            var (width, height) = (random.Between(0.8, 1.2), random.Pick(0.86, 0.86, 1.9));
            if (room.Floor.AgainstWall(random, width, 0.4, height, random.Pick(Side.Back, Side.Left, Side.Right))
                is not { } place) continue;
            if (random.Chance(0.6)) Shelving.Folders(place, width, height, wood, random);
            else Shelving.Cupboard(place, width, height, wood, random);
        }
        for (var i = random.Integer(4, 10); i > 0; i--)
        {
            if (room.Walls.Find(random, 0.75, 1, 2.1) is not { } spot) continue;
            Boards.Poster(room.At(spot.Side, spot.Along, 1.6), random.Between(0.4, 0.7), random.Between(0.4, 0.9),
                random);
        }
        if (random.Chance(0.6) && room.Walls.Find(random, 2.1, 0.9, 2.1) is { } board)
            Boards.Notices(room.At(board.Side, board.Along, 1.5), 2, 1, random);
        if (room.Walls.Find(random, 0.4, 2.1, 2.6) is { } clock)
            Devices.WallClock(room.At(clock.Side, clock.Along, 2.35), 0.16, random);
    }

    private static Camera DrawCamera(Room room, SeededRandom random)
    {
        var (x, y) = (room.Size.HalfWidth - 0.4, room.Size.HalfLength - 0.4);
        var (field, roll) = (HandHeld.FieldOfView(random, 66), HandHeld.Roll(random));
        return random.Unit() switch
        {
            < 0.5 => Camera.Looking((random.Between(-x, x), -y, random.Between(1.3, 1.8)),
                (random.Normal(0, 0.8), y, random.Between(0.8, 1.4)),
                field, roll),
            < 0.75 => Camera.Looking((random.Between(-x, x), random.Between(-0.6 * y, 0.2 * y),
                random.Between(1.1, 1.7)),
                (random.Normal(0, 1), y, random.Between(0.9, 1.5)), field, roll),
            < 0.9 => Camera.Looking((random.Between(-x, x) * 0.6, y - 0.5, random.Between(1.4, 1.75)),
                (random.Normal(0, 1), -y, random.Between(0.5, 1)), field, roll),
            _ => Camera.Looking((random.Sign() * x, -y, room.Size.Height - 0.4), (random.Normal(0, 1), 0.3 * y, 0.6),
                80, roll),
        };
    }
}
