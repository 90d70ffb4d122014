using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Furniture;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>Bedrooms: beds, bedside tables, wardrobes, chests of drawers.</summary>
internal sealed class Bedroom : IFamily
{
    public string Name => "bedroom";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var light = RoomLight.Draw(random);
        var size = RoomSize.Draw(random, 1.35, random.Chance(0.75) ? 2 : 2.8);
        var room = Room.Build(scene, size, RoomFinish.Home(random), light, random.Integer(1, 2), 1, random);
        var (mess, cabinet) = (random.Unit(), Cabinet.Draw(random));
        var focus = Beds(room, cabinet, light, mess, random);
        Wardrobe(room, cabinet, mess, random);
        for (var i = random.Integer(1, 3); i > 0; i--)
            Drawers(room, random.Chance(0.6) ? cabinet : Cabinet.Draw(random), light, mess, random);
        if (random.Chance(0.5)) Desk(room, light, mess, random);
        if (random.Chance(0.5)) Shelf(room, random);
        if (random.Chance(0.4) && room.Floor.AgainstWall(random, 0.85, 0.85, 0.85) is { } easy)
            Sofa.Add(easy.Turned(random.Normal(0, 15)), 0.8, Sofa.Cover(random), random);
        SmallPieces.AlongWalls(room, random.Integer(4, 8), light, random);
        if (random.Chance(0.15)) Household.OnFloor(room, random);
        FloorClutter.Scatter(room, 1 + (int)(mess * 12), random);
        for (var hooks = random.Integer(0, 2); hooks > 0; hooks--) Hooks.Add(room, random);
        WallDecor.Add(room, random.Integer(3, 8), random);
        BouncedLight.Settle(room, random);
        scene.Camera = focus is { } at && random.Chance(0.92)
            ? Viewpoint.Choose(room, at.Origin, random, at.Map.Direction((0, -1, 0)))
            : Viewpoint.Choose(room, null, random);
    }

    /// <summary>One bed with its head at a wall, seldom two, and what stands beside and before it.</summary>
    private static LocalFrame? Beds(Room room, Cabinet cabinet, RoomLight light, double mess, SeededRandom random)
    {
        LocalFrame? focus = null;
        var twins = room.Size.HalfWidth > 2 && random.Chance(0.12);
        for (var i = twins ? 2 : 1; i > 0; i--)
        {
            var width = twins ? 0.95 : Math.Min(random.Pick(0.95, 1.2, 1.4, 1.6, 1.8), (2 * room.Size.HalfWidth) - 1.1);
            var tries = 0;
            while (tries++ < 5)
            {
                if (tries > 2) width = Math.Max(0.9, width * 0.8);
                if (room.Floor.AgainstWall(random, width + 0.1, Bed.Length + 0.02, 0.6, free: 0.3, corner: width < 1.3)
                    is not { } at) continue;
                var sheet = Bed.Add(at, width, random.Chance(1.1 - mess), random);
                for (var more = (int)(mess * random.Between(0, 4)); more > 0; more--)
                {
                    var on = at.At(random.Between(-0.3, 0.3) * width, random.Between(-0.85, 0.3), sheet)
                        .Turned(random.Between(0, 360));
                    if (random.Chance(0.4)) FloorClutter.Clothes(on, random);
                    else Items.Any(on, random, 0.45, random.Chance(0.5) ? Items.Shelf : Items.Desk, 0.3);
                }
                focus = at.At(0, -0.3, 0.45);
                Beside(room, at, width, cabinet, light, mess, random);
                if (random.Chance(0.5))
                    Rug.Add(at.At(random.Sign() * (width / 2), -(Bed.Length / 2) + 0.2).Turned(random.Normal(0, 4)),
                        random.Between(1, 2),
                    random.Between(0.7, 1.4), random);
                break;
            }
        }
        return focus;
    }

    private static void Beside(Room room, LocalFrame bed, double width, Cabinet cabinet, RoomLight light, double mess,
        SeededRandom random)
    {
        foreach (var end in (double[])[-1, 1])
        {
            var wide = random.Between(0.38, 0.5);
            var at = bed.At(end * ((width / 2) + 0.1 + (wide / 2)), (Bed.Length / 2) - 0.22);
            if (!room.Floor.Stand(at, wide, 0.36, 0.5)) continue;
            var height = random.Between(0.42, 0.58);
            cabinet.Add(at, (wide, 0.38, height), 1, random.Integer(1, 3), random.Pick(0.03, 0.14), mess < 0.6, random);
            var top = at.At(0, 0, height + 0.013);
            if (random.Chance(0.75)) StandingLamp.OnTable(top.At(0, 0.08), light, random);
            Items.Strew(top.At(0, -0.09), wide, 0.16, 1 + (int)(mess * 4), Items.Living, random);
        }
    }

    private static void Wardrobe(Room room, Cabinet cabinet, double mess, SeededRandom random)
    {
        for (var i = 0; i < 3; i++)
        {
            var (width, height) = (random.Between(0.9, 2.4) / (1 + (0.4 * i)),
                Math.Min(random.Between(1.85, 2.3), room.Size.Height - 0.08));
            if (room.Floor.AgainstWall(random, width, 0.6, height, corner: true) is not { } at) continue;
            cabinet.Add(at, (width, 0.58, height), Math.Max(2, (int)Math.Round(width / 0.5)), 1, 0.07, true, random);
            if (random.Chance(0.3))
            {
                var doors = Math.Max(2, (int)Math.Round(width / 0.5));
                var x = (random.Integer(0, doors - 1) + 0.5 - (doors / 2.0)) * (width - 0.01) / doors;
                at.Part("mirror").Box((x, -0.303, (height / 2) + 0.03), ((width / doors) - 0.12, 0.006, height - 0.3),
                    Glass.DrawMirror(random));
            }
            if (mess > 0.4 && room.Size.Height - height > 0.35)
            {
                for (var x = (-width / 2) + 0.3; x < (width / 2) - 0.2; x += random.Between(0.45, 0.7))
                    Belongings.Box(at.At(x, 0, height + 0.013).Turned(random.Normal(0, 8)), random);
            }
            return;
        }
    }

    private static void Drawers(Room room, Cabinet cabinet, RoomLight light, double mess, SeededRandom random)
    {
        var (width, height) = (random.Between(0.6, 1.4), random.Between(0.7, 1.15));
        if (room.Floor.AgainstWall(random, width, 0.48, height) is not { } at) return;
        cabinet.Add(at, (width, 0.46, height), width > 0.95 ? 2 : 1, random.Integer(3, 5), random.Pick(0.04, 0.12),
            mess < 0.55, random);
        var top = at.At(0, 0, height + 0.013);
        if (random.Chance(0.3)) StandingLamp.OnTable(top.At((width / 2) - 0.16, 0), light, random);
        if (random.Chance(0.25)) Television.Add(top.At(0, 0.08), Math.Min(width, 0.8), random);
        Items.Strew(top.At(-0.12, -0.06), width - 0.35, 0.3, 2 + (int)(mess * 7), Items.Living, random);
    }

    private static void Desk(Room room, RoomLight light, double mess, SeededRandom random)
    {
        var width = random.Between(0.9, 1.4);
        if (room.Floor.AgainstWall(random, width, 0.62, 0.75, free: 0.5) is not { } at) return;
        var top = Table.Add(at, width, 0.6, 0.74, false, random);
        if (random.Chance(0.5)) StandingLamp.OnTable(top.At((width / 2) - 0.16, 0.12), light, random);
        Items.Strew(top, width - 0.3, 0.5, 3 + (int)(mess * 8), Items.Living, random);
        var seat = at.At(random.Normal(0, 0.1), -0.5).Turned(180 + random.Normal(0, 25));
        if (random.Chance(0.5)) OfficeChair.Add(seat, Sofa.Cover(random), random);
        else Chair.Draw(ChairKind.Wooden, random).Add(seat);
    }

    private static void Shelf(Room room, SeededRandom random)
    {
        var (width, height) = (random.Between(0.5, 1), random.Between(1, 2));
        if (room.Floor.AgainstWall(random, width, Bookcase.Depth, height, corner: true) is { } at)
            Bookcase.Add(at, width, height, random.Between(0.6, 1), random);
    }
}
