using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// Lines and edges as a sample of some width sees them: the share of it they cover, so that distance greys them instead
/// of breaking them up.
/// </summary>
internal static class Pattern
{
    /// <summary>
    /// How much of the sample lies in the bands [0, width) of each period, 0..1; their mean is width / period at every
    /// footprint.
    /// </summary>
    /// <param name="x">metres</param>
    /// <param name="period">distance from band to band, metres</param>
    /// <param name="width">of a band, metres, below the period</param>
    /// <param name="footprint">width of the sample, metres</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Bands(Floats x, double period, double width, Floats footprint)
    {
        var scaled = x * LaneMath.All(1 / period);
        var share = LaneMath.All(width / period);
        var place = LaneMath.Fraction(scaled);
        var half = Vector512.Min(Vector512.Max(footprint * LaneMath.All(0.5 / period), LaneMath.All(0.0005f)),
            LaneMath.All(16f));
        return LaneMath.Saturate((Covered(place + half, share) - Covered(place - half, share)) / (half + half));
    }

    /// <summary>How much of the sample lies beyond an edge, 0..1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Beyond(Floats x, Floats edge, Floats footprint) =>
        LaneMath.Saturate(((x - edge) / Vector512.Max(footprint, LaneMath.All(1e-5f))) + LaneMath.All(0.5f));

    /// <summary>How much of the sample lies between two edges, 0..1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Between(Floats x, Floats low, Floats high, Floats footprint)
    {
        var size = Vector512.Max(footprint, LaneMath.All(1e-5f));
        var half = size * LaneMath.All(0.5f);
        var overlap = Vector512.Min(high, x + half) - Vector512.Max(low, x - half);
        return LaneMath.Saturate(overlap / size);
    }

    /// <summary>How much of the sample lies in either of two crossing sets of bands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Either(Floats a, Floats b) => a + b - (a * b);

    /// <summary>A salt for a primitive: primitives of one material differ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Salt(in Surface at, int salt) => salt + (97 * (int)(at.Variation * 65536));

    /// <summary>Distances from the middle of the cell a place is in, −½..½ of a period.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats FromMiddle(Floats scaled) => LaneMath.Fraction(scaled) - LaneMath.All(0.5f);

    /// <summary>∫ of the bands from 0 to x, in periods.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Covered(Floats x, Floats share)
    {
        var whole = Vector512.Floor(x);
        return Vector512.FusedMultiplyAdd(whole, share, Vector512.Min(x - whole, share));
    }
}
