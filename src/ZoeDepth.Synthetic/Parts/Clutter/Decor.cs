using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>What makes a room homely. Everything stands on the origin; every method returns the radius of the footprint, metres.</summary>
internal static class Decor
{
    private static readonly Lazy<Mesh>[] _vases =
    [
        new(() => Lathe.Vessel(Lathe.Smooth([(0.18, 0), (0.3, 0.25), (0.26, 0.6), (0.12, 0.85), (0.18, 1)]), 0.02, 0.05, 18)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.16, 0), (0.18, 0.3), (0.28, 0.7), (0.22, 0.92), (0.24, 1)]), 0.02, 0.05, 18)),
        new(() => Lathe.Vessel([(0.17, 0), (0.18, 0.02), (0.2, 1)], 0.015, 0.05, 18)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.2, 0), (0.42, 0.3), (0.4, 0.6), (0.2, 0.9), (0.22, 1)]), 0.02, 0.05, 20)),
        new(() => Lathe.Vessel(Lathe.Smooth([(0.22, 0), (0.1, 0.12), (0.1, 0.2), (0.34, 0.5), (0.3, 0.8), (0.36, 1)]), 0.02, 0.3, 20)),
    ];

    private static readonly Lazy<Mesh>[] _feet =
    [
        new(() => Lathe.Turned(Lathe.Smooth([(0, 0), (0.3, 0), (0.34, 0.2), (0.22, 0.6), (0.08, 0.9), (0.05, 1), (0, 1)], 2), 16)),
        new(() => Lathe.Turned([(0, 0), (0.4, 0), (0.4, 0.04), (0.08, 0.08), (0.04, 0.12), (0.04, 1), (0, 1)], 16)),
        new(() => Lathe.Turned(Lathe.Smooth([(0, 0), (0.25, 0), (0.12, 0.1), (0.3, 0.4), (0.12, 0.65), (0.18, 0.75), (0.05, 0.9), (0.05, 1),
            (0, 1)], 2), 16)),
    ];

    private static readonly Lazy<Mesh>[] _shades =
    [
        new(() => Lathe.Turned([(1, 0), (0.65, 1), (0.63, 1), (0.98, 0), (1, 0)], 20)),
        new(() => Lathe.Turned([(1, 0), (1, 1), (0.97, 1), (0.97, 0), (1, 0)], 20)),
        new(() => Lathe.Turned([(1, 0), (0.9, 0.3), (0.5, 0.8), (0.2, 1), (0.18, 0.98), (0.48, 0.78), (0.87, 0.3), (0.97, 0), (1, 0)], 20)),
    ];

    /// <summary>Often with flowers.</summary>
    public static double Vase(Place at, SeededRandom random)
    {
        var height = random.Between(0.12, 0.3);
        at = at.Part("vase").Turned(random.Between(0, 360));
        at.Mesh(random.Pick(_vases).Value, Vector.Zero, random.Chance(0.75) ? Stuff.Ceramic(random) : Stuff.Glass(random), height);
        if (random.Chance(0.6))
        {
            var (flowers, size) = (Blossoms.AnyBouquet(random), height * random.Between(1.1, 1.6));
            var bunch = at.Part("flowers").At(0, 0, 0.6 * height).Scaled(size * 0.8, size * 0.8, size);
            bunch.Mesh(flowers.Green, Vector.Zero, Greenery.Herb(random));
            bunch.Mesh(flowers.Heads, Vector.Zero, Greenery.Petals(random));
        }
        return 0.42 * height;
    }

    /// <summary>A lamp for tables; half of them shine.</summary>
    public static double TableLamp(Place at, SeededRandom random)
    {
        var (height, shines) = (random.Between(0.3, 0.6), random.Chance(0.5));
        at = at.Part("lamp");
        at.Scaled(0.4 * height, 0.4 * height, 0.62 * height)
            .Mesh(random.Pick(_feet).Value, Vector.Zero, random.Chance(0.5) ? Stuff.Ceramic(random) : Stuff.Metal(random));
        Shade(at.At(0, 0, 0.56 * height), 0.3 * height, 0.42 * height, shines, random);
        return 0.3 * height;
    }

    /// <summary>A floor lamp, 1.4..1.8 m.</summary>
    public static double FloorLamp(Place at, SeededRandom random)
    {
        var (height, metal) = (random.Between(1.4, 1.8), Stuff.Metal(random));
        at = at.Part("lamp");
        at.Bar(Vector.Zero, (0, 0, 0.02), 0.15, metal);
        at.Bar((0, 0, 0.02), (0, 0, height - 0.2), 0.012, metal);
        Shade(at.At(0, 0, height - 0.3), random.Between(0.16, 0.24), 0.28, random.Chance(0.5), random);
        return 0.2;
    }

    /// <summary>A lamp that hangs on a cable; the origin is at the ceiling, the shade reaches down to −<paramref name="drop"/>.</summary>
    public static void Pendant(Place at, double drop, SeededRandom random)
    {
        var (radius, height) = (random.Between(0.12, 0.28), random.Between(0.14, 0.28));
        at = at.Part("lamp");
        at.Bar((0, 0, -drop + height), Vector.Zero, 0.004, Stuff.Black);
        Shade(at.At(0, 0, -drop), radius, height, random.Chance(0.7), random);
    }

    public static double Candle(Place at, SeededRandom random)
    {
        var (radius, height) = (random.Between(0.012, 0.04), random.Between(0.06, 0.22));
        at = at.Part("candle");
        at.Scaled(2.2 * radius, 2.2 * radius, 0.012 / 0.04).Bar(Vector.Zero, (0, 0, 0.04), 1, Stuff.Metal(random));
        at.Bar((0, 0, 0.01), (0, 0, height), radius,
            new Plain(Color.Hsv(random.Between(0, 60), random.Between(0, 0.6), random.Between(0.7, 0.95)), 0.05, 0.4));
        at.Bar((0, 0, height), (0, 0, height + 0.01), 0.0015, Stuff.Black);
        if (random.Chance(0.4)) at.Ball((0, 0, height + 0.022), (0.012, 0.012, 0.034), new Glow(Color.Temperature(1900) * 6));
        return 2.2 * radius;
    }

    /// <summary>A framed picture that stands.</summary>
    public static double Picture(Place at, SeededRandom random)
    {
        var (width, height) = (random.Between(0.1, 0.2), random.Between(0.12, 0.26));
        at = at.Part("picture").Turned(random.Normal(0, 20)).Tilted(-12);
        at.Fitted(RoundedBox.Fitting((width, 0.015, height), 0.005), (0, 0, height / 2), (width, 0.015, height),
            random.Chance(0.6) ? Stuff.Wood(random) : Stuff.Metal(random));
        at.Box((0, -0.007, height / 2), (width - 0.03, 0.003, height - 0.03), Stuff.Paper);
        at.Box((0, -0.008, height / 2), (width - 0.06, 0.003, height - 0.06), Painting.Draw(random, width - 0.06, height - 0.06));
        return width / 2;
    }

    public static double SmallPlant(Place at, SeededRandom random) => PottedPlant.Add(at, random.Between(0.14, 0.35), random);

    /// <summary>An open lamp shade with its bulb.</summary>
    private static void Shade(Place at, double radius, double height, bool shines, SeededRandom random)
    {
        var color = Color.Hsv(random.Between(25, 55), random.Between(0.02, 0.3), random.Between(0.75, 0.95));
        var warm = Color.Temperature(random.Between(2500, 3500));
        Material shade = shines ? new Glow(color * warm * random.Between(0.8, 1.6)) 
            : new Fabric(color, color, thread: 0.002, translucency: 0.3);
        at.Scaled(radius, radius, height).Mesh(random.Pick(_shades).Value, Vector.Zero, shade);
        at.Ball((0, 0, 0.45 * height), 0.03, shines ? new Glow(warm * 5) : Stuff.Paper);
        if (shines) at.Lamp((0, 0, 0.3 * height), 0.7 * radius, warm * random.Between(0.4, 1.2));
    }
}
