using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Goods;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Compartments of shelves, racks and cupboards from an arm's length: goods, crockery, books, boxes, half dark inside.
/// </summary>
internal sealed class Shelves : IFamily
{
    public string Name => "shelves";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var light = random.Chance(0.65) ? RoomLight.Work(random) : RoomLight.Draw(random);
        var room = Room.Build(scene, RoomSize.Draw(random, 1.4, 2.6), random.Chance(0.6) ? RoomFinish.Work(random)
            : RoomFinish.Home(random), light,
            random.Integer(0, 2), random.Integer(0, 1), random);
        var (columns, rows) = (random.Integer(1, 4), random.Integer(2, 4));
        var (wide, high, deep) = (random.LogBetween(0.22, 0.75), random.Between(0.17, 0.44), random.Between(0.22, 0.5));
        var first = random.Between(0.05, Math.Max(0.1, 1.6 - (rows * high)));
        var wall = room.At(Side.Ahead, random.Normal(0, 0.2));
        var open = random.Chance(0.25);
        Frame(wall, columns, rows, (wide, deep, high), first, open, random);
        var use = random.Integer(0, 6);
        for (var column = 0; column < columns; column++)
        {
            for (var row = 0; row < rows; row++)
            {
                var cell = wall.At((column - ((columns - 1) / 2.0)) * wide, -deep / 2, first + (row * high) + 0.011);
                Fill(cell, wide - 0.025, deep - 0.02, high - 0.025, random.Chance(0.7) ? use : random.Integer(0, 6),
                    random);
            }
        }
        if (random.Chance(0.15)) wall.Lamp((0, -deep + 0.05, first + (rows * high) + 0.15), 0.03,
            light.LampColor * random.Between(0.1, 0.5));
        room.Floor.Mark(wall.At(0, -deep / 2), columns * wide, deep, 2);
        BouncedLight.Settle(room, random);

        var fieldOfView = NearView.FieldOfView(random);
        var shown = random.Between(0.75, 2.2) * Math.Max(wide, high);
        var distance = Math.Clamp(shown / (2 * PortableMath.Tan(PortableMath.Radians(fieldOfView / 2))), 0.28, 1.15);
        var (aimedColumn, aimedRow) = (random.Integer(0, columns - 1), random.Integer(0, rows - 1));
        var at = wall.Map.Point((((aimedColumn - ((columns - 1) / 2.0)) + random.Normal(0, 0.2)) * wide,
            -deep * random.Between(0.3, 1),
            first + ((aimedRow + random.Between(0.25, 0.75)) * high)));
        var from = at + new Vector(distance * random.Normal(0, 0.3), -distance - (0.2 * deep),
            distance * random.Normal(0.15, 0.25));
        from = (Math.Clamp(from.X, 0.1 - room.Size.HalfWidth, room.Size.HalfWidth - 0.1),
            Math.Max(from.Y, 0.1 - room.Size.HalfLength),
            Math.Clamp(from.Z, 0.12, room.Size.Height - 0.15));
        NearView.PlaceCamera(scene, at, from, fieldOfView, random, 3);
    }

    /// <summary>Boards and uprights; open frames of metal have no back and posts instead of sides.</summary>
    private static void Frame(LocalFrame wall, int columns, int rows, Vector cell, double first, bool open,
        SeededRandom random)
    {
        var part = wall.Part("shelf");
        Material board = random.Unit() switch
        {
            < 0.3 => Wood.Draw(random),
            < 0.62 => Everyday.Board(random),
            < 0.8 => Everyday.Painted(random),
            < 0.9 => Everyday.Cardboard(random),
            _ => Metal.DrawPainted(random),
        };
        var post = open ? Everyday.Painted(random) : board;
        var (width, height, thick) = (columns * cell.X, rows * cell.Z, random.Between(0.008, 0.024));
        for (var row = 0; row <= rows; row++)
            part.Box((0, -cell.Y / 2, first + (row * cell.Z)), (width - (open ? 0 : thick), cell.Y - 0.004,
                Math.Min(thick, 0.02)), board);
        for (var column = 0; column <= columns; column++)
        {
            var x = (column - (columns / 2.0)) * cell.X;
            if (!open) part.Box((x, -cell.Y / 2, first + (height / 2)), (thick, cell.Y, height + 0.02), post);
            else if (column == 0 || column == columns)
            {
                foreach (var y in (ReadOnlySpan<double>)[0.02, 1])
                    part.Box((x, -y * (cell.Y - 0.015), (first + height + 0.1) / 2),
                        (0.03, 0.03, first + height + 0.1), post);
            }
        }
        if (!open && random.Chance(0.75)) part.Box((0, -0.004, first + (height / 2)), (width, 0.006, height), board);
    }

    private static void Fill(LocalFrame cell, double width, double depth, double height, int use, SeededRandom random)
    {
        switch (use)
        {
            case 0:
                Items.Strew(cell, width, depth, random.Integer(3, 12), Items.Kitchen, random, height);
                break;
            case 1:
                Reading.Row(cell.At(-width / 2, (-depth / 2) + random.Between(0.01, 0.06)),
                    width * random.Between(0.5, 1), height, random);
                break;
            case 2:
                Alike(cell, width, depth, height, random);
                break;
            case 3:
                Vector size = (width * random.Between(0.6, 0.94), depth * random.Between(0.75, 0.96),
                    height * random.Between(0.35, 0.75));
                var box = Container.Add(cell, size, random.Unit(), random);
                Pile(box.Inside, box.Width, box.Depth, Math.Min(height, box.Height * 1.2), random.Integer(1, 8), 0.2,
                    random);
                break;
            default:
                Pile(cell, width, depth, height, random.Integer(1, 10), random.Between(0.2, 0.9), random);
                break;
        }
    }

    /// <summary>Things that stand, lie on one another and lean.</summary>
    private static void Pile(LocalFrame cell, double width, double depth, double height, int count, double upright,
        SeededRandom random)
    {
        var heap = new Heap(cell, width, depth);
        for (var i = 0; i < count; i++)
        {
            var good = AnyGood.Draw(random, Math.Min(0.34, Math.Max(width, height)));
            var stands = random.Chance(upright) && good.Size.Z < height;
            heap.Drop(stands ? good.Standing() : good.Anyhow(random), random, height, stands ? 8 : 4,
                aligned: random.Chance(0.6));
        }
    }

    /// <summary>As in shops: some of a kind behind and beside one another.</summary>
    private static void Alike(LocalFrame cell, double width, double depth, double height, SeededRandom random)
    {
        for (var x = -width / 2; x < (width / 2) - 0.03;)
        {
            var good = random.Integer(0, 5) switch
            {
                0 => Packages.Bottle(random),
                1 => Packages.Tin(random),
                2 => Packages.Pouch(random),
                3 => Packages.Jug(random),
                _ => Packages.Packet(random),
            };
            if (good.Size.Z > height) good = Packages.Block(random, Math.Min(0.9 * height, 0.2));
            var (piece, pitch) = (good.Standing(), good.Size.X + random.Between(0.002, 0.012));
            for (var i = random.Integer(1, 4); i > 0 && x + pitch < width / 2; i--, x += pitch)
            {
                var front = (-depth / 2) + (good.Size.Y / 2) + random.Between(0, 0.06);
                for (var row = 0; row < 2 && front + (good.Size.Y / 2) < depth / 2; row++, front += good.Size.Y + 0.006)
                    piece.On(cell.At(x + (good.Size.X / 2), front).Turned(random.Normal(0, 3)));
            }
            x += random.Between(0.005, 0.04);
        }
    }
}
