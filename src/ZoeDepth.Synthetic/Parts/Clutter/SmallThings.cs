using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>What else lies on tables and desks. Items return the radius of their footprint, metres.</summary>
internal static class SmallThings
{
    private static readonly Lazy<Mesh> _fork = new(() =>
    {
        var builder = new MeshBuilder();
        builder.Add(Handle(0.035));
        for (var i = -1; i <= 1; i++)
            builder.Add(Tube.Along([(0, 0.03, 0.004), (0.006 * i, 0.045, 0.003), (0.006 * i, 0.095, 0.006)], 0.0018,
                5));
        return builder.Build();
    });

    private static readonly Lazy<Mesh> _spoon = new(() => new MeshBuilder()
        .Add(Handle(0.05))
        .Add(Balls.SuperEllipsoid(1, 1, 4), new((0.019, 0, 0), (0, 0.03, 0), (0, 0, 0.004), (0, 0.07, 0.005))).Build());

    private static readonly Lazy<Mesh> _knife = new(() => new MeshBuilder()
        .Add(Balls.SuperEllipsoid(0.8, 0.8, 4), new((0.008, 0, 0), (0, 0.05, 0), (0, 0, 0.004), (0, -0.055, 0.004)))
        .Add(Balls.SuperEllipsoid(0.8, 0.9, 4), new((0.009, 0, 0), (0, 0.065, 0), (0, 0, 0.0015), (0, 0.05, 0.004)))
            .Build());

    private static readonly Lazy<Mesh> _lens = new(() => Tube.Torus(0.024, 0.002, 16, 5));

    private static readonly Lazy<Mesh> _cable = new(() => Tube.Along(
        Curve.Through([(0, 0, 0.003), (0.08, 0.05, 0.003), (0.13, -0.02, 0.003), (0.06, -0.06, 0.004),
            (0.02, 0.03, 0.007), (0.12, 0.1, 0.003),
            (0.22, 0.08, 0.003)], 5), 0.0022, 5));

    private static readonly Lazy<Mesh> _roll =
        new(() => Lathe.Turned([(0.018, -0.012), (0.03, -0.012), (0.03, 0.012), (0.018, 0.012), (0.018, -0.012)], 16));

    /// <summary>Knife, fork and spoon beside a plate of this radius.</summary>
    public static void Cutlery(LocalFrame at, double radius, SeededRandom random)
    {
        at = at.Part("cutlery");
        var steel = Everyday.Steel(random);
        at.At(-radius - 0.03, 0).Turned(random.Normal(0, 4)).Mesh(_fork.Value, Vector.Zero, steel);
        at.At(radius + 0.025, 0).Turned(random.Normal(0, 4)).Mesh(_knife.Value, Vector.Zero, steel);
        if (random.Chance(0.5))
            at.At(radius + 0.055, 0).Turned(random.Normal(0, 4)).Mesh(_spoon.Value, Vector.Zero, steel);
    }

    /// <summary>Spectacles lying on their rims.</summary>
    public static double Spectacles(LocalFrame at, SeededRandom random)
    {
        at = at.Part("spectacles").Turned(random.Between(0, 360));
        var frame = random.Chance(0.6) ? Everyday.Dark(random) : Everyday.Steel(random);
        for (var side = -1; side <= 1; side += 2)
        {
            at.At(side * 0.032, 0, 0.02).Tilted(78).Mesh(_lens.Value, Vector.Zero, frame);
            at.Bar((side * 0.057, 0, 0.03), (side * 0.052, 0.13, 0.012), 0.0018, frame);
        }
        at.Bar((-0.01, 0, 0.026), (0.01, 0, 0.026), 0.002, frame);
        return 0.1;
    }

    /// <summary>Some pens as an item; returns the radius of their footprint.</summary>
    public static double FewPens(LocalFrame at, SeededRandom random)
    {
        Pens(at, random.Integer(1, 4), random);
        return 0.1;
    }

    /// <summary>Pens and pencils, lying.</summary>
    public static void Pens(LocalFrame at, int count, SeededRandom random)
    {
        at = at.Part("pen");
        for (var i = 0; i < count; i++)
        {
            var pen = at.At(random.Normal(0, 0.03), random.Normal(0, 0.03), 0.0045).Turned(random.Between(0, 360));
            pen.Bar((-0.07, 0, 0), (0.058, 0, 0), 0.004, Everyday.Plastic(random));
            pen.Cone((0.058, 0, 0), (0.075, 0, -0.002), 0.004, 0.0006, random.Chance(0.5) ? Everyday.Steel(random)
                : new Plain(Color.Srgb(215, 175, 120)));
        }
    }

    /// <summary>A cable in loose loops.</summary>
    public static double Cable(LocalFrame at, SeededRandom random)
    {
        var rubber = random.Chance(0.6) ? Everyday.Dark(random) : new Plain(Color.Gray(0.75));
        at.Part("cable").Turned(random.Between(0, 360))
            .Mesh(_cable.Value, (-0.1, -0.02, 0), rubber, random.Between(0.7, 1.2));
        return 0.12;
    }

    /// <summary>A roll of tape.</summary>
    public static double Tape(LocalFrame at, SeededRandom random)
    {
        at.Part("tape").Mesh(_roll.Value, (0, 0, 0.0125), Everyday.Package(random));
        return 0.035;
    }

    /// <summary>A small box of something.</summary>
    public static double Box(LocalFrame at, SeededRandom random)
    {
        var (width, depth, height) = (random.Between(0.05, 0.16), random.Between(0.05, 0.14),
            random.Between(0.03, 0.12));
        at.Part("box").Turned(random.Between(0, 360))
            .Fitted(RoundedBox.Crisp, (0, 0, height / 2), (width, depth, height), Everyday.Package(random));
        return 0.1;
    }

    private static Mesh Handle(double end) => Tube.Along(
        Curve.Through([(0, -0.1, 0.004), (0, -0.02, 0.006), (0, end, 0.004)], 3),
        [0.0055, 0.0055, 0.004, 0.003, 0.003, 0.003, 0.0035], 6);
}
