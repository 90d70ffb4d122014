using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.Corridor;
using ZoeDepth.Synthetic.Parts.Hall;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Large rooms up to 16 x 18 x 6 m: warehouses with racks, supermarkets, sports halls, station halls with columns.
/// </summary>
internal sealed class Hall : IFamily
{
    public string Name => "hall";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        switch (random.Integer(0, 3))
        {
            case 0: Racks(scene, random); break;
            case 1: Market(scene, random); break;
            case 2: Gymnasium(scene, random); break;
            default: Concourse(scene, random); break;
        }
    }

    private static void Racks(Scene scene, SeededRandom random)
    {
        var size = new RoomSize(random.Between(5.5, 8), random.Between(7, 9), random.Between(4.6, 6));
        var walls = random.Chance(0.6) ? Metal.DrawCorrugated(random) : (Material)Concrete.Draw(random);
        var room = Shell(scene, size, walls, Concrete.Draw(random), Metal.DrawCorrugated(random), random, 2, 4);
        var levels = (int)(size.Height / 1.45);
        var aisle = random.Between(2.4, 3.4);
        var lanes = new List<double>();
        for (var x = -size.HalfWidth + 0.65; x < size.HalfWidth; x += aisle + 2.3)
        {
            Warehouse.Rack(room.Middle.At(x, 0.8).Turned(90), (int)((size.HalfLength - 1.2) * 2 / 2.75), levels,
                random);
            if (x + aisle + 0.6 < size.HalfWidth) lanes.Add(x + 0.6 + (aisle / 2));
            if (x + aisle + 1.9 < size.HalfWidth)
                Warehouse.Rack(room.Middle.At(x + aisle + 1.2, 0.8).Turned(90),
                    (int)((size.HalfLength - 1.2) * 2 / 2.75), levels, random);
        }
        var lane = lanes[random.Integer(0, lanes.Count - 1)];
        for (var i = random.Integer(0, 3); i > 0; i--)
            Warehouse.Pallet(room.Middle.At(lane + random.Normal(0, 0.7),
                random.Between(-1, size.HalfLength - 1)).Turned(random.Pick(0, 90) + random.Normal(0, 5)),
                random.Between(0.17, 1), random);
        if (random.Chance(0.4))
            Warehouse.ForkLift(room.Middle.At(lane + random.Normal(0, 0.3),
                random.Between(0, size.HalfLength - 2)).Turned(random.Between(-30, 30) + random.Pick(0, 180)), random);
        if (random.Chance(0.5))
            Figure.Walking(room.Middle.At(lane + random.Normal(0, 0.5), random.Between(-2, size.HalfLength - 1))
                .Turned(random.Between(0, 360)),
                random);
        BouncedLight.Settle(room, random);
        PlaceCamera(scene, (lane + random.Normal(0, 0.4), 0.5 - size.HalfLength + random.Between(0, 2),
            random.Chance(0.85) ? random.Between(1.3, 1.8)
            : size.Height - 1), (lane + random.Normal(0, 0.9), size.HalfLength, random.Between(0.8, 2.2)), random);
    }

    private static void Market(Scene scene, SeededRandom random)
    {
        var size = new RoomSize(random.Between(4, 6.5), random.Between(5.5, 8.5), random.Between(2.8, 3.8));
        var room = Shell(scene, size, Plaster.Draw(random),
            random.Chance(0.6) ? Tiles.Draw(random) : Granite.Draw(random), random.Chance(0.5)
            ? Luminaires.Panels(random) : new Plain(Color.Gray(random.Between(0.05, 0.7))), random, 2, 6);
        var (height, aisle) = (random.Between(1.5, 2.1), random.Between(1.5, 2.2));
        var metal = new Plain(Color.Gray(random.Between(0.5, 0.8)), 0.15, 0.35);
        foreach (var side in (ReadOnlySpan<Side>)[Side.Left, Side.Right])
            Shop.Side(room.At(side, 0.5).Part("shelf"), (2 * size.HalfLength) - 2, 2.1, metal, random);
        var lanes = new List<double>();
        for (var x = -size.HalfWidth + 0.45 + aisle; x < size.HalfWidth - 0.3; x += aisle + 0.95)
        {
            lanes.Add(x - (aisle / 2));
            if (x + 0.95 + 1.2 > size.HalfWidth) break;
            Shop.Gondola(room.Middle.At(x + 0.47, 0.8), (2 * size.HalfLength) - 4, height, random);
        }
        var lane = lanes[random.Integer(0, lanes.Count - 1)];
        if (random.Chance(0.5))
            Shop.Fruit(room.At(Side.Ahead, random.Normal(0, 1)).At(0, -0.6), random.Between(1.7, 3), random);
        for (var i = random.Integer(0, 3); i > 0; i--)
            Figure.Standing(room.Middle.At(lane + random.Normal(0, 0.3), random.Between(-2.5, size.HalfLength - 1.2))
                .Turned(random.Between(0, 360)),
                random);
        var (signs, white) = (new Plain(Everyday.Vivid(random) * 0.6), new Plain(Color.Gray(0.85)));
        for (var i = 0; i < 3; i++)
        {
            var sign = room.Middle.At(lane + random.Normal(0, 0.2), (i - 1) * 2.6, size.Height - 0.5).Part("sign");
            sign.Box(Vector.Zero, (0.9, 0.02, 0.35), signs);
            var word = Lettering.Aisle(random);
            sign.Mesh(word, (0, -0.012, -0.08), white, Math.Min(0.17, 0.78 / word.Bounds.Size.X));
            foreach (var x in (ReadOnlySpan<double>)[-0.4, 0.4]) sign.Bar((x, 0, 0.17), (x, 0, 0.5), 0.003, metal);
        }
        BouncedLight.Settle(room, random);
        PlaceCamera(scene, (lane + random.Normal(0, 0.2), 0.4 - size.HalfLength + random.Between(0, 3),
            random.Between(1.2, 1.75)),
            (lane + (random.Chance(0.3) ? random.Sign() * 2 : random.Normal(0, 0.5)),
                random.Between(0, 1) * size.HalfLength,
                random.Between(0.7, 1.4)), random);
    }

    private static void Gymnasium(Scene scene, SeededRandom random)
    {
        var size = new RoomSize(random.Between(5.5, 8), random.Between(7.5, 9), random.Between(4.8, 6));
        var wall = random.Unit() switch
            { < 0.4 => Planks.Draw(random), < 0.6 => Brick.Draw(random), _ => (Material)Plaster.Draw(random) };
        var room = Shell(scene, size, wall, Sports.Floor(size.HalfWidth, size.HalfLength, random),
            random.Chance(0.5) ? Planks.Draw(random)
            : Luminaires.Panels(random), random, 3, 4);
        foreach (var side in (ReadOnlySpan<Side>)[Side.Ahead, Side.Back])
        {
            if (random.Chance(0.85))
                Sports.Basket(room.At(side, random.Chance(0.8) ? 0 : 2), random.Between(0.6, 1.6), random);
            if (random.Chance(0.5)) Sports.Goal(room.At(side, 0).At(0, -1), random);
        }
        var bars = Wood.Draw(random);
        var barred = random.Pick(Side.Left, Side.Right);
        for (var i = -3; i < 3; i++)
        {
            if (random.Chance(0.8)) Sports.WallBars(room.At(barred, i * 0.95), bars);
        }
        for (var i = random.Integer(2, 7); i > 0; i--)
        {
            var at = room.Middle.At(random.Between(-0.85, 0.85) * (size.HalfWidth - 0.8),
                random.Between(-0.5, 0.85) * size.HalfLength)
                .Turned(random.Chance(0.6) ? random.Pick(0, 90) : random.Between(0, 360));
            if (room.Floor.Stand(at, 3, 1.8, 1)) Sports.Any(at, random);
        }
        for (var i = random.Integer(0, 5); i > 0; i--)
            Figure.Walking(room.Middle.At(random.Between(-0.7, 0.7) * size.HalfWidth,
                random.Between(-0.4, 0.8) * size.HalfLength).Turned(random.Between(0, 360)), random);
        if (random.Chance(0.3))
        {
            for (var i = 0; i < 4; i++)
                room.Middle.Part("rope").Bar((1.2 * (i - 1.5), 2, 0.4), (1.2 * (i - 1.5), 2, size.Height), 0.018,
                    new Plain(Color.Srgb(190, 160, 110)));
        }
        BouncedLight.Settle(room, random);
        PlaceCamera(scene, (random.Between(-0.8, 0.8) * size.HalfWidth, 0.5 - size.HalfLength + random.Between(0, 2),
            random.Chance(0.8)
            ? random.Between(1.3, 1.8) : random.Between(3, 4)),
                (random.Normal(0, 1.5), size.HalfLength, random.Between(0.8, 2)), random);
    }

    private static void Concourse(Scene scene, SeededRandom random)
    {
        var size = new RoomSize(random.Between(5, 8), random.Between(7, 9), random.Between(4, 6));
        var stone = random.Unit() switch
            { < 0.5 => Slabs.Draw(random), < 0.75 => new Plaster(Color.Hsv(random.Between(20, 60),
            random.Between(0.05, 0.3), random.Between(0.55, 0.85))), _ => (Material)Concrete.Draw(random) };
        var room = Shell(scene, size, stone, random.Chance(0.7) ? Slabs.Draw(random) : Tiles.Draw(random),
            new Plaster(Color.Gray(random.Between(0.45, 0.8))), random, 3, 4);
        var dado = Slabs.Draw(random);
        foreach (var side in (ReadOnlySpan<Side>)[Side.Left, Side.Right])
            room.At(side, 0).Part("wall").Box((0, -0.008, 0.55), (2 * size.HalfLength, 0.02, 1.1), dado);
        var (kind, width, pitch) = (random.Integer(0, 3), random.Between(0.45, 0.8), random.Between(3, 4.2));
        var shaft = random.Chance(0.5) ? (Material)new Slabs(Concrete.Draw(random), 0.9, 1) : random.Chance(0.5)
            ? Slabs.Draw(random)
            : new Plaster(Color.Hsv(random.Between(20, 60), random.Between(0, 0.3), random.Between(0.45, 0.75)));
        var row = size.HalfWidth * random.Between(0.4, 0.6);
        for (var y = -size.HalfLength + 1.6; y < size.HalfLength - 0.5; y += pitch)
        {
            foreach (var x in (ReadOnlySpan<double>)[-1, 1])
            {
                Station.Column(room.Middle.At(x * row, y), kind, width, size.Height, shaft);
                room.Floor.Mark(room.Middle.At(x * row, y), width * 1.5, width * 1.5, size.Height);
                room.Middle.Part("beam").Box((x * (size.HalfWidth + row) / 2, y, size.Height - 0.15),
                    (size.HalfWidth - row, 0.3, 0.3), shaft);
            }
        }
        if (random.Chance(0.6))
            Station.Departures(room.Middle.At(random.Normal(0, 1), random.Between(0, 0.6) * size.HalfLength,
                size.Height - 1.3), random.Between(2, 3),
                1.3, random);
        for (var i = random.Integer(2, 6); i > 0; i--)
        {
            var at = room.Middle.At(random.Between(-1, 1) * row * 0.9, random.Between(-0.4, 0.9) * size.HalfLength)
                .Turned(random.Pick(0, 90, 180));
            if (!room.Floor.Stand(at, 2.2, 0.7, 0.9)) continue;
            Passage.Bench(at, 2, random.Chance(0.5), random);
            if (random.Chance(0.5)) Figure.Sitting(at.At(random.Between(-0.6, 0.6), -0.05), 0.46, random);
            if (random.Chance(0.5))
                Station.Suitcase(at.At(random.Between(-1, 1), -0.6).Turned(random.Between(0, 360)), random);
        }
        for (var i = random.Integer(2, 6); i > 0; i--)
        {
            if (room.Floor.AgainstWall(random, 1.1, 0.8, 1.9, random.Pick(Side.Ahead, Side.Left, Side.Right))
                is not { } at) continue;
            if (random.Chance(0.6)) Station.Machine(at, random);
            else PottedPlant.Add(at, random.Between(1, 1.9), random);
        }
        for (var i = random.Integer(1, 5); i > 0; i--)
        {
            if (room.Walls.Find(random, 1.3, 1, 2.8) is { } spot)
                Boards.Poster(room.At(spot.Side, spot.Along, 1.8), random.Between(0.8, 1.2), random.Between(1, 1.6),
                    random);
        }
        for (var i = random.Integer(2, 12); i > 0; i--)
        {
            var at = room.Middle.At(random.Between(-0.9, 0.9) * size.HalfWidth,
                random.Between(-0.5, 0.9) * size.HalfLength);
            if (!room.Floor.Stand(at, 0.6, 0.6, 1.8)) continue;
            Figure.Walking(at.Turned(random.Between(0, 360)), random);
            if (random.Chance(0.3)) Station.Suitcase(at.At(0.4, 0.2), random);
        }
        BouncedLight.Settle(room, random);
        var from = new Vector(0, 0.5 - size.HalfLength, 0);
        for (var i = 0; i < 12; i++)
        {
            var there = new Vector(random.Between(-0.7, 0.7) * size.HalfWidth,
                0.4 - size.HalfLength + random.Between(0, 2.5), 0);
            if (room.Floor.Clearance(there.X, there.Y + 0.5, 1) > 0.7) from = there;
        }
        PlaceCamera(scene, from + (0, 0, random.Chance(0.85) ? random.Between(1.3, 1.8) : 3.2),
            (random.Normal(0, 2), size.HalfLength, random.Between(0.8, 2.2)), random);
    }

    /// <summary>The hall itself with doors, high windows and lamps.</summary>
    private static Room Shell(Scene scene, RoomSize size, Material wall, Material floor, Material ceiling,
        SeededRandom random, int columns, int rows)
    {
        var light = RoomLight.Work(random);
        var finish = RoomFinish.Work(random) with
            { Wall = wall, Accent = wall, Floor = floor, Ceiling = ceiling, SkirtingHeight = 0 };
        var room = new Room(scene, size, finish);
        if (random.Chance(0.5))
        {
            for (var i = random.Integer(1, 4); i > 0; i--)
                Window.Add(room, random.Pick(Side.Ahead, Side.Left, Side.Right), light, random);
        }
        for (var i = random.Integer(1, 2); i > 0; i--)
            Passage.Door(room, Side.Ahead, random.Between(-0.8, 0.8) * (size.HalfWidth - 1), DoorStyle.Draw(random),
                random);
        room.Close();
        Luminaires.Add(room.Middle.At(0, 0, size.Height), (2 * size.HalfWidth) - 1, 2 * size.HalfLength, columns, rows,
            light.LampColor * random.Between(1, 2.4), random);
        return room;
    }

    private static void PlaceCamera(Scene scene, Vector from, Vector at, SeededRandom random) =>
        scene.Camera = Camera.Looking(from, at, HandHeld.FieldOfView(random, 66), HandHeld.Roll(random));
}
