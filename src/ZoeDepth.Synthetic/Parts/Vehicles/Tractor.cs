using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vehicles;

/// <summary>Farm tractors, their middle over the origin, front towards −y.</summary>
internal static class Tractor
{
    private static readonly Material _black = new Plain(Color.Gray(0.02), 0.1, 0.5);
    private static readonly Material _lens = new Plain(Color.Gray(0.55), 0.7, 0.08);
    private static readonly Material _glass = new CarGlass(-0.7, 0.7, 1.5, 0.25, 5, true, 0);

    /// <summary>A thick tyre of radius 1 about z with lugs across its tread, the outside up.</summary>
    private static readonly Lazy<Mesh> _tyre = new(() =>
    {
        var builder = new MeshBuilder().Add(Lathe.Turned(
            [(0, -0.3), (0.7, -0.32), (0.9, -0.3), (0.95, -0.2), (0.95, 0.2), (0.9, 0.3), (0.7, 0.32), (0.58, 0.26),
                (0.54, 0.1), (0, 0.08)], 22));
        for (var i = 0; i < 20; i++)
        {
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            {
                builder.Add(RoundedBox.Crisp, Affine.Turn((0, 0, 1), (18 * i) + (4.5 * side))
                    .Of(Affine.Move((0.94, 0, 0.14 * side)))
                    .Of(Affine.Turn((1, 0, 0), 32 * side)).Of(Affine.Scale((0.13, 0.07, 0.36))));
            }
        }
        return builder.Build(40);
    });

    private static readonly Lazy<Mesh> _rim = new(() => Lathe.Turned(
        [(0.6, 0.1), (0.6, 0.27), (0.56, 0.29), (0.52, 0.2), (0.2, 0.12), (0.18, 0.2), (0, 0.2)], 20, 30));

    /// <summary>A third of a mudguard over a wheel of radius 1 about x, 1 wide.</summary>
    private static readonly Lazy<Mesh> _guard = new(() =>
    {
        var arc = Curve.Arc(Vector.Zero, (0, 1, 0), (0, 0, 1), 1.1, 10, 150, 9);
        var builder = new MeshBuilder();
        builder.Sheet(arc.Length - 1, 1, (column, row) => arc[column] + new Vector(row - 0.5, 0, 0));
        builder.Sheet(arc.Length - 1, 1, (column, row) => (arc[column] * 0.97) + new Vector(0.5 - row, 0, 0));
        return builder.Build(40);
    });

    /// <summary>A farm tractor with its driver.</summary>
    public static void Add(LocalFrame at, SeededRandom random)
    {
        at = at.Part("tractor").Scaled(random.Between(0.9, 1.15));
        var color = random.Pick(Color.Srgb(40, 110, 45), Color.Srgb(170, 25, 20), Color.Srgb(40, 80, 150),
            Color.Srgb(200, 120, 20));
        var paint = new CarPaint(color, random.Between(0.1, 0.6), 0);
        var rim = new Plain(random.Pick(Color.Srgb(220, 190, 40), Color.Gray(0.6), color), 0.2, 0.3);
        // Engine and gearbox below, the bonnet with its grille and lamps above.
        at.Fitted(RoundedBox.Soft, (0, -0.6, 0.8), (0.55, 2.9, 0.45), _black);
        at.Fitted(RoundedBox.Fitting((0.72, 1.95, 0.6), 0.16), (0, -1.1, 1.28), (0.72, 1.95, 0.6), paint);
        at.Box((0, -2.075, 1.26), (0.5, 0.03, 0.42), _black);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            at.Fitted(RoundedBox.Soft, (side * 0.24, -2.07, 1.5), (0.18, 0.06, 0.09), _lens);
            for (var i = 0; i < 3; i++) at.Box((side * 0.355, -1.5 + (0.25 * i), 1.26), (0.02, 0.18, 0.3), _black);
            Wheel(at.At(side * 0.88, 0.75, 0.86), side, 0.86, rim);
            Wheel(at.At(side * 0.8, -1.5, 0.56), side, 0.56, rim);
            at.At(side * 0.92, 0.75, 0.86).Scaled(0.5, 0.86, 0.86).Mesh(_guard.Value, Vector.Zero, paint);
            at.At(side * 0.8, -1.5, 0.56).Scaled(0.34, 0.6, 0.6).Mesh(_guard.Value, Vector.Zero, _black);
            at.Box((side * 0.66, -0.25, 0.75), (0.36, 0.4, 0.06), _black);
            at.Bar((side * 0.78, -0.2, 1.95), (side * 1.05, -0.25, 2.05), 0.016, _black);
            at.Fitted(RoundedBox.Soft, (side * 1.08, -0.25, 2), (0.2, 0.06, 0.34), _black);
            at.Fitted(RoundedBox.Soft, (side * 0.6, -0.28, 2.72), (0.14, 0.06, 0.1), _lens);
        }
        at.Bar((0, -1.7, 0.56), (0, -1.3, 0.56), 0.12, _black);
        // The cab: panes between posts under a broad roof.
        at.Fitted(RoundedBox.Soft, (0, 0.55, 1.25), (1.1, 1.5, 0.5), _black);
        at.Box((0, 0.55, 2.05), (1.44, 1.44, 1.3), _glass);
        at.Fitted(RoundedBox.Fitting((1.66, 1.8, 0.2), 0.08), (0, 0.52, 2.78), (1.66, 1.8, 0.2), paint);
        foreach (var x in (ReadOnlySpan<double>)[-0.71, 0.71])
        {
            foreach (var y in (ReadOnlySpan<double>)[-0.16, 0.62, 1.26])
                at.Box((x, y, 2.04), (0.08, 0.08, 1.4), _black);
        }
        at.Box((0, -0.16, 1.42), (1.4, 0.09, 0.08), _black);
        at.Bar((0.42, -0.5, 1.4), (0.42, -0.5, 2.5), 0.045, _black);
        at.Bar((-0.4, -0.05, 2.88), (-0.4, -0.05, 3), 0.06, new Plain(Color.Srgb(230, 130, 20), 0.4, 0.15));
        at.Box((0, 1.5, 0.6), (0.7, 0.5, 0.1), _black);
    }

    private static void Wheel(LocalFrame at, int side, double radius, Material rim)
    {
        var wheel = at.Turned(side > 0 ? 0 : 180).Leaning(90).Scaled(radius);
        wheel.Mesh(_tyre.Value, Vector.Zero, Vehicles.Wheel.Rubber);
        wheel.Mesh(_rim.Value, Vector.Zero, rim);
    }
}
