using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>An iron stove with its pipe, a fire behind glass in the evening, logs beside it.</summary>
internal static class Stove
{
    /// <summary>Stands on the origin, about 0.6 wide and deep; its pipe ends in the ceiling.</summary>
    public static void Add(LocalFrame at, double ceiling, RoomLight light, SeededRandom random)
    {
        at = at.Part("stove");
        var iron = new Metal(Color.Gray(random.Between(0.015, 0.06)), 0.2);
        var (width, height) = (random.Between(0.42, 0.55), random.Between(0.7, 1.1));
        at.Box((0, 0, 0.006), (0.62, 0.6, 0.012),
            random.Chance(0.5) ? Granite.Draw(random) : new Glass(Color.Gray(0.1), 0.15));
        at.Fitted(RoundedBox.Fitting((width, 0.4, height), 0.04), (0, 0.05, (height / 2) + 0.06), (width, 0.4, height),
            iron);
        at.Fitted(RoundedBox.Crisp, (0, 0.04, height + 0.075), (width + 0.05, 0.45, 0.03), iron);
        foreach (var x in (double[])[-0.16, 0.16]) at.Box((x, 0.05, 0.035), (0.05, 0.34, 0.07), iron);
        at.Bar((0, 0.1, height + 0.05), (0, 0.1, ceiling), 0.075, iron);
        var pane = new Vector(width - 0.12, 0.012, height * 0.4);
        at.Box((0, -0.152, height * 0.62), pane, new Plain(Color.Gray(0.01), 0.4, 0.05, 0.08));
        at.Bar(((width / 2) - 0.03, -0.165, height * 0.55), ((width / 2) - 0.03, -0.165, height * 0.7), 0.008,
            Metal.DrawBare(random));
        if (light.LampsBurn && random.Chance(0.7))
        {
            var flame = Color.Temperature(2000);
            for (var i = 0; i < 5; i++)
            {
                var (x, tall) = ((i - 2) * pane.X / 6, random.Between(0.2, 0.6) * pane.Z);
                at.Ball((x, -0.155, (height * 0.62) - (pane.Z / 2) + (tall / 2) + 0.02), (pane.X / 4, 0.012, tall),
                    new Glow(flame * random.Between(2, 6)));
            }
            at.Panel((0, -0.17, height * 0.6), (pane.X / 3, 0, 0), (0, 0, pane.Z / 3), (0, -1, 0), flame * 0.5);
        }
        for (var i = 0; i < 7; i++)
        {
            var end = new Vector(0.36 + (0.09 * (i % 2)) + random.Normal(0, 0.005), -0.1, 0.045 + (0.085 * (i / 2)));
            at.Part("logs").Bar(end, end + (0, 0.3, 0), random.Between(0.038, 0.05), Wood.Draw(random, 2));
        }
    }
}
