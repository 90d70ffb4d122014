using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Corridor;
using ZoeDepth.Synthetic.Parts.Garage;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vehicles;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Garages of houses with a car or without, a workbench, shelves, bicycles and a roller door; and car parks under
/// ground.
/// </summary>
internal sealed class Garage : IFamily
{
    public string Name => "garage";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        if (random.Chance(0.3)) CarPark(scene, random);
        else AtHome(scene, random);
    }

    private static void AtHome(Scene scene, SeededRandom random)
    {
        var twice = random.Chance(0.35);
        var size = new RoomSize(twice ? random.Between(2.7, 3.2) : random.Between(1.7, 2.4), random.Between(3, 3.9),
            random.Between(2.5, 2.9));
        var light = RoomLight.Work(random);
        var finish = RoomFinish.Work(random) with { Floor = Concrete.Draw(random), SkirtingHeight = 0 };
        if (random.Chance(0.4))
            finish = finish with { Wall = random.Chance(0.5) ? Brick.Draw(random) : Concrete.Draw(random) };
        var room = new Room(scene, size, finish);
        var door = random.Chance(0.6) ? Side.Ahead : Side.Back;
        var wide = (2 * size.HalfWidth) - 0.5;
        room.Walls.Mark(door, 0, wide + 0.3, 0, 2.4);
        if (random.Chance(0.5)) Window.Add(room, random.Pick(Side.Left, Side.Right), light, random);
        if (random.Chance(0.5)) Door.Add(room, random.Pick(Side.Left, Side.Right), light, random);
        room.Close();
        Doors.Roller(room.At(door, 0), wide, 2.2, light.Daylight, random);
        Luminaires.Add(room.Middle.At(0, 0, size.Height), 2 * size.HalfWidth, 2 * size.HalfLength, 1,
            random.Integer(1, 3),
            light.LampColor * random.Between(0.3, 0.9), random);

        var cars = random.Unit() switch { < 0.3 => 0, < 0.8 => 1, _ => twice ? 2 : 1 };
        for (var i = 0; i < cars; i++)
        {
            var x = twice ? (i - 0.5) * (size.HalfWidth + 0.1)
                : random.Normal(0, 0.08) + (random.Sign() * Math.Max(0, size.HalfWidth - 1.5));
            var at = room.Middle.At(x, random.Normal(0, 0.15)).Turned(random.Pick(0, 180) + random.Normal(0, 1));
            if (!room.Floor.Stand(at, 1.8, 4.6, 1.5)) continue;
            Car.Any(at, random);
        }
        Furnish(room, cars, random);
        BouncedLight.Settle(room, random);
        var eye = random.Between(1.2, 1.7);
        scene.Camera = Viewpoint.Choose(room,
            random.Chance(0.5) ? (random.Normal(0, 0.6), random.Normal(0, 1), eye * 0.6) : null, random);
    }

    private static void Furnish(Room room, int cars, SeededRandom random)
    {
        if (random.Chance(0.75) && room.Floor.AgainstWall(random, 1.9, 0.66, 1.85) is { } bench)
            Workshop.Bench(bench, 1.8, random);
        for (var i = random.Integer(3, 6); i > 0; i--)
        {
            var (width, height) = (random.Between(0.9, 1.5), random.Between(1.6, 2.1));
            if (room.Floor.AgainstWall(random, width, 0.55, height) is { } shelf)
                Workshop.Shelves(shelf, width, height, random);
        }
        for (var i = random.Integer(0, 3); i > 0; i--)
        {
            if (room.Floor.AgainstWall(random, 1.85, 0.45, 1.05) is { } rack)
                Bicycle.Add(rack.Turned(random.Pick(0, 180)).Tilted(random.Normal(0, 4)), random);
        }
        if (cars == 0 && random.Chance(0.7) && room.Floor.Standing(random, 1.8, 0.6, 1.05, any: true) is { } free)
            Bicycle.Add(free, random);
        if (random.Chance(0.5) && room.Floor.AgainstWall(random, 0.6, 0.8, 2) is { } ladder)
            Workshop.Ladder(ladder.At(0, 0.4), random.Between(1.8, 2.3), random);
        for (var i = random.Integer(5, 12); i > 0; i--)
        {
            switch (random.Integer(0, 4))
            {
                case 0:
                    if (room.Floor.AgainstWall(random, 0.7, 0.7, 0.9) is { } tyres)
                    Workshop.Tyres(tyres, random.Integer(1, 4), random); break;
                case 1:
                    if (room.Floor.AgainstWall(random, 0.6, 0.6, 0.9) is { } barrel)
                    Workshop.Barrel(barrel, random); break;
                case 2:
                    if (room.Floor.AgainstWall(random, 0.4, 0.4, 1.5) is { } tool)
                    Tools.Leaning(tool.At(0, 0.2), random); break;
                case 3: if (room.Floor.AgainstWall(random, 0.55, 0.5, 1.1) is { } boxes) Stack(boxes, random); break;
                default:
                    if (room.Floor.AgainstWall(random, 0.35, 0.35, 0.3) is { } bucket)
                    Workshop.Bucket(bucket, random); break;
            }
        }
        for (var i = random.Integer(1, 5); i > 0; i--)
        {
            if (room.Floor.Standing(random, 0.4, 0.4, 0.4, any: true) is not { } loose) continue;
            if (random.Chance(0.4)) Workshop.Bucket(loose, random);
            else if (random.Chance(0.5)) Workshop.ToolBox(loose, random);
            else Items.Any(loose, random, 0.4, Items.Floor);
        }
        if (random.Chance(0.3) && room.Walls.Find(random, 0.7, 1.1, 2) is { } spot)
            Boards.Poster(room.At(spot.Side, spot.Along, 1.6), 0.5, 0.7, random);
        if (random.Chance(0.15) && room.Floor.Standing(random, 0.6, 0.5, 1.7, any: true) is { } person)
            Figure.Standing(person, random);
    }

    private static void Stack(LocalFrame at, SeededRandom random)
    {
        var z = 0.0;
        for (var i = random.Integer(1, 4); i > 0 && z < 1.2; i--)
        {
            var size = new Vector(random.Between(0.3, 0.5), random.Between(0.3, 0.45), random.Between(0.2, 0.38));
            Belongings.Carton(at.At(random.Normal(0, 0.02), random.Normal(0, 0.02), z).Turned(random.Normal(0, 7)),
                size, random);
            z += size.Z + 0.001;
        }
    }

    /// <summary>Bays between columns under a low ceiling.</summary>
    private static void CarPark(Scene scene, SeededRandom random)
    {
        var size = new RoomSize(8, random.Between(7, 9), random.Between(2.3, 2.9));
        var light = new RoomLight { Daylight = Color.Gray(0.01), LampsBurn = true,
            LampColor = Color.Temperature(random.Between(3200, 5500)) };
        var concrete = Concrete.Draw(random);
        var paint = random.Chance(0.6) ? Color.Gray(0.75) : Color.Srgb(225, 180, 30);
        var bay = 2.5;
        var marks = new List<RoadMark>();
        const int Bays = 6;
        RoadMark Line(double x, double from, double to) => new(x, 0.1, from, to);
        for (var i = 0; i <= Bays; i++)
        {
            var x = (i - (Bays / 2.0)) * bay;
            marks.Add(Line(x, -size.HalfLength, -size.HalfLength + 4.8));
            marks.Add(Line(x, size.HalfLength - 4.8, size.HalfLength));
        }
        var floor = new RoadMarkings(random.Chance(0.5) ? Asphalt.Draw(random) : Concrete.Draw(random), paint,
            random.Between(0, 0.6), [.. marks]);
        var finish = RoomFinish.Work(random) with
            { Floor = floor, Wall = concrete, Accent = concrete, Ceiling = Concrete.Draw(random),
            SkirtingHeight = 0 };
        var room = new Room(scene, size, finish);
        for (var i = 0; i < 2; i++)
            Passage.Door(room, random.Pick(Side.Left, Side.Right), random.Between(-2, 2), DoorStyle.Draw(random),
                random);
        room.Close();
        Luminaires.Add(room.Middle.At(0, 0, size.Height), 14, 2 * size.HalfLength, 2, 4,
            light.LampColor * random.Between(0.5, 1.2), random);
        var (stripe, pipe) = (new Plain(paint, 0.1, 0.4), new Plain(Color.Gray(random.Between(0.3, 0.7)), 0.2, 0.4));
        for (var i = 0; i < Bays; i++)
        {
            for (var row = -1; row <= 1; row += 2)
            {
                var x = (i - ((Bays - 1) / 2.0)) * bay;
                if (random.Chance(0.75))
                {
                    var at = room.Middle.At(x + random.Normal(0, 0.1),
                        row * (size.HalfLength - 2.7 + random.Normal(0, 0.15)));
                    Car.Any(at.Turned((random.Chance(0.75) ? 180 : 0) + (row > 0 ? 0 : 180) + random.Normal(0, 1.5)),
                        random);
                    room.Floor.Mark(at, 1.9, 4.7, 1.5);
                }
                if (i % 2 == 1) continue;
                var column = room.Middle.At(x - (bay / 2), row * (size.HalfLength - 4.9)).Part("column");
                room.Floor.Mark(column, 0.45, 0.45, 3);
                column.Box((0, 0, size.Height / 2), (0.4, 0.4, size.Height), concrete);
                column.Box((0, 0, 0.6), (0.404, 0.404, 1), stripe);
                column.Box((0, 0, size.Height - 0.15), (0.35, 0.36, 0.3), concrete);
            }
        }
        foreach (var y in (ReadOnlySpan<double>)[-1, 1])
            room.Middle.Part("beam")
                .Box((0, y * (size.HalfLength - 4.9), size.Height - 0.12), (16, 0.35, 0.3), concrete);
        foreach (var x in (ReadOnlySpan<double>)[-0.5, -0.3, 2.6])
            room.Middle.Part("pipe")
                .Bar((x, -size.HalfLength, size.Height - 0.36), (x, size.HalfLength, size.Height - 0.36), 0.05, pipe);
        if (random.Chance(0.5)) Passage.ExitSign(room.Middle.At(0, 1, size.Height - 0.5));
        if (random.Chance(0.4))
            Figure.Walking(room.Middle.At(random.Normal(0, 2), random.Normal(0, 1)).Turned(random.Between(0, 360)),
                random);
        BouncedLight.Settle(room, random);
        var from = new Vector(random.Between(-7, 7), random.Normal(0, 1.2), random.Between(1.2, 1.8));
        var target = random.Chance(0.5) ? new Vector(-from.X, random.Normal(0, 3), 1)
            : new Vector(random.Between(-5, 5), random.Sign() * size.HalfLength, 0.9);
        scene.Camera = Camera.Looking(from, target, HandHeld.FieldOfView(random, 66), HandHeld.Roll(random));
    }
}
