using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Functions;

/// <summary>
/// The transcendental functions, written once for every instruction set. Bounds are in units in the last place (ulp) of
/// the true result, measured on a dense sweep by the tests. The coefficients are minimax fits of this project (weighted
/// least squares in 50 digits, reweighted until the error is level, then rounded to float); the error of the fit alone
/// stands beside each.
/// </summary>
internal static class VectorMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: the first has 9 significant bits, so that its product with any exponent is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>eˣ within 2 ulp; subnormal results included, 0 below −104, infinity above 88.73, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        // The order of operands lets a NaN through.
        x = S.Min(S.Broadcast(89f), S.Max(S.Broadcast(-104f), x));
        var n = S.Round(S.Multiply(x, S.Broadcast(Log2E)));
        var r = S.MultiplyAdd(n, S.Broadcast(-Ln2High), x);
        r = S.MultiplyAdd(n, S.Broadcast(-Ln2Low), r);

        // eʳ = 1 + r + r²·P(r) on |r| ≤ ln 2 / 2; the fit errs by 3.1e-9, 0.05 · 2⁻²⁴.
        var p = S.MultiplyAdd(S.Broadcast(0.001381455921f), r, S.Broadcast(0.008368714713f));
        p = S.MultiplyAdd(p, r, S.Broadcast(0.04166838899f));
        p = S.MultiplyAdd(p, r, S.Broadcast(0.1666652113f));
        p = S.MultiplyAdd(p, r, S.Broadcast(0.4999999404f));
        p = S.Add(S.MultiplyAdd(p, S.Multiply(r, r), r), S.Broadcast(1f));
        return S.ScaleByPowerOfTwo(p, n);
    }

    /// <summary>
    /// ln x within 2 ulp; −infinity at 0, NaN below 0 and for NaN, infinity at infinity, subnormal arguments included.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        const float smallestNormal = 1.17549435e-38f;
        var one = S.Broadcast(1f);
        var smallest = S.Broadcast(smallestNormal);
        var normal = S.SelectLess(x, smallest, S.Multiply(x, S.Broadcast(8388608f)), x);
        var e = S.SelectLess(x, smallest, S.Broadcast(-23f), S.Zero);
        e = S.Add(e, S.Exponent(normal));
        var m = S.Significand(normal);

        // m in [√½, √2): the logarithm near 1 must not be a difference of an exponent and a significand.
        var root = S.Broadcast(1.41421356f);
        e = S.SelectLess(root, m, S.Add(e, one), e);
        m = S.SelectLess(root, m, S.Multiply(m, S.Broadcast(0.5f)), m);
        var f = S.Subtract(m, one);

        // ln(1 + f) = f − f²/2 + f³·P(f); the fit errs by 5.9e-9, 0.1 · 2⁻²⁴.
        var p = S.MultiplyAdd(S.Broadcast(-0.07632862777f), f, S.Broadcast(0.1276091486f));
        p = S.MultiplyAdd(p, f, S.Broadcast(-0.131604895f));
        p = S.MultiplyAdd(p, f, S.Broadcast(0.1420186907f));
        p = S.MultiplyAdd(p, f, S.Broadcast(-0.1662333608f));
        p = S.MultiplyAdd(p, f, S.Broadcast(0.2000122219f));
        p = S.MultiplyAdd(p, f, S.Broadcast(-0.2500082254f));
        p = S.MultiplyAdd(p, f, S.Broadcast(0.3333333135f));
        var square = S.Multiply(f, f);
        var small = S.Multiply(S.Multiply(f, square), p);
        small = S.MultiplyAdd(e, S.Broadcast(Ln2Low), small);
        small = S.MultiplyAdd(square, S.Broadcast(-0.5f), small);
        var y = S.MultiplyAdd(e, S.Broadcast(Ln2High), S.Add(f, small));

        var infinity = S.Broadcast(float.PositiveInfinity);
        y = S.SelectLess(x, infinity, y, x);
        y = S.SelectLess(S.Zero, x, y, S.SelectLess(x, S.Zero, S.Broadcast(float.NaN), S.Subtract(x, infinity)));
        return y;
    }

    /// <summary>The error function within 3 ulp; never beyond ±1, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        // Below 0.92, erf x = x + x·P(x²); the fit errs by 0.25 · 2⁻²⁴ of erf x.
        var square = S.Multiply(x, x);
        var p = S.MultiplyAdd(S.Broadcast(-0.0005999532f), square, S.Broadcast(0.00499485992f));
        p = S.MultiplyAdd(p, square, S.Broadcast(-0.0267677456f));
        p = S.MultiplyAdd(p, square, S.Broadcast(0.112818472f));
        p = S.MultiplyAdd(p, square, S.Broadcast(-0.376124978f));
        p = S.MultiplyAdd(p, square, S.Broadcast(0.128379151f));
        var small = S.MultiplyAdd(p, x, x);

        // Above, erf t = 1 − e^−(t + t·Q(t)); the fit errs by 0.02 · 2⁻²⁴, and what is taken from 1 is small, so its
        // rounding hardly shows.
        var t = S.Abs(x);
        var q = S.MultiplyAdd(S.Broadcast(1.12314656e-5f), t, S.Broadcast(-0.000322805397f));
        q = S.MultiplyAdd(q, t, S.Broadcast(0.00364246499f));
        q = S.MultiplyAdd(q, t, S.Broadcast(-0.0237620752f));
        q = S.MultiplyAdd(q, t, S.Broadcast(0.10623689f));
        q = S.MultiplyAdd(q, t, S.Broadcast(0.635151327f));
        q = S.MultiplyAdd(q, t, S.Broadcast(0.12864849f));
        var large = S.Subtract(S.Broadcast(1f), Exp<S, V>(S.Subtract(S.Zero, S.MultiplyAdd(q, t, t))));
        return S.SelectLess(t, S.Broadcast(0.92f), small, S.CopySign(large, x));
    }

    /// <summary>tanh x within 6 ulp; never beyond ±1, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        // tanh 9 = 1 − 3.0e-8 rounds to 1. On |x| ≤ 9, tanh x = x·P(x²)/Q(x²); the fit errs by 2.1e-8, 0.36 · 2⁻²⁴.
        var t = S.Multiply(x, x);
        var p = S.MultiplyAdd(S.Broadcast(1.336282729e-8f), t, S.Broadcast(2.061604209e-5f));
        var q = S.MultiplyAdd(S.Broadcast(7.780214446e-7f), t, S.Broadcast(0.0003286370193f));
        p = S.MultiplyAdd(p, t, S.Broadcast(0.003496058285f));
        q = S.MultiplyAdd(q, t, S.Broadcast(0.02587882057f));
        p = S.MultiplyAdd(p, t, S.Broadcast(0.1338143796f));
        q = S.MultiplyAdd(q, t, S.Broadcast(0.4671475291f));
        p = S.MultiplyAdd(p, t, S.Broadcast(1f));
        q = S.MultiplyAdd(q, t, S.Broadcast(1f));
        var y = S.Min(S.Broadcast(1f), S.Max(S.Broadcast(-1f), S.Divide(S.Multiply(x, p), q)));
        return S.SelectLess(S.Broadcast(81f), t, S.CopySign(S.Broadcast(1f), x), y);
    }

    /// <summary>1 / (1 + e⁻ˣ) within 4 ulp; 0 below −88.73.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        var one = S.Broadcast(1f);
        return S.Divide(one, S.Add(one, Exp<S, V>(S.Subtract(S.Zero, x))));
    }

    /// <summary>
    /// ln(1 + eˣ) within 5 ulp, and x itself above 20: PyTorch's softplus with beta 1 and threshold 20.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Softplus<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        // ln(1 + y) = ln(u) · y / (u − 1) with u = fl(1 + y): what is lost in u is lost in both factors, and their
        // quotient keeps it (W. Kahan's rule for log1p). Where u is 1 the answer is y.
        var one = S.Broadcast(1f);
        var twenty = S.Broadcast(20f);
        var y = Exp<S, V>(S.Min(twenty, x));
        var u = S.Add(one, y);
        var log = S.Divide(S.Multiply(Log<S, V>(u), y), S.Subtract(u, one));
        log = S.SelectLess(one, u, log, y);
        return S.SelectLess(twenty, x, x, log);
    }

    /// <summary>x · Φ(x) = x/2 · (1 + erf(x/√2)): PyTorch's GELU. Within 2⁻²² · |x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gelu<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        var half = S.Multiply(x, S.Broadcast(0.5f));
        return S.MultiplyAdd(half, Erf<S, V>(S.Multiply(x, S.Broadcast(0.70710678f))), half);
    }

    /// <summary>
    /// x/2 · (1 + tanh(√(2/π) · (x + 0.044715·x³))): the approximation named <c>gelu_new</c> and
    /// <c>gelu_pytorch_tanh</c>. Within 2⁻²² · |x|.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V GeluTanh<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        var half = S.Multiply(x, S.Broadcast(0.5f));
        var cubed = S.MultiplyAdd(S.Multiply(S.Multiply(x, x), S.Broadcast(0.044715f)), x, x);
        return S.MultiplyAdd(half, Tanh<S, V>(S.Multiply(cubed, S.Broadcast(0.79788456f))), half);
    }

    /// <summary>x · sigmoid(x) within 5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Silu<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Multiply(x, Sigmoid<S, V>(x));
}
