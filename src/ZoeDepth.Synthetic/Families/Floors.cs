using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Furniture;
using ZoeDepth.Synthetic.Parts.Goods;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// What lies and stands on a floor, seen from a crouch or by whoever looks down: boxes, goods, tools, leads, shoes, the
/// feet of furniture.
/// </summary>
internal sealed class Floors : IFamily
{
    public string Name => "floor-close";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var work = random.Chance(0.55);
        var light = work ? RoomLight.Work(random) : RoomLight.Draw(random);
        var room = Room.Build(scene, RoomSize.Draw(random, 1.4, 2.8), work ? RoomFinish.Work(random)
            : RoomFinish.Home(random), light,
            random.Integer(0, 2), random.Integer(0, 2), random);
        var spot = room.Middle.At(random.Between(-0.5, 0.5) * room.Size.HalfWidth, random.Between(-0.5, 0.5)
            * room.Size.HalfLength)
            .Turned(random.Between(0, 360));
        room.Floor.Mark(spot, 0.9, 0.9, 0.4);
        if (random.Chance(0.2)) Rug.Add(spot, random.Between(1.2, 2.2), random.Between(0.9, 1.6), random);
        On(spot.At(0, 0, 0.012), random);
        Furniture(room, light, random);
        BouncedLight.Settle(room, random);

        // Crouching, sitting on the floor, a robot's eye; or standing and looking down.
        var (height, distance) = random.Chance(0.6)
            ? (random.LogBetween(0.12, 0.7), random.LogBetween(0.4, 1.1))
            : (random.Between(0.5, 1.25), random.Between(0.05, 0.8));
        var heading = PortableMath.Radians(random.Between(0, 360));
        var at = spot.Origin + new Vector(random.Normal(0, 0.08), random.Normal(0, 0.08), random.Between(0, 0.2));
        var from = at + new Vector(distance * PortableMath.Cos(heading), distance * PortableMath.Sin(heading), 0);
        from = (Math.Clamp(from.X, 0.12 - room.Size.HalfWidth, room.Size.HalfWidth - 0.12),
            Math.Clamp(from.Y, 0.12 - room.Size.HalfLength, room.Size.HalfLength - 0.12), height + 0.02);
        NearView.PlaceCamera(scene, at, from, NearView.FieldOfView(random), random, 3);
    }

    /// <summary>A carton or two, a heap of goods, tools, a bowl, bags; leads among them.</summary>
    private static void On(LocalFrame spot, SeededRandom random)
    {
        var heap = new Heap(spot, 0.8, 0.8);
        switch (random.Integer(0, 4))
        {
            case 0:
                for (var i = random.Integer(1, 3); i > 0; i--)
                {
                    var (size, seed) = (new Vector(random.Between(0.15, 0.42), random.Between(0.12, 0.32),
                        random.Between(0.08, 0.36)), random.Bits());
                    var carton = new Good(size, true, at => Belongings.Carton(at.At(0, 0, -size.Z / 2), size,
                        new(seed)));
                    heap.Drop(carton.Standing(), random, 0.8, 3);
                }
                break;
            case 1:
                for (var i = random.Integer(2, 6); i > 0; i--) heap.Drop(HandThings.Tool(random).Lying(), random, 0.3);
                Belongings.Box(spot.At(0.5, 0.3), random);
                break;
            case 2:
                for (var i = random.Integer(1, 4); i > 0; i--)
                    Items.Any(spot.At(random.Between(-0.45, 0.45), random.Between(-0.45, 0.45)), random, 0.5,
                        Items.Floor);
                break;
            default: break;
        }
        for (var i = random.Integer(2, 8); i > 0; i--)
        {
            var good = AnyGood.Draw(random, 0.35);
            heap.Drop(random.Chance(0.6) ? good.Standing() : good.Anyhow(random), random, 0.7);
        }
        for (var i = random.Integer(0, 3); i > 0; i--) Leads.Loose(spot.At(random.Normal(0, 0.25),
            random.Normal(0, 0.25)), -0.008, 0.1, random);
    }

    /// <summary>What stands on the same floor.</summary>
    private static void Furniture(Room room, RoomLight light, SeededRandom random)
    {
        for (var i = random.Integer(2, 6); i > 0; i--)
        {
            switch (random.Integer(0, 5))
            {
                case 0 when room.Floor.AgainstWall(random, 1.4, 0.75, 0.8) is { } desk:
                    Desk.Add(desk, 1.4, 0.7, DeskStyle.Draw(random), random);
                    break;
                case 1 when room.Floor.Standing(random, 0.55, 0.55, 0.9, any: true) is { } seat:
                    if (random.Chance(0.5)) OfficeChair.Add(seat, Everyday.Fabric(random), random);
                    else School.Chair(seat, random.Chance(0.5) ? Wood.Draw(random) : Everyday.Plastic(random),
                        Everyday.Painted(random), random.Chance(0.5));
                    break;
                case 2 when room.Floor.AgainstWall(random, 1.7, Sofa.Depth + 0.02, 0.85) is { } sofa:
                    Sofa.Add(sofa, 1.7, Sofa.Cover(random), random);
                    break;
                case 3 when room.Floor.AgainstWall(random, 0.9, 0.42, 1.2) is { } shelf:
                    Shelving.Folders(shelf, 0.9, 1.2, Everyday.Board(random), random);
                    break;
                case 4 when room.Floor.AgainstWall(random, 1, 0.44, 0.8) is { } cabinet:
                    Cabinet.Draw(random).Add(cabinet, (1, 0.42, 0.8), 3, random.Integer(1, 3), random.Pick(0.05, 0.14),
                        random.Chance(0.5), random);
                    break;
                default:
                    if (room.Floor.Standing(random, 0.5, 0.5, 0.5, any: true) is { } there) Items.Any(there, random,
                        0.5, Items.Floor);
                    break;
            }
        }
        SmallPieces.AlongWalls(room, random.Integer(0, 3), light, random);
    }
}
