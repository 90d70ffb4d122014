using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Goods;

/// <summary>What goods are kept and carried in; open above.</summary>
/// <param name="Inside">middle of its floor</param>
/// <param name="Width">of its floor, metres</param>
/// <param name="Depth">of its floor, metres</param>
/// <param name="Height">from its floor to its rim, metres</param>
internal sealed record Container(LocalFrame Inside, double Width, double Depth, double Height)
{
    /// <summary>
    /// A plastic tote, a cardboard box, a wooden crate, a drawer of steel or a wire basket of this outer size.
    /// </summary>
    /// <param name="at">what it stands on</param>
    /// <param name="size">outside, metres</param>
    /// <param name="kind">below 0.5 tote, then cardboard, crate, drawer, wire; the same seed and kind give the same
    /// one</param>
    /// <param name="random">of what and how</param>
    public static Container Add(LocalFrame at, Vector size, double kind, SeededRandom random) => kind switch
    {
        < 0.52 => Tote(at.Part("tote"), size, random),
        < 0.76 => Cardboard(at.Part("cardboard box"), size, random),
        < 0.85 => Crate(at.Part("crate"), size, random),
        < 0.94 => Drawer(at.Part("drawer"), size, random),
        _ => Wire(at.Part("wire basket"), size, random),
    };

    private static Container Tote(LocalFrame at, Vector size, SeededRandom random)
    {
        var (wall, taper) = (random.Between(0.003, 0.006), random.Between(0, 0.12) * Math.Min(size.X, size.Y));
        var lip = random.Chance(0.75) ? random.Between(0.008, 0.025) : 0;
        var plastic = Shell(random);
        at.Mesh(Tray.Made(size, wall, random.Between(0.02, 0.06), taper, lip), Vector.Zero, plastic);
        var inset = 2 * (taper + lip + wall);
        var (width, depth) = (size.X - inset, size.Y - inset);
        // Ribs of the floor and, seldom, holes for the hands.
        if (random.Chance(0.4))
        {
            for (var i = -2; i <= 2; i++) at.Box((i * 0.16 * width, 0, wall + 0.0005), (0.008, 0.8 * depth, 0.003),
                plastic);
        }
        if (random.Chance(0.4))
        {
            foreach (var side in (ReadOnlySpan<double>)[-1, 1])
            {
                at.At(side * ((size.X / 2) - lip - (taper * 0.15) - wall), 0, size.Z * 0.86).Leaning(0)
                    .Fitted(RoundedBox.Round, Vector.Zero, (0.004, Math.Min(0.11, 0.4 * size.Y), 0.03), Everyday.Black);
            }
        }
        if (random.Chance(0.35))
            at.At(random.Normal(0, 0.05), -(size.Y / 2) + lip + (0.5 * taper) - 0.002, 0.5 * size.Z)
                .Box(Vector.Zero, (0.14, 0.002, 0.09), Everyday.Page(random));
        return new(at.At(0, 0, wall), width, depth, size.Z - wall);
    }

    /// <summary>Plastic of boxes: red, blue, grey, black, green, yellow, cloudy white; scratched.</summary>
    private static Material Shell(SeededRandom random) => random.Unit() switch
    {
        < 0.2 => new Plain(Color.Hsv(random.Between(-4, 12) + 360, random.Between(0.7, 0.88),
            random.Between(0.5, 0.85)), 0.12, 0.4),
        < 0.42 => new Plain(Color.Hsv(random.Between(205, 228), random.Between(0.6, 0.85), random.Between(0.35, 0.7)),
            0.12, 0.4),
        < 0.66 => new Plaster(Color.Gray(random.Between(0.12, 0.5)), 0.05, 0.02, 0.01),
        < 0.76 => new Plain(Color.Gray(random.Between(0.015, 0.05)), 0.12, 0.4),
        < 0.84 => new Plain(Color.Gray(random.Between(0.6, 0.85)), 0.15, 0.3),
        < 0.92 => new Plain(Color.Hsv(random.Between(95, 165), random.Between(0.5, 0.8), random.Between(0.25, 0.6)),
            0.12, 0.4),
        _ => new Plain(Color.Hsv(random.Between(38, 52), random.Between(0.7, 0.9), random.Between(0.6, 0.9)), 0.12,
            0.4),
    };

    private static Container Cardboard(LocalFrame at, Vector size, SeededRandom random)
    {
        const double Wall = 0.006;
        var board = Materials.Cardboard.Draw(random);
        at.Box((0, 0, Wall / 2), (size.X, size.Y, Wall), board);
        foreach (var side in (ReadOnlySpan<double>)[-1, 1])
        {
            at.Box((side * (size.X - Wall) / 2, 0, size.Z / 2), (Wall, size.Y, size.Z), board);
            at.Box((0, side * (size.Y - Wall) / 2, size.Z / 2), (size.X - (2 * Wall), Wall, size.Z), board);
            if (random.Chance(0.8))
                at.At(side * (size.X - Wall) / 2, 0, size.Z).Leaning(side * random.Between(35, 160))
                    .Box((0, 0, size.Y / 4), (Wall, size.Y, size.Y / 2), board);
            if (random.Chance(0.8))
                at.At(0, side * (size.Y - Wall) / 2, size.Z).Tilted(-side * random.Between(35, 160))
                    .Box((0, 0, size.Y / 4), (size.X, Wall, size.Y / 2), board);
        }
        return new(at.At(0, 0, Wall), size.X - (2 * Wall), size.Y - (2 * Wall), size.Z - Wall);
    }

    private static Container Crate(LocalFrame at, Vector size, SeededRandom random)
    {
        var (wood, slats, thick) = (Wood.Draw(random), Math.Max(2, (int)(size.Z / 0.09)), 0.01);
        at.Box((0, 0, thick / 2), (size.X - (2 * thick), size.Y - (2 * thick), thick), wood);
        for (var i = 0; i < slats; i++)
        {
            var z = (i + 0.5) * size.Z / slats;
            foreach (var side in (ReadOnlySpan<double>)[-1, 1])
            {
                at.Box((0, side * (size.Y - thick) / 2, z), (size.X, thick, 0.72 * size.Z / slats), wood);
                at.Box((side * ((size.X - thick) / 2), 0, z), (thick, size.Y - (2 * thick), 0.72 * size.Z / slats),
                    wood);
            }
        }
        for (var corner = 0; corner < 4; corner++)
            at.Box((((corner % 2) - 0.5) * (size.X - 0.05), ((corner / 2) - 0.5) * (size.Y - 0.05), size.Z / 2),
                (0.025, 0.025, size.Z), wood);
        return new(at.At(0, 0, thick), size.X - 0.025, size.Y - 0.025, size.Z - thick);
    }

    private static Container Drawer(LocalFrame at, Vector size, SeededRandom random)
    {
        var (metal, thick) = (random.Chance(0.6) ? Everyday.Painted(random) : Wood.Draw(random),
            random.Between(0.002, 0.014));
        at.Box((0, 0, thick / 2), (size.X, size.Y, thick), metal);
        foreach (var side in (ReadOnlySpan<double>)[-1, 1])
        {
            at.Box((side * (size.X - thick) / 2, 0, size.Z / 2), (thick, size.Y, size.Z), metal);
            at.Box((0, side * (size.Y - thick) / 2, size.Z / 2), (size.X - (2 * thick), thick, size.Z), metal);
        }
        at.Fitted(RoundedBox.Crisp, (0, -(size.Y / 2) - 0.011, size.Z / 2), (size.X + 0.03, 0.022, size.Z + 0.03),
            metal);
        return new(at.At(0, 0, thick), size.X - (2 * thick), size.Y - (2 * thick), size.Z - thick);
    }

    private static Container Wire(LocalFrame at, Vector size, SeededRandom random)
    {
        var (wire, radius) = (Everyday.Painted(random), random.Between(0.0015, 0.003));
        for (var i = 0; i <= 12; i++)
        {
            var x = ((i / 12.0) - 0.5) * size.X;
            at.Bar((x, -size.Y / 2, radius), (x, size.Y / 2, radius), radius, wire);
            foreach (var side in (ReadOnlySpan<double>)[-1, 1]) at.Bar((x, side * size.Y / 2, radius),
                (x, side * size.Y / 2, size.Z), radius, wire);
        }
        for (var i = 0; i <= 8; i++)
        {
            var y = ((i / 8.0) - 0.5) * size.Y;
            at.Bar((-size.X / 2, y, 2 * radius), (size.X / 2, y, 2 * radius), radius, wire);
            foreach (var side in (ReadOnlySpan<double>)[-1, 1]) at.Bar((side * size.X / 2, y, radius),
                (side * size.X / 2, y, size.Z), radius, wire);
        }
        foreach (var z in (ReadOnlySpan<double>)[0.5, 1])
        {
            foreach (var side in (ReadOnlySpan<double>)[-1, 1])
            {
                at.Bar((-size.X / 2, side * size.Y / 2, z * size.Z), (size.X / 2, side * size.Y / 2, z * size.Z),
                    1.5 * radius, wire);
                at.Bar((side * size.X / 2, -size.Y / 2, z * size.Z), (side * size.X / 2, size.Y / 2, z * size.Z),
                    1.5 * radius, wire);
            }
        }
        return new(at.At(0, 0, 3 * radius), size.X - 0.01, size.Y - 0.01, size.Z);
    }
}
