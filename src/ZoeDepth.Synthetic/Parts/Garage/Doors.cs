using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Garage;

/// <summary>Large doors in the wall y = 0, seen from −y; the origin is on the floor.</summary>
internal static class Doors
{
    /// <summary>A roller or sectional door, shut or raised by some part; behind it the drive shines.</summary>
    /// <param name="at">middle, on the floor</param>
    /// <param name="width">metres</param>
    /// <param name="height">metres</param>
    /// <param name="daylight">radiance of outside</param>
    /// <param name="random">kind, how far it is open</param>
    public static void Roller(LocalFrame at, double width, double height, Color daylight, SeededRandom random)
    {
        at = at.Part("garage door");
        var open = random.Chance(0.4) ? random.Between(0.05, 0.7) : 0;
        var paint = random.Chance(0.6)
            ? new Plain(Color.Gray(random.Between(0.5, 0.8)), 0.2, 0.35) : Everyday.Painted(random);
        var slat = random.Chance(0.5) ? 0.11 : 0.45;
        for (var z = height - (slat / 2); z > (open * height) - 0.001; z -= slat)
        {
            at.Box((0, -0.03, z), (width, 0.03, slat - 0.014), paint);
            if (slat > 0.3)
            {
                for (var x = (-width / 2) + 0.3; x < (width / 2) - 0.2; x += 0.6)
                    at.Box((x, -0.046, z), (0.5, 0.006, slat - 0.12), paint);
            }
        }
        at.Box((0, -0.02, height / 2 * (1 + open)), (width, 0.02, height * (1 - open)), new Plain(Color.Gray(0.1)));
        var steel = Everyday.Steel(random);
        foreach (var side in (ReadOnlySpan<double>)[-1, 1])
        {
            at.Box((side * ((width / 2) + 0.04), -0.05, height / 2), (0.08, 0.1, height), steel);
            at.Box((side * ((width / 2) + 0.04), -1.4, height + 0.08), (0.06, 2.7, 0.06), steel);
        }
        if (slat < 0.3) at.Bar((-width / 2, -0.2, height + 0.08), (width / 2, -0.2, height + 0.08), 0.16, paint);
        if (open <= 0) return;
        var tall = open * height;
        at.Box((0, -0.005, tall / 2), (width, 0.006, tall), WindowView.Draw(random, width, tall, daylight.Luminance));
        at.Panel((0, -0.08, tall / 2), (width / 2, 0, 0), (0, 0, tall / 2), (0, -1, 0),
            daylight * (0.3 * width * tall));
    }
}
