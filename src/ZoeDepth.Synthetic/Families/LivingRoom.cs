using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Furniture;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>Where a household sits in the evening: sofa, low table, television, books, a place to eat.</summary>
internal sealed class LivingRoom : IFamily
{
    public string Name => "living-room";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var light = RoomLight.Draw(random);
        var size = RoomSize.Draw(random, 1.6, random.Chance(0.7) ? 2.5 : 3.5);
        var room = Room.Build(scene, size, RoomFinish.Home(random), light, random.Integer(1, 3), random.Integer(1, 2),
            random);
        var mess = random.Unit();
        var cover = Sofa.Cover(random);

        var sofa = Suite(room, cover, light, mess, random);
        var screen = random.Chance(0.8) ? Watching(room, mess, random) : null;
        var table = Math.Min(size.HalfWidth, size.HalfLength) > 1.8 && random.Chance(0.6)
            ? Dinner(room, mess, random) : null;
        for (var i = random.Integer(1, 3); i > 0; i--) Shelf(room, random);
        for (var i = random.Integer(0, 2); i > 0; i--) Sideboard(room, light, mess, random);
        if (room.Floor.AgainstWall(random, 0.9, 0.9, 0.85) is { } easy)
            Sofa.Add(easy.Turned(random.Normal(0, 12)), 0.88, random.Chance(0.5) ? cover : Sofa.Cover(random), random);
        if (random.Chance(0.2) && room.Floor.AgainstWall(random, 0.95, 0.6, size.Height - 0.1) is { } fire)
            Stove.Add(fire, size.Height, light, random);
        SmallPieces.AlongWalls(room, random.Integer(5, 10), light, random);
        if (random.Chance(0.25)) Household.OnFloor(room, random);
        FloorClutter.Scatter(room, 1 + (int)(mess * 12), random);
        WallDecor.Add(room, random.Integer(4, 10), random);
        BouncedLight.Settle(room, random);
        var focus = random.Unit() switch
            { < 0.6 => sofa, < 0.75 => screen ?? sofa, < 0.87 => table ?? sofa, _ => null };
        scene.Camera = focus is { } at
            ? Viewpoint.Choose(room, at.Origin, random, at.Map.Direction((0, -1, 0)))
            : Viewpoint.Choose(room, null, random);
    }

    /// <summary>A sofa, mostly at a wall, and the table before it.</summary>
    private static LocalFrame? Suite(Room room, Material cover, RoomLight light, double mess, SeededRandom random)
    {
        var width = Math.Min(random.Between(1.5, 2.6), (2 * room.Size.HalfWidth) - 0.6);
        var at = random.Chance(0.8)
            ? room.Floor.AgainstWall(random, width, Sofa.Depth + 0.02, 0.85, free: 1.15)
            : room.Floor.Standing(random, width, Sofa.Depth, 0.85);
        at ??= room.Floor.AgainstWall(random, width = 1.4, Sofa.Depth + 0.02, 0.85);
        if (at is not { } sofa) return null;
        var chaise = width > 1.9 && random.Chance(0.3) ? random.Sign() : 0;
        Household.OnSofa(sofa, width, Sofa.Add(sofa, width, cover, random, chaise), random);
        var front = sofa.At(chaise * -0.35, -(Sofa.Depth / 2) - 0.7);
        if (random.Chance(0.65))
            Rug.Add(front.Turned(random.Normal(0, 3)), random.Between(1.4, 2.4), random.Between(1.1, 1.7), random);
        var (wide, deep, round) = (random.Between(0.7, 1.15), random.Between(0.45, 0.65), random.Chance(0.3));
        if (chaise == 0 || wide < width - 0.9)
        {
            var top = Table.Add(front.Turned(random.Normal(0, 3)), wide, deep, random.Between(0.34, 0.46), round,
                random);
            var reach = round ? 0.7 : 1;
            Items.Strew(top, (round ? deep : wide) * reach, deep * reach, 2 + (int)(mess * 9), Items.Living, random);
        }
        room.Floor.Mark(front, wide, deep, 0.4);
        var side = sofa.At(random.Sign() * ((width / 2) + 0.32), 0.1);
        if (random.Chance(0.7) && room.Floor.Stand(side, 0.45, 0.45, 0.55))
        {
            var top = Table.Add(side, 0.42, 0.42, random.Between(0.45, 0.58), random.Chance(0.5), random);
            if (random.Chance(0.6)) StandingLamp.OnTable(top, light, random);
            else Items.Strew(top, 0.3, 0.3, random.Integer(1, 4), Items.Living, random);
        }
        return sofa.At(0, -0.4, 0.5);
    }

    private static LocalFrame? Watching(Room room, double mess, SeededRandom random)
    {
        var (width, height) = (random.Between(1.2, 2), random.Between(0.4, 0.55));
        if (room.Floor.AgainstWall(random, width, 0.42, 1.3) is not { } at) return null;
        Cabinet.Draw(random)
            .Add(at, (width, 0.4, height), random.Integer(2, 4), 1, random.Pick(0.04, 0.12, 0.15), true, random);
        var top = at.At(0, 0, height + 0.013);
        var screen = random.Between(0.75, 1.25);
        Television.Add(top.At(0, 0.04), screen, random);
        foreach (var end in (double[])[-1, 1])
            Items.Strew(top.At(end * ((width + screen) / 4), 0), (width - screen) / 2, 0.3, 1 + (int)(mess * 4),
                Items.Living, random);
        Items.Strew(top.At(0, -0.14), 0.6, 0.1, (int)(mess * 4), Items.Living, random);
        return at.At(0, 0, 0.7);
    }

    private static LocalFrame? Dinner(Room room, double mess, SeededRandom random)
    {
        var (round, width, depth) = (random.Chance(0.3), random.Between(1.2, 1.8), random.Between(0.8, 0.95));
        if (round) width = depth = random.Between(0.9, 1.15);
        if (room.Floor.Standing(random, width + 0.5, depth + 0.7, 0.95) is not { } at) return null;
        DiningSet.Add(at, width, depth, round, mess, random);
        return at.At(0, 0, 0.7);
    }

    private static void Shelf(Room room, SeededRandom random)
    {
        var (width, height) = (random.Between(0.6, 1.9),
            random.Chance(0.75) ? random.Between(1.6, 2.2) : random.Between(0.75, 1.2));
        if (room.Floor.AgainstWall(random, width, Bookcase.Depth, height, corner: random.Chance(0.5)) is { } at)
            Bookcase.Add(at, width, height, random.Between(0.75, 1), random);
    }

    private static void Sideboard(Room room, RoomLight light, double mess, SeededRandom random)
    {
        var (width, height) = (random.Between(0.8, 1.8), random.Between(0.7, 1.05));
        if (room.Floor.AgainstWall(random, width, 0.44, height) is not { } at) return;
        Cabinet.Draw(random).Add(at, (width, 0.42, height), random.Integer(2, 3), random.Integer(1, 3),
            random.Pick(0.05, 0.14), mess < 0.6, random);
        var top = at.At(0, 0, height + 0.013);
        if (random.Chance(0.4)) StandingLamp.OnTable(top.At((width / 2) - 0.2, 0), light, random);
        Items.Strew(top.At(-0.15, 0), width - 0.5, 0.32, 2 + (int)(mess * 6), Items.Living, random);
    }
}
