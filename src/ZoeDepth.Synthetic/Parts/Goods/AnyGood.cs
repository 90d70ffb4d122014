namespace ZoeDepth.Synthetic.Parts.Goods;

/// <summary>
/// What is packed, sold, stored and lost: each call draws one, the same one however often it is built.
/// </summary>
internal static class AnyGood
{
    /// <summary>Anything no longer than this.</summary>
    public static Good Draw(SeededRandom random, double longest = 0.35)
    {
        for (var attempt = 0; attempt < 12; attempt++)
        {
            var good = Any(random);
            if (Math.Max(good.Size.X, Math.Max(good.Size.Y, good.Size.Z)) <= longest) return good;
        }
        return Packages.Block(random, 0.8 * longest);
    }

    private static Good Any(SeededRandom random) => random.Integer(0, 29) switch
    {
        <= 6 => Packages.Packet(random),
        7 => Packages.Block(random, 0.1),
        8 or 9 => Packages.Pouch(random),
        10 or 11 => Packages.Bottle(random),
        12 => Packages.Jug(random),
        13 or 14 => Packages.Tin(random),
        15 => Packages.Squeezed(random),
        16 => HandThings.Book(random),
        17 => HandThings.Ball(random),
        18 => HandThings.Roll(random),
        19 => HandThings.Vessel(random),
        20 => HandThings.Scissors(random),
        21 => HandThings.Whisk(random),
        22 or 23 => HandThings.Tool(random),
        24 => HandThings.Cloth(random),
        25 => HandThings.Fruit(random),
        26 => Packages.Blister(random),
        27 => HandThings.Device(random),
        28 => HandThings.Brick(random),
        _ => HandThings.Rod(random),
    };
}
