using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Pointwise;

/// <summary>A function of one number, and its derivative beside it.</summary>
internal interface IFunction
{
    /// <summary>f(x)</summary>
    V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct;

    /// <summary>f′(x), as PyTorch defines it where f has a corner.</summary>
    V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct;
}

/// <summary>f(x) as a formula.</summary>
internal readonly struct ValueOf<F>(F function) : IFormula where F : struct, IFunction
{
    /// <inheritdoc/>
    public static int Arguments => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct => function.Of<S, V>(a);
}

/// <summary>f′(x)·dy as a formula of x, dy.</summary>
internal readonly struct GradientOf<F>(F function) : IFormula where F : struct, IFunction
{
    /// <inheritdoc/>
    public static int Arguments => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c)
        where S : struct, ISimd<V> where V : struct => S.Multiply(function.Derivative<S, V>(a), b);
}

/// <summary>dx + f′(x)·dy as a formula of dx, x, dy.</summary>
internal readonly struct SumOfGradient<F>(F function) : IFormula where F : struct, IFunction
{
    /// <inheritdoc/>
    public static int Arguments => 3;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c)
        where S : struct, ISimd<V> where V : struct => S.MultiplyAdd(function.Derivative<S, V>(b), c, a);
}

/// <summary>ln x; 1/x</summary>
internal readonly struct NaturalLogarithm : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Log<S, V>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Divide(S.Broadcast(1), x);
}

/// <summary>eˣ; eˣ</summary>
internal readonly struct Exponential : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Exp<S, V>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Exp<S, V>(x);
}

/// <summary>√x; 1/(2√x)</summary>
internal readonly struct SquareRoot : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Sqrt(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => S.Divide(S.Broadcast(0.5f), S.Sqrt(x));
}

/// <summary>|x|; the sign of x, 0 at 0</summary>
internal readonly struct AbsoluteValue : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Abs(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        S.SelectLess(S.Zero, S.Abs(x), S.CopySign(S.Broadcast(1), x), S.Multiply(x, S.Zero));
}

/// <summary>xⁿ for a whole n ≥ 1; n·xⁿ⁻¹</summary>
internal readonly struct PowerOf(int n) : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => Raise<S, V>(x, n);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        n == 1 ? S.Broadcast(1) : S.Multiply(S.Broadcast(n), Raise<S, V>(x, n - 1));

    /// <summary>x^n by repeated multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Raise<S, V>(V x, int n) where S : struct, ISimd<V> where V : struct
    {
        if (n == 2) return S.Multiply(x, x);
        var power = x;
        for (var i = 1; i < n; i++) power = S.Multiply(power, x);
        return power;
    }
}

/// <summary>arctan x; 1/(1 + x²)</summary>
internal readonly struct ArcTangent : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        // arctan a = π/2 + arctan(−1/a) above tan 3π/8, π/4 + arctan((a − 1)/(a + 1)) above tan π/8: what is left is at
        // most tan π/8.
        const float high = 2.41421356f, middle = 0.41421356f;
        V a = S.Abs(x), one = S.Broadcast(1), atHigh = S.Broadcast(high), atMiddle = S.Broadcast(middle);
        var above = S.SelectLess(atHigh, a, S.Broadcast(-1), S.SelectLess(atMiddle, a, S.Subtract(a, one), a));
        var below = S.SelectLess(atHigh, a, a, S.SelectLess(atMiddle, a, S.Add(a, one), one));
        var start = S.SelectLess(atHigh, a, S.Broadcast(MathF.PI / 2),
            S.SelectLess(atMiddle, a, S.Broadcast(MathF.PI / 4), S.Zero));
        V t = S.Divide(above, below), z = S.Multiply(t, t);
        // arctan t = t + t·z·P(z), z = t² ≤ 0.1716; the fit errs by 6.6e-10 of t, 0.011 · 2⁻²⁴.
        var p = S.MultiplyAdd(S.Broadcast(-0.06083445292f), z, S.Broadcast(0.1059599806f));
        p = S.MultiplyAdd(p, z, S.Broadcast(-0.1424384821f));
        p = S.MultiplyAdd(p, z, S.Broadcast(0.199984894f));
        p = S.MultiplyAdd(p, z, S.Broadcast(-0.333333155f));
        return S.CopySign(S.Add(start, S.MultiplyAdd(S.Multiply(p, z), t, t)), x);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => S.Divide(S.Broadcast(1), S.MultiplyAdd(x, x, S.Broadcast(1)));
}

/// <summary>
/// x held between two bounds; 1 strictly between them, 0 elsewhere (PyTorch 2.15's rule on the bounds)
/// </summary>
internal readonly struct Clamp(float min, float max) : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        S.Min(S.Broadcast(max), S.Max(S.Broadcast(min), x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        S.SelectLess(S.Broadcast(min), x, S.SelectLess(x, S.Broadcast(max), S.Broadcast(1), S.Zero), S.Zero);
}
