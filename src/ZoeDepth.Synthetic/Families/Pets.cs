using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Furniture;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>A dog or a cat at home, on the floor, a rug, a chest: from its own height or from above.</summary>
internal sealed class Pets : IFamily
{
    public string Name => "pets";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var light = RoomLight.Draw(random);
        var size = RoomSize.Draw(random, 1.6, 2.8);
        var room = Room.Build(scene, size, RoomFinish.Home(random), light, random.Integer(1, 2), random.Integer(0, 2),
            random);
        var spot = room.Middle.At(random.Between(-0.4, 0.4) * size.HalfWidth, random.Between(-0.4, 0.4)
            * size.HalfLength).Turned(random.Between(0, 360));
        room.Floor.Mark(spot, 1, 1, 0.5);
        var (ground, height) = (spot, 0.0);
        if (random.Chance(0.4)) Rug.Add(spot, random.Between(1.2, 2), random.Between(0.9, 1.4), random);
        else if (random.Chance(0.35))
        {
            height = random.Between(0.35, 0.75);
            ground = Table.Add(spot, random.Between(0.8, 1.4), random.Between(0.7, 1), height, false, random);
        }
        ground = ground.At(0, 0, 0.014);
        var dog = height == 0 && random.Chance(0.5);
        Pet(ground.Turned(random.Between(0, 360)), dog, random);
        if (random.Chance(0.2)) Pet(ground.At(0.55, 0.2).Turned(random.Between(0, 360)), dog, random);
        for (var i = random.Integer(0, 3); i > 0; i--)
            Items.Any(ground.At(random.Sign() * random.Between(0.35, 0.5), random.Sign() * random.Between(0.3, 0.45)),
                random, 0.24, Items.Small);
        Around(room, light, random);
        BouncedLight.Settle(room, random);

        var distance = random.LogBetween(0.45, 1.35);
        var heading = PortableMath.Radians(random.Between(0, 360));
        var at = ground.Origin + new Vector(random.Normal(0, 0.05), random.Normal(0, 0.05),
            dog ? random.Between(0.15, 0.45) : random.Between(0.1, 0.25));
        var from = at + new Vector(distance * PortableMath.Cos(heading), distance * PortableMath.Sin(heading),
            random.Between(-0.05, 0.8) * distance);
        from = (Math.Clamp(from.X, 0.12 - size.HalfWidth, size.HalfWidth - 0.12),
            Math.Clamp(from.Y, 0.12 - size.HalfLength, size.HalfLength - 0.12),
            Math.Max(from.Z, height + 0.1));
        NearView.PlaceCamera(scene, at, from, NearView.FieldOfView(random), random, 3);
    }

    private static void Pet(LocalFrame at, bool dog, SeededRandom random)
    {
        if (dog) Animal.Dog(at, random);
        else Animal.Cat(at, random);
    }

    private static void Around(Room room, RoomLight light, SeededRandom random)
    {
        if (room.Floor.AgainstWall(random, 1.7, Sofa.Depth + 0.02, 0.85) is { } sofa) Household.OnSofa(sofa, 1.7,
            Sofa.Add(sofa, 1.7, Sofa.Cover(random), random), random);
        if (room.Floor.AgainstWall(random, 1, Bookcase.Depth, 1.6) is { } books) Bookcase.Add(books, 1, 1.6,
            random.Between(0.6, 1), random);
        SmallPieces.AlongWalls(room, random.Integer(2, 6), light, random);
        FloorClutter.Scatter(room, random.Integer(1, 6), random);
        WallDecor.Add(room, random.Integer(2, 6), random);
    }
}
