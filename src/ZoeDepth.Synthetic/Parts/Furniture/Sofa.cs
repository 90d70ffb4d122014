using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>Sofas, armchairs and footstools: soft boxes with cushions, pillows and a throw.</summary>
internal static class Sofa
{
    /// <summary>How deep a sofa stands, metres; its back at the wall.</summary>
    public const double Depth = 0.92;

    /// <summary>
    /// Stands on the origin, about <see cref="Depth"/> deep and 0.85 high; with a corner part it reaches 0.75 further
    /// to the front at one end.
    /// </summary>
    /// <param name="at">where</param>
    /// <param name="width">metres: 0.85 an armchair .. 2.6</param>
    /// <param name="cover">fabric or leather</param>
    /// <param name="random">which</param>
    /// <param name="chaise">−1 or 1: at which end the corner part is; 0 for none</param>
    /// <returns>height of the seat, metres</returns>
    public static double Add(LocalFrame at, double width, Material cover, SeededRandom random, int chaise = 0)
    {
        at = at.Part(width > 1.2 ? "sofa" : "armchair");
        var (arm, armHeight, back, seat) =
            (random.Between(0.1, 0.24), random.Between(0.52, 0.66), random.Between(0.74, 0.9),
            random.Between(0.4, 0.46));
        var (low, soft) = (random.Between(0.04, 0.16), random.Between(0.03, 0.09));
        Soft(at, (0, 0, (low + seat - 0.13) / 2), (width - 0.02, Depth - 0.06, seat - 0.13 - low + 0.02), 0.03, cover);
        Soft(at, (0, (Depth / 2) - 0.11, (low + back) / 2), (width - (1.2 * arm), 0.22, back - low - 0.04), soft,
            cover);
        for (var end = -1; end <= 1; end += 2)
            Soft(at, (end * (width - arm) / 2, 0, (low + armHeight) / 2), (arm, Depth - 0.02, armHeight - low), soft,
                cover);
        Legs(at, width, Depth, low, random);

        var inner = width - (2 * arm);
        var count = Math.Max(1, (int)Math.Round(inner / random.Between(0.6, 0.85)));
        var each = inner / count;
        for (var i = 0; i < count; i++)
        {
            var x = (i - ((count - 1) / 2.0)) * each;
            var reach = chaise != 0 && i == (chaise < 0 ? 0 : count - 1) ? 0.75 : 0;
            if (reach > 0)
                Soft(at, (x, -(Depth + reach) / 2 + 0.01, (low + seat - 0.13) / 2),
                    (each, reach, seat - 0.13 - low + 0.018), 0.03, cover);
            Soft(at, (x, -0.11 - (reach / 2), seat - 0.06),
                (each - 0.008, Depth - 0.23 + reach, random.Between(0.15, 0.18)), 0.06, cover);
            var lean = at.At(x + random.Normal(0, 0.01), (Depth / 2) - 0.28, seat + 0.21).Tilted(-random.Between(8, 18))
                .Leaning(random.Normal(0, 1.5));
            Soft(lean, Vector.Zero, (each - 0.015, random.Between(0.15, 0.2), random.Between(0.38, 0.46)), 0.09, cover);
        }
        Pillows(at, inner, seat, random);
        if (random.Chance(0.35)) Throw(at, width, arm, armHeight, random);
        return seat + 0.02;
    }

    /// <summary>A seat without a back, also a pouffe.</summary>
    public static void Footstool(LocalFrame at, double width, Material cover, SeededRandom random)
    {
        at = at.Part("footstool");
        var height = random.Between(0.34, 0.44);
        if (random.Chance(0.4))
        {
            at.Fitted(Balls.SoftDrum, (0, 0, height / 2), (width, width, height), cover);
            return;
        }
        Soft(at, (0, 0, (height / 2) + 0.05), (width, width * 0.75, height - 0.1), 0.06, cover);
        Legs(at, width, width * 0.75, 0.12, random);
    }

    /// <summary>Fabric most often, leather seldom.</summary>
    public static Material Cover(SeededRandom random) =>
        random.Chance(0.2) ? Leather.Draw(random) : Fabric.Draw(random);

    private static void Pillows(LocalFrame at, double inner, double seat, SeededRandom random)
    {
        for (var i = random.Integer(0, inner > 1 ? 5 : 1); i > 0; i--)
        {
            var size = random.Between(0.36, 0.5);
            var lying = random.Chance(0.15);
            var y = lying ? -0.15 : (Depth / 2) - 0.46;
            var here = at.At(random.Between(-0.5, 0.5) * Math.Max(inner - size, 0), y + random.Normal(0, 0.02), seat
                + (lying ? 0.09 : 0.02 + (size / 2)));
            here = here.Turned(random.Normal(0, 12)).Tilted(lying ? -84 : -random.Between(14, 28))
                .Leaning(random.Chance(0.3) ? random.Normal(0, 25) : 0);
            here.Part("cushion").Scaled(size, size * 0.95, size)
                .Mesh(Cloth.AnyCushion(random), Vector.Zero, Fabric.Draw(random));
        }
    }

    private static void Throw(LocalFrame at, double width, double arm, double armHeight, SeededRandom random)
    {
        var here = at.At(random.Sign() * (width - arm) / 2, random.Between(-0.2, 0.1), armHeight + 0.004)
            .Turned(random.Normal(0, 4));
        here.Part("blanket").Scaled(arm + 0.015, random.Between(0.4, 0.6), random.Between(0.8, 1.5))
            .Mesh(Cloth.AnyBlanket(random), Vector.Zero, Fabric.Draw(random));
    }

    private static void Legs(LocalFrame at, double width, double depth, double height, SeededRandom random)
    {
        var foot = random.Chance(0.5) ? Timber.Draw(random, 0.2).Z : Metal.DrawBare(random);
        var round = random.Between(0.015, 0.028);
        foreach (var x in (double[])[-1, 1])
        {
            foreach (var y in (double[])[-1, 1])
                at.Cone((x * ((width / 2) - 0.07), y * ((depth / 2) - 0.08), height + 0.03),
                    (x * ((width / 2) - 0.06), y * ((depth / 2) - 0.07), 0), round * 1.3, round, foot);
        }
    }

    private static void Soft(LocalFrame at, Vector center, Vector size, double radius, Material cover) =>
        at.Fitted(RoundedBox.Fitting(size, radius), center, size, cover);
}
