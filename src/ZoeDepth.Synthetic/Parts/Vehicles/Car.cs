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
            CarShape.Hatchback, CarShape.Saloon, CarShape.Estate, CarShape.OffRoader, CarShape.SmallCar, CarShape.Van, CarShape.Minibus, CarShape.Pickup,
        }.Select(shape => new Lazy<CarBody>(() => new CarBody(shape))),
    ];

    private static readonly Material _glass = new Plain(Color.Gray(0.018), 0.5, 0.06, 0.09);
    private static readonly Material _black = new Plain(Color.Gray(0.02), 0.1, 0.5);
    private static readonly Material _red = new Plain(Color.Srgb(130, 8, 10), 0.4, 0.1);
    private static readonly Material _lens = new Plain(Color.Gray(0.55), 0.7, 0.08, 0.1);
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
        var paint = kind == 5 && random.Chance(0.6) ? new CarPaint(Color.Gray(0.72)) : CarPaint.Draw(random);
        at.Mesh(car.Paint, Vector.Zero, paint);
        at.Mesh(car.Glass, Vector.Zero, _glass);
        at.Mesh(car.Trim, Vector.Zero, _black);

        var design = kind == 5 ? Wheel.Designs - 1 : random.Integer(0, Wheel.Designs - 1);
        var rim = new Plain(Color.Gray(random.Pick(0.3, 0.4, 0.25, 0.05)), 0.7, 0.25);
        var outside = (shape.Width / 2) - 0.035 - (shape.WheelRadius * Wheel.HalfWidth);
        foreach (var axle in (ReadOnlySpan<double>)[shape.FrontAxle, shape.RearAxle])
        {
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            {
                Wheel.Add(at.At(side * outside, shape.Y(axle), shape.WheelRadius).Turned(side > 0 ? 0 : 180), shape.WheelRadius, design, rim);
            }
        }
        Lamps(at, car, lit);
        var plate = random.Chance(0.2) ? _yellowPlate : _plate;
        at.Box((0, shape.Y(0) - 0.022, shape.Clearance + 0.2), (0.52, 0.02, 0.11), plate);
        at.Box((0, shape.Y(1) + 0.008, random.Chance(0.5) ? shape.Clearance + 0.24 : shape.TopAt(1) - 0.12), (0.52, 0.02, 0.11), plate);
    }

    private static void Lamps(Place at, CarBody car, bool lit)
    {
        var shape = car.Shape;
        var (front, rear) = (lit ? new Glow(Color.Temperature(5200) * 6) : _lens, lit ? new Glow(new(1.6, 0.03, 0.02)) : _red);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var nose = shape.TopAt(0.02) - 0.075;
            at.At(side * (car.HalfWidth(0.02) - 0.15), shape.Y(0.012) + 0.1, nose).Turned(side * 24).Tilted(-14)
                .Fitted(RoundedBox.Round, Vector.Zero, (0.36, 0.22, 0.13), front);
            var high = shape.TopAt(0.985) - 0.02;
            var tall = shape.Height > 1.9 ? 0.32 : shape.TailTop > 0.8 ? 0.24 : 0.15;
            at.At(side * (car.HalfWidth(0.99) - 0.12), shape.Y(1) - 0.07, high - (tall / 2) - 0.06).Turned(-side * 12)
                .Fitted(RoundedBox.Round, Vector.Zero, (shape.Height > 1.9 ? 0.16 : 0.27, 0.19, tall), rear);
        }
    }
}
