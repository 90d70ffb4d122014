using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Goods;

/// <summary>What goods are sold in: packets, pouches, bottles, tins, tubes, cards.</summary>
internal static class Packages
{
    private static readonly Lazy<Mesh>[] _bottles =
    [
        // Radius and height of a bottle of one by one: water, sauce, shampoo, spray.
        new(() => Lathe.Turned([(0, 0), (0.42, 0), (0.48, 0.02), (0.5, 0.08), (0.46, 0.3), (0.5, 0.5), (0.5, 0.68),
            (0.36, 0.84), (0.17, 0.93), (0.17, 0.96),
            (0, 0.96)], 18)),
        new(() => Lathe.Turned([(0, 0), (0.46, 0), (0.5, 0.02), (0.5, 0.6), (0.42, 0.72), (0.2, 0.82), (0.16, 0.96),
            (0, 0.96)], 18)),
        new(() => Loft.Through([Section.At(0, 0.46, 0.4, 0.5), Section.At(0.03, 0.5, 0.46, 0.5),
            Section.At(0.66, 0.5, 0.46, 0.4), Section.At(0.8, 0.36, 0.34),
            Section.At(0.85, 0.17, 0.17), Section.At(0.9, 0.16, 0.16)], 16)),
        new(() => Loft.Through([Section.At(0, 0.46, 0.48, 0.3), Section.At(0.02, 0.5, 0.5, 0.3),
            Section.At(0.5, 0.48, 0.5, 0.3), Section.At(0.62, 0.34, 0.34),
            Section.At(0.74, 0.18, 0.18), Section.At(0.84, 0.15, 0.15), Section.At(0.86, 0.3, 0.16),
                Section.At(0.96, 0.34, 0.16)], 16)),
    ];

    private static readonly Lazy<Mesh> _jug = new(() => new MeshBuilder()
        .Add(Loft.Through([Section.At(0, 0.44, 0.46, 0.5), Section.At(0.03, 0.5, 0.5, 0.5),
            Section.At(0.55, 0.5, 0.5, 0.4), Section.At(0.78, 0.22, 0.2),
            Section.At(0.9, 0.13, 0.16), Section.At(0.96, 0.13, 0.16)], 16))
        .Add(Tube.Along(Curve.Through([(0.12, 0, 0.84), (0.4, 0, 0.84), (0.46, 0, 0.66), (0.4, 0, 0.5)], 3), 0.05, 6))
            .Build());

    private static readonly Lazy<Mesh> _tube =
        new(() => Loft.Through([Section.At(-0.5, 0.17, 0.5), Section.At(-0.36, 0.17, 0.5), Section.At(-0.35, 0.4, 0.5),
        Section.At(0.1, 0.46, 0.36), Section.At(0.5, 0.5, 0.02)], 14));

    /// <summary>A printed packet: tea, cereals, screws, toothpaste.</summary>
    public static Good Packet(SeededRandom random)
    {
        Vector size = random.Integer(0, 4) switch
        {
            0 => (random.Between(0.15, 0.22), random.Between(0.05, 0.08), random.Between(0.2, 0.3)),
            1 => (random.Between(0.03, 0.06), random.Between(0.03, 0.05), random.Between(0.13, 0.22)),
            2 => (random.Between(0.05, 0.1), random.Between(0.03, 0.06), random.Between(0.05, 0.12)),
            _ => (random.Between(0.07, 0.16), random.Between(0.025, 0.09), random.Between(0.1, 0.2)),
        };
        var print = Print.DrawPackage(random, size.X, size.Z);
        return new(size, true, at => at.Part("packet").Box(Vector.Zero, size, print));
    }

    /// <summary>A plain box or block of one colour: wood, foam, card.</summary>
    public static Good Block(SeededRandom random, double longest)
    {
        Vector size = (longest * random.Between(0.4, 1), longest * random.Between(0.3, 0.9),
            longest * random.Between(0.2, 0.6));
        var material = random.Integer(0, 3) switch
        {
            0 => Everyday.Cardboard(random),
            1 => Wood.Draw(random),
            2 => Everyday.Plastic(random),
            _ => Everyday.Package(random),
        };
        return new(size, true, at => at.Part("box").Fitted(RoundedBox.Crisp, Vector.Zero, size, material));
    }

    /// <summary>A bag of crisps, sweets, refill; shiny and creased.</summary>
    public static Good Pouch(SeededRandom random)
    {
        Vector size = (random.Between(0.09, 0.2), random.Between(0.03, 0.07), random.Between(0.12, 0.28));
        var print = Print.DrawPackage(random, size.X, size.Z);
        return new(size, false, at =>
        {
            at = at.Part("pouch");
            at.Tilted(90).Fitted(Balls.Pillow, Vector.Zero, (size.X, size.Z, size.Y), print);
            foreach (var end in (ReadOnlySpan<double>)[-1, 1]) at.Box((0, 0, end * 0.485 * size.Z),
                (0.74 * size.X, 0.002, 0.05 * size.Z), print);
        });
    }

    /// <summary>Of a drink, a sauce, a shampoo, a cleaner.</summary>
    public static Good Bottle(SeededRandom random)
    {
        var (kind, width, height) = (random.Integer(0, _bottles.Length - 1), random.Between(0.05, 0.095),
            random.Between(0.14, 0.29));
        var body = random.Chance(0.45) ? Everyday.Glass(random) : Everyday.Plastic(random);
        var (label, cap) = (Print.DrawPackage(random, 0.7 * width, 0.4 * height), Everyday.Plastic(random));
        return new((width, width, height), true, at =>
        {
            at = at.Part("bottle").At(0, 0, -height / 2);
            at.Scaled(width, width, height).Mesh(_bottles[kind].Value, Vector.Zero, body);
            if (kind < 3) at.At(0, 0, 0.36 * height).Bar((0, 0, -0.17 * height), (0, 0, 0.2 * height), 0.507 * width,
                label);
            if (kind < 3) at.Bar((0, 0, 0.9 * height), (0, 0, height), 0.19 * width, cap);
        });
    }

    /// <summary>Of detergent or bleach, with a handle.</summary>
    public static Good Jug(SeededRandom random)
    {
        Vector size = (random.Between(0.12, 0.19), random.Between(0.07, 0.1), random.Between(0.2, 0.3));
        var (body, cap, label) = (Everyday.Plastic(random), Everyday.Plastic(random),
            Print.DrawPackage(random, 0.8 * size.X, 0.45 * size.Z));
        return new(size, true, at =>
        {
            at = at.Part("bottle").At(0, 0, -size.Z / 2);
            at.Scaled(size.X, size.Y, size.Z).Mesh(_jug.Value, Vector.Zero, body);
            at.At(0, 0, 0.3 * size.Z).Box(Vector.Zero, (0.8 * size.X, 1.01 * size.Y, 0.4 * size.Z), label);
            at.Bar((0, 0, 0.93 * size.Z), (0, 0, size.Z), 0.17 * size.X, cap);
        });
    }

    /// <summary>A tin, a can of a drink, a tube of crisps, a spray can.</summary>
    public static Good Tin(SeededRandom random)
    {
        var (radius, height) = random.Integer(0, 3) switch
        {
            0 => (random.Between(0.03, 0.035), random.Between(0.1, 0.13)),
            1 => (random.Between(0.032, 0.052), random.Between(0.04, 0.12)),
            2 => (random.Between(0.036, 0.045), random.Between(0.2, 0.27)),
            _ => (random.Between(0.025, 0.033), random.Between(0.14, 0.22)),
        };
        var (steel, label) = (Everyday.Steel(random), Print.DrawPackage(random, 1.4 * radius, height));
        var bare = random.Chance(0.12);
        return new((2 * radius, 2 * radius, height), true, at =>
        {
            at = at.Part("tin");
            at.Bar((0, 0, -height / 2), (0, 0, height / 2), 0.985 * radius, steel);
            foreach (var end in (ReadOnlySpan<double>)[-1, 1])
                at.At(0, 0, end * ((height / 2) - 0.003)).Mesh(Rim, Vector.Zero, steel, radius);
            if (!bare) at.At(0, 0, 0).Bar((0, 0, (-height / 2) + 0.006), (0, 0, (height / 2) - 0.006), radius, label);
        });
    }

    private static Mesh Rim => _rim.Value;

    private static readonly Lazy<Mesh> _rim = new(() => Tube.Torus(0.975, 0.04, 20, 5));

    /// <summary>Of toothpaste, glue, cream.</summary>
    public static Good Squeezed(SeededRandom random)
    {
        Vector size = (random.Between(0.035, 0.06), random.Between(0.025, 0.04), random.Between(0.1, 0.2));
        var print = Print.DrawPackage(random, size.X, size.Z);
        return new(size, false, at => at.Part("tube").Scaled(size.X, size.Y, size.Z).Mesh(_tube.Value, Vector.Zero,
            print));
    }

    /// <summary>A printed card with something under a clear cap.</summary>
    public static Good Blister(SeededRandom random)
    {
        Vector size = (random.Between(0.06, 0.13), random.Between(0.018, 0.05), random.Between(0.1, 0.2));
        var (card, thing) = (Print.DrawPackage(random, size.X, size.Z), random.Chance(0.5) ? Everyday.Glass(random)
            : Everyday.Plastic(random));
        return new(size, false, at =>
        {
            at = at.Part("blister");
            at.Box((0, (size.Y / 2) - 0.0008, 0), (size.X, 0.0016, size.Z), card);
            at.Fitted(RoundedBox.Soft, (0, -0.001, -0.12 * size.Z), (0.7 * size.X, size.Y - 0.002, 0.55 * size.Z),
                thing);
        });
    }
}
