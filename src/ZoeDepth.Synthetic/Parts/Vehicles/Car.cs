using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vehicles;

/// <summary>Cars of all kinds, their middle over the place's origin, front towards −y.</summary>
internal static class Car
{
    private static readonly Lazy<CarBody>[] _cars =
    [
        .. new[]
        {
            CarShape.Hatchback, CarShape.Saloon, CarShape.Estate, CarShape.OffRoader,
            CarShape.SmallCar, CarShape.Van, CarShape.Minibus, CarShape.Pickup,
            CarShape.Coupe, CarShape.Crossover, CarShape.OldSaloon,
        }.Select(shape => new Lazy<CarBody>(() => new CarBody(shape))),
    ];

    /// <summary>
    /// Mirror images cost a ray each: only cars within this many metres of the world's origin, where cameras stand,
    /// have them.
    /// </summary>
    private const double Mirrored = 13;

    /// <summary>Beyond these metres nobody sees plates and reflectors.</summary>
    private const double Detailed = 45;

    private static readonly Material _black = new Plain(Color.Gray(0.02), 0.1, 0.5);
    private static readonly Material _red = new Plain(Color.Srgb(130, 8, 10), 0.4, 0.1);
    private static readonly Material _lens = new Plain(Color.Gray(0.2), 0.8, 0.05);
    private static readonly Material _reflector = new Plain(Color.Gray(0.6), 0.8, 0.1);
    private static readonly Material _frontLit = new Glow(Color.Temperature(5200) * 6);
    private static readonly Material _rearLit = new Glow(new(1.6, 0.03, 0.02));
    private static readonly Lazy<Material>[] _plates = [.. Enumerable.Range(0, 24).Select(i =>
        new Lazy<Material>(() => Print.DrawPlate(new SeededRandom("plate", (ulong)i), 0.52, 0.11)))];

    /// <summary>A car of any kind: mostly small and middle ones.</summary>
    /// <param name="at">the ground below its middle</param>
    /// <param name="random">kind, colour and wheels</param>
    /// <param name="lit">whether its lamps are on</param>
    /// <param name="driven">whether somebody is at the wheel</param>
    public static void Any(LocalFrame at, SeededRandom random, bool lit = false, bool driven = false)
    {
        var kind = random.Unit() switch
        {
            < 0.2 => 0, < 0.34 => 1, < 0.46 => 2, < 0.58 => 3, < 0.66 => 4, < 0.72 => 5, < 0.77 => 6, < 0.81 =>
                7, < 0.87 => 8, < 0.95 => 9, _ => 10,
        };
        Add(at, kind, random, lit, driven);
    }

    /// <summary>A delivery van or a minibus.</summary>
    public static void Van(LocalFrame at, SeededRandom random, bool lit = false) =>
        Add(at, random.Chance(0.7) ? 5 : 6, random, lit, false);

    private static void Add(LocalFrame at, int kind, SeededRandom random, bool lit, bool driven)
    {
        var car = _cars[kind].Value;
        var shape = car.Shape;
        var size = random.Between(0.96, 1.04);
        at = at.Part("car").Scaled(size, size, size * random.Between(0.98, 1.02));
        var near = at.Origin.Length < Mirrored;
        var color = kind == 5 && random.Chance(0.6) ? Color.Gray(0.72) : Palette.Car(random);
        var paint = new CarPaint(color, random.Chance(0.35) ? random.Between(0.2, 0.9) : random.Between(0, 0.12),
            near ? 0.026 : 0);
        at.Mesh(car.Paint, Vector.Zero, paint);
        at.Mesh(car.Glass, Vector.Zero, Panes(shape, driven, near ? 0.05 : 0));
        at.Mesh(car.Trim, Vector.Zero, _black);

        var design = kind == 5 ? Wheel.Designs - 1 : random.Integer(0, Wheel.Designs - 1);
        var rim = new Plain(Color.Gray(random.Pick(0.3, 0.4, 0.22, 0.12, 0.03)), random.Between(0.3, 0.8), 0.25);
        at.Mesh(car.Tyres, Vector.Zero, Wheel.Rubber);
        at.Mesh(car.Rims[design].Value, Vector.Zero, rim);
        var distance = at.Origin.Length;
        if (distance < Detailed || !lit) at.Mesh(car.FrontLamps, Vector.Zero, _lens);
        if (distance < Detailed || lit) at.Mesh(car.Bulbs, Vector.Zero, lit ? _frontLit : _reflector);
        at.Mesh(car.RearLamps, Vector.Zero, lit ? _rearLit : _red);
        if (distance > Detailed) return;
        var plate = random.Pick(_plates).Value;
        at.Box((0, shape.Y(0) - 0.022, shape.Clearance + 0.2), (0.52, 0.02, 0.11), plate);
        at.Box((0, shape.Y(1) + 0.008, random.Chance(0.5) ? shape.Clearance + 0.24 : shape.TopAt(1) - 0.12),
            (0.52, 0.02, 0.11), plate);
    }

    private static CarGlass Panes(CarShape shape, bool driven, double mirror)
    {
        var (front, tail) = (shape.Y(shape.ScreenTop), shape.Y(shape.TailTop));
        var (seat, back) = (front + (shape.ClosedTail ? 0.1 : 0.5), Math.Max(front + 1.3, tail - 0.15));
        return new(shape.Waist, shape.Height, shape.Width, seat, back, driven, mirror);
    }
}
