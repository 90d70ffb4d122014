using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Garage;

/// <summary>
/// Hand tools: hanging down from their origin before a wall at y = 0, or lying; long ones lean against a wall.
/// </summary>
internal static class Tools
{
    private static readonly Lazy<Mesh> _blade =
        new(() => Prism.Extruded([(-0.055, -0.42), (0.02, -0.42), (0.05, -0.1), (-0.05, -0.1)]));

    private static readonly Lazy<Mesh> _spanner = new(() => new MeshBuilder()
        .Add(Tube.Along([(0, 0, -0.02), (0, 0, -0.2)], 0.009, 6))
        .Add(Tube.Torus(0.016, 0.006, 12, 6), Affine.Move((0, 0, -0.012)).Of(Affine.Turn((1, 0, 0), 90)))
        .Add(Tube.Along(Curve.Arc((0, 0, -0.215), (1, 0, 0), (0, 0, 1), 0.017, -50, 230, 8), 0.007, 6)).Build());

    /// <summary>One of a hammer, a saw, spanners, pliers, a screwdriver, a level, a brush, a coil of cable.</summary>
    public static void Hanging(LocalFrame at, SeededRandom random, bool small = false)
    {
        at = at.Part("tool");
        var (steel, grip) = (Everyday.Steel(random), new Plain(Everyday.Vivid(random), 0.1, 0.4));
        var wood = Wood.Draw(random, 2);
        switch (random.Integer(small ? 3 : 0, 7))
        {
            case 0:
                at.Bar((0, 0, 0.01), (0, 0, -0.28), 0.013, random.Chance(0.5) ? wood : grip);
                at.Fitted(RoundedBox.Fitting((0.11, 0.028, 0.028), 0.006), (0, 0, 0.01), (0.11, 0.028, 0.028), steel);
                break;
            case 1:
                at.Scaled(1, 0.003, 1).Mesh(_blade.Value, (0, 0, 0), steel);
                at.Fitted(RoundedBox.Round, (0, 0, -0.05), (0.11, 0.025, 0.12), wood);
                break;
            case 2:
                at.Box((0, -0.005, -0.2), (0.03, 0.03, 0.42),
                    new Plain(random.Chance(0.5) ? Color.Srgb(225, 180, 20) : Everyday.Vivid(random), 0.2, 0.3));
                break;
            case 3:
                at.Mesh(_spanner.Value, Vector.Zero, steel, random.Between(0.6, 1.2));
                break;
            case 4:
                at.Bar((0, 0, 0), (0, 0, -0.1), 0.014, grip);
                at.Bar((0, 0, -0.1), (0, 0, -0.21), 0.004, steel);
                break;
            case 5:
                foreach (var side in (ReadOnlySpan<double>)[-1, 1])
                {
                    at.Bar((side * 0.03, 0, -0.15), (side * 0.008, 0, -0.04), 0.009, grip);
                    at.Bar((side * 0.008, 0, -0.04), (side * 0.003, 0, 0.02), 0.009, steel);
                }
                break;
            case 6:
                at.At(0, -0.01, -0.08).Tilted(90).Mesh(_coil.Value, Vector.Zero, grip, 0.8);
                break;
            default:
                at.Bar((0, 0, 0), (0, 0, -0.12), 0.01, wood);
                at.Box((0, 0, -0.17), (0.07, 0.018, 0.1), Everyday.Dark(random));
                break;
        }
    }

    /// <summary>The same, lying.</summary>
    public static void Lying(LocalFrame at, SeededRandom random) =>
        Hanging(at.At(0, 0.08, 0.016).Turned(random.Between(-70, 70)).Tilted(-90), random, small: true);

    private static readonly Lazy<Mesh> _coil = new(() => new MeshBuilder()
        .Add(Tube.Torus(0.1, 0.012, 20, 6)).Add(Tube.Torus(0.092, 0.011, 20, 6),
            Affine.Move((0.006, 0.004, 0.018)))
            .Add(Tube.Torus(0.104, 0.011, 20, 6), Affine.Move((-0.004, 0.003, -0.018))).Build());

    /// <summary>A broom, a spade or a rake that leans at a wall at y = 0.</summary>
    public static void Leaning(LocalFrame at, SeededRandom random)
    {
        var here = at.Part("tool").At(0, -0.3).Leaning(random.Normal(0, 3)).Tilted(-11);
        var wood = Wood.Draw(random, 2);
        here.Bar((0, 0, 0.12), (0, 0, 1.45), 0.014, wood);
        switch (random.Integer(0, 2))
        {
            case 0:
                here.Fitted(RoundedBox.Crisp, (0, 0, 0.13), (0.35, 0.05, 0.05), wood);
                here.Box((0, 0, 0.06), (0.34, 0.06, 0.1), new Plaster(Everyday.Vivid(random), 0.3, 0.6, 0.006));
                break;
            case 1:
                here.At(0, 0, 0.17).Fitted(RoundedBox.Fitting((0.2, 0.02, 0.28), 0.01), Vector.Zero, (0.2, 0.015, 0.3),
                    Everyday.Steel(random));
                here.Bar((-0.06, 0, 1.46), (0.06, 0, 1.46), 0.014, wood);
                break;
            default:
                here.Bar((-0.18, 0, 0.13), (0.18, 0, 0.13), 0.012, Everyday.Steel(random));
                for (var i = 0; i < 10; i++)
                    here.Bar(((i - 4.5) * 0.038, 0, 0.13), ((i - 4.5) * 0.038, -0.03, 0.05), 0.004,
                        Everyday.Steel(random));
                break;
        }
    }
}
