using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vehicles;

/// <summary>Two-wheelers, upright over the origin, front towards −y.</summary>
internal static class Cycle
{
    private static readonly Lazy<Mesh> _thickTyres = new(() => Pair(0.3, 0.065, 0.68));
    private static readonly Lazy<Mesh> _smallTyres = new(() => Pair(0.2, 0.055, 0.6));

    private static readonly Material _black = new Plain(Color.Gray(0.025), 0.1, 0.4);
    private static readonly Material _steel = new Plain(Color.Gray(0.45), 0.8, 0.2);

    /// <summary>A bicycle on its stand.</summary>
    public static void Bicycle(LocalFrame at, SeededRandom random) =>
        Vehicles.Bicycle.Add(at.Leaning(random.Between(-5, 5)).Turned(-90), random);

    /// <summary>A motorcycle on its stand, or with its rider.</summary>
    public static void Motorcycle(LocalFrame at, SeededRandom random, bool ridden = false)
    {
        at = at.Part("motorcycle").Leaning(ridden ? random.Normal(0, 2) : random.Between(-8, -3));
        if (ridden) Figure.Riding(at.At(0, 0.27, 0.43), true, random);
        var paint = CarPaint.Draw(random);
        at.Mesh(_thickTyres.Value, Vector.Zero, _black);
        foreach (var y in (ReadOnlySpan<double>)[-0.68, 0.68]) at.Bar((-0.03, y, 0.365), (0.03, y, 0.365), 0.2, _steel);
        at.Fitted(RoundedBox.Round, (0, -0.02, 0.48), (0.34, 0.5, 0.42), _black);
        at.Fitted(Balls.Pillow, (0, -0.2, 0.84), (0.32, 0.6, 0.3), paint);
        at.Fitted(Balls.Pillow, (0, 0.4, 0.8), (0.3, 0.72, 0.16), _black);
        at.Fitted(Balls.Pillow, (0, 0.72, 0.82), (0.2, 0.4, 0.14), paint);
        foreach (var side in (ReadOnlySpan<double>)[-0.1, 0.1])
        {
            at.Bar((side, -0.68, 0.36), (side, -0.45, 0.95), 0.025, _steel);
            at.Bar((side * 3.5, -0.3, 1.02), (side, -0.45, 0.97), 0.018, _black);
            at.Bar((side, 0.68, 0.36), (side, 0.1, 0.42), 0.025, _black);
        }
        at.Ball((0, -0.56, 0.88), (0.2, 0.16, 0.2), _steel);
        at.Fitted(RoundedBox.Soft, (0, -0.68, 0.7), (0.12, 0.5, 0.06), paint);
        at.Bar((0.16, 0.1, 0.33), (0.18, 0.8, 0.42), 0.05, _steel);
    }

    /// <summary>A motor scooter on its stand, or with its rider.</summary>
    public static void Scooter(LocalFrame at, SeededRandom random, bool ridden = false)
    {
        at = at.Part("scooter").Leaning(ridden ? random.Normal(0, 2) : random.Between(-7, -2));
        if (ridden) Figure.Riding(at.At(0, 0.28, 0.4), false, random);
        var paint = CarPaint.Draw(random);
        at.Mesh(_smallTyres.Value, Vector.Zero, _black);
        at.Fitted(Balls.SoftCube, (0, 0.42, 0.52), (0.36, 0.8, 0.5), paint);
        at.Fitted(Balls.Pillow, (0, 0.36, 0.79), (0.28, 0.72, 0.14), _black);
        at.Fitted(RoundedBox.Soft, (0, -0.1, 0.33), (0.34, 0.5, 0.1), paint);
        at.At(0, -0.4, 0.6).Tilted(-18).Fitted(RoundedBox.Round, Vector.Zero, (0.4, 0.1, 0.7), paint);
        at.Fitted(Balls.SoftCube, (0, -0.42, 0.98), (0.26, 0.2, 0.2), paint);
        at.Bar((-0.32, -0.3, 1.02), (0.32, -0.3, 1.02), 0.018, _black);
        at.Ball((0, -0.53, 0.97), (0.14, 0.06, 0.14), _steel);
        at.Fitted(RoundedBox.Soft, (0, -0.6, 0.42), (0.15, 0.36, 0.08), paint);
        at.Bar((0, -0.6, 0.25), (0, -0.42, 0.7), 0.035, _black);
    }

    private static Mesh Pair(double radius, double thickness, double axle)
    {
        var builder = new MeshBuilder();
        var ring = Tube.Torus(radius, thickness, 24, 6);
        foreach (var y in (ReadOnlySpan<double>)[-axle, axle])
            builder.Add(ring, Affine.Move((0, y, radius + thickness)).Of(Affine.Turn((0, 1, 0), 90)));
        return builder.Build();
    }
}
