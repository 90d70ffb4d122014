using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>A table to eat at, with chairs of one set around it.</summary>
internal static class DiningSet
{
    /// <summary>Its table stands on the origin; chairs need 0.35 more on the long sides.</summary>
    public static void Add(LocalFrame at, double width, double depth, bool round, double mess, SeededRandom random)
    {
        var top = Table.Add(at, width, depth, random.Between(0.72, 0.77), round, random);
        if (random.Chance(0.3)) Table.Cover(top, width, depth, round, random);
        var chair = Chair.Draw(random);
        var seats = Math.Max(1, (int)(width / 0.55));
        for (var side = 0; side < 2; side++)
        {
            for (var seat = 0; seat < seats; seat++)
            {
                if (random.Chance(0.12)) continue;
                var pulled = random.Chance(0.25) ? random.Between(0.1, 0.3) : random.Normal(0.02, 0.02);
                var here = at.Turned(180 * side)
                    .At((seat - ((seats - 1) / 2.0)) * width / seats, (depth / 2) + 0.08 + pulled);
                chair.Add(here.Turned(random.Normal(0, pulled > 0.08 ? 18 : 4)));
                if (random.Chance(0.35))
                    Crockery.Plates(top.Turned(180 * side)
                        .At((seat - ((seats - 1) / 2.0)) * width / seats, (depth / 2) - 0.2, 0.004),
                    random.Integer(1, 2), random);
            }
        }
        Items.Strew(top.At(0, 0, 0.005), (width - 0.15) * (round ? 0.6 : 1), depth * 0.4, 2 + (int)(mess * 8),
            Items.Kitchen, random);
    }
}
