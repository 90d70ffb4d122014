using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vegetation;

/// <summary>What grows below the trees.</summary>
internal static class Shrub
{
    /// <summary>A bush of about this width and height.</summary>
    public static void Bush(LocalFrame at, double size, Season season, SeededRandom random)
    {
        at = at.Part("bush");
        var leaves = season == Season.Winter ? Greenery.Needles(random) : Greenery.Crown(season, random);
        var count = random.Integer(4, 8);
        for (var i = 0; i < count; i++)
        {
            var radius = size * random.Between(0.26, 0.42);
            var (x, y) = (random.Between(-0.3, 0.3) * size, random.Between(-0.3, 0.3) * size);
            at.At(x, y, radius * random.Between(0.6, 1.4)).Turned(random.Between(0, 360)).Scaled(radius)
                .Mesh(Leaves.AnyDense(random), Vector.Zero, leaves);
        }
        if (!random.Chance(0.25)) return;
        var petals = Greenery.Petals(random);
        at.Scaled(size * 1.1, size * 1.1, size).Mesh(Blossoms.AnyPlant(random).Heads, (0, 0, 0.05), petals);
    }

    /// <summary>A clipped hedge along x, its middle at the origin.</summary>
    public static void Hedge(LocalFrame at, double length, double width, double height, SeededRandom random)
    {
        at = at.Part("hedge");
        var leaves = Materials.Foliage.DrawHedge(random);
        var blocks = Math.Max(1, (int)Math.Round(length / Math.Max(height, 0.8)));
        var step = length / blocks;
        for (var i = 0; i < blocks; i++)
        {
            var block = at.At(((i + 0.5) * step) - (length / 2), 0).Turned(random.Chance(0.5) ? 180 : 0);
            block.Scaled(step * 1.2, width, height * random.Between(0.97, 1.03))
                .Mesh(Leaves.AnyHedgeBlock(random), Vector.Zero, leaves);
        }
    }

    /// <summary>Earth with flowering plants over a rectangle about the origin.</summary>
    public static void FlowerBed(LocalFrame at, double width, double depth, SeededRandom random)
    {
        at = at.Part("flower bed");
        at.Fitted(RoundedBox.Fitting((width, depth, 0.12), 0.05), (0, 0, 0), (width, depth, 0.12),
            Greenery.Soil(random));
        var (green, petals) = (Greenery.Herb(random),
            new[] { Greenery.Petals(random), Greenery.Petals(random), Greenery.Petals(random) });
        var count = Math.Clamp((int)(width * depth * 9), 5, 60);
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (random.Between(-0.45, 0.45) * width, random.Between(-0.45, 0.45) * depth);
            var (plant, size) = (Blossoms.AnyPlant(random), random.Between(0.25, 0.5));
            var place = at.At(x, y, 0.05).Turned(random.Between(0, 360)).Scaled(size);
            place.Mesh(plant.Green, Vector.Zero, green);
            place.Mesh(plant.Heads, Vector.Zero, random.Pick(petals));
        }
    }

    /// <summary>A fern of about this width.</summary>
    public static void Fern(LocalFrame at, double size, SeededRandom random) =>
        at.Part("fern").Turned(random.Between(0, 360))
            .Mesh(Fronds.AnyFern(random), Vector.Zero, Greenery.Herb(random), size / 1.5);

    /// <summary>
    /// Tufts over a rectangle that begins at the origin and reaches <paramref name="depth"/> ahead: many near it, few
    /// far away, where grass is a colour of the ground.
    /// </summary>
    /// <param name="at">middle of the near side</param>
    /// <param name="width">metres along x</param>
    /// <param name="depth">metres along y</param>
    /// <param name="count">tufts</param>
    /// <param name="height">of the tallest, metres</param>
    /// <param name="random">where they stand</param>
    /// <param name="ground">height of the ground over x and y of the place; none for level ground</param>
    public static void Grass(
        LocalFrame at, double width, double depth, int count, double height, SeededRandom random,
        Func<double, double, double>? ground = null)
    {
        at = at.Part("grass");
        var colors = new[] { Greenery.Lawn(random), Greenery.Lawn(random), Greenery.Herb(random) };
        for (var i = 0; i < count; i++)
        {
            var share = random.Unit();
            var (x, y) = (random.Between(-0.5, 0.5) * width, share * share * depth);
            var size = height * random.Between(0.5, 1);
            at.At(x, y, ground?.Invoke(x, y) ?? 0).Turned(random.Between(0, 360)).Scaled(size * 1.2, size * 1.2, size)
                .Mesh(random.Chance(0.8) ? Fronds.AnyGrass(random) : Fronds.AnyReed(random), Vector.Zero,
                    random.Pick(colors));
        }
    }

    /// <summary>Ivy on a wall that stands at y = 0 and is seen from −y, about the origin along x.</summary>
    public static void Ivy(LocalFrame at, double width, double height, SeededRandom random)
    {
        at = at.Part("ivy");
        var leaves = Greenery.Needles(random);
        var patches = Math.Max(1, (int)Math.Round(width / 1.2));
        for (var i = 0; i < patches; i++)
        {
            var step = width / patches;
            at.At(((i + 0.5) * step) - (width / 2), 0).Scaled(1.25 * step, 1, height * random.Between(0.6, 1))
                .Mesh(Leaves.AnyIvy(random), Vector.Zero, leaves);
        }
    }
}
