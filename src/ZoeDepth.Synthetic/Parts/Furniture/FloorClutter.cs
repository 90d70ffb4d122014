using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>What lies and stands about on floors: toys, baskets, boxes, shoes, bags, clothes.</summary>
internal static class FloorClutter
{
    private static readonly Lazy<Mesh> _basket = new(() => Lathe.Vessel(Lathe.Smooth([(0.36, 0), (0.44, 0.1), (0.48, 0.5), (0.5, 1)]), 0.03, 0.06, 22));

    private static readonly Lazy<Mesh> _shoe = new(() => Loft.Through(
        [Section.At(0, 0.045, 0.14, 0.3), Section.At(0.025, 0.047, 0.142, 0.3), new((0, 0.02, 0.05), 0.042, 0.115, 0.2), new((0, 0.06, 0.08), 0.034, 0.07), new((0, 0.065, 0.1), 0.032, 0.06)]));

    private static readonly Lazy<Mesh> _handle = new(() => Tube.Along(Curve.Arc(Vector.Zero, (1, 0, 0), (0, 0, 1), 0.1, 0, 180, 8), 0.008));

    /// <summary>Some pieces wherever the floor is free.</summary>
    public static void Scatter(Room room, int count, SeededRandom random)
    {
        var books = new Books(random, 8);
        for (var i = 0; i < count; i++)
        {
            var size = random.LogBetween(0.12, 0.5);
            if (room.Floor.Standing(random, size, size, Math.Min(size, 0.3), any: true) is { } at) Any(at, size, books, random);
        }
    }

    /// <summary>Anything about so wide; stands on the origin.</summary>
    public static void Any(Place at, double size, Books books, SeededRandom random)
    {
        switch (random.Integer(0, 8))
        {
            case 0: Basket(at, Math.Clamp(size, 0.28, 0.5), random); break;
            case 1: Box(at, size, random); break;
            case 2: Shoes(at, random); break;
            case 3: Bag(at, Math.Clamp(size, 0.25, 0.45), random); break;
            case 4: Clothes(at, Math.Max(size, 0.3), random); break;
            case 5: books.Heap(at, random.Integer(2, 7), random); break;
            case 6: at.Part("ball").Ball((0, 0, Math.Min(size, 0.24) / 2), Math.Min(size, 0.24) / 2, new Plain(Palette.Plastic(random), 0.2, 0.25)); break;
            case 7: Blocks(at, Math.Max(size, 0.25), random); break;
            default: Teddy(at, Math.Clamp(size, 0.2, 0.4), random); break;
        }
    }

    /// <summary>A basket or bin with washing or toys in it.</summary>
    public static void Basket(Place at, double width, SeededRandom random)
    {
        at = at.Part("basket");
        var height = width * random.Between(0.6, 1.3);
        at.Scaled(width, width, height).Mesh(_basket.Value, Vector.Zero, random.Chance(0.6) ? Fabric.Draw(random) : new Plain(Palette.Plastic(random), 0.15, 0.3));
        if (random.Chance(0.3)) return;
        for (var i = 0; i < 3; i++)
        {
            at.At(random.Normal(0, 0.08) * width, random.Normal(0, 0.08) * width, height * random.Between(0.7, 0.85)).Turned(random.Between(0, 360)).Tilted(random.Normal(0, 15))
                .Fitted(Balls.AnyPebble(random), (0, 0, 0.05), (width * 0.65, width * 0.55, width * 0.4), Fabric.DrawClothes(random));
        }
    }

    /// <summary>A box of cardboard or of plastic with its lid.</summary>
    public static void Box(Place at, double width, SeededRandom random)
    {
        at = at.Part("box");
        var (depth, height) = (width * random.Between(0.6, 0.9), width * random.Between(0.4, 0.7));
        if (random.Chance(0.6))
        {
            at.Box((0, 0, height / 2), (width, depth, height), Cardboard.Draw(random));
            return;
        }
        var plastic = new Plain(Palette.Plastic(random), 0.2, 0.25);
        at.Fitted(RoundedBox.Crisp, (0, 0, height / 2), (width * 0.94, depth * 0.94, height), plastic);
        at.Fitted(RoundedBox.Soft, (0, 0, height), (width, depth, 0.03), plastic);
    }

    private static void Shoes(Place at, SeededRandom random)
    {
        at = at.Part("shoes");
        Material leather = random.Chance(0.5) ? Leather.Draw(random) : Fabric.DrawClothes(random);
        at.At(-0.06, 0).Turned(random.Normal(0, 8)).Mesh(_shoe.Value, Vector.Zero, leather);
        at.At(0.07, random.Normal(0, 0.04)).Turned(random.Normal(0, 25)).Mesh(_shoe.Value, Vector.Zero, leather);
    }

    private static void Bag(Place at, double width, SeededRandom random)
    {
        at = at.Part("bag");
        Material cover = random.Chance(0.5) ? Leather.Draw(random) : Fabric.Draw(random);
        at.Fitted(RoundedBox.Round, (0, 0, width * 0.4), (width, width * 0.4, width * 0.8), cover);
        at.Mesh(_handle.Value, (0, -0.05, width * 0.76), cover, width * 2.4);
        at.Mesh(_handle.Value, (0, 0.05, width * 0.76), cover, width * 2.2);
    }

    private static void Clothes(Place at, double size, SeededRandom random)
    {
        at = at.Part("clothes");
        for (var i = 0; i < 2; i++)
        {
            at.At(random.Normal(0, 0.05), random.Normal(0, 0.05), 0.03 * i).Turned(random.Between(0, 360))
                .Scaled(size, size * random.Between(0.6, 1), random.Between(0.5, 1)).Mesh(Cloth.AnyDuvet(random), Vector.Zero, Fabric.DrawClothes(random));
        }
    }

    private static void Blocks(Place at, double size, SeededRandom random)
    {
        at = at.Part("toys");
        for (var i = 0; i < 9; i++)
        {
            var (edge, paint) = (random.Between(0.03, 0.06), new Plain(Color.Hsv(random.Integer(0, 7) * 45, 0.75, 0.8), 0.2, 0.3));
            var here = at.At((((i % 3) - 1) * size * 0.3) + random.Normal(0, 0.01), (((i / 3) - 1) * size * 0.3) + random.Normal(0, 0.01)).Turned(random.Between(0, 90));
            if (i % 4 == 3) here.Cone((0, 0, 0), (0, 0, edge), edge / 2, random.Chance(0.5) ? 0 : edge / 2, paint);
            else here.Fitted(RoundedBox.Crisp, (0, 0, edge / 2), (edge * random.Pick(1, 2), edge, edge), paint);
        }
    }

    private static void Teddy(Place at, double size, SeededRandom random)
    {
        at = at.Part("toys");
        var fur = new Fabric(Color.Hsv(random.Between(20, 40), random.Between(0.1, 0.6), random.Between(0.35, 0.85)), Color.Gray(0.3), FabricPattern.Weave, 0.06, 0.006);
        at.Ball((0, 0, size * 0.3), (size * 0.5, size * 0.42, size * 0.6), fur);
        at.Ball((0, -0.03 * size, size * 0.72), size * 0.21, fur);
        at.Ball((0, -0.21 * size, size * 0.68), size * 0.09, new Plain(Color.Hsv(35, 0.2, 0.85)));
        foreach (var x in (double[])[-1, 1])
        {
            at.Ball((x * size * 0.17, 0, size * 0.9), size * 0.075, fur);
            at.Ball((x * size * 0.28, -0.12 * size, size * 0.4), (size * 0.16, size * 0.3, size * 0.16), fur);
            at.Ball((x * size * 0.2, -0.3 * size, size * 0.09), (size * 0.2, size * 0.42, size * 0.18), fur);
            at.Ball((x * size * 0.08, -0.225 * size, size * 0.78), size * 0.022, new Plain(Color.Gray(0.02), 0.5, 0.1));
        }
    }
}
