using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>Water and what floats on it or stands in it.</summary>
internal static class Shore
{
    private static readonly Lazy<Mesh> _boat = new(() =>
    {
        // Length 4 along y, bow towards −y: outside, then inside at a hand's width.
        var builder = new MeshBuilder();
        Vector Hull(double along, double around, double inset)
        {
            var t = 1 - (2 * along);
            var half = (0.72 - inset) * Math.Sqrt(Math.Max(0, 1 - (t > 0 ? t * t * t : 0.35 * t * t)));
            var (angle, sheer) = (Math.PI * (around - 0.5), 0.1 + (0.22 * t * t));
            var depth = (0.45 + sheer - (inset * 0.6)) * PortableMath.Cos(angle);
            return (half * PortableMath.Sin(angle), (2 - inset) * -t, sheer + 0.32 - depth);
        }
        builder.Sheet(10, 12, (column, row) => Hull(row / 12.0, column / 10.0, 0));
        builder.Sheet(10, 12, (column, row) => Hull(row / 12.0, 1 - (column / 10.0), 0.06));
        foreach (var side in (int[])[0, 1])
            builder.Sheet(1, 12, (column, row) => Hull(row / 12.0, side, (column == 0) == (side == 0) ? 0 : 0.06));
        return builder.Build(50);
    });

    /// <summary>A level sheet of water at a height, ahead of the camera.</summary>
    public static void Water(LocalFrame world, double level, double far, Material water) => world.Part("water").Mesh(
        HeightField.Over((-1.8 * far, -12), (1.8 * far, far), 1, 1, (_, _) => 0), (0, 0, level), water);

    /// <summary>A rowing boat, its water line at the origin.</summary>
    public static void Boat(LocalFrame at, SeededRandom random)
    {
        at = at.At(0, 0, -0.14).Part("boat").Leaning(random.Normal(0, 2)).Scaled(random.Between(0.9, 1.35));
        var hull = new Plain(random.Integer(0, 3) switch
        {
            0 => Color.Gray(0.75),
            1 => Color.Hsv(random.Between(0, 360), 0.6, 0.55),
            _ => Palette.Wood(random).Autumn,
        }, 0.15, 0.3);
        at.Mesh(_boat.Value, Vector.Zero, hull);
        var board = new Wood(new(0.4, 0.26, 0.14), new(0.25, 0.15, 0.08));
        at.Box((0, 0.2, 0.24), (1.2, 0.25, 0.03), board);
        at.Box((0, 1.2, 0.26), (1.1, 0.25, 0.03), board);
        if (random.Chance(0.4)) at.Bar((0.3, -1.2, 0.32), (0.5, 1.3, 0.42), 0.025, board);
    }

    /// <summary>A yacht under sail or at anchor, its water line at the origin.</summary>
    public static void Yacht(LocalFrame at, SeededRandom random)
    {
        at = at.At(0, 0, -0.22).Part("boat").Leaning(random.Normal(0, 4));
        at.Scaled(1.5, 2, 1.6).Mesh(_boat.Value, Vector.Zero, new Plain(Color.Gray(0.8), 0.2, 0.3));
        at.Box((0, 0.3, 0.75), (1.2, 2.6, 0.5), new Plain(Color.Gray(0.7)));
        at.Bar((0, -0.4, 0.4), (0, -0.4, 9), 0.06, new Plain(Color.Gray(0.5), 0.4, 0.3));
        at.Bar((0, -0.4, 1.7), (0, 3, 1.6), 0.05, new Plain(Color.Gray(0.5), 0.4, 0.3));
        if (random.Chance(0.4)) return;
        at.Turned(90).Fitted(Prism.Wedge, (1.2, 0, 5), (-3.1, 0.05, 6.6), new Plain(Color.Gray(0.78)));
    }

    /// <summary>A jetty of boards on posts that leads ahead from the origin, its deck there.</summary>
    public static void Jetty(LocalFrame at, double length, SeededRandom random)
    {
        at = at.Part("jetty");
        var (spring, autumn) = Palette.Wood(random);
        (spring, autumn) = (spring.Mixed(Color.Gray(0.3), 0.5), autumn.Mixed(Color.Gray(0.2), 0.5));
        at.Box((0, length / 2, -0.03), (1.6, length, 0.06), new Planks(spring, autumn, 0.14, 1.6, 0.012));
        var post = new Bark(autumn * 0.8, autumn * 0.4, 0.03, 5);
        for (var y = 0.3; y < length; y += 2.4)
        {
            foreach (var x in (double[])[-0.82, 0.82])
                at.Bar((x, y, -2.5), (x, y, random.Chance(0.4) ? 0.7 : 0.12), 0.08, post);
        }
    }
}
