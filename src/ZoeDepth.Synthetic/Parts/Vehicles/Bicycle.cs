using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vehicles;

/// <summary>A bicycle along x, its front to +x; it stands upright over its origin, 1.75 m long.</summary>
internal static class Bicycle
{
    private const double Wheel = 0.34;
    private const double Base = 0.52;

    private static readonly Lazy<Mesh> _tyres = new(() => Pair(Tube.Torus(Wheel - 0.018, 0.018, 28, 6)));

    private static readonly Lazy<Mesh> _rims = new(() =>
    {
        var builder = new MeshBuilder();
        builder.Add(Tube.Torus(Wheel - 0.042, 0.009, 28, 5)).Add(Tube.Along([(0, 0, -0.05), (0, 0, 0.05)], 0.018, 8));
        for (var spoke = 0; spoke < 14; spoke++)
        {
            var angle = 2 * Math.PI * spoke / 14;
            builder.Add(Tube.Along([(0, 0, spoke % 2 == 0 ? 0.02 : -0.02),
                ((Wheel - 0.045) * PortableMath.Cos(angle), (Wheel - 0.045) * PortableMath.Sin(angle), 0)], 0.0016, 3));
        }
        return Pair(builder.Build());
    });

    private static readonly Lazy<Mesh> _frame = new(() =>
    {
        Vector rear = (-Base, 0, Wheel), pedals = (-0.08, 0, 0.29), seat = (-0.23, 0, 0.82), headTop = (0.33, 0, 0.86),
            headLow = (0.37, 0, 0.72),
            front = (Base, 0, Wheel);
        var builder = new MeshBuilder();
        void Bar(Vector a, Vector b, double radius) => builder.Add(Tube.Along([a, b], radius, 8));
        Bar(pedals, seat, 0.016);
        Bar(seat + new Vector(0.02, 0, -0.06), headTop + new Vector(0, 0, -0.02), 0.016);
        Bar(pedals, headLow, 0.02);
        Bar(headTop, headLow, 0.021);
        foreach (var y in (ReadOnlySpan<double>)[-0.05, 0.05])
        {
            Bar(pedals + new Vector(0, y / 3, 0), rear + new Vector(0, y, 0), 0.009);
            Bar(seat + new Vector(0.01, y / 3, -0.07), rear + new Vector(0, y, 0), 0.008);
            builder.Add(
                Tube.Along(Curve.Through([headLow + new Vector(0, y, 0), (0.44, y, 0.52), front + new Vector(0, y, 0)],
                    3), 0.011, 6));
        }
        return builder.Build();
    });

    private static readonly Lazy<Mesh> _metal = new(() => new MeshBuilder()
        .Add(Tube.Along([(-0.23, 0, 0.82), (-0.26, 0, 0.94)], 0.013, 8))
        .Add(Tube.Along([(0.33, 0, 0.86), (0.31, 0, 0.98)], 0.014, 8))
        .Add(Tube.Along(
            Curve.Through([(0.2, -0.29, 1.01), (0.27, -0.2, 1.02), (0.32, 0, 0.98), (0.27, 0.2, 1.02),
                (0.2, 0.29, 1.01)], 3), 0.011, 6))
        .Add(Tube.Torus(0.085, 0.006, 20, 5), Affine.Move((-0.08, 0.045, 0.29)).Of(Affine.Turn((1, 0, 0), 90)))
        .Add(Tube.Along([(-0.08, 0.07, 0.29), (0.02, 0.08, 0.15)], 0.009, 6))
        .Add(Tube.Along([(-0.08, -0.07, 0.29), (-0.18, -0.08, 0.43)], 0.009, 6)).Build());

    private static readonly Lazy<Mesh> _black = new(() => new MeshBuilder()
        .Add(Balls.SuperEllipsoid(0.8, 0.9, 5), new((0.13, 0, 0), (0, 0.07, 0), (0, 0, 0.03), (-0.27, 0, 0.96)))
        .Add(Tube.Along([(0.21, -0.29, 1.01), (0.13, -0.3, 1)], 0.017, 6))
        .Add(Tube.Along([(0.21, 0.29, 1.01), (0.13, 0.3, 1)], 0.017, 6))
        .Add(Tube.Along([(0.02, 0.07, 0.15), (0.02, 0.17, 0.15)], 0.022, 6))
        .Add(Tube.Along([(-0.18, -0.07, 0.43), (-0.18, -0.17, 0.43)], 0.022, 6)).Build());

    /// <summary>Stands over the origin; tilt the place to lean it.</summary>
    public static void Add(LocalFrame at, SeededRandom random)
    {
        at = at.Part("bicycle").Scaled(random.Between(0.85, 1.03));
        var black = new Plain(Color.Gray(0.02), 0.1, 0.4);
        at.Mesh(_tyres.Value, Vector.Zero, black);
        at.Mesh(_rims.Value, Vector.Zero, Everyday.Steel(random));
        at.Mesh(_frame.Value, Vector.Zero,
            new Plain(random.Chance(0.3) ? Color.Gray(random.Between(0.02, 0.7)) : Everyday.Vivid(random), 0.35, 0.15,
                0.02));
        at.Mesh(_metal.Value, Vector.Zero, Everyday.Steel(random));
        at.Mesh(_black.Value, Vector.Zero, random.Chance(0.7) ? black : new Plain(Color.Srgb(110, 65, 35), 0.1, 0.4));
        if (random.Chance(0.2))
            at.Fitted(RoundedBox.Soft, (0.5, 0, 0.92), (0.28, 0.36, 0.24), Fabric.DrawWicker(random));
    }

    /// <summary>One mesh at both axles, its axis turned to y.</summary>
    private static Mesh Pair(Mesh wheel)
    {
        var turn = Affine.Turn((1, 0, 0), 90);
        return new MeshBuilder().Add(wheel, Affine.Move((-Base, 0, Wheel)).Of(turn))
            .Add(wheel, Affine.Move((Base, 0, Wheel)).Of(turn)).Build();
    }
}
