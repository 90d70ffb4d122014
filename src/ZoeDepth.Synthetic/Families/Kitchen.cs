using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Furniture;
using ZoeDepth.Synthetic.Parts.Kitchen;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>Units along one to three walls, machines, a table to eat at.</summary>
internal sealed class Kitchen : IFamily
{
    public string Name => "kitchen";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var light = RoomLight.Draw(random);
        var size = RoomSize.Draw(random, 1.2, random.Chance(0.7) ? 1.9 : 2.5);
        var room = Room.Build(scene, size, RoomFinish.Wet(random), light, random.Integer(1, 2), 1, random,
            leastSill: 0.95);
        var (mess, style) = (random.Unit(), KitchenStyle.Draw(random));
        LocalFrame? focus = null;
        Side[] sides = [Side.Ahead, Side.Right, Side.Back, Side.Left];
        random.Shuffle(sides);
        var rows = random.Pick(1, 2, 2, 3);
        for (var i = 0; i < 7 && rows > 0; i++)
        {
            // The first row has sink and stove; walls too short for it may take a smaller one later.
            if (Row(room, sides[i % 4], focus is null, style, light, mess, random) is not { } at) continue;
            focus ??= at;
            rows--;
        }
        if (random.Chance(0.9)) Tall(room, style, mess, random);
        if (random.Chance(0.4)) Tall(room, style, mess, random);
        Eating(room, style, mess, random);
        if (random.Chance(0.3) && room.Floor.AgainstWall(random, 0.8, Bookcase.Depth, 1.8) is { } shelf)
            Bookcase.Add(shelf, 0.8, random.Between(1, 1.9), 0.8, random);
        if (random.Chance(0.5) && room.Floor.AgainstWall(random, 0.36, 0.36, 0.6, corner: true) is { } bin)
            Belongings.WasteBin(bin, random);
        SmallPieces.AlongWalls(room, random.Integer(1, 5), light, random);
        if (focus is { } unit && random.Chance(0.35))
            Rug.Add(unit.At(0, -0.75), random.Between(0.8, 1.6), random.Between(0.45, 0.7), random);
        if (random.Chance(0.25)) Household.OnFloor(room, random);
        FloorClutter.Scatter(room, (int)(mess * 7), random);
        WallDecor.Add(room, random.Integer(2, 6), random);
        BouncedLight.Settle(room, random);
        scene.Camera = focus is { } seen && random.Chance(0.9)
            ? Viewpoint.Choose(room, seen.At(0, 0, random.Between(0.75, 1.15)).Origin, random,
                seen.Map.Direction((0, -1, 0)))
            : Viewpoint.Choose(room, null, random);
    }

    /// <summary>As many units as the longest free part of this wall takes; null where it takes none.</summary>
    private static LocalFrame? Row(Room room, Side side, bool wet, KitchenStyle style, RoomLight light, double mess,
        SeededRandom random)
    {
        var most = (int)((2 * room.HalfSpan(side)) / 0.6);
        for (var units = Math.Min(most, random.Integer(3, 7)); units > (wet ? 2 : 0); units--)
        {
            var slack = room.HalfSpan(side) - (units * 0.3);
            foreach (var share in (double[])[-1, 1, random.Between(-1, 1), 0])
            {
                var along = share * Math.Max(slack - 0.01, 0);
                if (room.Floor.AtWall(side, along, units * 0.6, KitchenRow.Depth, KitchenRow.Height) is not { } at)
                    continue;
                KitchenRow.Add(room, side, along, at, units, wet, style, light, mess, random);
                return at;
            }
        }
        return null;
    }

    private static void Tall(Room room, KitchenStyle style, double mess, SeededRandom random)
    {
        var height = random.Pick(0.85, 1.5, 1.8, 1.95, 2.05);
        if (room.Floor.AgainstWall(random, 0.62, 0.64, height, corner: true) is not { } at) return;
        if (height > 1.9 && random.Chance(0.35)) Appliances.Tower(at, height, style, random);
        else Appliances.Fridge(at, height, style, random);
        if (mess > 0.3 && room.Size.Height - height > 0.45) Belongings.Box(at.At(0, 0.05, height), random);
    }

    private static void Eating(Room room, KitchenStyle style, double mess, SeededRandom random)
    {
        var round = random.Chance(0.35);
        var (width, depth) = (random.Between(0.8, 1.5), random.Between(0.7, 0.85));
        if (round) width = depth = random.Between(0.75, 1);
        if (Math.Min(room.Size.HalfWidth, room.Size.HalfLength) > 1.7
            && room.Floor.Standing(random, width + 0.2, depth + 0.6, 0.95) is { } free)
        {
            if (random.Chance(0.25)) Island(free, width, style, mess, random);
            else DiningSet.Add(free, width, depth, round, mess, random);
            return;
        }
        if (room.Floor.AgainstWall(random, width, 0.62, 0.76, free: 0.45) is not { } at) return;
        var top = Table.Add(at, width, 0.6, 0.75, false, random);
        Items.Strew(top, width, 0.55, 2 + (int)(mess * 6), Items.Kitchen, random);
        var chair = Chair.Draw(random.Pick(ChairKind.Wooden, ChairKind.Stool, ChairKind.Padded), random);
        for (var x = -0.25; x < 0.3; x += 0.5)
            chair.Add(at.At(x * width, -0.45 - random.Between(0, 0.1)).Turned(180 + random.Normal(0, 10)));
    }

    /// <summary>A block of units in the middle of the room, with stools.</summary>
    private static void Island(LocalFrame at, double width, KitchenStyle style, double mess, SeededRandom random)
    {
        at = at.Part("island");
        style.Units.Add(at, (width, 0.7, 0.88), Math.Max(2, (int)(width / 0.5)), random.Integer(1, 2), 0.07, mess < 0.7,
            random);
        at.Box((0, 0.05, 0.91), (width + 0.1, 0.9, 0.04), style.Worktop);
        for (var x = -0.5; x < 0.6; x += 0.5)
            Cookware.OnWorktop(at.At(x * width * 0.7, 0, 0.931), width / 3, style, mess, random);
        var stool = Chair.Draw(ChairKind.Stool, random);
        for (var x = -0.3; x < 0.4; x += 0.6) stool.Add(at.At(x * width, 0.62).Turned(random.Between(0, 90)));
    }
}
