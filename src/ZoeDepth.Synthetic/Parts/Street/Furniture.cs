using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>
/// What a town puts on its pavements. Things stand on the origin; arms reach and boards face towards −y.
/// </summary>
internal static class Furniture
{
    private static readonly Material _steel = new Plain(Color.Gray(0.3), 0.4, 0.35);
    private static readonly Material _black = new Plain(Color.Gray(0.03), 0.1, 0.4);
    private static readonly Material _glass = new Plain(new(0.05, 0.06, 0.06), 0.5, 0.06, 0.05);
    private static readonly Material _lampGlass = new Plain(Color.Gray(0.7), 0.4, 0.2);

    private static readonly Lazy<Mesh> _arm = new(() => Tube.Along(
        Curve.Through([(0, 0, 0), (0, -0.05, 0.6), (0, -0.5, 1.1), (0, -1.6, 1.25)], 3), 0.045, 6));

    private static readonly Lazy<Mesh> _lantern = new(() => Lathe.Turned(
        [(0, 0), (0.1, 0.02), (0.19, 0.45), (0.24, 0.47), (0.1, 0.62), (0.04, 0.66), (0.03, 0.74), (0, 0.76)], 8));

    private static readonly Lazy<Mesh> _oldPost = new(() => Lathe.Turned(
        [(0.16, 0), (0.17, 0.1), (0.11, 0.2), (0.12, 0.7), (0.07, 0.85), (0.05, 1.2), (0.045, 3.4), (0.08, 3.45),
            (0.03, 3.6), (0, 3.61)], 10));

    private static readonly Lazy<Mesh> _bin =
        new(() => Lathe.Vessel([(0.17, 0), (0.21, 0.1), (0.24, 0.8), (0.26, 0.84)], 0.02, 0.5, 14));

    private static readonly Lazy<Mesh> _bollard = new(() =>
        Lathe.Turned([(0.09, 0), (0.07, 0.08), (0.06, 0.8), (0.075, 0.84), (0.06, 0.9), (0.03, 0.96), (0, 0.97)], 10));

    private static readonly Lazy<Mesh> _benchWood = Block.Made(builder =>
    {
        for (var i = 0; i < 4; i++) Block.Add(builder, (0, -0.2 + (0.12 * i), 0.45), (1.8, 0.095, 0.035));
        for (var i = 0; i < 3; i++) Block.Add(builder, (0, 0.24 + (0.035 * i), 0.6 + (0.13 * i)), (1.8, 0.035, 0.1));
    });

    private static readonly Lazy<Mesh> _benchLegs = Block.Made(builder =>
    {
        foreach (var x in (ReadOnlySpan<double>)[-0.75, 0.75])
        {
            Block.Add(builder, (x, -0.18, 0.215), (0.05, 0.05, 0.43));
            Block.Bar(builder, (x, 0.2, 0), (x, 0.34, 0.92), 0.05);
            Block.Add(builder, (x, 0, 0.42), (0.05, 0.44, 0.03));
        }
    });

    /// <summary>A street lamp on a pole; its arm reaches over the road.</summary>
    public static void Lamp(LocalFrame at, double height, bool old, bool lit)
    {
        at = at.Part("lamp");
        var bulb = lit ? new Glow(Color.Temperature(2600) * 5) : _lampGlass;
        if (old)
        {
            at.Mesh(_oldPost.Value, Vector.Zero, _black);
            at.Mesh(_lantern.Value, (0, 0, 3.6), bulb);
            at.Cone((0, 0, 4.06), (0, 0, 4.3), 0.25, 0.05, _black);
            if (lit) at.Lamp((0, 0, 3.9), 0.2, Color.Temperature(2700) * 6);
            return;
        }
        at.Cone(Vector.Zero, (0, 0, height), 0.09, 0.05, _steel);
        at.Bar(Vector.Zero, (0, 0, 1), 0.11, _steel);
        at.Mesh(_arm.Value, (0, 0, height - 0.05), _steel);
        at.Fitted(RoundedBox.Soft, (0, -1.85, height + 1.2), (0.26, 0.7, 0.13), _steel);
        at.Box((0, -1.9, height + 1.13), (0.2, 0.5, 0.03), bulb);
        if (lit) at.Lamp((0, -1.9, height + 1), 0.2, Color.Temperature(2600) * 22);
    }

    /// <summary>A traffic light at a height, with a pole.</summary>
    public static void TrafficLight(LocalFrame at, SeededRandom random)
    {
        at = at.Part("traffic light");
        at.Bar(Vector.Zero, (0, 0, 3.4), 0.06, _steel);
        at.Fitted(RoundedBox.Soft, (0, -0.12, 2.85), (0.3, 0.24, 0.95), _black);
        var on = random.Integer(0, 2);
        for (var i = 0; i < 3; i++)
        {
            var color = i switch
                { 0 => new Color(1.8, 0.1, 0.05), 1 => new Color(1.6, 0.8, 0.05), _ => new Color(0.1, 1.4, 0.7) };
            Material disc = i == on ? new Glow(color * 1.4) : new Plain(color * 0.03, 0.2, 0.2);
            at.Ball((0, -0.23, 3.14 - (0.29 * i)), (0.21, 0.06, 0.21), disc);
            at.Box((0, -0.3, 3.27 - (0.29 * i)), (0.24, 0.14, 0.02), _black);
        }
        at.Fitted(RoundedBox.Soft, (0, -0.1, 1.9), (0.2, 0.16, 0.45), _black);
    }

    /// <summary>A road sign: a disc, a triangle or a board.</summary>
    public static void Sign(LocalFrame at, SeededRandom random)
    {
        at = at.Part("sign");
        var height = random.Between(2.1, 2.6);
        at.Bar(Vector.Zero, (0, 0, height + 0.35), 0.03, _steel);
        var red = new Plain(Color.Srgb(200, 25, 25), 0.1, 0.3);
        var white = new Plain(Color.Gray(0.75), 0.1, 0.3);
        var blue = new Plain(Color.Srgb(20, 70, 160), 0.1, 0.3);
        switch (random.Integer(0, 4))
        {
            case 0:
                at.Bar((0, -0.035, height), (0, -0.055, height), 0.31, red);
                at.Bar((0, -0.04, height), (0, -0.06, height), 0.22, white);
                Words(at.At(0, -0.07, height - 0.08), 0.36, 0.13, _black, random);
                break;
            case 1:
                at.Fitted(Prism.Gable, (0, -0.045, height), (0.82, 0.02, 0.72), red);
                at.Fitted(Prism.Gable, (0, -0.05, height - 0.02), (0.54, 0.022, 0.48), white);
                break;
            case 2:
                at.Bar((0, -0.035, height), (0, -0.055, height), 0.31, blue);
                at.At(0, -0.062, height).Leaning(35).Box(Vector.Zero, (0.07, 0.01, 0.46), white);
                break;
            case 3:
                at.Bar((0, -0.035, height), (0, -0.055, height), 0.31, red);
                at.Box((0, -0.06, height), (0.44, 0.012, 0.1), white);
                break;
            default:
                at.Box((0, -0.045, height), (0.6, 0.02, 0.6), blue);
                Words(at.At(0, -0.062, height - 0.1), 0.52, 0.14, white, random);
                break;
        }
    }

    private static void Words(LocalFrame at, double width, double height, Material material, SeededRandom random)
    {
        var word = Lettering.Sign(random);
        at.Mesh(word, Vector.Zero, material, Math.Min(height, width / word.Bounds.Size.X));
    }

    /// <summary>A post that keeps cars off.</summary>
    public static void Bollard(LocalFrame at) => at.Part("bollard").Mesh(_bollard.Value, Vector.Zero, _black);

    /// <summary>A litter bin.</summary>
    public static void LitterBin(LocalFrame at, SeededRandom random) =>
        at.Part("bin").Mesh(_bin.Value, Vector.Zero,
            new Plain(random.Chance(0.5) ? Color.Srgb(40, 80, 50) : random.Chance(0.5)
                ? Color.Gray(0.08) : Color.Srgb(220, 120, 30), 0.1, 0.4));

    /// <summary>A bin on two wheels, as houses have them.</summary>
    public static void WheelieBin(LocalFrame at, SeededRandom random)
    {
        at = at.Part("bin");
        var body = new Plain(random.Pick(Color.Gray(0.04), Color.Srgb(45, 90, 55), Color.Srgb(90, 65, 45),
            Color.Srgb(35, 70, 130)), 0.1, 0.4);
        var lid = new Plain(random.Pick(Color.Gray(0.04), Color.Srgb(220, 190, 40), Color.Srgb(40, 80, 160),
            Color.Srgb(60, 110, 60)), 0.1, 0.4);
        var large = random.Chance(0.2) ? 2.2 : 1;
        at.Fitted(RoundedBox.Soft, (0, 0, 0.53), (0.55 * large, 0.62, 0.95), body);
        at.At(0, 0, 1.03).Tilted(4).Fitted(RoundedBox.Round, Vector.Zero, (0.6 * large, 0.72, 0.1), lid);
        foreach (var x in (ReadOnlySpan<double>)[-0.22, 0.22])
            at.Bar(((x * large) - 0.03, 0.3, 0.1), ((x * large) + 0.03, 0.3, 0.1), 0.1, _black);
        at.Bar((-0.25 * large, 0.4, 1), (0.25 * large, 0.4, 1), 0.018, body);
    }

    /// <summary>A bench of boards.</summary>
    public static void Bench(LocalFrame at, SeededRandom random)
    {
        at.Part("bench").Mesh(_benchWood.Value, Vector.Zero, Wood.Draw(random));
        at.Part("bench").Mesh(_benchLegs.Value, Vector.Zero, _black);
    }

    /// <summary>A shelter with a bench and a poster; open towards −y.</summary>
    public static void BusStop(LocalFrame at, SeededRandom random)
    {
        at = at.Part("bus stop");
        foreach (var (x, y) in (ReadOnlySpan<(double, double)>)[(-1.9, 0.6), (1.9, 0.6), (-1.9, -0.6), (1.9, -0.6)])
            at.Bar((x, y, 0), (x, y, 2.4), 0.04, _black);
        at.Box((0, 0, 2.46), (4.2, 1.7, 0.1), _black);
        foreach (var x in (ReadOnlySpan<double>)[-1.25, 0, 1.25]) at.Box((x, 0.6, 1.25), (1.18, 0.02, 1.9), _glass);
        at.Fitted(RoundedBox.Crisp, (1.9, 0, 1.15), (0.12, 1.15, 1.9), _black);
        foreach (var side in (ReadOnlySpan<double>)[-0.065, 0.065])
            at.Box((1.9 + side, 0, 1.2), (0.012, 0.98, 1.6), Posters.Draw(random, 1, 1.62));
        at.Box((-0.3, 0.4, 0.46), (2.2, 0.35, 0.05), Wood.Draw(random));
        at.Bar((-2.4, -0.6, 0), (-2.4, -0.6, 2.7), 0.035, _steel);
        at.Box((-2.4, -0.64, 2.5), (0.4, 0.03, 0.45), new Plain(Palette.Paint(random)));
    }

    /// <summary>A round column for posters.</summary>
    public static void AdvertisingColumn(LocalFrame at, SeededRandom random)
    {
        at = at.Part("column");
        var dark = new Plain(Color.Srgb(40, 70, 55), 0.1, 0.4);
        at.Bar(Vector.Zero, (0, 0, 0.35), 0.68, dark);
        at.Bar((0, 0, 0.3), (0, 0, 2.9), 0.62,
            Posters.Draw(random, random.Pick(0.42, 0.55), random.Pick(0.6, 0.8, 1.1)));
        at.Bar((0, 0, 2.85), (0, 0, 3.05), 0.74, dark);
        at.Cone((0, 0, 3.05), (0, 0, 3.5), 0.7, 0.05, dark);
    }

    /// <summary>A cabinet for cables.</summary>
    public static void Cabinet(LocalFrame at, SeededRandom random) =>
        at.Part("cabinet").Fitted(RoundedBox.Crisp, (0, 0, 0.6), (random.Between(0.7, 1.4), 0.4, 1.2),
            new Plain(random.Chance(0.7) ? Color.Gray(0.35) : Color.Srgb(60, 80, 60)));

    /// <summary>Wires over a street, hanging through, from (−half, y) to (half, y).</summary>
    public static void Wires(LocalFrame at, double half, double height)
    {
        for (var i = 0; i < 6; i++)
        {
            double Sag(int step) => height - (1.6 * step * (6 - step) / 36.0 * (half / 10));
            at.Part("wire")
                .Bar((((i / 3.0) - 1) * half, 0, Sag(i)), ((((i + 1) / 3.0) - 1) * half, 0, Sag(i + 1)), 0.012, _black);
        }
    }

    /// <summary>A wooden pole with cross arms and three wires along y.</summary>
    public static void TelegraphPole(LocalFrame at, double spacing, SeededRandom random)
    {
        at = at.Part("pole");
        var (spring, autumn) = Palette.Wood(random);
        at.Cone(Vector.Zero, (0, 0, 7.5), 0.13, 0.09, new Wood(spring * 0.5, autumn * 0.5, 2));
        at.Box((0, 0, 7.1), (1.8, 0.1, 0.1), _black);
        foreach (var x in (ReadOnlySpan<double>)[-0.8, 0, 0.8])
        {
            at.Bar((x, 0, 7.1), (x, 0, 7.35), 0.04, _lampGlass);
            at.Bar((x, 0, 7.33), (x, spacing / 2, 6.8), 0.012, _black);
            at.Bar((x, spacing / 2, 6.8), (x, spacing, 7.33), 0.012, _black);
        }
    }
}
