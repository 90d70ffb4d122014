using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Kitchen;

/// <summary>What stands on worktops and stoves: pots, small machines, jars, dishes, food.</summary>
internal static class Cookware
{
    private static readonly Lazy<Mesh> _pot =
        new(() => Lathe.Vessel([(0.47, 0), (0.5, 0.04), (0.5, 0.6), (0.52, 0.62)], 0.02, 0.05, 22));

    private static readonly Lazy<Mesh> _pan = new(() => Lathe.Vessel([(0.42, 0), (0.5, 0.17)], 0.015, 0.02, 22));

    private static readonly Lazy<Mesh> _lid =
        new(() => Lathe.Turned(Lathe.Smooth([(0, 0), (0.52, 0), (0.5, 0.03), (0.2, 0.1), (0, 0.11)]), 22));

    private static readonly Lazy<Mesh> _kettle =
        new(() => Lathe.Turned(Lathe.Smooth([(0, 0), (0.4, 0), (0.42, 0.05), (0.3, 0.7), (0.26, 0.95),
        (0.1, 1), (0, 1)]), 20));

    private static readonly Lazy<Mesh> _grip =
        new(() => Tube.Along(Curve.Arc((0.28, 0, 0.55), (1, 0, 0), (0, 0, 1), 0.34, -75, 80, 7), 0.045));

    private static readonly Lazy<Mesh> _jar =
        new(() => Lathe.Turned([(0, 0), (0.46, 0), (0.5, 0.05), (0.5, 0.75), (0.4, 0.85), (0.42, 0.86),
        (0.42, 1), (0, 1)], 18));

    /// <summary>Pots and pans on the rings; the place is the middle of the stove's top.</summary>
    public static void OnStove(LocalFrame top, KitchenStyle style, double mess, SeededRandom random)
    {
        foreach (var x in (double[])[-0.145, 0.145])
        {
            foreach (var y in (double[])[-0.13, 0.15])
            {
                if (!random.Chance(0.25 + (0.4 * mess))) continue;
                var here = top.At(x, y, 0.008).Turned(random.Between(0, 360));
                if (random.Chance(0.6)) Pot(here, random.Between(0.16, 0.24), style, random);
                else Pan(here, random.Between(0.2, 0.28), style, random);
            }
        }
    }

    /// <summary>Whatever finds room on a unit of the worktop; the place is the middle of it.</summary>
    public static void OnWorktop(LocalFrame top, double width, KitchenStyle style, double mess, SeededRandom random)
    {
        Span<double> rows = [0.14, -0.12];
        foreach (var y in rows)
        {
            if (y < 0 && !random.Chance(0.3 + (0.6 * mess))) continue;
            var count = random.Integer(y > 0 ? 2 : 1, 3);
            for (var i = 0; i < count; i++)
            {
                var here = top.At(((i + 0.5) / count - 0.5) * width * 0.92, y + random.Normal(0, 0.02));
                if (random.Chance(0.85)) Any(here, width / count * 0.8, style, random);
            }
        }
    }

    /// <summary>A rack of plates, bottles of soap, a sponge, dirty cups.</summary>
    public static void AtSink(LocalFrame top, double mess, SeededRandom random)
    {
        Groceries.Bottle(top.At(0.2, 0.24), random);
        if (random.Chance(0.6))
            top.Fitted(RoundedBox.Round, (-0.2, 0.24, 0.015), (0.1, 0.06, 0.03),
                new Plain(Color.Hsv(random.Pick(50.0, 100, 200), 0.7, 0.85)));
        if (mess < 0.35) return;
        Crockery.Plates(top.At(0, 0, -0.16), random.Integer(2, 7), random);
        Crockery.Mug(top.At(0.02, 0.0, -0.07).Tilted(15), random);
        Crockery.Mug(top.At(-0.15, -0.1, -0.16), random);
    }

    /// <summary>Cups, bowls, plates and jars in a row.</summary>
    public static void OnShelf(LocalFrame at, double width, SeededRandom random)
    {
        for (var x = (-width / 2) + 0.07; x < (width / 2) - 0.05; x += random.Between(0.11, 0.16))
        {
            var here = at.At(x, random.Normal(0, 0.02));
            switch (random.Integer(0, 3))
            {
                case 0: Crockery.Mug(here, random); break;
                case 1: Jar(here, random.Between(0.07, 0.1), random.Between(0.1, 0.2), random); break;
                case 2: Crockery.Bowl(here, random); break;
                default: Groceries.Bottle(here, random); break;
            }
        }
    }

    /// <summary>A rail on the wall with ladles, sieves and cups; the place is the rail's middle.</summary>
    public static void OnRail(LocalFrame at, double width, KitchenStyle style, SeededRandom random)
    {
        at = at.Part("rail");
        at.Bar((-width / 2, -0.03, 0), (width / 2, -0.03, 0), 0.006, style.Steel);
        for (var x = (-width / 2) + 0.05; x < (width / 2) - 0.03; x += random.Between(0.07, 0.13))
        {
            var (length, material) = (random.Between(0.15, 0.26),
                random.Chance(0.6) ? style.Steel : Wood.Draw(random, 2));
            at.Bar((x, -0.036, 0), (x, -0.036, -length), 0.005, material);
            at.Ball((x, -0.036, -length), (random.Between(0.03, 0.08), 0.02, random.Between(0.05, 0.09)), material);
        }
    }

    /// <summary>One thing of a kitchen, at most so wide.</summary>
    public static void Any(LocalFrame at, double size, KitchenStyle style, SeededRandom random)
    {
        at = at.Part("kitchenware").Turned(random.Normal(0, 12));
        switch (random.Integer(0, 12))
        {
            case 0: Kettle(at, style, random); break;
            case 1 when size > 0.2: Toaster(at, style, random); break;
            case 2 when size > 0.2: CoffeeMachine(at, style, random); break;
            case 3 when size > 0.4: Microwave(at, style, random); break;
            case 4 or 5:
                for (var i = 0; i < 3; i++)
                Jar(at.At((i - 1) * 0.1, 0), 0.085, random.Between(0.1, 0.2), random); break;
            case 6: KnifeBlock(at, random); break;
            case 7: Crockery.FruitBowl(at, random); break;
            case 8: Utensils(at, random); break;
            case 9:
                for (var i = 0; i < 3; i++)
                Groceries.Bottle(at.At((i - 1) * 0.085, random.Normal(0, 0.02)), random); break;
            case 10: PottedPlant.Add(at, random.Between(0.2, 0.32), random); break;
            case 11: Crockery.Plates(at, random.Integer(1, 5), random); break;
            default: Cuttingboard(at, random); break;
        }
    }

    private static void Pot(LocalFrame at, double width, KitchenStyle style, SeededRandom random)
    {
        at = at.Part("pot");
        var material = random.Chance(0.7) ? style.Steel : new Plain(Palette.Paint(random), 0.25, 0.2, 0.03);
        at.Mesh(_pot.Value, Vector.Zero, material, width);
        if (random.Chance(0.5))
        {
            at.Mesh(_lid.Value, (0, 0, 0.62 * width), material, width);
            at.Ball((0, 0, 0.75 * width), 0.016, new Plain(Color.Gray(0.02)));
        }
        foreach (var x in (double[])[-1, 1])
            at.Fitted(RoundedBox.Round, (x * 0.56 * width, 0, 0.5 * width), (0.14 * width, 0.09, 0.02), material);
    }

    private static void Pan(LocalFrame at, double width, KitchenStyle style, SeededRandom random)
    {
        at.Part("pan")
            .Mesh(_pan.Value, Vector.Zero, random.Chance(0.6) ? new Metal(Color.Gray(0.03), 0.2) : style.Steel, width);
        at.Bar((0.48 * width, 0, 0.14 * width), ((0.5 * width) + 0.17, 0, 0.045 + (0.1 * width)), 0.012,
            new Plain(Color.Gray(0.02), 0.1, 0.4));
    }

    private static void Kettle(LocalFrame at, KitchenStyle style, SeededRandom random)
    {
        Material material = random.Chance(0.5) ? style.Steel : new Plain(Palette.Plastic(random), 0.25, 0.2, 0.02);
        at.Mesh(_kettle.Value, Vector.Zero, material, 0.23);
        at.Mesh(_grip.Value, Vector.Zero, new Plain(Color.Gray(0.02), 0.2, 0.3), 0.2);
        at.Cone((-0.05, 0, 0.15), (-0.1, 0, 0.19), 0.025, 0.015, material);
    }

    private static void Toaster(LocalFrame at, KitchenStyle style, SeededRandom random)
    {
        at.Fitted(RoundedBox.Fitting((0.3, 0.17, 0.19), 0.04), (0, 0, 0.095), (0.3, 0.17, 0.19),
            random.Chance(0.5) ? style.Steel
            : new Plain(Palette.Plastic(random), 0.25, 0.2, 0.02));
        foreach (var y in (double[])[-0.03, 0.03])
            at.Box((0, y, 0.186), (0.22, 0.025, 0.012), new Plain(Color.Gray(0.02)));
    }

    private static void CoffeeMachine(LocalFrame at, KitchenStyle style, SeededRandom random)
    {
        Material body = random.Chance(0.5) ? new Plain(Color.Gray(0.025), 0.25, 0.2, 0.02) : style.Appliance;
        at.Fitted(RoundedBox.Soft, (0, 0.07, 0.17), (0.22, 0.14, 0.34), body);
        at.Fitted(RoundedBox.Soft, (0, -0.04, 0.3), (0.22, 0.2, 0.09), body);
        at.Fitted(RoundedBox.Soft, (0, -0.05, 0.015), (0.22, 0.2, 0.03), body);
        at.Bar((0, -0.06, 0.03), (0, -0.06, 0.15), 0.06, new Glass(new(0.04, 0.02, 0.01), 0.15));
    }

    private static void Microwave(LocalFrame at, KitchenStyle style, SeededRandom random)
    {
        at.Fitted(RoundedBox.Crisp, (0, 0, 0.14), (0.46, 0.34, 0.27), style.Appliance);
        at.Box((-0.05, -0.168, 0.14), (0.31, 0.012, 0.2), new Plain(Color.Gray(0.02), 0.4, 0.08, 0.06));
        at.Box((0.17, -0.168, 0.2), (0.07, 0.01, 0.03), new Glow(new Color(0.05, 0.3, 0.25) * random.Pick(0, 1)));
        at.Bar((0.17, -0.165, 0.1), (0.17, -0.185, 0.1), 0.022, style.Steel);
    }

    private static void Jar(LocalFrame at, double width, double height, SeededRandom random)
    {
        Material material = random.Chance(0.5)
            ? Everyday.Ceramic(random) : new Glass(Palette.Fabric(random) * 0.7, 0.1, 0.1);
        at.Scaled(width, width, height).Mesh(_jar.Value, Vector.Zero, material);
        at.Bar((0, 0, height * 0.88), (0, 0, height * 1.01), width * 0.43, Wood.Draw(random));
    }

    private static void KnifeBlock(LocalFrame at, SeededRandom random)
    {
        var block = at.Tilted(18);
        block.Fitted(RoundedBox.Crisp, (0, 0.02, 0.11), (0.1, 0.14, 0.21), Wood.Draw(random, 2));
        for (var i = 0; i < 6; i++)
            block.Bar((((i % 3) - 1) * 0.028, (i / 3 * 0.06) - 0.01, 0.2),
                (((i % 3) - 1) * 0.028, (i / 3 * 0.06) - 0.01, 0.31), 0.01,
                new Plain(Color.Gray(0.02), 0.2, 0.3));
    }

    private static void Utensils(LocalFrame at, SeededRandom random)
    {
        at.Scaled(0.11, 0.11, 0.15).Mesh(_jar.Value, Vector.Zero, Everyday.Ceramic(random));
        for (var i = 0; i < 5; i++)
        {
            var tip = new Vector(random.Normal(0, 0.05), random.Normal(0, 0.04), random.Between(0.25, 0.34));
            Material wood = random.Chance(0.6)
                ? Wood.Draw(random, 2) : new Plain(Color.Gray(random.Pick(0.03, 0.5)), 0.3, 0.3);
            at.Bar(tip * 0.3, tip, 0.006, wood);
            at.Ball(tip, (0.05, 0.02, 0.07), wood);
        }
    }

    private static void Cuttingboard(LocalFrame at, SeededRandom random)
    {
        at.Fitted(RoundedBox.Crisp, (0, 0, 0.012), (0.34, 0.24, 0.022), Wood.Draw(random));
        for (var i = random.Integer(1, 4); i > 0; i--)
        {
            var food = random.Pick(Color.Srgb(200, 50, 35), Color.Srgb(225, 150, 50), Color.Srgb(110, 150, 50),
                Color.Srgb(200, 160, 100));
            at.Ball((random.Between(-0.12, 0.12), random.Between(-0.07, 0.07), 0.045),
                (random.Between(0.06, 0.12), 0.06, 0.055),
                new Plain(food, 0.15, 0.3));
        }
    }
}
