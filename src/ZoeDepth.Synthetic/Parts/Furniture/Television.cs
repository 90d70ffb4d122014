using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>A flat television on its foot.</summary>
internal static class Television
{
    /// <summary>Stands on the origin, on a lowboard.</summary>
    public static void Add(LocalFrame at, double width, SeededRandom random)
    {
        at = at.Part("television");
        var (height, black) = (width * 0.57, new Plain(Color.Gray(0.015), 0.25, 0.25));
        Set(at.At(0, 0, 0.06 + (height / 2)), width, height, black, random);
        if (random.Chance(0.5))
        {
            at.Fitted(RoundedBox.Crisp, (0, 0, 0.006), (width * 0.4, 0.2, 0.012), black);
            at.Box((0, 0.02, 0.05), (0.08, 0.02, 0.1), black);
        }
        else
        {
            foreach (var x in (double[])[-0.33, 0.33])
            {
                at.Bar((x * width, 0, 0.08), (x * width, -0.11, 0.006), 0.007, black);
                at.Bar((x * width, 0, 0.08), (x * width, 0.11, 0.006), 0.007, black);
            }
        }
    }

    private static void Set(LocalFrame at, double width, double height, Material black, SeededRandom random)
    {
        at.Fitted(RoundedBox.Fitting((width, 0.04, height), 0.008), (0, 0.012, 0), (width, 0.04, height), black);
        at.Box((0, -0.0065, 0.004), (width - 0.02, 0.006, height - 0.028),
            Screen.Draw(random, width - 0.02, height - 0.028, random.Chance(0.3) ? random.Between(0.6, 1.5) : 0));
    }
}
