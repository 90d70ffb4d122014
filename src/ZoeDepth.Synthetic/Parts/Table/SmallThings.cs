using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Work;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Table;

/// <summary>What else lies on tables and desks.</summary>
internal static class SmallThings
{
    private static readonly Lazy<Mesh> _fork = new(() =>
    {
        var builder = new MeshBuilder();
        builder.Add(Tube.Along(Curve.Through([(0, -0.1, 0.004), (0, -0.02, 0.006), (0, 0.035, 0.004)], 3),
            [0.0055, 0.0055, 0.004, 0.003, 0.003, 0.003, 0.0035], 6));
        for (var i = -1; i <= 1; i++) builder.Add(Tube.Along([(0, 0.03, 0.004), (0.006 * i, 0.045, 0.003), (0.006 * i, 0.095, 0.006)], 0.0018, 5));
        return builder.Build();
    });

    private static readonly Lazy<Mesh> _spoon = new(() => new MeshBuilder()
        .Add(Tube.Along(Curve.Through([(0, -0.1, 0.004), (0, -0.02, 0.006), (0, 0.05, 0.004)], 3),
            [0.0055, 0.0055, 0.004, 0.003, 0.003, 0.003, 0.0035], 6))
        .Add(Balls.SuperEllipsoid(1, 1, 4), new((0.019, 0, 0), (0, 0.03, 0), (0, 0, 0.004), (0, 0.07, 0.005))).Build());

    private static readonly Lazy<Mesh> _knife = new(() => new MeshBuilder()
        .Add(Balls.SuperEllipsoid(0.8, 0.8, 4), new((0.008, 0, 0), (0, 0.05, 0), (0, 0, 0.004), (0, -0.055, 0.004)))
        .Add(Balls.SuperEllipsoid(0.8, 0.9, 4), new((0.009, 0, 0), (0, 0.065, 0), (0, 0, 0.0015), (0, 0.05, 0.004))).Build());

    private static readonly Lazy<Mesh> _lens = new(() => Tube.Torus(0.024, 0.002, 16, 5));

    private static readonly Lazy<Mesh> _cable = new(() => Tube.Along(
        Curve.Through([(0, 0, 0.003), (0.08, 0.05, 0.003), (0.13, -0.02, 0.003), (0.06, -0.06, 0.004), (0.02, 0.03, 0.007), (0.12, 0.1, 0.003),
            (0.22, 0.08, 0.003)], 5), 0.0022, 5));

    /// <summary>Knife, fork and spoon beside a plate of this radius.</summary>
    public static void Cutlery(Place at, double radius, SeededRandom random)
    {
        at = at.Part("cutlery");
        var steel = Finish.Steel(random);
        at.At(-radius - 0.03, 0).Turned(random.Normal(0, 4)).Mesh(_fork.Value, Vector.Zero, steel);
        at.At(radius + 0.025, 0).Turned(random.Normal(0, 4)).Mesh(_knife.Value, Vector.Zero, steel);
        if (random.Chance(0.5)) at.At(radius + 0.055, 0).Turned(random.Normal(0, 4)).Mesh(_spoon.Value, Vector.Zero, steel);
    }

    /// <summary>A telephone for the pocket.</summary>
    public static void Phone(Place at, SeededRandom random)
    {
        at = at.Part("phone").Turned(random.Between(-60, 60));
        at.Fitted(RoundedBox.Fitting((0.074, 0.15, 0.009), 0.004), (0, 0, 0.0055), (0.074, 0.15, 0.009), random.Chance(0.7) ? Finish.Dark(random)
            : Finish.Plastic(random));
        var screen = random.Chance(0.75) ? (Material)new Plain(Color.Gray(0.012), 0.4, 0.05, 0.08)
            : new Glow(Color.Hsv(random.Between(180, 300), 0.4, 0.7));
        at.Box((0, 0, 0.0101), (0.066, 0.14, 0.001), screen);
    }

    /// <summary>Spectacles lying on their rims.</summary>
    public static void Spectacles(Place at, SeededRandom random)
    {
        at = at.Part("spectacles").Turned(random.Between(0, 360));
        var frame = random.Chance(0.6) ? Finish.Dark(random) : Finish.Steel(random);
        for (var side = -1; side <= 1; side += 2)
        {
            at.At(side * 0.032, 0, 0.02).Tilted(78).Mesh(_lens.Value, Vector.Zero, frame);
            at.Bar((side * 0.057, 0, 0.03), (side * 0.052, 0.13, 0.012), 0.0018, frame);
        }
        at.Bar((-0.01, 0, 0.026), (0.01, 0, 0.026), 0.002, frame);
    }

    /// <summary>Pens and pencils, lying.</summary>
    public static void Pens(Place at, int count, SeededRandom random)
    {
        at = at.Part("pen");
        for (var i = 0; i < count; i++)
        {
            var pen = at.At(random.Normal(0, 0.03), random.Normal(0, 0.03), 0.0045).Turned(random.Between(0, 360));
            pen.Bar((-0.07, 0, 0), (0.058, 0, 0), 0.004, Finish.Plastic(random));
            pen.Cone((0.058, 0, 0), (0.075, 0, -0.002), 0.004, 0.0006, random.Chance(0.5) ? Finish.Steel(random)
                : new Plain(Color.Srgb(215, 175, 120)));
        }
    }

    /// <summary>A cup full of pens.</summary>
    public static void PenCup(Place at, SeededRandom random)
    {
        at = at.Part("pen cup");
        at.Mesh(_cup.Value, Vector.Zero, Finish.Plastic(random));
        for (var i = random.Integer(3, 8); i > 0; i--)
        {
            var pen = at.Turned(random.Between(0, 360)).At(0.018, 0, 0.006).Leaning(random.Between(2, 11));
            pen.Bar(Vector.Zero, (0, 0, random.Between(0.13, 0.17)), 0.004, Finish.Plastic(random));
        }
    }

    private static readonly Lazy<Mesh> _cup = new(() => Lathe.Vessel([(0.038, 0), (0.04, 0.003), (0.04, 0.1)], 0.003, 0.005, 16));

    /// <summary>Candles, burning or not.</summary>
    public static void Candle(Place at, SeededRandom random)
    {
        at = at.Part("candle");
        var (radius, height) = random.Chance(0.5) ? (random.Between(0.03, 0.045), random.Between(0.05, 0.15)) : (0.011, random.Between(0.12, 0.24));
        if (radius < 0.02) at.Cone(Vector.Zero, (0, 0, 0.03), 0.045, 0.014, Finish.Steel(random));
        var wax = new Plain(random.Chance(0.6) ? Color.Srgb(240, 228, 205) : Finish.Vivid(random), 0.1, 0.3);
        at.Bar((0, 0, 0.001), (0, 0, height), radius, wax);
        at.Bar((0, 0, height), (0, 0, height + 0.01), 0.0012, Finish.Dark(random));
        if (random.Chance(0.5)) at.Ball((0, 0, height + 0.022), (0.01, 0.01, 0.03), new Glow(new(9, 5, 1.4)));
    }

    /// <summary>A cable in loose loops.</summary>
    public static void Cable(Place at, SeededRandom random) =>
        at.Part("cable").Turned(random.Between(0, 360))
            .Mesh(_cable.Value, Vector.Zero, random.Chance(0.6) ? Finish.Dark(random) : new Plain(Color.Gray(0.75)), random.Between(0.7, 1.3));

    /// <summary>A vase with a bunch of flowers.</summary>
    public static void Flowers(Place at, SeededRandom random)
    {
        at = at.Part("flowers");
        var mouth = Tableware.Vase(at, random);
        var (petals, heart, green) = (Greenery.Petals(random), new Plain(Color.Srgb(225, 175, 40)), Greenery.Herb(random));
        for (var i = random.Integer(6, 12); i > 0; i--)
        {
            var stem = at.At(0, 0, mouth - 0.04).Turned((137.5 * i) + random.Between(-20, 20)).Leaning(random.Between(4, 38));
            var length = random.Between(0.1, 0.24);
            stem.Bar(Vector.Zero, (0, 0, length), 0.002, green);
            var size = random.Between(0.022, 0.042);
            stem.Ball((0, 0, length + 0.005), (2 * size, 2 * size, size), petals);
            stem.Ball((0, 0, length + (0.4 * size)), (0.7 * size, 0.7 * size, 0.4 * size), heart);
            stem.At(0.01, 0, 0.6 * length).Leaning(50).Ball((0, 0, 0.03), (0.018, 0.004, 0.07), green);
        }
    }

    /// <summary>A notebook, keys, tape, a box, a toy: one of what lies about, radius below 0.12.</summary>
    public static void Any(Place at, SeededRandom random)
    {
        switch (random.Integer(0, 12))
        {
            case 0: Phone(at, random); break;
            case 1: Spectacles(at, random); break;
            case 2: Pens(at, random.Integer(1, 4), random); break;
            case 3: PenCup(at, random); break;
            case 4: Candle(at, random); break;
            case 5: Tableware.Can(at, random); break;
            case 6: Tableware.Jar(at, random); break;
            case 7: at.Part("tape").Mesh(_roll.Value, (0, 0, 0.0125), Finish.Package(random)); break;
            case 8: at.Part("ball").Ball((0, 0, 0.034), 0.034, Finish.Package(random)); break;
            case 9: Cable(at, random); break;
            case 10:
                var (width, depth, height) = (random.Between(0.05, 0.16), random.Between(0.05, 0.14), random.Between(0.03, 0.12));
                at.Part("box").Turned(random.Between(0, 360)).Fitted(RoundedBox.Crisp, (0, 0, height / 2), (width, depth, height),
                    Finish.Package(random));
                break;
            case 11: Tableware.Mug(at, random); break;
            default: PottedPlant.Add(at, random.Between(0.12, 0.28), random); break;
        }
    }

    private static readonly Lazy<Mesh> _roll =
        new(() => Lathe.Turned([(0.018, -0.012), (0.03, -0.012), (0.03, 0.012), (0.018, 0.012), (0.018, -0.012)], 16));
}
