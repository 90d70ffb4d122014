using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vegetation;

/// <summary>Flowers of one kind, as near as one bends down to them: one head on each stalk, leaves along it.</summary>
/// <param name="Head">petals and middle</param>
/// <param name="Size">width of a head, metres</param>
/// <param name="Height">of the stalk, metres</param>
/// <param name="Petals">their colour</param>
/// <param name="Middle">the disc's colour</param>
/// <param name="Green">of stalk and leaves</param>
/// <param name="Leaf">one metre long</param>
/// <param name="Leaves">on a stalk</param>
internal sealed record FlowerKind(
    GardenFlowers Head, double Size, double Height, Material Petals, Material Middle, Material Green, Mesh Leaf,
        int Leaves)
{
    public static FlowerKind Draw(SeededRandom random)
    {
        var petals = random.Unit() switch
        {
            < 0.22 => Color.Hsv(random.Between(40, 60), random.Between(0.02, 0.12), random.Between(0.85, 0.95)),
            < 0.42 => Color.Hsv(random.Between(46, 58), random.Between(0.8, 0.95), random.Between(0.8, 0.95)),
            < 0.6 => Color.Hsv(random.Between(-15, 8) + 360, random.Between(0.7, 0.92), random.Between(0.5, 0.9)),
            < 0.75 => Color.Hsv(random.Between(310, 345), random.Between(0.3, 0.75), random.Between(0.6, 0.92)),
            < 0.9 => Color.Hsv(random.Between(225, 285), random.Between(0.4, 0.75), random.Between(0.4, 0.85)),
            _ => Color.Hsv(random.Between(14, 34), random.Between(0.8, 0.95), random.Between(0.8, 0.95)),
        };
        return new(GardenFlowers.Any(random), random.LogBetween(0.035, 0.13), random.Between(0.15, 0.6),
            new Plain(petals, 0.06, 0.5),
            new Plaster(random.Chance(0.6) ? Color.Srgb(225, 170, 30) : Color.Srgb(90, 60, 25), 0.25, 0.4, 0.002),
                Greenery.Herb(random),
            GardenFlowers.AnyLeaf(random), random.Integer(2, 7));
    }

    /// <summary>Grows from the origin; gives where the head is, world.</summary>
    public Vector Grow(LocalFrame at, SeededRandom random)
    {
        at = at.Part("flower").Turned(random.Between(0, 360));
        var tall = Height * random.Between(0.75, 1.15);
        var top = new Vector(random.Between(0, 0.25) * tall, 0, tall);
        var middle = new Vector(0.2 * top.X, 0, 0.55 * tall);
        var thick = Math.Clamp(0.05 * Size, 0.0012, 0.004);
        at.Bar(Vector.Zero, middle, thick, Green);
        at.Bar(middle, top, thick, Green);
        for (var i = 0; i < Leaves; i++)
        {
            var along = middle * (0.15 + (0.9 * i / Leaves));
            at.At(along).Turned((137.5 * i) + random.Normal(0, 20)).Leaning(-random.Between(5, 55))
                .Mesh(Leaf, Vector.Zero, Green,
                Math.Clamp(random.Between(0.25, 0.5) * Height, 0.04, 0.22));
        }
        var head = at.At(top).Turned(random.Between(0, 360)).Leaning(random.Normal(25, 22))
            .Scaled(Size * random.Between(0.8, 1.15));
        head.Mesh(Head.Petals, Vector.Zero, Petals);
        head.Mesh(Head.Middle, Vector.Zero, Middle);
        return at.Map.Point(top);
    }
}
