using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>A small thing to be placed.</summary>
/// <param name="Radius">of the circle it needs at most, metres</param>
/// <param name="Height">about, at most, metres</param>
/// <param name="Add">puts it on a place's origin and returns the radius of its footprint</param>
internal sealed record Item(double Radius, double Height, Func<LocalFrame, SeededRandom, double> Add);

/// <summary>Small things by where they are found, and how to strew them.</summary>
internal static class Items
{
    /// <summary>Of kitchens and laid tables.</summary>
    public static readonly IReadOnlyList<Item> Kitchen =
    [
        new(0.07, 0.12, Crockery.Mug), new(0.08, 0.08, Crockery.Cup), new(0.045, 0.24, Crockery.Glass),
            new(0.05, 0.35, Groceries.Bottle),
        new(0.14, 0.08, Crockery.Plate), new(0.1, 0.08, Crockery.Bowl), new(0.16, 0.14, Crockery.FruitBowl),
        new(0.08, 0.12, Food.Fruit),
        new(0.1, 0.24, Crockery.Jug), new(0.23, 0.07, Crockery.Pan), new(0.15, 0.21, Crockery.Pot),
        new(0.13, 0.23, Crockery.Kettle),
        new(0.05, 0.13, Groceries.Tin), new(0.05, 0.16, Groceries.Jar), new(0.11, 0.3, Groceries.Packet),
        new(0.055, 0.25, Groceries.Carton),
        new(0.04, 0.23, Groceries.Squeezer), new(0.035, 0.12, Groceries.Can), new(0.14, 0.17, Crockery.Teapot),
    ];

    /// <summary>Of living rooms: side tables, sideboards, window sills.</summary>
    public static readonly IReadOnlyList<Item> Living =
    [
        new(0.07, 0.12, Crockery.Mug), new(0.045, 0.24, Crockery.Glass), new(0.05, 0.35, Groceries.Bottle),
            new(0.16, 0.14, Crockery.FruitBowl),
        new(0.17, 0.25, Reading.Stack), new(0.24, 0.04, Reading.Open), new(0.18, 0.03, Reading.Papers),
        new(0.13, 0.65, Decor.Vase),
        new(0.18, 0.6, Decor.TableLamp),
        new(0.09, 0.26, Decor.Candle), new(0.1, 0.26, Decor.Picture), new(0.12, 0.35, Decor.SmallPlant),
        new(0.08, 0.2, Devices.Clock),
        new(0.08, 0.02, Devices.Phone),
        new(0.17, 0.38, Devices.Speaker), new(0.1, 0.24, Crockery.Jug),
    ];

    /// <summary>Of desks.</summary>
    public static readonly IReadOnlyList<Item> Desk =
    [
        new(0.07, 0.12, Crockery.Mug), new(0.045, 0.24, Crockery.Glass), new(0.17, 0.25, Reading.Stack),
            new(0.24, 0.04, Reading.Open),
        new(0.18, 0.03, Reading.Papers),
        new(0.18, 0.03, Reading.Papers), new(0.24, 0.26, Devices.Laptop), new(0.23, 0.03, Devices.Keyboard),
        new(0.055, 0.04, Devices.Mouse),
        new(0.08, 0.02, Devices.Phone),
        new(0.11, 0.08, Devices.Headphones), new(0.05, 0.2, Belongings.PenHolder), new(0.18, 0.6, Decor.TableLamp),
        new(0.12, 0.35, Decor.SmallPlant),
        new(0.1, 0.26, Decor.Picture), new(0.17, 0.38, Devices.Speaker), new(0.05, 0.35, Groceries.Bottle),
    ];

    /// <summary>What lies about on any table: below a hand's length.</summary>
    public static readonly IReadOnlyList<Item> Small =
    [
        new(0.07, 0.12, Crockery.Mug), new(0.08, 0.02, Devices.Phone), new(0.1, 0.06, SmallThings.Spectacles),
            new(0.1, 0.02, SmallThings.FewPens),
        new(0.05, 0.2, Belongings.PenHolder), new(0.09, 0.26, Decor.Candle), new(0.035, 0.12, Groceries.Can),
        new(0.05, 0.16, Groceries.Jar),
        new(0.035, 0.03, SmallThings.Tape), new(0.12, 0.03, SmallThings.Cable), new(0.1, 0.12, SmallThings.Box),
        new(0.12, 0.35, Decor.SmallPlant),
    ];

    /// <summary>On floors, beside and under furniture.</summary>
    public static readonly IReadOnlyList<Item> Floor =
    [
        new(0.2, 0.3, Belongings.Shoes), new(0.24, 0.5, Belongings.Bag), new(0.22, 0.5, Belongings.Backpack),
            new(0.24, 0.4, Belongings.Basket),
        new(0.38, 0.6, Belongings.Box),
        new(0.17, 0.4, Belongings.WasteBin), new(0.22, 0.44, Belongings.Ball), new(0.15, 0.5, Belongings.Teddy),
        new(0.16, 0.06, Belongings.Bricks),
        new(0.17, 0.25, Reading.Stack),
        new(0.17, 0.38, Devices.Speaker),
    ];

    /// <summary>On shelves and cupboards.</summary>
    public static readonly IReadOnlyList<Item> Shelf =
    [
        new(0.17, 0.25, Reading.Stack), new(0.13, 0.65, Decor.Vase), new(0.12, 0.35, Decor.SmallPlant),
            new(0.1, 0.26, Decor.Picture),
        new(0.08, 0.2, Devices.Clock),
        new(0.15, 0.5, Belongings.Teddy), new(0.18, 0.3, Belongings.Towels), new(0.16, 0.13, Belongings.Hat),
        new(0.09, 0.26, Decor.Candle),
        new(0.17, 0.38, Devices.Speaker),
        new(0.1, 0.08, Crockery.Bowl), new(0.05, 0.16, Groceries.Jar), new(0.11, 0.3, Groceries.Packet),
        new(0.22, 0.44, Belongings.Ball),
        new(0.1, 0.24, Crockery.Jug),
    ];

    /// <summary>All of them, each once or more.</summary>
    public static readonly IReadOnlyList<Item> All = [.. Kitchen, .. Living, .. Desk, .. Small, .. Floor, .. Shelf];

    /// <summary>Puts any thing that needs no more than this much room on the place's origin.</summary>
    /// <param name="at">where</param>
    /// <param name="random">which</param>
    /// <param name="maxSize">diameter, metres, at least 0.1</param>
    /// <param name="from">the things to choose from; all when not given</param>
    /// <param name="maxHeight">metres, below the next shelf</param>
    /// <returns>radius of its footprint, metres; 0 where nothing fits</returns>
    public static double Any(LocalFrame at, SeededRandom random, double maxSize, IReadOnlyList<Item>? from = null,
        double maxHeight = 10) =>
        Choose(from ?? All, random, maxSize / 2, maxHeight)?.Add(at, random) ?? 0;

    /// <summary>Strews things over a rectangle about the origin so that none stands in another.</summary>
    /// <param name="at">middle of the table top, shelf or floor</param>
    /// <param name="width">metres along x</param>
    /// <param name="depth">metres along y</param>
    /// <param name="count">at most so many</param>
    /// <param name="from">the things to choose from</param>
    /// <param name="random">which and where</param>
    /// <param name="maxHeight">metres, below the next shelf</param>
    public static void Strew(LocalFrame at, double width, double depth, int count, IReadOnlyList<Item> from,
        SeededRandom random, double maxHeight = 10)
    {
        var taken = new List<(double X, double Y, double Radius)>();
        for (var i = 0; i < count; i++)
        {
            var item = Choose(from, random, Math.Min(width, depth) / 2, maxHeight);
            if (item is null) return;
            for (var attempt = 0; attempt < 8; attempt++)
            {
                var x = random.Between(-0.5, 0.5) * (width - (2 * item.Radius));
                var y = random.Between(-0.5, 0.5) * (depth - (2 * item.Radius));
                if (taken.Exists(t => ((t.X - x) * (t.X - x)) + ((t.Y - y) * (t.Y - y))
                    < (t.Radius + item.Radius) * (t.Radius + item.Radius))) continue;
                taken.Add((x, y, item.Radius));
                item.Add(at.At(x, y), random);
                break;
            }
        }
    }

    private static Item? Choose(IReadOnlyList<Item> from, SeededRandom random, double radius, double height)
    {
        var fitting = from.Where(item => item.Radius <= radius && item.Height <= height).ToArray();
        return fitting.Length == 0 ? null : random.Pick(fitting);
    }
}
