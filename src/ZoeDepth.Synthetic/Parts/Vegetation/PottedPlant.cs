using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vegetation;

/// <summary>A plant in a pot, from the window sill's herb to the rubber tree on the floor.</summary>
internal static class PottedPlant
{
    private static readonly Lazy<Mesh>[] _pots =
    [
        new(() => Lathe.Vessel([(0.3, 0), (0.4, 0.55), (0.44, 0.56), (0.46, 0.72)], 0.04, 0.6, 18)),
        new(() => Lathe.Vessel([(0.38, 0), (0.4, 0.04), (0.42, 0.72)], 0.04, 0.6, 18)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.24, 0), (0.42, 0.2), (0.48, 0.45), (0.42, 0.72)]), 0.04, 0.6, 18)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.26, 0), (0.29, 0.1), (0.38, 0.45), (0.44, 0.72)]), 0.04, 0.6, 18)),
    ];

    /// <summary>Stands on the origin.</summary>
    /// <param name="at">where</param>
    /// <param name="height">of pot and plant, metres: 0.12 on a sill .. 2 on the floor</param>
    /// <param name="random">which</param>
    /// <returns>radius of its footprint, metres</returns>
    public static double Add(LocalFrame at, double height, SeededRandom random)
    {
        at = at.Part("plant").Turned(random.Between(0, 360));
        // Rosettes stay low, trees do not stand on sills.
        var kind = height > 0.6 ? random.Pick(0, 0, 1, 2, 3, 4) : random.Integer(0, 6);
        var pot = height * (height > 0.7 ? random.Between(0.25, 0.33) : random.Between(0.42, 0.55))
            * (kind == 6 ? 1.3 : 1);
        var (wide, green) = (pot / 0.72, Greenery.Herb(random));
        at.Mesh(random.Pick(_pots).Value, Vector.Zero, Greenery.Pot(random), wide);
        at.Bar((0, 0, 0.55 * wide), (0, 0, 0.64 * wide), 0.36 * wide, Greenery.Soil(random));

        var (plant, size) = (at.At(0, 0, 0.62 * wide), height - (0.62 * wide));
        switch (kind)
        {
            case 0:
                plant.Scaled(Math.Max(size, 0.9 * pot)).Mesh(Fronds.AnyBroad(random), Vector.Zero, green);
                break;
            case 1:
                plant.Scaled(1.4 * wide, 1.4 * wide, size).Mesh(Fronds.Blades, Vector.Zero, green);
                break;
            case 2:
                plant.Scaled(0.8 * size, 0.8 * size, 1.1 * size).Mesh(Fronds.Arching, Vector.Zero, green);
                break;
            case 3:
                plant.Scaled(0.75 * size, 0.75 * size, 1.4 * size).Mesh(Fronds.AnyFern(random), Vector.Zero, green);
                break;
            case 4:
                Little(plant, size, random);
                break;
            case 5:
                var flower = Blossoms.AnyPlant(random);
                plant.Scaled(size).Mesh(flower.Green, Vector.Zero, green);
                plant.Scaled(size).Mesh(flower.Heads, Vector.Zero, Greenery.Petals(random));
                break;
            default:
                plant.Scaled(0.9 * wide, 0.9 * wide, Math.Max(size, 0.5 * wide))
                    .Mesh(Fronds.Succulent, Vector.Zero, green);
                break;
        }
        return 0.5 * wide;
    }

    /// <summary>A small tree or a round bush.</summary>
    private static void Little(LocalFrame at, double size, SeededRandom random)
    {
        var (crown, leaves) = (size * random.Between(0.28, 0.4), Greenery.Crown(Season.Summer, random));
        at.Bar(Vector.Zero, (0, 0, size - crown), 0.02 * size, Greenery.Bark(random));
        at.At(0, 0, size - crown).Scaled(crown).Mesh(Leaves.AnyDense(random), Vector.Zero, leaves);
        at.At(0.3 * crown, 0.2 * crown, size - (1.7 * crown)).Scaled(0.8 * crown)
            .Mesh(Leaves.AnyDense(random), Vector.Zero, leaves);
    }
}
