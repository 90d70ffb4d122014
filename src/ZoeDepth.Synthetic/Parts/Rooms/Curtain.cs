using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>Two curtains on a rod before a window, drawn aside or partly closed.</summary>
internal static class Curtain
{
    /// <summary>Hangs them before the opening whose middle on the floor the place is.</summary>
    /// <returns>share of the window that is left open</returns>
    public static double Add(LocalFrame at, Room room, double width, double bottom, double top, SeededRandom random)
    {
        at = at.Part("curtain");
        var rail = Math.Min(top + random.Between(0.06, 0.2), room.Size.Height - 0.04);
        var hem = bottom < 0.3 || random.Chance(0.7) ? 0.03 : bottom - 0.15;
        var drawn = random.Chance(0.15) ? random.Between(0.45, 0.52) : random.Between(0.14, 0.32);
        var span = width + random.Between(0.3, 0.7);
        var cloth = Fabric.DrawCurtain(random);
        var (rod, deep) = (new Plain(Color.Gray(random.Pick(0.05, 0.4, 0.8)), 0.3, 0.3), random.Between(-0.12, -0.09));
        at.Bar((-(span / 2) - 0.06, deep, rail), ((span / 2) + 0.06, deep, rail), 0.012, rod);
        for (var end = -1; end <= 1; end += 2)
        {
            at.Ball(((span / 2 * end) + (0.06 * end), deep, rail), 0.022, rod);
            var wide = span * drawn * random.Between(0.85, 1.05);
            at.At(end * (span - wide) / 2, deep, hem).Scaled(wide, 0.9, rail - 0.012 - hem)
                .Mesh(Cloth.AnyCurtain(random), Vector.Zero, cloth);
        }
        return Math.Clamp(1.3 - (2 * drawn), 0.25, 1);
    }
}
