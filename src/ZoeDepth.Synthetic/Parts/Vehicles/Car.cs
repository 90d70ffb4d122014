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
        }.Select(shape => new Lazy<CarBody>(() => new CarBody(shape))),
    ];

    /// <summary>Mirror images cost a ray each: only cars within this many metres of the world's origin, where cameras stand, have them.</summary>
    private const double Mirrored = 13;

    private static readonly Material _glass = new Plain(Color.Gray(0.018), 0.5, 0.06, 0.09);
    private static readonly Material _farGlass = new Plain(Color.Gray(0.035), 0.7, 0.06);
    private static readonly Material _black = new Plain(Color.Gray(0.02), 0.1, 0.5);
    private static readonly Material _red = new Plain(Color.Srgb(130, 8, 10), 0.4, 0.1);
    private static readonly Material _lens = new Plain(Color.Gray(0.55), 0.7, 0.08);
    private static readonly Material _frontLit = new Glow(Color.Temperature(5200) * 6);
    private static readonly Material _rearLit = new Glow(new(1.6, 0.03, 0.02));
    private static readonly Material _plate = new Plain(Color.Gray(0.75));
    private static readonly Material _yellowPlate = new Plain(Color.Srgb(235, 190, 40));

    /// <summary>A car of any kind: mostly small and middle ones.</summary>
    /// <param name="at">the ground below its middle</param>
    /// <param name="random">kind, colour and wheels</param>
    /// <param name="lit">whether its lamps are on</param>
    public static void Any(Place at, SeededRandom random, bool lit = false)
    {
        var kind = random.Unit() switch { < 0.26 => 0, < 0.46 => 1, < 0.6 => 2, < 0.76 => 3, < 0.85 => 4, < 0.91 => 5, < 0.96 => 6, _ => 7 };
        Add(at, kind, random, lit);
    }

    /// <summary>A delivery van or a minibus.</summary>
    public static void Van(Place at, SeededRandom random, bool lit = false) => Add(at, random.Chance(0.7) ? 5 : 6, random, lit);

    /// <summary>Length of the longest car, metres.</summary>
    public const double LongestLength = 5.3;

    private static void Add(Place at, int kind, SeededRandom random, bool lit)
    {
        var car = _cars[kind].Value;
        var shape = car.Shape;
        var size = random.Between(0.96, 1.04);
        at = at.Part("car").Scaled(size, size, size * random.Between(0.98, 1.02));
        var near = at.Origin.Length < Mirrored;
        var color = kind == 5 && random.Chance(0.6) ? Color.Gray(0.72) : Palette.Car(random);
        var paint = new CarPaint(color, random.Chance(0.3) ? random.Between(0.2, 0.8) : 0.05, near ? 0.06 : 0);
        at.Mesh(car.Paint, Vector.Zero, paint);
        at.Mesh(car.Glass, Vector.Zero, near ? _glass : _farGlass);
        at.Mesh(car.Trim, Vector.Zero, _black);

        var design = kind == 5 ? Wheel.Designs - 1 : random.Integer(0, Wheel.Designs - 1);
        var rim = new Plain(Color.Gray(random.Pick(0.3, 0.4, 0.25, 0.05)), 0.7, 0.25);
        at.Mesh(car.Tyres, Vector.Zero, Wheel.Rubber);
        at.Mesh(car.Rims[design].Value, Vector.Zero, rim);
        at.Mesh(car.FrontLamps, Vector.Zero, lit ? _frontLit : _lens);
        at.Mesh(car.RearLamps, Vector.Zero, lit ? _rearLit : _red);
        var plate = random.Chance(0.2) ? _yellowPlate : _plate;
        at.Box((0, shape.Y(0) - 0.022, shape.Clearance + 0.2), (0.52, 0.02, 0.11), plate);
        at.Box((0, shape.Y(1) + 0.008, random.Chance(0.5) ? shape.Clearance + 0.24 : shape.TopAt(1) - 0.12), (0.52, 0.02, 0.11), plate);
    }
}
