using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Kitchen;

/// <summary>Large kitchen machines: stove with oven, hood, refrigerator, tall oven.</summary>
internal static class Appliances
{
    private static readonly Material _dark = new Plain(Color.Gray(0.018), 0.4, 0.14, 0.025);

    /// <summary>A stove 0.6 wide with an oven under it; stands on the origin in a row of units.</summary>
    public static void Stove(LocalFrame at, KitchenStyle style, SeededRandom random)
    {
        at = at.Part("stove");
        var (top, face) = (KitchenRow.Height, -(KitchenRow.Depth / 2));
        at.Box((0, 0.02, top / 2), (0.596, KitchenRow.Depth - 0.04, top - 0.01), style.Appliance);
        at.Fitted(RoundedBox.Fitting((0.598, 0.64, 0.03), 0.005), (0, 0.01, top - 0.01),
            (0.598, KitchenRow.Depth + 0.03, 0.03),
            random.Chance(0.6) ? _dark : style.Appliance);
        at.Fitted(RoundedBox.Crisp, (0, face + 0.015, 0.5), (0.59, 0.03, 0.56), style.Appliance);
        at.Box((0, face - 0.002, 0.48), (0.47, 0.01, 0.36), _dark);
        Bar(at, 0.72, face, style);
        at.Fitted(RoundedBox.Crisp, (0, face + 0.015, 0.835), (0.59, 0.03, 0.095),
            random.Chance(0.5) ? style.Appliance : _dark);
        at.Fitted(RoundedBox.Crisp, (0, face + 0.015, 0.15), (0.59, 0.025, 0.11), style.Appliance);
        for (var i = 0; i < 5; i++)
            at.Bar((-0.22 + (0.11 * i), face + 0.002, 0.835), (-0.22 + (0.11 * i), face - 0.025, 0.835), 0.018,
                style.Steel);
        var gas = random.Chance(0.35);
        foreach (var x in (double[])[-0.145, 0.145])
        {
            foreach (var y in (double[])[-0.13, 0.15])
            {
                var ring = new Plain(Color.Gray(gas ? 0.02 : 0.07), 0.2, 0.4);
                at.Bar((x, y, top), (x, y, top + (gas ? 0.018 : 0.006)), gas ? 0.04 : 0.085, ring);
                if (!gas) continue;
                at.Box((x, y, top + 0.028), (0.22, 0.008, 0.008), ring);
                at.Box((x, y, top + 0.0281), (0.008, 0.22, 0.008), ring);
            }
        }
    }

    /// <summary>A hood over a stove, 0.6 wide; the place is its lower edge, its chimney ends at this height.</summary>
    public static void Hood(LocalFrame at, double height, KitchenStyle style, SeededRandom random)
    {
        at = at.Part("hood");
        if (random.Chance(0.35))
        {
            at.Fitted(RoundedBox.Crisp, (0, -0.04, 0.05), (0.598, 0.46, 0.1), style.Appliance);
            at.Fitted(RoundedBox.Crisp, (0, 0.03, 0.32), (0.598, 0.3, 0.44), style.Units.Front.Z);
            return;
        }
        at.Fitted(RoundedBox.Crisp, (0, -0.04, 0.02), (0.598, 0.48, 0.045), style.Steel);
        at.Scaled(0.58, 0.42, 0.2).Mesh(_funnel.Value, (0, 0, 0.2), style.Steel);
        at.Box((0, 0.04, (0.2 + height) / 2), (0.26, 0.22, height - 0.2), style.Steel);
    }

    /// <summary>A refrigerator 0.6 wide and deep; stands on the origin.</summary>
    public static void Fridge(LocalFrame at, double height, KitchenStyle style, SeededRandom random)
    {
        at = at.Part("refrigerator");
        Vector size = (0.598, 0.6, height);
        at.Fitted(RoundedBox.Fitting(size, 0.02), (0, 0.03, (height / 2) + 0.01), (0.598, 0.57, height - 0.02),
            style.Appliance);
        var split = random.Chance(0.7) && height > 1.2 ? height * random.Pick(0.3, 0.35, 0.68) : 0;
        Door(at, split > 0 ? split + 0.008 : 0.04, height - 0.01);
        if (split > 0) Door(at, 0.04, split - 0.004);
        void Door(LocalFrame here, double low, double high)
        {
            here.Fitted(RoundedBox.Fitting((0.6, 0.06, high - low), 0.015), (0, -0.285, (low + high) / 2),
                (0.6, 0.055, high - low), style.Appliance);
            var middle = low > 0.3 ? low + 0.25 : high - 0.2;
            here.Bar((0.25, -0.345, middle - 0.14), (0.25, -0.345, middle + 0.14), 0.009, style.Steel);
            here.Bar((0.25, -0.3, middle - 0.13), (0.25, -0.345, middle - 0.13), 0.007, style.Steel);
            here.Bar((0.25, -0.3, middle + 0.13), (0.25, -0.345, middle + 0.13), 0.007, style.Steel);
        }
        for (var i = random.Integer(0, 6); i > 0; i--)
        {
            // Notes and magnets on its door.
            var (wide, tall) = (random.Between(0.05, 0.15), random.Between(0.05, 0.2));
            var note = at.At(random.Between(-0.2, 0.1), -0.3125, random.Between(0.45, 0.9) * height)
                .Leaning(random.Normal(0, 5));
            note.Part("note")
                .Box(Vector.Zero, (wide, 0.003, tall), random.Chance(0.5) ? Print.DrawPage(random, wide, tall)
                : Painting.Draw(random, wide, tall));
            note.Ball((0, -0.004, (tall / 2) - 0.015), 0.01, new Plain(Palette.Plastic(random), 0.2, 0.3));
        }
    }

    /// <summary>A cupboard as tall as a person with an oven and a microwave in it, 0.6 wide and deep.</summary>
    public static void Tower(LocalFrame at, double height, KitchenStyle style, SeededRandom random)
    {
        at = at.Part("oven");
        at.Box((0, 0.02, height / 2), (0.598, 0.58, height), style.Units.Timber.Z);
        var face = -0.28;
        style.Units.Panel(at.At(0, face, 0.36), 0.594, 0.5, true, random.Chance(0.5));
        style.Units.Panel(at.At(0, face, (height + 1.62) / 2), 0.594, height - 1.63, true, random.Chance(0.5));
        foreach (var (low, high) in ((double, double)[])[(0.63, 1.2), (1.22, 1.6)])
        {
            at.Fitted(RoundedBox.Crisp, (0, face, (low + high) / 2), (0.59, 0.03, high - low - 0.01), style.Appliance);
            at.Box((0, face - 0.012, ((low + high) / 2) - 0.05), (0.5, 0.012, high - low - 0.2), _dark);
            at.Box((0, face - 0.012, high - 0.05), (0.14, 0.01, 0.035), new Glow(new(0.1, 0.25, 0.3)));
            Bar(at, high - 0.1, face, style);
        }
    }

    private static readonly Lazy<Mesh> _funnel = new(() =>
    {
        var builder = new MeshBuilder();
        Vector[] low = [(-0.5, -0.62, -0.8), (0.5, -0.62, -0.8), (0.5, 0.38, -0.8), (-0.5, 0.38, -0.8)];
        Vector[] high = [(-0.22, -0.17, 0.05), (0.22, -0.17, 0.05), (0.22, 0.35, 0.05), (-0.22, 0.35, 0.05)];
        for (var i = 0; i < 4; i++) builder.Quad(low[i], low[(i + 1) % 4], high[(i + 1) % 4], high[i]);
        builder.Quad(low[3], low[2], low[1], low[0]);
        builder.Quad(high[0], high[1], high[2], high[3]);
        return builder.Build(20);
    });

    private static void Bar(LocalFrame at, double z, double face, KitchenStyle style)
    {
        at.Bar((-0.22, face - 0.045, z), (0.22, face - 0.045, z), 0.01, style.Steel);
        foreach (var x in (double[])[-0.2, 0.2]) at.Bar((x, face, z), (x, face - 0.045, z), 0.006, style.Steel);
    }
}
