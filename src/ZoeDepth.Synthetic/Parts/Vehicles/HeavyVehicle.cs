using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vehicles;

/// <summary>Lorries, buses and trams, their middle over the origin, front towards −y.</summary>
internal static class HeavyVehicle
{
    private static readonly Material _glass = new Plain(Color.Gray(0.03), 0.6, 0.06);
    private static readonly Material _black = new Plain(Color.Gray(0.02), 0.1, 0.5);
    private static readonly Material _steel = new Plain(Color.Gray(0.3), 0.4, 0.3);
    private static readonly Material _red = new Plain(Color.Srgb(140, 10, 10), 0.3, 0.15);
    private static readonly Material _lens = new Plain(Color.Gray(0.55), 0.7, 0.08);

    private static readonly Material _busScreen = new CarGlass(-0.55, 0.75, 2.1, 0.12, 3, true, 0);
    private static readonly Material _amber = new Glow(new(1.1, 0.55, 0.06));
    private static readonly Material _plate = new Plain(Color.Gray(0.65));
    private static readonly Material _screen = new CarGlass(-0.45, 0.45, 1.9, 0.12, 3, true, 0);

    private static readonly Lazy<Mesh> _tank = new(() => Loft.Through(
        [Section.At(-0.5, 0.6, 0.6), Section.At(-0.49, 1, 1), Section.At(-0.46, 1.2, 1.2),
            Section.At(0.46, 1.2, 1.2), Section.At(0.49, 1, 1), Section.At(0.5, 0.6, 0.6)], 18));

    /// <summary>A lorry: a cab and a box, a tarpaulin or a tank behind it; long ones have a trailer.</summary>
    public static void Truck(LocalFrame at, SeededRandom random)
    {
        at = at.Part("truck");
        var load = random.Chance(0.55) ? 13.2 : random.Between(5.5, 8);
        var length = load + 2.4;
        var front = -length / 2;
        var paint = new CarPaint(Palette.Car(random), random.Between(0, 0.6), 0);
        Cab(at.At(0, front), paint, random);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            at.Box((side * 0.95, (length / 2) - 0.01, 0.85), (0.4, 0.06, 0.14), _red);
        at.Box((0, 0.4, 0.85), (0.9, length - 1.2, 0.35), _black);
        Load(at.At(0, front + 2.4 + (load / 2), 1.05), load, random);
        at.Box((0, (length / 2) - 0.1, 0.6), (2.4, 0.1, 0.14), _steel);
        foreach (var y in load > 10
            ? (ReadOnlySpan<double>)[front + 1.3, front + 4.4, (length / 2) - 4, (length / 2) - 2.7, (length / 2) - 1.4]
            : [front + 1.3, (length / 2) - 1.7])
        {
            Axle(at, y, 0.5, 1.22);
        }
    }

    /// <summary>The cab of a lorry; its front is y = 0.</summary>
    private static void Cab(LocalFrame at, Material paint, SeededRandom random)
    {
        Soft(at, (0, 1.05, 2.05), (2.44, 2.1, 2.5), 0.22, paint);
        Soft(at, (0, 1.1, 3.4), (2.2, 1.8, random.Between(0.5, 1.2)), 0.3, paint);
        Soft(at, (0, 0.12, 0.5), (2.46, 0.4, 0.42), 0.1, random.Chance(0.6) ? paint : _black);
        at.Box((0, -0.01, 2.55), (2.2, 0.12, 0.95), _screen);
        at.Box((0, 0.75, 2.5), (2.46, 0.9, 0.8), _screen);
        at.Mesh(_cabTrim.Value, Vector.Zero, _black);
        at.Mesh(_cabLamps.Value, Vector.Zero, _lens);
        at.Mesh(_grille.Value, Vector.Zero, random.Chance(0.5) ? paint : _steel);
        at.Box((0, -0.09, 0.5), (0.52, 0.02, 0.11), _plate);
    }

    /// <summary>Black parts of a cab: visor, mirrors, wipers, the opening of the grille, gaps of the doors.</summary>
    private static readonly Lazy<Mesh> _cabTrim = Block.Made(builder =>
    {
        builder.Add(RoundedBox.Crisp, Affine.Move((0, -0.14, 3.08)).Of(Affine.Turn((1, 0, 0), 24))
            .Of(Affine.Scale((2.25, 0.34, 0.04))));
        Block.Add(builder, (0, -0.015, 1.38), (1.7, 0.05, 0.82));
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            Block.Add(builder, (side * 1.225, 0.55, 1.75), (0.02, 0.03, 1.3));
            builder.Add(RoundedBox.Soft, Affine.Move((side * 1.42, 0.1, 2.4)).Of(Affine.Scale((0.2, 0.12, 0.7))));
            Block.Bar(builder, (side * 1.2, 0.1, 2.75), (side * 1.42, 0.1, 2.75), 0.035);
            builder.Add(RoundedBox.Soft, Affine.Move((side * 0.92, -0.02, 0.78)).Of(Affine.Scale((0.46, 0.1, 0.26))));
            Block.Bar(builder, (side * 0.55, -0.085, 2.1), (side * 0.05, -0.085, 2.2), 0.026);
        }
    });

    private static readonly Lazy<Mesh> _cabLamps = Block.Made(builder =>
    {
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            builder.Add(RoundedBox.Soft, Affine.Move((side * 0.86, -0.05, 0.78)).Of(Affine.Scale((0.17, 0.08, 0.18))));
            builder.Add(RoundedBox.Soft, Affine.Move((side * 1.04, -0.05, 0.78)).Of(Affine.Scale((0.15, 0.08, 0.16))));
            builder.Add(RoundedBox.Soft, Affine.Move((side * 0.8, -0.1, 3.12)).Of(Affine.Scale((0.14, 0.06, 0.06))));
        }
    });

    /// <summary>Bars over the opening, a badge above.</summary>
    private static readonly Lazy<Mesh> _grille = Block.Made(builder =>
    {
        for (var i = 0; i < 4; i++)
            builder.Add(RoundedBox.Crisp, Affine.Move((0, -0.05, 1.1 + (0.19 * i)))
                .Of(Affine.Scale((1.66, 0.06, 0.07))));
        builder.Add(RoundedBox.Round, Affine.Move((0, -0.02, 1.9)).Of(Affine.Scale((0.28, 0.06, 0.13))));
    });

    /// <summary>A town bus.</summary>
    public static void Bus(LocalFrame at, SeededRandom random)
    {
        at = at.Part("bus");
        var length = random.Between(10.5, 12.5);
        var paint = new CarPaint(random.Chance(0.4) ? Color.Gray(0.7) : Palette.Paint(random), 0.1, 0);
        var second = random.Chance(0.6) ? new CarPaint(Palette.Paint(random), 0.1, 0) : paint;
        Soft(at, (0, 0, 1.66), (2.5, length, 2.7), 0.2, paint);
        at.Box((0, 0, 0.68), (2.51, length - 0.5, 0.6), second);
        Glazed(at, length, 1.25, 1.9, 1.15);
        at.Box((0, -length / 2, 2.72), (1.7, 0.06, 0.3), _black);
        var goal = Lettering.Direction(random);
        at.Mesh(goal, (0, (-length / 2) - 0.035, 2.62), _amber, Math.Min(0.2, 1.5 / goal.Bounds.Size.X));
        for (var i = 0; i < 3; i++)
            at.Box((1.252, (-0.38 + (0.32 * i)) * length, 1.4), (0.02, 1.2, 2.1), _glass);
        foreach (var y in (ReadOnlySpan<double>)[-0.27, 0.24])
        {
            at.Bar((-1.258, y * length, 0.5), (1.258, y * length, 0.5), 0.57, _black);
            Axle(at, y * length, 0.48, 1.275);
        }
    }

    /// <summary>A tram of two or three cars on rails at z = 0.</summary>
    public static void Tram(LocalFrame at, SeededRandom random)
    {
        at = at.Part("tram");
        var paint = new CarPaint(random.Chance(0.5) ? Color.Gray(0.7) : Palette.Paint(random), 0.1, 0);
        var second = new CarPaint(Palette.Paint(random), 0.1, 0);
        var cars = random.Integer(2, 3);
        for (var i = 0; i < cars; i++)
        {
            var car = at.At(0, (i - ((cars - 1) / 2.0)) * 8.4);
            Soft(car, (0, 0, 1.85), (2.4, 8, 2.9), 0.25, paint);
            car.Box((0, 0, 0.85), (2.41, 7.4, 0.7), second);
            Glazed(car, 8, 1.2, 2.1, 1.2);
            car.Box((0, 0, 0.3), (2, 6, 0.4), _black);
            car.Box((0, 4.2, 1.8), (2, 0.6, 2.6), _black);
            if (i == 0) Pantograph(car.At(0, 0, 3.3));
        }
    }

    private static void Load(LocalFrame at, double length, SeededRandom random)
    {
        var color = random.Chance(0.5) ? Color.Gray(random.Between(0.55, 0.8)) : Palette.Paint(random);
        if (random.Chance(0.15))
        {
            at.At(0, 0, 1.25).Tilted(90).Scaled(1, 1, length).Mesh(_tank.Value, Vector.Zero, _steel);
            return;
        }
        Soft(at, (0, 0, 1.4), (2.5, length, 2.75), 0.06, new Plain(color, 0.1, 0.4));
        at.Box((0, 0, -0.02), (2.52, length, 0.12), _steel);
        foreach (var x in (ReadOnlySpan<double>)[-1.2, -0.02, 0.02, 1.2])
            at.Box((x, (length / 2) + 0.01, 1.4), (0.05, 0.05, 2.6), _steel);
        if (!random.Chance(0.7)) return;
        var word = Lettering.Load(random);
        var ink = new Plain(color.Luminance > 0.3 ? Palette.Ink(random) * 0.6 : Color.Gray(0.8));
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var size = Math.Min(1.1, length * 0.7 / word.Bounds.Size.X);
            at.At(side * 1.26, 0, 1).Turned(side > 0 ? 90 : -90).Mesh(word, Vector.Zero, ink, size);
        }
        at.At(0, (length / 2) + 0.02, 1.6).Turned(180).Mesh(word, Vector.Zero, ink, 1.6 / word.Bounds.Size.X);
    }

    /// <summary>A band of windows around, interrupted by posts.</summary>
    private static void Glazed(LocalFrame at, double length, double half, double middle, double height)
    {
        var seats = new CarGlass(-height / 2, height / 2, 2 * half, 0.1, 0.1, false, 0, 0.82);
        at.Box((0, 0, middle + 0.1), ((2 * half) + 0.02, length - 0.7, height), seats);
        at.Box((0, -length / 2, middle - 0.1), ((2 * half) - 0.35, 0.05, height + 0.5), _busScreen);
        at.Box((0, length / 2, middle + 0.15), ((2 * half) - 0.4, 0.05, height - 0.3), seats);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var y = (-length / 2) - 0.03;
            at.Bar((side * 0.9, y, middle - (0.5 * height) - 0.2), (side * 0.2, y, middle - 0.1), 0.014, _black);
        }
        var posts = (int)(length / 1.5);
        for (var i = 0; i <= posts; i++)
            at.Box((0, ((double)i / posts - 0.5) * (length - 0.7), middle + 0.1), ((2 * half) + 0.03, 0.07, height),
                _black);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            Soft(at, (side * (half - 0.3), -length / 2, 0.8), (0.4, 0.1, 0.2), 0.08, _lens);
            Soft(at, (side * (half - 0.2), length / 2, 1), (0.2, 0.08, 0.5), 0.05, _red);
            Soft(at, (side * (half + 0.12), (-length / 2) - 0.1, 2.2), (0.16, 0.12, 0.4), 0.05, _black);
        }
    }

    private static void Pantograph(LocalFrame at)
    {
        foreach (var side in (ReadOnlySpan<double>)[-0.5, 0.5])
        {
            at.Bar((side, -0.6, 0), (side, 0.6, 0.9), 0.025, _black);
            at.Bar((side, 0.6, 0.9), (side, -0.3, 1.9), 0.02, _black);
        }
        at.Bar((-0.8, -0.3, 1.9), (0.8, -0.3, 1.9), 0.03, _black);
    }

    private static void Axle(LocalFrame at, double y, double radius, double half)
    {
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var inside = half - (radius * Wheel.HalfWidth);
            Wheel.Add(at.At(side * inside, y, radius).Turned(side > 0 ? 0 : 180), radius, 3, _steel);
        }
        at.Box((0, y, radius + 0.1), ((2 * half) - 0.3, (2 * radius) + 0.2, radius), _black);
    }

    private static void Soft(LocalFrame at, Vector center, Vector size, double radius, Material material) =>
        at.Fitted(RoundedBox.Fitting(size, radius), center, size, material);
}
