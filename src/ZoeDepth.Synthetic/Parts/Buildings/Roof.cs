using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>
/// Roofs upon a rectangle width × depth whose front edge is y = 0 and whose middle is x = 0, at z = 0.
/// </summary>
internal static class Roof
{
    private static readonly Material _pipe = new Plain(Color.Gray(0.2), 0.2, 0.4);
    private static readonly Material _dark = new Plain(Color.Gray(0.03), 0.5, 0.08);
    private static readonly Material _dish = new Plain(Color.Gray(0.6), 0.2, 0.3);

    /// <summary>Ridge along the front: the street sees a slope of tiles.</summary>
    public static void Saddle(LocalFrame at, double width, double depth, double rise, Material tiles, Material wall,
        SeededRandom random, bool dormers)
    {
        at = at.Part("roof");
        var over = 0.35;
        var body = at.At(0, depth / 2, 0).Turned(90);
        body.Fitted(Prism.Gable, (0, 0, rise / 2), (depth + (2 * over), width + 0.3, rise), tiles);
        body.Fitted(Prism.Gable, (0, 0, (rise / 2) - 0.06), (depth + 0.02, width + 0.31, rise - 0.12), wall);
        at.Bar((-width / 2, -over, 0.02), (width / 2, -over, 0.02), 0.07, _pipe);
        Chimneys(at, width, depth, rise, random);
        var windows = dormers ? Math.Max(1, (int)(width / 4.2)) : 0;
        for (var i = 0; i < windows; i++)
        {
            var x = ((i + 0.5) / windows - 0.5) * width;
            Dormer(at.At(x, depth * 0.1, rise * 0.2), rise * 0.5, depth * 0.36, tiles, wall);
        }
    }

    /// <summary>Hipped on all sides.</summary>
    public static void Hipped(LocalFrame at, double width, double depth, double rise, Material tiles,
        SeededRandom random)
    {
        at = at.Part("roof");
        at.At(0, depth / 2).Turned(90).Fitted(Prism.Hip, (0, 0, rise / 2), (depth + 0.8, width + 0.8, rise), tiles);
        at.Bar((-width / 2, -0.4, 0.03), (width / 2, -0.4, 0.03), 0.07, _pipe);
        Chimneys(at, width * 0.6, depth, rise * 0.9, random);
    }

    /// <summary>Ridge towards the street: the street sees a gable.</summary>
    public static void Gabled(LocalFrame at, double width, double depth, double rise, Material tiles, Material wall,
        SeededRandom random)
    {
        at = at.Part("roof");
        at.Fitted(Prism.Gable, (0, depth / 2, rise / 2), (width + 0.7, depth + 0.5, rise), tiles);
        at.Fitted(Prism.Gable, (0, depth / 2, (rise / 2) - 0.07), (width + 0.01, depth + 0.51, rise - 0.14), wall);
        if (random.Chance(0.6))
        {
            at.Box((0, -0.26, rise * 0.35), (0.7, 0.04, 0.9), _dark);
            at.Box((0, -0.27, rise * 0.35 - 0.48), (0.9, 0.1, 0.06), _dish);
        }
        Chimneys(at, width * 0.5, depth, rise * 0.8, random);
    }

    /// <summary>A parapet and what stands behind it.</summary>
    public static void Flat(LocalFrame at, double width, double depth, Material wall, SeededRandom random)
    {
        at = at.Part("roof");
        at.Box((0, 0.13, 0.2), (width, 0.25, 0.42), wall);
        at.Box((0, 0.12, 0.43), (width + 0.06, 0.36, 0.06), _pipe);
        if (random.Chance(0.5)) at.Box((random.Between(-0.25, 0.25) * width, depth * 0.5, 1.2), (3.2, 3, 2.4), wall);
        for (var i = random.Integer(0, 3); i > 0; i--)
        {
            var (x, y) = (random.Between(-0.4, 0.4) * width, depth * random.Between(0.2, 0.8));
            at.Bar((x, y, 0), (x, y, random.Between(1, 3)), 0.04, _pipe);
        }
    }

    private static void Chimneys(LocalFrame at, double width, double depth, double rise, SeededRandom random)
    {
        var brick = Brick.Draw(random);
        for (var i = random.Integer(0, 2); i > 0; i--)
        {
            var (x, y) = (random.Between(-0.42, 0.42) * width, depth * random.Between(0.4, 0.6));
            at.Box((x, y, rise + 0.1), (random.Between(0.5, 1.1), 0.5, 2.2), brick);
            at.Cone((x, y, rise + 1.2), (x, y, rise + 1.55), 0.13, 0.11, _pipe);
        }
    }

    private static void Dormer(LocalFrame at, double height, double depth, Material tiles, Material wall)
    {
        at.Box((0, depth / 2, height * 0.45), (1.5, depth, height * 0.9), wall);
        at.Box((0, -0.01, height * 0.48), (1.05, 0.04, height * 0.62), _dish);
        at.Box((0, -0.03, height * 0.48), (0.9, 0.04, height * 0.54), _dark);
        at.Fitted(Prism.Gable, (0, (depth / 2) - 0.1, (height * 0.9) + 0.3), (1.9, depth + 0.3, 0.6), tiles);
    }
}
