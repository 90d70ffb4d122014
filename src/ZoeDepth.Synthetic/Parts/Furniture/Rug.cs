using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>A rug flat on the floor.</summary>
internal static class Rug
{
    /// <summary>Lies about the origin.</summary>
    public static void Add(LocalFrame at, double width, double depth, SeededRandom random)
    {
        at = at.Part("rug");
        if (random.Chance(0.2))
            at.Bar((0, 0, -0.01), (0, 0, 0.011), Math.Min(width, depth) / 2,
                Carpet.DrawRug(random, Math.Min(width, depth), Math.Min(width, depth)));
        else at.Box((0, 0, 0.001), (width, depth, 0.02),
            random.Chance(0.75) ? Carpet.DrawRug(random, width, depth) : Fabric.Draw(random));
    }
}
