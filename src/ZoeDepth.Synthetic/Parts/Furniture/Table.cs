using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>Tables of any height: dining, coffee, side, writing.</summary>
internal static class Table
{
    /// <summary>Stands on the origin.</summary>
    /// <param name="at">where</param>
    /// <param name="width">metres</param>
    /// <param name="depth">metres; a round table takes the smaller side as its diameter</param>
    /// <param name="height">of its top, metres</param>
    /// <param name="round">whether the top is a disc</param>
    /// <param name="random">which</param>
    /// <returns>the place on the middle of its top</returns>
    public static LocalFrame Add(LocalFrame at, double width, double depth, double height, bool round,
        SeededRandom random)
    {
        at = at.Part("table");
        var timber = Timber.Draw(random, 0.3);
        var thick = random.Between(0.02, 0.045);
        Material top = random.Unit() switch
        {
            < 0.7 => timber.X,
            < 0.82 => random.Chance(0.5) ? Marble.Draw(random) : Granite.Draw(random),
            < 0.9 => new Glass(Color.Gray(0.12), 0.2),
            _ => Timber.Painted(random).X,
        };
        if (round)
        {
            var radius = Math.Min(width, depth) / 2;
            at.Fitted(Lathe.Turned([(0, 0), (0.47, 0), (0.5, 0.2), (0.5, 0.8), (0.49, 1), (0, 1)], 36),
                (0, 0, height - (thick / 2)),
                (2 * radius, 2 * radius, thick), top);
            if (random.Chance(0.45)) Pedestal(at, radius, height - thick, timber, random);
            else Legs(at, radius * 1.3, radius * 1.3, height - thick, 0.12, timber.Z, random);
            return at.At(0, 0, height);
        }
        at.Fitted(RoundedBox.Fitting((width, depth, thick), random.Pick(0.003, 0.008)), (0, 0, height - (thick / 2)),
            (width, depth, thick), top);
        var style = random.Unit();
        if (style < 0.25) Trestle(at, width, depth, height - thick, Metal.DrawPainted(random));
        else
        {
            Legs(at, width - 0.06, depth - 0.06, height - thick, style < 0.6 ? 0.0 : 0.06,
                style < 0.85 ? timber.Z : Metal.DrawBare(random), random);
            if (style is > 0.3 and < 0.7)
            {
                var (apron, z) = (height > 0.6 ? 0.09 : 0.06, height - thick - (height > 0.6 ? 0.045 : 0.03));
                foreach (var side in (double[])[-1, 1])
                {
                    at.Box((0, side * ((depth / 2) - 0.06), z), (width - 0.16, 0.02, apron), timber.X);
                    at.Box((side * ((width / 2) - 0.06), 0, z), (0.02, depth - 0.16, apron), timber.Y);
                }
            }
            if (height < 0.6 && random.Chance(0.35))
                at.Box((0, 0, height * 0.35), (width - 0.1, depth - 0.1, 0.018), timber.X);
        }
        return at.At(0, 0, height);
    }

    /// <summary>A cloth over a table of this size; the place is on the middle of its top.</summary>
    public static void Cover(LocalFrame top, double width, double depth, bool round, SeededRandom random)
    {
        var size = Math.Min(width, depth);
        var (wide, deep) = round ? (size, size) : (width, depth);
        top.At(0, 0, 0.004).Part("table cloth").Scaled(wide + 0.02, deep + 0.02, random.Between(0.15, 0.35))
            .Mesh(Cloth.TableCloth(round), Vector.Zero, Fabric.Draw(random));
    }

    private static void Legs(LocalFrame at, double width, double depth, double height, double splay, Material material,
        SeededRandom random)
    {
        var (thick, square) = (random.Between(0.018, 0.038), splay == 0 && random.Chance(0.6));
        foreach (var x in (double[])[-1, 1])
        {
            foreach (var y in (double[])[-1, 1])
            {
                var head = new Vector(x * ((width / 2) - thick), y * ((depth / 2) - thick), height);
                if (square) at.Box(head - (0, 0, height / 2), (2 * thick, 2 * thick, height), material);
                else at.Cone(head, head + (x * splay * 0.6, y * splay * 0.6, -height), thick, thick * 0.65, material);
            }
        }
    }

    private static void Pedestal(LocalFrame at, double radius, double height, Timber timber, SeededRandom random)
    {
        Material material = random.Chance(0.5) ? timber.Z : Metal.DrawBare(random);
        at.Fitted(Lathe.Turned(Lathe.Smooth(
            [(0, 0), (0.5, 0.01), (0.48, 0.04), (0.12, 0.12), (0.09, 0.5), (0.12, 0.94), (0.3, 1), (0, 1)]), 20),
            (0, 0, height / 2), (1.2 * radius, 1.2 * radius, height), material);
    }

    private static void Trestle(LocalFrame at, double width, double depth, double height, Material material)
    {
        foreach (var side in (double[])[-1, 1])
        {
            var x = side * ((width / 2) - 0.14);
            at.Box((x, 0, height - 0.02), (0.05, depth - 0.1, 0.03), material);
            at.Box((x, 0, 0.015), (0.05, depth - 0.1, 0.03), material);
            at.Box((x, -(depth / 2) + 0.1, height / 2), (0.05, 0.03, height - 0.04), material);
            at.Box((x, (depth / 2) - 0.1, height / 2), (0.05, 0.03, height - 0.04), material);
        }
    }
}
