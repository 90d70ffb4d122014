using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>The houses along one side of a street.</summary>
/// <param name="Character">which plans they have, see <see cref="TownHouse.Plan"/></param>
/// <param name="Shops">chance of shops in a house</param>
/// <param name="Least">lowest eaves, metres</param>
/// <param name="Most">highest eaves, metres</param>
/// <param name="Gap">largest gap between houses, metres; 0 closed</param>
/// <param name="Trees">what grows in the gaps</param>
internal sealed record HouseRow(int Character, double Shops, double Least, double Most, double Gap, Planting Trees)
{
    /// <summary>A closed row or one with gaps, low or high.</summary>
    public static HouseRow Draw(Planting trees, SeededRandom random)
    {
        var least = random.Between(3, 14);
        return new(
            random.Integer(0, 5), random.Pick(0, 0.2, 0.6, 0.95), least, Math.Min(25, least * random.Between(1.1, 1.8)),
            random.Chance(0.33) ? random.Between(2, 14) : 0, trees);
    }

    /// <summary>
    /// Fills a side: fronts lie in y = 0 of the place and face −y; the row runs along x between two ends.
    /// </summary>
    /// <param name="at">the place, at the height of the pavement</param>
    /// <param name="from">metres along x</param>
    /// <param name="to">metres along x</param>
    /// <param name="detailed">x between which windows are true holes</param>
    /// <param name="random">all else</param>
    public void Fill(LocalFrame at, double from, double to, (double From, double To) detailed, SeededRandom random)
    {
        var plan = TownHouse.Plan(random, Character);
        var x = from;
        while (x < to - 4)
        {
            if (!random.Chance(0.4)) plan = TownHouse.Plan(random, Character);
            var width = Math.Min(Math.Max(plan.Bay * 2, random.Between(7, 17)), Math.Max(6, to - x));
            var near = x + width > detailed.From && x < detailed.To;
            TownHouse.Add(at.At(x + (width / 2), random.Between(0, 0.12)), width, random.Between(Least, Most),
                random.Between(9, 13), plan, Shops,
                near, random);
            x += width + 0.01;
            var gap = Gap > 0 && random.Chance(0.6) ? random.Between(1, Gap) : 0;
            if (gap > 1.5 && near) Between(at.At(x + (gap / 2), 0), gap, random);
            x += gap;
        }
    }

    /// <summary>What fills a gap: a fence, a drive with a garage, a tree behind.</summary>
    private void Between(LocalFrame at, double gap, SeededRandom random)
    {
        if (gap > 5 && random.Chance(0.3)) House.Garage(at.At(0, 3), random);
        else Enclosure.Any(at.At(0, 0.3), gap - 0.2, random);
        if (gap > 4 && random.Chance(0.7))
            Trees.Tree(at.At(random.Between(-0.3, 0.3) * gap, random.Between(7, 12)), random.Between(5, 11));
    }
}
