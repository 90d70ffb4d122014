using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>Open shelves with books and what lies between books.</summary>
internal static class Bookcase
{
    /// <summary>How deep it stands, metres.</summary>
    public const double Depth = 0.3;

    /// <summary>Stands on the origin.</summary>
    /// <param name="at">where</param>
    /// <param name="width">metres</param>
    /// <param name="height">metres</param>
    /// <param name="full">share of the shelves that carry something, 0..1</param>
    /// <param name="random">which</param>
    public static void Add(LocalFrame at, double width, double height, double full, SeededRandom random)
    {
        at = at.Part("bookcase");
        var timber = Timber.Draw(random);
        var columns = Math.Max(1, (int)Math.Round(width / 0.75));
        var shelves = Math.Max(2, (int)Math.Round(height / random.Between(0.3, 0.38)));
        var (board, wide, high) = (0.022, width / columns, (height - 0.06) / shelves);
        if (random.Chance(0.75)) at.Box((0, (Depth / 2) - 0.006, height / 2), (width, 0.008, height - 0.01), timber.X);
        for (var i = 0; i <= columns; i++)
            at.Box(((i - (columns / 2.0)) * (wide - (board / columns)), 0, height / 2), (board, Depth, height),
                timber.Z);
        for (var i = 0; i <= shelves; i++)
            at.Box((0, 0.002, 0.05 + (i * high) - (board / 2)), (width - 0.01, Depth - 0.008, board), timber.X);
        for (var column = 0; column < columns; column++)
        {
            for (var shelf = 0; shelf < shelves; shelf++)
            {
                if (random.Chance(full))
                    Fill(at.At(((column - (columns / 2.0)) * wide) + 0.02, 0, 0.05 + (shelf * high)), wide - 0.045,
                        high - 0.04, random);
            }
        }
        if (random.Chance(0.6))
            Items.Strew(at.At(0, 0, height + 0.012 - 0.01), width - 0.1, Depth - 0.06, random.Integer(1, 3),
                Items.Shelf, random);
    }

    /// <summary>One compartment, from x = 0 to its width.</summary>
    private static void Fill(LocalFrame at, double width, double height, SeededRandom random)
    {
        var kind = random.Unit();
        var front = -(Depth / 2) + random.Between(0.02, 0.07);
        if (kind < 0.5) Reading.Row(at.At(0, front), width * random.Between(0.75, 1), height, random);
        else if (kind < 0.72)
        {
            var share = width * random.Between(0.35, 0.65);
            Reading.Row(at.At(0, front), share, height, random);
            Items.Any(at.At(share + ((width - share) / 2), 0), random, Math.Min(width - share, 0.26), Items.Shelf,
                height);
        }
        else if (kind < 0.84)
        {
            var wide = Math.Min(width * 0.48, 0.36);
            Material basket = random.Chance(0.5) ? Fabric.Draw(random) : Cardboard.Draw(random);
            foreach (var x in (double[])[0.25, 0.75])
                at.At(width * x, 0).Fitted(Geometry.RoundedBox.Crisp, (0, -0.01, height * 0.38),
                    (wide, Depth - 0.06, height * 0.75), basket);
        }
        else
        {
            for (var i = 0; i < 3; i++)
                Items.Any(at.At(width * ((i + 0.5) / 3), random.Normal(0, 0.02)), random, width / 3.2, Items.Shelf,
                    height);
        }
    }
}
