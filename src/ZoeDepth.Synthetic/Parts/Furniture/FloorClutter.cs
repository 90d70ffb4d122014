using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>What lies and stands about on a room's floor: toys, bags, boxes, shoes, clothes.</summary>
internal static class FloorClutter
{
    /// <summary>Some pieces wherever the floor is free, more often along the walls.</summary>
    public static void Scatter(Room room, int count, SeededRandom random)
    {
        for (var i = 0; i < count; i++)
        {
            var size = random.LogBetween(0.33, 0.8);
            var place = random.Chance(0.5) ? room.Floor.AgainstWall(random, size, size, 0.3)
                : room.Floor.Standing(random, size, size, 0.3, any: true);
            if (place is not { } at) continue;
            if (random.Chance(0.15)) Clothes(at, random);
            else Items.Any(at, random, size, Items.Floor);
        }
    }

    /// <summary>Clothes where somebody dropped them.</summary>
    public static void Clothes(LocalFrame at, SeededRandom random)
    {
        at = at.Part("clothes");
        var size = random.Between(0.3, 0.6);
        for (var i = 0; i < 2; i++)
        {
            at.At(random.Normal(0, 0.05), random.Normal(0, 0.05), 0.03 * i).Turned(random.Between(0, 360))
                .Scaled(size, size * random.Between(0.6, 1), random.Between(0.5, 1))
                    .Mesh(Cloth.AnyDuvet(random), Vector.Zero, Fabric.DrawClothes(random));
        }
    }
}
