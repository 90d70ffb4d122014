using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>A board with hooks on a wall, coats and towels on them.</summary>
internal static class Hooks
{
    /// <summary>Somewhere on a free wall; nothing where there is none.</summary>
    public static void Add(Room room, SeededRandom random)
    {
        var (count, z) = (random.Integer(2, 5), random.Between(1.55, 1.75));
        var width = count * 0.16;
        if (room.Walls.Find(random, width, z - 0.9, z + 0.08) is not { } spot) return;
        var at = room.At(spot.Side, spot.Along, z).Part("hooks");
        at.Fitted(RoundedBox.Crisp, (0, -0.01, 0), (width, 0.02, 0.08), Timber.Draw(random).X);
        var metal = Metal.DrawBare(random);
        for (var i = 0; i < count; i++)
        {
            var here = at.At((i - ((count - 1) / 2.0)) * 0.16, 0);
            here.Bar((0, -0.018, -0.01), (0, -0.07, 0.01), 0.007, metal);
            here.Ball((0, -0.072, 0.012), 0.011, metal);
            if (!random.Chance(0.7)) continue;
            var fall = random.Between(0.45, 0.88);
            here.At(0, -0.06, 0.015).Turned(random.Normal(0, 8)).Scaled(random.Between(0.2, 0.36), 1.1, fall)
                .Part("clothes")
                .Mesh(Cloth.Towel, Vector.Zero, Fabric.DrawClothes(random));
        }
    }
}
