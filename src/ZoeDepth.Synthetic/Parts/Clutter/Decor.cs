using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Furniture;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>
/// Vases, candles, picture frames and table lamps. Everything stands on the origin; every method returns the radius of
/// the footprint, metres.
/// </summary>
internal static class Decor
{
    private static readonly Lazy<Mesh>[] _vases =
    [
        new(() => Lathe.Vessel(Lathe.Smooth([(0.18, 0), (0.3, 0.25), (0.26, 0.6), (0.12, 0.85), (0.18, 1)]), 0.02, 0.05,
            18)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.16, 0), (0.18, 0.3), (0.28, 0.7), (0.22, 0.92), (0.24, 1)]), 0.02, 0.05,
            18)),
        new(() => Lathe.Vessel([(0.17, 0), (0.18, 0.02), (0.2, 1)], 0.015, 0.05, 18)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.2, 0), (0.42, 0.3), (0.4, 0.6), (0.2, 0.9), (0.22, 1)]), 0.02, 0.05,
            20)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.22, 0), (0.1, 0.12), (0.1, 0.2), (0.34, 0.5), (0.3, 0.8), (0.36, 1)]),
            0.02, 0.3, 20)),
    ];

    /// <summary>Often with flowers.</summary>
    public static double Vase(LocalFrame at, SeededRandom random) => Vase(at, random.Chance(0.6), random);

    /// <summary>With flowers or without.</summary>
    public static double Vase(LocalFrame at, bool withFlowers, SeededRandom random)
    {
        var height = random.Between(0.12, 0.3);
        at = at.Part("vase").Turned(random.Between(0, 360));
        at.Mesh(random.Pick(_vases).Value, Vector.Zero,
            random.Chance(0.75) ? Everyday.Ceramic(random) : Everyday.Glass(random), height);
        if (withFlowers)
        {
            var (flowers, size) = (Blossoms.AnyBouquet(random), height * random.Between(1.1, 1.6));
            var bunch = at.Part("flowers").At(0, 0, 0.6 * height).Scaled(size * 0.8, size * 0.8, size);
            bunch.Mesh(flowers.Green, Vector.Zero, Greenery.Herb(random));
            bunch.Mesh(flowers.Heads, Vector.Zero, Greenery.Petals(random));
        }
        return 0.42 * height;
    }

    /// <summary>A lamp for tables; half of them shine, whatever the others of the room do.</summary>
    public static double TableLamp(LocalFrame at, SeededRandom random)
    {
        var lamp = Color.Temperature(random.Between(2500, 3500));
        StandingLamp.OnTable(at, new() { Daylight = Color.Black, LampsBurn = random.Chance(0.6), LampColor = lamp },
            random);
        return 0.15;
    }

    /// <summary>On a metal saucer, burning or not.</summary>
    public static double Candle(LocalFrame at, SeededRandom random)
    {
        var (radius, height) = (random.Between(0.012, 0.04), random.Between(0.06, 0.22));
        at = at.Part("candle");
        at.Scaled(2.2 * radius, 2.2 * radius, 0.012 / 0.04).Bar(Vector.Zero, (0, 0, 0.04), 1, Everyday.Metal(random));
        at.Bar((0, 0, 0.01), (0, 0, height), radius,
            new Plain(Color.Hsv(random.Between(0, 60), random.Between(0, 0.6), random.Between(0.7, 0.95)), 0.05, 0.4));
        at.Bar((0, 0, height), (0, 0, height + 0.01), 0.0015, Everyday.Black);
        if (random.Chance(0.4))
            at.Ball((0, 0, height + 0.022), (0.012, 0.012, 0.034), new Glow(Color.Temperature(1900) * 6));
        return 2.2 * radius;
    }

    /// <summary>A framed picture that stands.</summary>
    public static double Picture(LocalFrame at, SeededRandom random)
    {
        var (width, height) = (random.Between(0.1, 0.2), random.Between(0.12, 0.26));
        at = at.Part("picture").Turned(random.Normal(0, 20)).Tilted(-12);
        at.Fitted(RoundedBox.Fitting((width, 0.015, height), 0.005), (0, 0, height / 2), (width, 0.015, height),
            random.Chance(0.6) ? Wood.Draw(random, 2) : Everyday.Metal(random));
        at.Box((0, -0.007, height / 2), (width - 0.03, 0.003, height - 0.03), Everyday.Pages);
        at.Box((0, -0.008, height / 2), (width - 0.06, 0.003, height - 0.06),
            Painting.Draw(random, width - 0.06, height - 0.06));
        return width / 2;
    }

    /// <summary>A pot for a window sill.</summary>
    public static double SmallPlant(LocalFrame at, SeededRandom random) =>
        PottedPlant.Add(at, random.Between(0.14, 0.35), random);
}
