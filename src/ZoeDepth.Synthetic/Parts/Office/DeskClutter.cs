using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Office;

/// <summary>What somebody who works there has on the desk.</summary>
internal static class DeskClutter
{
    /// <summary>Sets a desk.</summary>
    /// <param name="at">middle of the top, on it</param>
    /// <param name="width">metres</param>
    /// <param name="depth">metres</param>
    /// <param name="untidy">0 nothing but the computer .. 1 papers everywhere</param>
    /// <param name="random">which</param>
    public static void Add(LocalFrame at, double width, double depth, double untidy, SeededRandom random)
    {
        var back = (depth / 2) - 0.16;
        var screens = random.Unit() switch { < 0.45 => 1, < 0.75 => 2, _ => 0 };
        if (screens == 0) Computers.Laptop(at.At(random.Normal(0, 0.08), -0.02).Turned(random.Normal(0, 8)), random);
        var shift = random.Normal(0, 0.06);
        for (var i = 0; i < screens; i++)
        {
            var x = screens == 1 ? shift : (i == 0 ? -0.33 : 0.33) + shift;
            Computers.Monitor(at.At(x, back - (screens == 1 ? 0 : 0.04))
                .Turned(screens == 1 ? random.Normal(0, 8) : (i == 0 ? 14 : -14)), random);
        }
        if (screens > 0) Computers.KeyboardAndMouse(at.At(shift, 0.12 - (depth / 2)), random);

        // The sides hold the rest.
        for (var side = -1; side <= 1; side += 2)
        {
            var x = side * ((width / 2) - 0.14);
            Corner(at.At(x, back + 0.02), random.Integer(0, 6), random);
            if (random.Chance(0.35 + (0.6 * untidy))) Front(at.At(x, random.Between(-0.18, 0.02)), random);
        }
        if (random.Chance(0.55))
            Crockery.Mug(at.At(random.Sign() * random.Between(0.3, (width / 2) - 0.2), random.Between(-0.1, 0.1)),
                random);
        var things = (int)(untidy * random.Integer(2, 7));
        for (var i = 0; i < things; i++)
            Items.Any(at.At(random.Between(-0.44, 0.44) * width, random.Between(-0.42, 0.1) * depth), random, 0.24,
                Items.Small);
    }

    /// <summary>What somebody brings to a meeting, before the seat at −y.</summary>
    public static void Visitor(LocalFrame at, SeededRandom random)
    {
        switch (random.Integer(0, 3))
        {
            case 0: Computers.Laptop(at.Turned(random.Normal(0, 10)), random); break;
            case 1: Reading.Open(at.Scaled(0.7).Turned(random.Normal(0, 12)), random); break;
            default: Reading.Sheets(at, random.Integer(1, 4), random); break;
        }
        if (random.Chance(0.5)) Crockery.Mug(at.At(random.Sign() * 0.27, 0.08), random);
        else if (random.Chance(0.4)) Groceries.Bottle(at.At(0.26, 0.12), random);
    }

    private static void Corner(LocalFrame at, int what, SeededRandom random)
    {
        switch (what)
        {
            case 0: PottedPlant.Add(at, random.Between(0.2, 0.45), random); break;
            case 1: Lamp(at, random); break;
            case 2: Reading.Pile(at.Turned(random.Normal(0, 20)), random.Integer(2, 6), random); break;
            case 3: Trays(at, random); break;
            case 4: Computers.Telephone(at.At(0, -0.03).Turned(random.Normal(0, 15)), random); break;
            case 5: Belongings.PenHolder(at, random); break;
            default: Groceries.Bottle(at, random); break;
        }
    }

    private static void Front(LocalFrame at, SeededRandom random)
    {
        switch (random.Integer(0, 3))
        {
            case 0: Reading.Open(at.Scaled(0.7).Turned(random.Normal(0, 15)), random); break;
            case 1: Reading.Lying(at.Turned(random.Normal(0, 25)), random); break;
            default: Reading.Sheets(at, random.Integer(1, 6), random); break;
        }
    }

    /// <summary>Letter trays on one another.</summary>
    public static void Trays(LocalFrame at, SeededRandom random)
    {
        at = at.Part("trays");
        var plastic = Everyday.Plastic(random);
        for (var i = 0; i < 3; i++)
        {
            at.Box((0, 0, 0.004 + (0.065 * i)), (0.25, 0.32, 0.004), plastic);
            for (var side = -1; side <= 1; side += 2)
                at.Box((side * 0.124, 0, 0.035 + (0.065 * i)), (0.004, 0.318, 0.062), plastic);
            var papers = random.Between(0.003, 0.035);
            at.Box((0, -0.01, 0.0065 + (0.065 * i) + (papers / 2)), (0.21, 0.297, papers), Everyday.Paper(random));
        }
    }

    /// <summary>A jointed lamp, on or off.</summary>
    public static void Lamp(LocalFrame at, SeededRandom random)
    {
        at = at.Part("lamp").Turned(random.Between(-40, 40));
        var paint = Everyday.Painted(random);
        at.Cone((0, 0, 0.001), (0, 0, 0.025), 0.085, 0.07, paint);
        Vector elbow = (0.03, 0.08, 0.26), head = (-0.05, -0.14, 0.4);
        at.Bar((0, 0, 0.02), elbow, 0.007, paint);
        at.Ball(elbow, 0.014, paint);
        at.Bar(elbow, head, 0.007, paint);
        at.Cone(head + new Vector(0, -0.045, -0.06), head + new Vector(0, 0.01, 0.03), 0.075, 0.025, paint);
        if (!random.Chance(0.4)) return;
        at.Ball(head + new Vector(0, -0.047, -0.062), (0.1, 0.1, 0.03), new Glow(Color.Temperature(3000) * 8));
        at.Lamp(head + new Vector(0, -0.07, -0.1), 0.03, Color.Temperature(3000) * 0.5);
    }
}
