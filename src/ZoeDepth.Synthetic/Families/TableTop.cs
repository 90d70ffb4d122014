using ZoeDepth.Synthetic.Geometry;
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
/// A table or a shelf from an arm's length: cups, plates with food, fruit, glasses, bottles, books, a laptop, and the
/// room behind, out of reach.
/// </summary>
internal sealed class TableTop : IFamily
{
    public string Name => "table-top";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var light = RoomLight.Draw(random);
        var room = Room.Build(scene, RoomSize.Draw(random, 1.8, 3), RoomFinish.Home(random), light,
            random.Integer(1, 2), random.Integer(0, 1),
            random);
        scene.NearestScale = 0.45;
        if (random.Chance(0.22)) Shelf(room, random);
        else Table(room, random);
        Behind(room, random);
        BouncedLight.Settle(room, random);
    }

    private static void Table(Room room, SeededRandom random)
    {
        var round = random.Chance(0.35);
        var (width, depth, height) = (random.Between(0.9, 1.8), random.Between(0.7, 0.95), random.Between(0.7, 0.76));
        if (round) width = depth = random.Between(0.8, 1.3);
        var table = room.Middle.At(random.Normal(0, 0.2), random.Normal(0, 0.3)).Turned(random.Between(0, 360));
        room.Floor.Mark(table, width + 0.8, depth + 0.8, 1);
        var top = Parts.Furniture.Table.Add(table, width, depth, height, round, random);
        if (random.Chance(0.3)) Parts.Furniture.Table.Cover(top, width, depth, round, random);
        top = top.At(0, 0, 0.006);
        var (half, reach) = (width / 2, depth / 2);
        switch (random.Unit())
        {
            case < 0.45: Laid(top, width, depth, round, random); break;
            case < 0.7: Desk(top, width * (round ? 0.75 : 1), depth * (round ? 0.75 : 1), random); break;
            default:
                Items.Strew(top, width * (round ? 0.7 : 0.95), depth * (round ? 0.7 : 0.95), random.Integer(16, 30),
                    random.Chance(0.6)
                ? Items.Kitchen : Items.All, random, 0.4); break;
        }
        for (var side = 0; side < 4; side++)
        {
            if (random.Chance(0.35)) continue;
            var chair = table.Turned(90 * side).At(random.Normal(0, 0.1),
                (side % 2 == 0 ? reach : half) + random.Between(0.1, 0.35)).Turned(random.Normal(0, 12));
            School.Chair(chair, random.Chance(0.5) ? Wood.Draw(random) : Everyday.Plastic(random),
                Everyday.Painted(random), random.Chance(0.5));
        }

        // From a seat or standing, over the rim of the table.
        var (above, distance) = (random.LogBetween(0.15, 0.9), random.LogBetween(0.4, 1.4));
        var at = top.Map.Point((random.Between(-0.3, 0.3) * width, random.Between(-0.25, 0.25) * depth,
            random.Between(0, 0.12)));
        var angle = PortableMath.Radians(random.Between(0, 360));
        var from = at + new Vector(distance * PortableMath.Cos(angle), distance * PortableMath.Sin(angle), above);
        from = (Math.Clamp(from.X, 0.2 - room.Size.HalfWidth, room.Size.HalfWidth - 0.2),
            Math.Clamp(from.Y, 0.2 - room.Size.HalfLength, room.Size.HalfLength - 0.2), from.Z);
        room.Scene.Camera = Camera.Looking(from, at, Math.Clamp(random.Normal(60, 11), 36, 90),
            random.Chance(0.2) ? random.Normal(0, 10)
            : random.Normal(0, 2));
    }

    /// <summary>Set for a meal, begun or not.</summary>
    private static void Laid(LocalFrame top, double width, double depth, bool round, SeededRandom random)
    {
        var glaze = Everyday.Ceramic(random);
        var seats = round ? 4 : width > 1.3 ? 6 : 4;
        var mats = random.Chance(0.4) ? Fabric.Draw(random) : null;
        for (var seat = 0; seat < seats; seat++)
        {
            if (random.Chance(0.15)) continue;
            var turned = round ? top.Turned(90 * seat).At(0, 0.19 - (width / 2))
                : top.Turned(180 * (seat % 2))
                    .At(((seat / 2) - ((seats / 2 - 1) / 2.0)) * width / (seats / 2), 0.19 - (depth / 2));
            var place = turned.At(random.Normal(0, 0.015), random.Normal(0, 0.01)).Turned(random.Normal(0, 3));
            if (mats is not null) place.Part("mat").Box((0, 0, 0.001), (0.42, 0.3, 0.003), mats);
            var z = mats is not null ? 0.003 : 0.0005;
            var on = Crockery.Plate(place.At(0, 0, z), glaze, random.Between(0.24, 0.28));
            if (random.Chance(0.8)) Food.Meal(place.At(0, 0, z + on), random);
            SmallThings.Cutlery(place.At(0, 0, z), 0.14, random);
            if (random.Chance(0.8)) Crockery.Glass(place.At(0.16, 0.16, 0), random);
            if (random.Chance(0.2)) Crockery.Cup(place.At(-0.17, 0.15, 0), random);
            else if (random.Chance(0.25)) Crockery.Mug(place.At(-0.17, 0.15, 0), random);
        }
        for (var i = random.Integer(3, 7); i > 0; i--)
        {
            var here = top.At(((i - 4) * 0.14 * width) + random.Normal(0, 0.02),
                random.Normal(0, 0.03) * (round ? 1 : 0.8));
            switch (random.Integer(0, 8))
            {
                case 0: Groceries.Bottle(here, random); break;
                case 1: Crockery.Teapot(here, random); break;
                case 2: Decor.Vase(here, true, random); break;
                case 3: Decor.Candle(here, random); break;
                case 4: Food.Bread(here.Scaled(0.7), random); break;
                case 5: Crockery.FruitBowl(here.Scaled(0.8), random); break;
                case 6: Groceries.Jar(here, random); break;
                case 7: Food.Fruit(here, random); break;
                default: Groceries.Can(here, random); break;
            }
        }
    }

    /// <summary>Somebody works or reads here.</summary>
    private static void Desk(LocalFrame top, double width, double depth, SeededRandom random)
    {
        if (random.Chance(0.7))
            Computers.Laptop(top.At(random.Normal(0, 0.12), 0.05).Turned(random.Normal(0, 10)), random);
        else Reading.Open(top.At(random.Normal(0, 0.08), -0.05).Turned(random.Normal(0, 10)), random);
        for (var i = random.Integer(12, 22); i > 0; i--)
        {
            // Beside the middle, where the work lies.
            var here = top.At(random.Sign() * random.Between(0.22, 0.46) * width, random.Between(-0.44, 0.44) * depth);
            switch (random.Integer(0, 5))
            {
                case 0:
                    Reading.Pile(here.Scaled(0.8).Turned(random.Normal(0, 30)), random.Integer(1, 4), random); break;
                case 1: Crockery.Mug(here, random); break;
                case 2: Reading.Sheets(here.Scaled(0.8), random.Integer(1, 4), random); break;
                case 3: Food.Fruit(here, random); break;
                default: Items.Any(here, random, 0.24, Items.Small); break;
            }
        }
    }

    /// <summary>Boards on a wall with what stands in kitchens, shops and on book shelves.</summary>
    private static void Shelf(Room room, SeededRandom random)
    {
        var wall = room.At(Side.Ahead, random.Normal(0, 0.3));
        var (width, pitch, first, depth) =
            (random.Between(1.2, 2.2), random.Between(0.28, 0.4), random.Between(0.3, 0.9), random.Between(0.24, 0.36));
        var (board, style) = (Everyday.Board(random), random.Integer(0, 3));
        var rows = (int)((room.Size.Height - first - 0.2) / pitch);
        var part = wall.Part("shelf");
        foreach (var x in (ReadOnlySpan<double>)[-1, 1])
            part.Box((x * width / 2, -depth / 2, first + (rows * pitch / 2)), (0.025, depth, rows * pitch), board);
        if (random.Chance(0.6)) part.Box((0, -0.006, first + (rows * pitch / 2)), (width, 0.01, rows * pitch), board);
        for (var row = 0; row < rows; row++)
        {
            part.Box((0, -depth / 2, first + (row * pitch)), (width - 0.03, depth - 0.004, 0.022), board);
            var on = wall.At(0, -depth / 2, first + (row * pitch) + 0.012);
            if (style == 3) Reading.Row(on.At(0.025 - (width / 2), -depth / 2), width - 0.05, pitch - 0.03, random);
            else if (style == 2) Rows(on, width - 0.06, depth, pitch - 0.03, random);
            else Items.Strew(on, width - 0.06, depth - 0.02, random.Integer(8, 20),
                style == 0 ? Items.Kitchen : Items.Shelf, random, pitch - 0.04);
        }
        room.Floor.Mark(wall.At(0, -depth / 2), width, depth, 2);
        var at = wall.Map.Point((random.Between(-0.3, 0.3) * width, -depth, random.Between(first + 0.3, 1.7)));
        var from = at + new Vector(random.Normal(0, 0.35), -random.Between(0.45, 1.3), random.Normal(0, 0.15));
        room.Scene.Camera = Camera.Looking(from, at, Math.Clamp(random.Normal(60, 11), 38, 90),
            random.Chance(0.2) ? random.Normal(0, 10)
            : random.Normal(0, 2));
    }

    /// <summary>As in shops: many of a kind side by side.</summary>
    private static void Rows(LocalFrame on, double width, double depth, double height, SeededRandom random)
    {
        for (var x = (-width / 2) + 0.05; x < (width / 2) - 0.05;)
        {
            var (kind, count, seed) = (random.Integer(0, 3), random.Integer(2, 5), random.Bits());
            var pitch = kind == 3 ? random.Between(0.1, 0.2) : 0.1;
            for (var i = 0; i < count && x < (width / 2) - 0.05; i++, x += pitch)
            {
                for (var y = 0; y < 2; y++)
                {
                    var same = new SeededRandom(seed);
                    var here = on.At(x, (y * 0.11) - (depth / 2) + 0.06);
                    switch (kind)
                    {
                        case 0: Groceries.Can(here, same); break;
                        case 1: Groceries.Jar(here, same); break;
                        case 2: Groceries.Bottle(here.Scaled(1, 1, Math.Min(1, height / 0.32)), same); break;
                        default:
                            here.Part("packet")
                            .Fitted(RoundedBox.Crisp, (0, 0, height * 0.4), (pitch - 0.01, 0.08, height * 0.8),
                            Print.DrawCover(same, pitch, height)); break;
                    }
                }
            }
        }
    }

    private static void Behind(Room room, SeededRandom random)
    {
        var wood = Everyday.Board(random);
        for (var i = random.Integer(1, 3); i > 0; i--)
        {
            var (width, height) = (random.Between(0.7, 1.2), random.Pick(0.85, 1.2, 1.9));
            if (room.Floor.AgainstWall(random, width, 0.42, height) is { } place)
                Shelving.Folders(place, width, height, wood, random);
        }
        if (random.Chance(0.5) && room.Floor.AgainstWall(random, 0.5, 0.5, 1.2) is { } plant)
            PottedPlant.Add(plant, random.Between(0.7, 1.5), random);
        if (random.Chance(0.25) && room.Floor.Standing(random, 0.6, 0.5, 1.7, any: true) is { } person)
            Figure.Standing(person, random);
        WallDecor.Add(room, random.Integer(1, 4), random);
    }
}
