using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Office;

/// <summary>What all desks of one office have in common.</summary>
/// <param name="Top">table top</param>
/// <param name="Frame">legs</param>
/// <param name="Fronts">drawers, side panels</param>
/// <param name="Legs">0 panels, 1 four legs, 2 feet with a column, 3 splayed legs</param>
/// <param name="Height">metres</param>
internal sealed record DeskStyle(Material Top, Material Frame, Material Fronts, int Legs, double Height)
{
    public static DeskStyle Draw(SeededRandom random)
    {
        var top = Everyday.Board(random);
        return new(top, random.Chance(0.4) ? Everyday.Steel(random) : Everyday.Painted(random),
            random.Chance(0.5) ? top : Everyday.Painted(random),
            random.Integer(0, 3), random.Between(0.71, 0.76));
    }
}

/// <summary>A desk; who sits there sits at its −y side.</summary>
internal static class Desk
{
    /// <summary>The bare desk.</summary>
    /// <param name="at">middle of its footprint</param>
    /// <param name="width">metres</param>
    /// <param name="depth">metres</param>
    /// <param name="style">of the office</param>
    /// <param name="random">drawers</param>
    public static void Add(LocalFrame at, double width, double depth, DeskStyle style, SeededRandom random)
    {
        at = at.Part("desk");
        var height = style.Height;
        at.Fitted(Geometry.RoundedBox.Fitting((width, depth, 0.028), 0.004), (0, 0, height - 0.014),
            (width, depth, 0.028), style.Top);
        var under = height - 0.029;
        for (var side = -1; side <= 1; side += 2)
        {
            var x = side * ((width / 2) - 0.06);
            switch (style.Legs)
            {
                case 0:
                    at.Box((side * ((width / 2) - 0.013), 0, under / 2), (0.025, depth - 0.02, under), style.Fronts);
                    break;
                case 1:
                    at.Bar((x, 0.06 - (depth / 2), 0), (x, 0.06 - (depth / 2), under), 0.025, style.Frame);
                    at.Bar((x, (depth / 2) - 0.06, 0), (x, (depth / 2) - 0.06, under), 0.025, style.Frame);
                    break;
                case 2:
                    at.Box((x, 0, 0.02), (0.07, depth - 0.06, 0.04), style.Frame);
                    at.Box((x, 0.08, under / 2), (0.06, 0.1, under - 0.05), style.Frame);
                    at.Box((x, 0, under - 0.02), (0.05, depth - 0.1, 0.04), style.Frame);
                    break;
                default:
                    at.Bar((side * (width / 2), 0.02 - (depth / 2), 0.01), (x - (side * 0.06), -0.1, under), 0.02,
                        style.Frame);
                    at.Bar((side * (width / 2), (depth / 2) - 0.02, 0.01), (x - (side * 0.06), 0.1, under), 0.02,
                        style.Frame);
                    break;
            }
        }
        if (style.Legs != 1 && random.Chance(0.7))
            at.Box((0, (depth / 2) - 0.09, height - 0.25), (width - 0.16, 0.018, 0.4), style.Fronts);
        else at.Box((0, (depth / 2) - 0.06, under - 0.03), (width - 0.12, 0.03, 0.05), style.Frame);
        if (random.Chance(0.6)) Drawers(at.At(random.Sign() * ((width / 2) - 0.36), 0.05), style.Fronts, random);
    }

    /// <summary>A large table on feet, for meetings.</summary>
    public static void Table(LocalFrame at, double width, double depth, DeskStyle style)
    {
        at = at.Part("table");
        at.Fitted(Geometry.RoundedBox.Fitting((width, depth, 0.035), 0.012), (0, 0, style.Height - 0.0175),
            (width, depth, 0.035), style.Top);
        foreach (var x in (ReadOnlySpan<double>)[-0.32, 0.32])
        {
            at.Box((x * width, 0, 0.02), (0.08, 0.7 * depth, 0.04), style.Frame);
            at.Bar((x * width, 0, 0.03), (x * width, 0, style.Height - 0.035), 0.06, style.Frame);
            at.Box((x * width, 0, style.Height - 0.05), (0.06, 0.7 * depth, 0.03), style.Frame);
        }
    }

    /// <summary>A pedestal of drawers on castors.</summary>
    public static void Drawers(LocalFrame at, Material front, SeededRandom random)
    {
        at.Box((0, 0, 0.32), (0.42, 0.56, 0.54), front);
        var handle = Everyday.Steel(random);
        for (var i = 0; i < 3; i++)
        {
            at.Box((0, -0.29, 0.14 + (0.18 * i)), (0.408, 0.02, 0.165), front);
            at.Bar((-0.07, -0.315, 0.18 + (0.18 * i)), (0.07, -0.315, 0.18 + (0.18 * i)), 0.006, handle);
        }
        for (var i = 0; i < 4; i++)
            at.Ball((i % 2 == 0 ? -0.17 : 0.17, i < 2 ? -0.22 : 0.22, 0.026), 0.026, Everyday.Dark(random));
    }
}
