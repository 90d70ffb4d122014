using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Wooden blocks in herringbone or in squares of strips.</summary>
/// <param name="spring">albedo of the pale part of a ring</param>
/// <param name="autumn">albedo of the dark part</param>
/// <param name="width">of a block, metres</param>
/// <param name="count">length of a block in widths</param>
/// <param name="herringbone">else squares of strips, every other turned</param>
/// <param name="gloss">0 raw .. 0.3 lacquered</param>
internal sealed class Parquet(Color spring, Color autumn, double width = 0.07, int count = 5, bool herringbone = true,
    double gloss = 0.15) : Material
{
    private const double Gap = 0.0015;
    private const double GapShade = 0.3;

    public override Color Mean
    {
        get
        {
            var open = (Gap / width) + (Gap / (width * count)) - (Gap * Gap / (width * width * count));
            return spring.Mixed(autumn, Grain.MeanRing) * (1 - ((1 - GapShade) * open));
        }
    }

    /// <summary>A floor.</summary>
    public static Parquet Draw(SeededRandom random)
    {
        var (spring, autumn) = Palette.Wood(random);
        return new(spring, autumn, random.Between(0.05, 0.1), random.Integer(4, 6), random.Chance(0.6),
            random.Between(0.08, 0.3));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 331);
        var scale = LaneMath.All(1 / width);
        var (x, y) = (face.U * scale, face.V * scale);
        var (along, across, block, turned) = herringbone ? Herringbone(x, y) : Squares(x, y);
        var bits = Noise.CellBits(block, turned, salt);
        var half = at.Footprint * scale;
        var gap = LaneMath.All(Gap / width);
        var open = Pattern.Either(
            Pattern.Between(across, Floats.Zero, gap, half)
            + Pattern.Between(across, Floats.One, Floats.One + gap, half),
            Pattern.Between(along, Floats.Zero, gap, half)
                + Pattern.Between(along, LaneMath.All((float)count), LaneMath.All(count + (Gap / width)), half));
        var far = LaneMath.All((Gap / width) + (Gap / (width * count)));
        open = LaneMath.Mix(far, open, Noise.Kept(at.Footprint, width));
        var tint = Noise.Again(bits, 1) - LaneMath.All(0.5f);
        var size = LaneMath.All(width);
        var grain = Grain.Board(
            (along * size) + (tint * LaneMath.All(60f)), (across * size) + (Noise.Again(bits, 2) * LaneMath.All(9f)),
            0.013, 0, at.Footprint, salt);
        var kept = Noise.Kept(at.Footprint, width * 2);
        var tone = LaneMath.Mix(LaneMath.All(Grain.MeanRing), grain, LaneMath.All(0.6f))
            + (tint * kept * LaneMath.All(0.3f));
        var light = Floats.One + ((Noise.Again(bits, 3) - LaneMath.All(0.5f)) * kept * LaneMath.All(0.35f));
        light *= Floats.One - (open * LaneMath.All(1 - GapShade));
        surface.Albedo = Vectors.Mix(Vectors.All(spring), Vectors.All(autumn), LaneMath.Saturate(tone)) * light;
        surface.Gloss = LaneMath.All(gloss) * (Floats.One - open);
        surface.Roughness = LaneMath.All(0.25f);
    }

    /// <summary>
    /// In widths: row r of a herringbone repeats after two lengths, shifted by one width a row. The first half of the
    /// period is a level block; of the second half each square belongs to an upright block, which begins as many rows
    /// below as the square is steps on.
    /// </summary>
    private (Floats Along, Floats Across, Floats Block, Floats Turned) Herringbone(Floats x, Floats y)
    {
        var length = LaneMath.All((float)count);
        var period = length + length;
        var row = Vector512.Floor(y);
        var shifted = x - row;
        var turn = Vector512.Floor(shifted / period);
        var place = shifted - (turn * period);
        var upright = Vector512.GreaterThanOrEqual(place, length);
        var step = Vector512.Floor(place) - length;
        var start = row - (length - Floats.One - step);
        var column = Vector512.Floor(x);
        // The last square of the second half is the block's top.
        var alongUp = y - start;
        var level = (Along: place, Across: y - row, Block: (row * LaneMath.All(131f)) + turn, Turned: Floats.Zero);
        return (
            Vector512.ConditionalSelect(upright, alongUp, level.Along),
            Vector512.ConditionalSelect(upright, x - column, level.Across),
            Vector512.ConditionalSelect(upright, (start * LaneMath.All(131f)) + column, level.Block),
            Vector512.ConditionalSelect(upright, Floats.One, level.Turned));
    }

    private (Floats Along, Floats Across, Floats Block, Floats Turned) Squares(Floats x, Floats y)
    {
        var size = LaneMath.All((float)count);
        var (column, row) = (Vector512.Floor(x / size), Vector512.Floor(y / size));
        var upright = Vector512.GreaterThan(LaneMath.Fraction((column + row) * LaneMath.All(0.5f)),
            LaneMath.All(0.25f));
        var (inX, inY) = (x - (column * size), y - (row * size));
        var strip = Vector512.Floor(Vector512.ConditionalSelect(upright, inX, inY));
        return (
            Vector512.ConditionalSelect(upright, inY, inX),
            Vector512.ConditionalSelect(upright, inX, inY) - strip,
            (row * LaneMath.All(1013f)) + (column * size) + strip,
            Vector512.ConditionalSelect(upright, Floats.One, Floats.Zero));
    }
}
