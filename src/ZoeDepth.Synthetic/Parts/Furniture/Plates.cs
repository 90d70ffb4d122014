using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>Plates of one set on one another.</summary>
internal static class Plates
{
    private static readonly Lazy<Mesh> _plate = new(() => Lathe.Vessel(Lathe.Smooth([(0.26, 0), (0.3, 0.01), (0.44, 0.05), (0.5, 0.08)]), 0.015,
        0.02, 24));

    /// <summary>Stands on the origin.</summary>
    public static void Add(Place at, int count, SeededRandom random)
    {
        at = at.Part("plates");
        var (glaze, size) = (Stuff.Ceramic(random), random.Between(0.18, 0.27));
        for (var i = 0; i < count; i++)
            at.At(random.Normal(0, 0.002), random.Normal(0, 0.002), 0.011 * i).Mesh(_plate.Value, Vector.Zero, glaze, size);
    }
}
