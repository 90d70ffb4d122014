using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vegetation;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>What fills the gaps along walls and in corners: plants, lamps, stools, small tables, baskets.</summary>
internal static class SmallPieces
{
    /// <summary>As many as find room, up to this count.</summary>
    public static void AlongWalls(Room room, int count, RoomLight light, SeededRandom random)
    {
        var lamps = 0;
        for (var i = 0; i < count; i++)
        {
            var size = random.Between(0.34, 0.52);
            var kind = random.Integer(0, 7);
            if (room.Floor.AgainstWall(random, size, size, kind == 0 ? 1.6 : 0.5, corner: random.Chance(0.6))
                is not { } at) continue;
            switch (kind)
            {
                case 0 when lamps++ == 0:
                    StandingLamp.OnFloor(at, light, random);
                    break;
                case 1 or 2:
                    PottedPlant.Add(at, random.Between(0.5, 1.7), random);
                    break;
                case 3:
                    var top = Table.Add(at, size - 0.02, size - 0.02, random.Between(0.45, 0.75), random.Chance(0.5),
                        random);
                    if (lamps < 2 && random.Chance(0.3))
                    {
                        StandingLamp.OnTable(top, light, random);
                        lamps++;
                    }
                    else
                    {
                        Items.Strew(top, size * 0.75, size * 0.75, random.Integer(2, 6), Items.Living, random);
                    }
                    break;
                case 4:
                    Sofa.Footstool(at.Turned(random.Normal(0, 10)), size, Sofa.Cover(random), random);
                    break;
                case 5:
                    var height = random.Between(0.4, 0.9);
                    Cabinet.Draw(random).Add(at, (size - 0.02, size - 0.06, height), 1, random.Integer(1, 3),
                        random.Pick(0.04, 0.13), true, random);
                    Items.Strew(at.At(0, 0, height + 0.014), size - 0.04, size - 0.1, random.Integer(2, 6),
                        Items.Living, random);
                    break;
                case 6:
                    Chair.Draw(random).Add(at.Turned(random.Normal(0, 15)));
                    if (random.Chance(0.5)) FloorClutter.Clothes(at.At(0, 0, 0.47).Scaled(0.65), random);
                    break;
                default:
                    Items.Any(at, random, size, Items.Floor);
                    break;
            }
        }
    }
}
