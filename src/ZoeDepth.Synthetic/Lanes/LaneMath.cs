using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Lanes;

/// <summary>
/// Functions of sixteen lanes, from operations that round alike on every machine. Good enough for colours: errors near
/// 1e-6 are stated at each; depth never passes through here.
/// </summary>
internal static class LaneMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats All(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats All(double value) => Vector512.Create((float)value);

    /// <summary>Clamped to 0..1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Saturate(Floats x) => Vector512.Min(Vector512.Max(x, Floats.Zero), Floats.One);

    /// <summary>0 below <paramref name="low"/>, 1 above <paramref name="high"/>, 3t² − 2t³ between.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Smooth(Floats low, Floats high, Floats x)
    {
        var t = Saturate((x - low) / (high - low));
        return t * t * (All(3f) - (t + t));
    }

    /// <summary>a where the share is 0, b where it is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Mix(Floats a, Floats b, Floats share) => Vector512.FusedMultiplyAdd(b - a, share, a);

    /// <summary>x − ⌊x⌋</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Fraction(Floats x) => x - Vector512.Floor(x);

    /// <summary>2ˣ, relative error 2.5e-7; x beyond −126..126 counts as the end of that range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Exp2(Floats x)
    {
        x = Vector512.Min(Vector512.Max(x, All(-126f)), All(126f));
        var n = Vector512.Floor(x + All(0.5f));
        var r = x - n;
        // Taylor's series of 2ʳ on |r| ≤ ½.
        var p = Vector512.FusedMultiplyAdd(All(1.5403530e-4f), r, All(1.3333558e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, All(9.6181291e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, All(5.5504109e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, All(0.24022651f));
        p = Vector512.FusedMultiplyAdd(p, r, All(0.69314718f));
        p = Vector512.FusedMultiplyAdd(p, r, Floats.One);
        return p * ((Vector512.ConvertToInt32(n) + Vector512.Create(127)) << 23).AsSingle();
    }

    /// <summary>
    /// log₂ x for normal x above 0, absolute error 3e-7 and half a unit in the last place (4e-6 at the ends of the
    /// range).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Log2(Floats x)
    {
        var bits = x.AsInt32();
        var exponent = Vector512.ConvertToSingle((bits >> 23) - Vector512.Create(127));
        var m = ((bits & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F800000)).AsSingle();
        var large = Vector512.GreaterThan(m, All(1.41421356f));
        m = Vector512.ConditionalSelect(large, m * All(0.5f), m);
        exponent += Vector512.ConditionalSelect(large, Floats.One, Floats.Zero);
        var s = (m - Floats.One) / (m + Floats.One);
        var square = s * s;
        // 2/ln 2 · artanh s on |s| ≤ 0.172.
        var p = Vector512.FusedMultiplyAdd(All(0.41219858f), square, All(0.57707802f));
        p = Vector512.FusedMultiplyAdd(p, square, All(0.96179669f));
        p = Vector512.FusedMultiplyAdd(p, square, All(2.8853901f));
        return Vector512.FusedMultiplyAdd(p, s, exponent);
    }

    /// <summary>xʸ for x ≥ 0 (below 1e-30 it is 0), relative error 3e-7 + |y| · (2.5e-7 + 1e-7 · |log₂ x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Pow(Floats x, Floats y) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, All(1e-30f)),
            Exp2(y * Log2(Vector512.Max(x, All(1e-30f)))), Floats.Zero);

    /// <summary>eˣ, relative error 3e-7 + 8e-8 · |x|; x beyond ±87 counts as ±87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Exp(Floats x) => Exp2(x * All(1.44269504f));

    /// <summary>sin 2πx, absolute error 5e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats SinTurns(Floats x)
    {
        // To −½..½ turns, then mirrored into ±¼.
        var t = x - Vector512.Floor(x + All(0.5f));
        var folded = Vector512.CopySign(All(0.5f), t) - t;
        t = Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Abs(t), All(0.25f)), folded, t);
        var r = t * All(6.28318531f);
        var square = r * r;
        var p = Vector512.FusedMultiplyAdd(All(-2.5052108e-8f), square, All(2.7557319e-6f));
        p = Vector512.FusedMultiplyAdd(p, square, All(-1.9841270e-4f));
        p = Vector512.FusedMultiplyAdd(p, square, All(8.3333333e-3f));
        p = Vector512.FusedMultiplyAdd(p, square, All(-0.16666667f));
        return Vector512.FusedMultiplyAdd(p * square, r, r);
    }

    /// <summary>cos 2πx, absolute error 5e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats CosTurns(Floats x) => SinTurns(x - Vector512.Floor(x + All(0.5f)) + All(0.25f));
}
