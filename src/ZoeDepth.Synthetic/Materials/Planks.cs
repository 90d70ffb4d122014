using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Boards side by side: floors, decks, fences, panelled walls.</summary>
/// <param name="spring">albedo of the pale part of a ring</param>
/// <param name="autumn">albedo of the dark part</param>
/// <param name="width">of a board, metres</param>
/// <param name="length">of a board, metres</param>
/// <param name="gap">between boards, metres</param>
/// <param name="upright">the boards run along v: up a wall, ahead on a floor</param>
/// <param name="knots">0 none .. 1 rustic pine</param>
/// <param name="gloss">0 raw .. 0.3 lacquered</param>
/// <param name="spread">by how much boards differ in tone, 0..1</param>
internal sealed class Planks(
    Color spring, Color autumn, double width = 0.14, double length = 1.6, double gap = 0.002, bool upright = false,
    double knots = 0, double gloss = 0.06, double spread = 0.3) : Material
{
    private const double GapShade = 0.25;

    public override Color Mean
    {
        get
        {
            var open = (gap / width) + (gap / length) - (gap * gap / (width * length));
            return spring.Mixed(autumn, Grain.MeanRing) * (1 - ((1 - GapShade) * open));
        }
    }

    /// <summary>A floor of boards, strips or laminate.</summary>
    public static Planks Draw(SeededRandom random)
    {
        var (spring, autumn) = Palette.Wood(random);
        var width = random.Pick(0.07, 0.12, 0.14, 0.18, 0.22);
        return new(
            spring, autumn, width, width * random.Between(6, 12), random.Between(0.001, 0.004), random.Chance(0.5),
            random.Chance(0.3) ? random.Between(0.05, 0.3) : 0, random.Pick(0.03, 0.08, 0.15, 0.3),
            random.Between(0.1, 0.5));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var (along, across) = upright ? (face.V, face.U) : (face.U, face.V);
        var salt = Pattern.Salt(at, 21);
        var boards = new Courses(along, across, length, width, gap, -1, at.Footprint, salt);
        var bits = boards.Bits;
        var (shift, tint) = (Noise.Again(bits, 1), Noise.Again(bits, 2) - LaneMath.All(0.5f));
        var grain = Grain.Board(
            boards.U + (shift * LaneMath.All(60f)), boards.V + (tint * LaneMath.All(30f)), 0.022, knots, at.Footprint,
            salt);
        var board = Noise.Kept(at.Footprint, 2 * width) * LaneMath.All(spread);
        var tone = Vector512.FusedMultiplyAdd(grain, LaneMath.All(0.8f), LaneMath.All(0.2 * Grain.MeanRing))
            + (tint * board * LaneMath.All(0.7f));
        var light = Floats.One + ((Noise.Again(bits, 3) - LaneMath.All(0.5f)) * board * LaneMath.All(0.6f));
        light *= Floats.One - (boards.Joint * LaneMath.All(1 - GapShade));
        surface.Albedo = Vectors.Mix(Vectors.All(spring), Vectors.All(autumn), LaneMath.Saturate(tone)) * light;
        surface.Gloss = LaneMath.All(gloss) * (Floats.One - boards.Joint);
        surface.Roughness = LaneMath.All(gloss > 0.1 ? 0.22 : 0.45);
    }
}
