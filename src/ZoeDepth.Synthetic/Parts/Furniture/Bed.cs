using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>A bed, made or not: frame, mattress, pillows, duvet, blanket. Its head is at +y.</summary>
internal static class Bed
{
    /// <summary>From head to foot, metres.</summary>
    public const double Length = 2.1;

    /// <summary>Stands on the origin.</summary>
    /// <param name="at">where</param>
    /// <param name="width">metres: 0.9 for one .. 1.8 for two</param>
    /// <param name="tidy">whether somebody made it</param>
    /// <param name="random">which</param>
    /// <returns>height of what covers it, metres</returns>
    public static double Add(LocalFrame at, double width, bool tidy, SeededRandom random)
    {
        at = at.Part("bed");
        var (timber, deck) = (Timber.Draw(random), random.Between(0.22, 0.34));
        Frame(at, width, deck, timber, random);
        var sheet = new Fabric(Color.Gray(random.Between(0.6, 0.85)), Color.Gray(0.7));
        Soft(at, (0, 0, deck + 0.1), (width - 0.03, Length - 0.1, 0.22), 0.06, sheet);
        var top = deck + 0.21;
        var bedding = random.Chance(0.45)
            ? new Fabric(Color.Gray(random.Between(0.65, 0.85)), Color.Gray(0.8)) : Fabric.Draw(random);
        Pillows(at.At(0, (Length / 2) - 0.36, top), width, tidy, bedding, random);

        var cover = random.Unit();
        if (tidy && cover < 0.25)
            Over(at.At(0, -0.3, top + 0.01), width, 1.5, random.Between(0.5, 1.1), bedding, random);
        else if (tidy)
        {
            at.Part("duvet").At(0, -0.26, top - 0.02).Scaled(width + 0.06, 1.6, random.Between(0.85, 1.2))
                .Mesh(Bedding.AnySpread(random), Vector.Zero, bedding);
            if (random.Chance(0.6))
                at.Part("duvet").At(0, 0.42, top).Scaled(width + 0.05, random.Between(0.28, 0.45), 1)
                    .Mesh(Bedding.TurnedBack, Vector.Zero,
                random.Chance(0.6) ? sheet : bedding);
        }
        else
        {
            at.Part("duvet").At(random.Between(-0.02, 0.02), -0.27, top - 0.02).Turned(random.Between(-1.5, 1.5))
                .Scaled((width + random.Between(0.04, 0.16)) * random.Sign(), random.Between(1.58, 1.66),
                    random.Between(0.85, 1.2))
                .Mesh(Bedding.AnyThrown(random), Vector.Zero, bedding);
        }
        if (tidy && random.Chance(0.35))
            Over(at.At(0, -(Length / 2) + 0.5, top + (cover < 0.25 ? 0.03 : 0.1)), width + 0.1,
                random.Between(0.4, 0.7),
            random.Between(0.6, 0.9), Fabric.Draw(random), random);
        else if (tidy && random.Chance(0.5))
            Folded(at.At(random.Normal(0, 0.1), -(Length / 2) + 0.42, top + (cover < 0.25 ? 0.01 : 0.06))
            .Turned(random.Normal(0, 8)), random);
        return top + (tidy ? cover < 0.25 ? 0.02 : 0.08 : 0.13);
    }

    private static void Frame(LocalFrame at, double width, double deck, Timber timber, SeededRandom random)
    {
        var (low, rail) = (random.Chance(0.35) ? 0.02 : deck - 0.16, 0.03);
        foreach (var side in (double[])[-1, 1])
            Soft(at, (side * (width / 2), 0, (low + deck + 0.06) / 2), (rail, Length - 0.02, deck + 0.06 - low), 0.008,
                timber.Y);
        Soft(at, (0, -(Length / 2) + 0.015, (low + deck + 0.06) / 2), (width + 0.03, rail, deck + 0.06 - low), 0.008,
            timber.X);
        at.Box((0, 0, deck - 0.03), (width - 0.02, Length - 0.04, 0.03), timber.X);
        foreach (var x in (double[])[-1, 1])
        {
            foreach (var y in (double[])[-1, 1])
                at.Box((x * ((width / 2) - 0.03), y * ((Length / 2) - 0.06), deck / 2), (0.06, 0.06, deck), timber.Z);
        }
        var (head, y0) = (random.Between(0.8, 1.15), (Length / 2) - 0.03);
        switch (random.Integer(0, 3))
        {
            case 0:
                Soft(at, (0, y0, (head / 2) + 0.05), (width + 0.06, 0.05, head - 0.1), 0.012, timber.X);
                break;
            case 1:
                var cover = Sofa.Cover(random);
                var fields = random.Integer(1, 4);
                for (var i = 0; i < fields; i++)
                    Soft(at, (((i + 0.5) / fields - 0.5) * (width + 0.04), y0 - 0.02, (head / 2) + 0.08),
                        ((width + 0.04) / fields, 0.1, head - 0.16), 0.03, cover);
                break;
            case 2:
                Soft(at, (0, y0, head), (width + 0.04, 0.04, 0.07), 0.012, timber.X);
                for (var x = -width / 2; x < width / 2 + 0.01; x += width / 8)
                    at.Bar((x, y0, 0.1), (x, y0, head), 0.012, timber.Z);
                break;
            default:
                var iron = Metal.DrawPainted(random);
                at.Mesh(Tube.Along(
                    Curve.Through([(-width / 2, y0, 0), (-width / 2, y0, head - 0.2), (-width * 0.35, y0, head),
                    (width * 0.35, y0, head), (width / 2, y0, head - 0.2), (width / 2, y0, 0)], 3), 0.018, 8),
                    Vector.Zero, iron);
                for (var x = -width * 0.35; x < width * 0.36; x += width * 0.14)
                    at.Bar((x, y0, deck), (x, y0, head - 0.02), 0.008, iron);
                break;
        }
    }

    private static void Pillows(LocalFrame at, double width, bool tidy, Material bedding, SeededRandom random)
    {
        var count = width > 1.2 ? 2 : 1;
        var wide = Math.Min(0.78, (width / count) - 0.06);
        for (var i = 0; i < count; i++)
        {
            var x = (i - ((count - 1) / 2.0)) * width / count;
            for (var layer = random.Chance(0.3) ? 2 : 1; layer > 0; layer--)
            {
                var here = at.At(x + random.Normal(0, 0.01), 0.02 + (layer * 0.05), 0.06 + (0.1 * (layer - 1)))
                    .Turned(random.Normal(0, tidy ? 2 : 14));
                here = here.Tilted(random.Chance(0.3) ? -55 : -random.Between(5, 25));
                here.Part("pillow").Scaled(wide, random.Between(0.45, 0.56), random.Between(0.55, 0.75))
                    .Mesh(Bedding.AnyPillow(random), (0, 0, 0.03), bedding);
            }
        }
        if (!random.Chance(0.5)) return;
        for (var i = random.Integer(1, 3); i > 0; i--)
        {
            var size = random.Between(0.35, 0.48);
            at.At(random.Between(-0.3, 0.3) * width, -0.22, size / 2).Turned(random.Normal(0, 10))
                .Tilted(-random.Between(25, 45)).Part("cushion")
                .Scaled(size).Mesh(Cloth.AnyCushion(random), Vector.Zero, Fabric.Draw(random));
        }
    }

    /// <summary>A blanket folded to a thick square.</summary>
    private static void Folded(LocalFrame at, SeededRandom random)
    {
        var (wide, deep, cloth) = (random.Between(0.5, 0.8), random.Between(0.35, 0.5), Fabric.Draw(random));
        for (var i = 0; i < 3; i++)
            Soft(at.Part("blanket"), (0, 0, 0.02 + (0.05 * i)), (wide, deep, 0.055), 0.025, cloth);
    }

    /// <summary>A cover over the whole width that hangs down at both sides.</summary>
    private static void Over(LocalFrame at, double width, double length, double fall, Material cloth,
        SeededRandom random) =>
        at.Part("blanket").Scaled(width + 0.05, length, fall).Mesh(Cloth.AnyBlanket(random), Vector.Zero, cloth);

    private static void Soft(LocalFrame at, Vector center, Vector size, double radius, Material material) =>
        at.Fitted(RoundedBox.Fitting(size, radius), center, size, material);
}
