using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Office;

/// <summary>
/// Shelves and cupboards of offices and schools; the back is at y = depth / 2, the open side faces −y.
/// </summary>
internal static class Shelving
{
    /// <summary>A shelf with folders, books, boxes and a plant.</summary>
    /// <param name="at">middle of its footprint</param>
    /// <param name="width">metres</param>
    /// <param name="height">metres</param>
    /// <param name="wood">of the office</param>
    /// <param name="random">what is in it</param>
    public static void Folders(LocalFrame at, double width, double height, Material wood, SeededRandom random)
    {
        const double Depth = 0.36;
        at = at.Part("shelf");
        var rows = Math.Max(1, (int)((height - 0.08) / 0.37));
        var pitch = (height - 0.08) / rows;
        at.Box((0, (Depth / 2) - 0.005, height / 2), (width - 0.02, 0.008, height - 0.02), wood);
        for (var side = -1; side <= 1; side += 2)
            at.Box((side * ((width / 2) - 0.01), 0, height / 2), (0.02, Depth, height), wood);
        for (var row = 0; row <= rows; row++)
            at.Box((0, -0.002, 0.06 + (pitch * row)), (width - 0.038, Depth - 0.012, 0.02), wood);
        at.Box((0, -0.12, 0.025), (width - 0.04, 0.02, 0.05), wood);
        var style = random.Integer(0, 2);
        var (main, other) = (Everyday.Plastic(random), Everyday.Plastic(random));
        for (var row = 0; row < rows; row++)
        {
            var board = at.At(0, 0.01 - (Depth / 2), 0.0705 + (pitch * row));
            switch (random.Unit() + (0.2 * style))
            {
                case < 0.55: Binders(board, width - 0.05, pitch - 0.03, main, other, random); break;
                case < 0.8:
                    Reading.Row(board.At(0.025 - (width / 2), 0), (width - 0.05) * random.Between(0.4, 1), pitch - 0.03,
                        random); break;
                case < 1: Boxes(board, width - 0.05, pitch - 0.03, random); break;
                default: Oddments(board, width - 0.05, random); break;
            }
        }
        if (height < 1.6) Oddments(at.At(0, 0.01 - (Depth / 2), height + 0.001), width - 0.05, random);
    }

    /// <summary>A cupboard with doors.</summary>
    public static void Cupboard(LocalFrame at, double width, double height, Material fronts, SeededRandom random)
    {
        at = at.Part("cupboard");
        at.Box((0, 0, height / 2), (width, 0.42, height), fronts);
        var handle = Everyday.Steel(random);
        for (var side = -1; side <= 1; side += 2)
        {
            at.Box((side * width / 4, -0.215, (height / 2) + 0.02), ((width / 2) - 0.006, 0.018, height - 0.07),
                fronts);
            at.Bar((side * 0.04, -0.24, (height / 2) - 0.08), (side * 0.04, -0.24, (height / 2) + 0.08), 0.006, handle);
        }
        if (height < 1.8) Oddments(at.At(0, -0.2, height + 0.001), width, random);
    }

    /// <summary>Ring binders: broad spines with a label and a hole.</summary>
    private static void Binders(LocalFrame board, double width, double height, Material main, Material other,
        SeededRandom random)
    {
        board = board.Part("folders");
        var tall = Math.Min(0.318, height - 0.005);
        var (label, hole) = (Everyday.Paper(random), Everyday.Dark(random));
        for (var x = -width / 2; ;)
        {
            var thick = random.Chance(0.75) ? 0.075 : 0.05;
            if (x + thick > width / 2) return;
            if (random.Chance(0.12))
            {
                x += random.Between(0.06, 0.2);
                continue;
            }
            var folder = board.At(x + (thick / 2), random.Between(0, 0.02));
            folder.Box((0, 0.145, tall / 2), (thick - 0.003, 0.29, tall),
                random.Chance(0.7) ? main : random.Chance(0.5) ? other
                : Everyday.Plastic(random));
            folder.Box((0, -0.0005, tall * 0.66), (thick * 0.72, 0.002, tall * 0.4), label);
            folder.Bar((0, -0.0015, tall * 0.22), (0, 0.01, tall * 0.22), 0.013, hole);
            x += thick;
        }
    }

    private static void Boxes(LocalFrame board, double width, double height, SeededRandom random)
    {
        var material = random.Chance(0.5) ? Everyday.Cardboard(random) : Everyday.Plastic(random);
        for (var x = -width / 2; ;)
        {
            var (wide, tall) = (random.Between(0.16, 0.34), Math.Min(height - 0.02, random.Between(0.12, 0.3)));
            if (x + wide > width / 2) return;
            if (random.Chance(0.8))
            {
                var box = board.Part("box").At(x + (wide / 2), 0.14);
                box.Box((0, 0, tall / 2), (wide - 0.012, 0.25, tall),
                    random.Chance(0.75) ? material : Everyday.Package(random));
                box.Box((0, -0.126, tall / 2), (wide * 0.4, 0.002, tall * 0.3), Everyday.Paper(random));
            }
            x += wide;
        }
    }

    /// <summary>Round and small things side by side.</summary>
    public static void Oddments(LocalFrame board, double width, SeededRandom random)
    {
        for (var x = (-width / 2) + 0.12; x < (width / 2) - 0.1; x += random.Between(0.16, 0.32))
        {
            var here = board.At(x, random.Between(0.12, 0.2));
            switch (random.Integer(0, 4))
            {
                case 0: PottedPlant.Add(here, random.Between(0.15, 0.29), random); break;
                case 1: Decor.Vase(here, false, random); break;
                case 2: Reading.Pile(here, random.Integer(1, 4), random); break;
                case 3: Crockery.Mug(here, random); break;
                default: Items.Any(here, random, 0.24, Items.Small); break;
            }
        }
    }
}
