using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Vehicles;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>What drives, stands and walks along a road about x = 0 that runs ahead.</summary>
internal static class Traffic
{
    /// <summary>Vehicles in a lane.</summary>
    /// <param name="road">the place at an x and a y of the road</param>
    /// <param name="x">middle of the lane</param>
    /// <param name="from">least y of a vehicle's middle</param>
    /// <param name="to">greatest y</param>
    /// <param name="gap">mean distance from one to the next, metres</param>
    /// <param name="oncoming">whether they face −y</param>
    /// <param name="heavy">share of lorries and buses</param>
    /// <param name="lit">whether lamps are on</param>
    /// <param name="random">which</param>
    /// <param name="town">whether buses are as likely as lorries</param>
    public static void Lane(
        Func<double, double, LocalFrame> road, double x, double from, double to, double gap, bool oncoming,
        double heavy, bool lit, SeededRandom random,
        bool town = true)
    {
        var y = from + (gap * random.Unit());
        while (y < to)
        {
            var large = random.Chance(heavy);
            // Long vehicles stand in the middle of their own length.
            var place = road(x + random.Normal(0, 0.12), large ? y + 6 : y)
                .Turned((oncoming ? 0 : 180) + random.Normal(0, 0.8));
            if (!large) Car.Any(place, random, lit, driven: true);
            else if (town && random.Chance(0.5)) HeavyVehicle.Bus(place, random);
            else HeavyVehicle.Truck(place, random);
            y += (large ? 20 : 7) + (gap * random.Between(0.3, 1.7));
        }
    }

    /// <summary>Cars along a kerb, close together, with gaps.</summary>
    /// <param name="at">the road</param>
    /// <param name="x">middle of the parked cars</param>
    /// <param name="from">least y</param>
    /// <param name="to">greatest y</param>
    /// <param name="taken">share of the places that are taken</param>
    /// <param name="oncoming">whether they face −y</param>
    /// <param name="free">stretches to keep free</param>
    /// <param name="random">which</param>
    public static void Parked(
        LocalFrame at, double x, double from, double to, double taken, bool oncoming,
        ReadOnlySpan<(double From, double To)> free, SeededRandom random)
    {
        for (var y = from; y < to; y += random.Between(5.5, 6.6))
        {
            if (!random.Chance(taken) || Taken(y, 4, free)) continue;
            var turn = (oncoming ? 0 : 180) + (random.Chance(0.08) ? 180 : 0) + random.Normal(0, 1.2);
            Car.Any(at.At(x + random.Normal(0, 0.07), y).Turned(turn), random);
        }
    }

    /// <summary>People on a pavement, alone or in twos, walking along it either way.</summary>
    /// <param name="at">the pavement's surface</param>
    /// <param name="x">its middle</param>
    /// <param name="width">where they may walk, metres</param>
    /// <param name="from">least y</param>
    /// <param name="to">greatest y</param>
    /// <param name="count">how many</param>
    /// <param name="random">who</param>
    public static void Walkers(LocalFrame at, double x, double width, double from, double to, int count,
        SeededRandom random)
    {
        for (var i = 0; i < count; i++)
        {
            var away = random.Chance(0.5) ? 180 : 0;
            var near = random.Unit();
            var place = at.At(x + random.Between(-0.5, 0.5) * width, from + ((to - from) * near * near));
            if (random.Chance(0.2)) Figure.Standing(place.Turned(random.Between(0, 360)), random);
            else Figure.Walking(place.Turned(away + random.Normal(0, 15)), random);
            if (!random.Chance(0.3)) continue;
            var beside = place.At(random.Sign() * 0.62, random.Between(-0.3, 0.3)).Turned(away);
            if (random.Chance(0.35)) Figure.Child(beside, random);
            else Figure.Walking(beside, random);
        }
    }

    private static bool Taken(double y, double reach, ReadOnlySpan<(double From, double To)> free)
    {
        foreach (var (from, to) in free)
        {
            if (y + reach > from && y - reach < to) return true;
        }
        return false;
    }
}
