using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Year rings where a saw cut them.</summary>
internal static class Grain
{
    /// <summary>Mean of <see cref="Ring"/> over a turn.</summary>
    public const double MeanRing = 0.27588;

    /// <summary>
    /// One year: pale spring wood that darkens slowly to autumn and ends at once. ∫ t²·min(1, 8(1 − t)) over a turn is
    /// <see cref="MeanRing"/>.
    /// </summary>
    /// <param name="years">which year, any number</param>
    /// <param name="kept">share of the rings a sample still sees</param>
    public static Floats Ring(Floats years, Floats kept)
    {
        var t = LaneMath.Fraction(years);
        var ring = t * t * Vector512.Min(Floats.One, (Floats.One - t) * LaneMath.All(8f));
        return LaneMath.Mix(LaneMath.All(MeanRing), ring, kept);
    }

    /// <summary>
    /// The figure of a flat board, 0 spring .. 1 autumn wood, mean <see cref="MeanRing"/>: long ovals, fibres, and
    /// knots if asked for.
    /// </summary>
    /// <param name="along">the fibre, metres</param>
    /// <param name="across">the fibre, metres</param>
    /// <param name="ring">width of a ring, metres</param>
    /// <param name="knots">how many places for a knot hold one, 0..1</param>
    /// <param name="footprint">width of the sample, metres</param>
    /// <param name="salt">different boards for different salts</param>
    public static Floats Board(Floats along, Floats across, double ring, double knots, Floats footprint, int salt)
    {
        var flow = Noise.Value(along * LaneMath.All(1.3f), across * LaneMath.All(6f), salt) * LaneMath.All(4f);
        var years = Vector512.FusedMultiplyAdd(across, LaneMath.All(1 / ring), flow);
        var kept = Noise.Kept(footprint, ring);
        var dark = Floats.Zero;
        if (knots > 0)
        {
            var (column, row) = (Vector512.Floor(along * LaneMath.All(2f)), Vector512.Floor(across * LaneMath.All(6f)));
            var bits = Noise.CellBits(column, row, salt + 5);
            var there = Vector512.LessThan(Noise.Again(bits, 1), LaneMath.All(knots));
            var (spread, least) = (LaneMath.All(0.6f), LaneMath.All(0.2f));
            var middleX = column + Vector512.FusedMultiplyAdd(Noise.Again(bits, 2), spread, least);
            var middleY = row + Vector512.FusedMultiplyAdd(Noise.Again(bits, 3), spread, least);
            var x = (along - (middleX * LaneMath.All(0.5f))) * LaneMath.All(45f);
            var y = (across - (middleY * LaneMath.All(1 / 6f))) * LaneMath.All(80f);
            var square = Vector512.FusedMultiplyAdd(x, x, y * y);
            years += (LaneMath.All(2.5f) / (Floats.One + square)) & there;
            dark = LaneMath.Saturate(LaneMath.All(1.3f) - square) & there;
        }
        var fibre = Noise.Kept(footprint, 0.003) * LaneMath.All(0.18f);
        var tone = Ring(years, kept);
        if (!Vector512.EqualsAll(fibre, Floats.Zero))
            tone += Noise.Value(along * LaneMath.All(12f), across * LaneMath.All(500f), salt + 1) * fibre;
        return Vector512.Max(tone, dark * Noise.Kept(footprint, 0.02));
    }
}
