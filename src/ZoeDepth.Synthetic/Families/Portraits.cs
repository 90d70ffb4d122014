using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Furniture;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Somebody in a room, head and shoulders or half of the body; the room behind is out of focus or not.
/// </summary>
internal sealed class Portraits : IFamily
{
    public string Name => "portrait";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var work = random.Chance(0.4);
        var light = work ? RoomLight.Work(random) : RoomLight.Draw(random);
        var size = RoomSize.Draw(random, 1.8, 3.2);
        var room = Room.Build(scene, size, work ? RoomFinish.Work(random) : RoomFinish.Home(random), light,
            random.Integer(1, 3), random.Integer(0, 2), random);
        var heading = random.Between(0, 360);
        var spot = room.Middle.At(random.Between(-0.3, 0.3) * size.HalfWidth, random.Between(-0.3, 0.3)
            * size.HalfLength).Turned(heading);
        room.Floor.Mark(spot.At(0, -0.6), 0.9, 2, 1.7);
        var face = Sitter(spot, random);
        if (random.Chance(0.25)) Figure.Standing(spot.At(random.Sign() * random.Between(0.5, 0.75),
            random.Between(-0.05, 0.5)).Turned(random.Normal(0, 15)), random);
        Behind(room, light, work, random);
        BouncedLight.Settle(room, random);
        NearPerson.PlaceCamera(scene, spot, face, random, (size.HalfWidth - 0.15, size.HalfLength - 0.15));
    }

    /// <summary>Sits on a chair, at a table, or stands; gives about where the face is.</summary>
    private static Vector Sitter(LocalFrame spot, SeededRandom random)
    {
        if (random.Chance(0.5))
        {
            if (random.Chance(0.12))
            {
                Figure.Child(spot, random);
                return (0, 0, 1.05);
            }
            Figure.Standing(spot, random);
            return (0, 0, 1.58);
        }
        School.Chair(spot.At(0, 0.05), Everyday.Plastic(random), Everyday.Painted(random), random.Chance(0.5));
        Figure.Sitting(spot, 0.46, random);
        if (random.Chance(0.4))
        {
            var top = Table.Add(spot.At(0, -0.62), random.Between(0.9, 1.5), 0.6, 0.73, false, random);
            Items.Strew(top, 0.9, 0.5, random.Integer(1, 6), random.Chance(0.5) ? Items.Desk : Items.Kitchen, random,
                0.3);
        }
        return (0, 0, 1.2);
    }

    private static void Behind(Room room, RoomLight light, bool work, SeededRandom random)
    {
        for (var i = random.Integer(2, 5); i > 0; i--)
        {
            var (wide, high) = (random.Between(0.8, 1.6), random.Pick(0.85, 1.3, 1.9));
            if (work && room.Floor.AgainstWall(random, wide, 0.42, high) is { } shelf) Shelving.Folders(shelf, wide,
                high, Everyday.Board(random), random);
            else if (room.Floor.AgainstWall(random, wide, Bookcase.Depth, high) is { } books) Bookcase.Add(books, wide,
                high, random.Between(0.6, 1), random);
        }
        if (!work && room.Floor.AgainstWall(random, 1.7, Sofa.Depth + 0.02, 0.85) is { } sofa) Sofa.Add(sofa, 1.7,
            Sofa.Cover(random), random);
        if (random.Chance(0.5) && room.Floor.AgainstWall(random, 0.5, 0.5, 1.4) is { } plant) PottedPlant.Add(plant,
            random.Between(0.7, 1.7), random);
        SmallPieces.AlongWalls(room, random.Integer(1, 4), light, random);
        WallDecor.Add(room, random.Integer(3, 8), random);
    }
}
