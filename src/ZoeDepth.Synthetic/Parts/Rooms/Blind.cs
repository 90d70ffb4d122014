using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>A roller blind or a venetian blind in a window's niche.</summary>
internal static class Blind
{
    /// <summary>Hangs it in the opening whose middle on the floor the place is.</summary>
    /// <returns>share of the window that is left open</returns>
    public static double Add(LocalFrame at, double width, double bottom, double top, SeededRandom random)
    {
        at = at.Part("blind");
        var height = top - bottom;
        var down = random.Between(0.12, 0.75);
        var color = Color.Hsv(random.Between(0, 360), random.Between(0, 0.25), random.Between(0.6, 0.92));
        if (random.Chance(0.5))
        {
            at.Bar((-width / 2, 0.04, top - 0.03), (width / 2, 0.04, top - 0.03), 0.025, new Plain(color, 0.1, 0.4));
            at.Box((0, 0.04, top - (height * down / 2)), (width - 0.04, 0.004, height * down), new Drape(color, 0.35));
            at.Box((0, 0.04, top - (height * down)), (width - 0.04, 0.014, 0.025), new Plain(color, 0.1, 0.4));
            return Math.Max(1 - (0.8 * down), 0.25);
        }
        var slat = new Plain(color, 0.15, 0.4);
        var (step, tilt) = (random.Between(0.03, 0.05), random.Between(-65, 40));
        at.Box((0, 0.045, top - 0.02), (width - 0.02, 0.05, 0.04), slat);
        for (var z = top - 0.06; z > top - (height * down); z -= step)
        {
            at.At(0, 0.045, z).Tilted(tilt).Box(Vector.Zero, (width - 0.03, step * 1.1, 0.0025), slat);
        }
        at.Box((0, 0.045, top - (height * down) - 0.01), (width - 0.03, 0.03, 0.015), slat);
        return Math.Max(1 - (0.6 * down), 0.25);
    }
}
