using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Office;

/// <summary>
/// Lamps of ceilings in work places: panels in the ceiling, or tubes hanging from it, in a grid about the origin, which
/// is on the ceiling.
/// </summary>
internal static class Luminaires
{
    /// <summary>Most lights that are cast; more lamps than that share one.</summary>
    private const int MostLights = 6;

    /// <summary>Builds the lamps and their light.</summary>
    /// <param name="ceiling">middle of the ceiling</param>
    /// <param name="width">of the ceiling, metres</param>
    /// <param name="length">of the ceiling, metres</param>
    /// <param name="columns">across the width</param>
    /// <param name="rows">along the length</param>
    /// <param name="light">radiance of what is seen of them is some times this; black where they are off</param>
    /// <param name="random">kind</param>
    public static void Add(LocalFrame ceiling, double width, double length, int columns, int rows, Color light,
        SeededRandom random)
    {
        var lamps = ceiling.Part("lamp");
        var burn = light.Luminance > 0;
        var (kind, drop) = (random.Integer(0, 2), random.Chance(0.6) ? 0.012 : random.Between(0.1, 0.4));
        var (wide, deep) = kind switch { 0 => (0.58, 0.58), 1 => (0.16, Math.Min(1.3, 0.8 * length / rows)), _ =>
            (0.26, Math.Min(1.2, 0.8 * length / rows)) };
        if (kind == 0) drop = 0.008;
        Material white = new Plain(Color.Gray(0.85), 0.1, 0.4);
        var (shine, dead) = (burn ? new Glow(light * (kind == 1 ? 4 : 7)) : white,
            new Plain(Color.Gray(0.6), 0.1, 0.3));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var lamp = lamps.At((((column + 0.5) / columns) - 0.5) * width, (((row + 0.5) / rows) - 0.5) * length,
                    -drop);
                var broken = burn && random.Chance(0.04);
                lamp.Box((0, 0, 0.02), (wide + 0.05, deep + 0.05, 0.045), white);
                if (kind == 1)
                {
                    lamp.Bar((0, -deep / 2, -0.012), (0, deep / 2, -0.012), 0.018, broken ? dead : shine);
                }
                else
                {
                    // Hardly below its rim: what the ceiling sees of it would speckle the ceiling.
                    lamp.Box((0, 0, 0.0065), (wide, deep, 0.02), broken ? dead : shine);
                }
                if (drop < 0.1) continue;
                foreach (var y in (ReadOnlySpan<double>)[-0.4, 0.4])
                    lamp.Bar((0, y * deep, 0.03), (0, y * deep, drop), 0.003, white);
            }
        }
        if (!burn) return;
        var (across, along) = columns * rows <= MostLights ? (columns, rows) : rows > MostLights / 2
            ? (1, Math.Min(rows, MostLights))
            : (Math.Min(columns, MostLights / rows), rows);
        var share = (double)(columns * rows) / (across * along);
        for (var i = 0; i < across * along; i++)
        {
            var center = new Vector((((i % across) + 0.5) / across - 0.5) * width,
                (((i / across) + 0.5) / along - 0.5) * length, -drop - 0.04);
            var spread = columns > across ? 0.8 * width / across / 2 : wide / 2;
            ceiling.Panel(center, (spread, 0, 0), (0, rows > along ? 0.8 * length / along / 2 : deep / 2, 0),
                (0, 0, -1), light * (3 * share));
        }
    }

    /// <summary>A ceiling of square or oblong panels in a metal grid.</summary>
    public static Material Panels(SeededRandom random) => new Tiles(
        Color.Gray(random.Between(0.7, 0.85)), Color.Gray(random.Between(0.7, 0.85)),
        Color.Gray(random.Between(0.4, 0.6)),
        0.6, random.Pick(0.6, 0.6, 1.2), 0.02, 0, 0, 0.04);
}
