using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>How a cloth is made or printed.</summary>
internal enum FabricPattern
{
    /// <summary>One colour.</summary>
    Weave,

    /// <summary>Stripes along v.</summary>
    Stripes,

    /// <summary>Crossing stripes.</summary>
    Checks,

    /// <summary>Rows of loops.</summary>
    Knit,

    /// <summary>Round dots in rows.</summary>
    Dots,
}

/// <summary>Cloth: sofas, curtains, bedding, clothes.</summary>
/// <param name="ground">albedo</param>
/// <param name="figure">albedo of the pattern</param>
/// <param name="pattern">how it is made</param>
/// <param name="period">after which the pattern repeats, metres</param>
/// <param name="thread">metres; 0.002 fine .. 0.008 wool</param>
/// <param name="translucency">0 upholstery .. 0.5 thin curtain</param>
internal sealed class Fabric(
    Color ground, Color figure, FabricPattern pattern = FabricPattern.Weave, double period = 0.06,
    double thread = 0.003,
    double translucency = 0) : Material
{
    public override Color Mean => ground.Mixed(figure, Share(pattern));

    /// <summary>Upholstery or bedding: mostly plain.</summary>
    public static Fabric Draw(SeededRandom random)
    {
        var ground = Palette.Fabric(random);
        var pattern = random.Chance(0.65)
            ? FabricPattern.Weave
            : random.Pick(FabricPattern.Stripes, FabricPattern.Checks, FabricPattern.Knit, FabricPattern.Dots);
        var figure = random.Chance(0.5) ? ground * random.Between(0.5, 0.85) : Palette.Fabric(random);
        return new(ground, figure, pattern, random.LogBetween(0.02, 0.15), random.LogBetween(0.002, 0.007));
    }

    /// <summary>A curtain.</summary>
    public static Fabric DrawCurtain(SeededRandom random)
    {
        var ground = random.Chance(0.4) ? Color.Gray(random.Between(0.6, 0.8)) : Palette.Fabric(random);
        var pattern = random.Chance(0.75) ? FabricPattern.Weave : FabricPattern.Stripes;
        return new(ground, ground * random.Between(0.5, 0.9), pattern, random.LogBetween(0.04, 0.2), 0.002,
            random.Between(0.15, 0.5));
    }

    /// <summary>Clothes.</summary>
    public static Fabric DrawClothes(SeededRandom random)
    {
        var ground = Palette.Clothes(random);
        var pattern = random.Chance(0.7)
            ? FabricPattern.Weave : random.Pick(FabricPattern.Stripes, FabricPattern.Checks, FabricPattern.Knit);
        var figure = pattern == FabricPattern.Knit ? ground * 0.7 : Palette.Clothes(random);
        return new(ground, figure, pattern, random.LogBetween(0.015, 0.08), 0.002);
    }

    /// <summary>Wicker, rattan, rush.</summary>
    public static Fabric DrawWicker(SeededRandom random)
    {
        var (spring, autumn) = Palette.Wood(random);
        return new(spring, autumn, FabricPattern.Knit, random.Between(0.06, 0.12), random.Between(0.006, 0.012));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 191);
        var share = Figure(face.U, face.V, at.Footprint);
        var cloth = Vectors.Mix(Vectors.All(ground), Vectors.All(figure), share);
        var light = Floats.One + (NoiseFractal.Plane(face.U, face.V, 0.4, 2, at.Footprint, salt) * LaneMath.All(0.09f));
        var kept = Noise.Kept(at.Footprint, thread);
        if (!Vector512.EqualsAll(kept, Floats.Zero))
        {
            // Over and under by turns: the product of two waves is the height, its slopes the bumps.
            var scale = LaneMath.All(0.5 / thread);
            var (x, y) = (face.U * scale, face.V * scale);
            var (a, b) = (LaneMath.SinTurns(x), LaneMath.SinTurns(y));
            light += a * b * kept * LaneMath.All(0.14f);
            light += Noise.Value(face.U * LaneMath.All(60f), face.V * LaneMath.All(900f), salt + 3) * kept
                * LaneMath.All(0.1f);
            var slope = kept * LaneMath.All(0.4f);
            surface.LocalNormal = face.Tilted(surface.LocalNormal, LaneMath.CosTurns(x) * b * slope,
                LaneMath.CosTurns(y) * a * slope);
        }
        surface.Albedo = cloth * Vector512.Min(light, LaneMath.All(1.15f));
        surface.Roughness = LaneMath.All(0.9f);
        surface.Translucency = LaneMath.All(translucency);
    }

    private static double Share(FabricPattern pattern) => pattern switch
    {
        FabricPattern.Weave => 0,
        FabricPattern.Stripes => 0.4,
        FabricPattern.Checks => 0.35,
        FabricPattern.Knit => 0.3,
        // π·0.25²
        _ => 0.19635,
    };

    private Floats Figure(Floats u, Floats v, Floats footprint) => pattern switch
    {
        FabricPattern.Weave => Floats.Zero,
        FabricPattern.Stripes => Pattern.Bands(u, period, 0.4 * period, footprint),
        FabricPattern.Checks => LaneMath.All(0.5f)
            * (Pattern.Bands(u, period, 0.35 * period, footprint) + Pattern.Bands(v, period, 0.35 * period, footprint)),
        FabricPattern.Knit => Knit(u, v, footprint),
        _ => Dots(u, v, footprint),
    };

    /// <summary>Loops lean left and right of each rib: dark between them.</summary>
    private Floats Knit(Floats u, Floats v, Floats footprint)
    {
        var loop = 0.25 * period;
        var lean = Vector512.Abs(Pattern.FromMiddle(u * LaneMath.All(1 / loop))) * LaneMath.All(loop);
        return LaneMath.Mix(LaneMath.All(0.3f), Pattern.Bands(v + lean, 0.7 * loop, 0.21 * loop, footprint),
            Noise.Kept(footprint, loop));
    }

    private Floats Dots(Floats u, Floats v, Floats footprint)
    {
        var scale = LaneMath.All(1 / period);
        var (x, y) = (Pattern.FromMiddle(u * scale), Pattern.FromMiddle(v * scale));
        var radius = Vector512.Sqrt(Vector512.FusedMultiplyAdd(x, x, y * y));
        var dot = Floats.One - Pattern.Beyond(radius, LaneMath.All(0.25f), footprint * scale);
        return LaneMath.Mix(LaneMath.All(0.19635f), dot, Noise.Kept(footprint, period));
    }
}
