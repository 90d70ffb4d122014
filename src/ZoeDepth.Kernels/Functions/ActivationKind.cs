using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Functions;

/// <summary>
/// The functions kernels are compiled for; what users meet is the same list, public, beside the tensors.
/// </summary>
internal enum ActivationKind
{
    /// <summary>x</summary>
    None,

    /// <summary>max(x, 0)</summary>
    Relu,

    /// <summary>x · Φ(x), by the error function: PyTorch's and BEiT's <c>gelu</c>.</summary>
    Gelu,

    /// <summary>The tanh approximation: <c>gelu_new</c>, <c>gelu_pytorch_tanh</c>.</summary>
    GeluTanh,

    /// <summary>x · sigmoid(1.702·x): <c>quick_gelu</c>.</summary>
    QuickGelu,

    /// <summary>x · sigmoid(x): <c>silu</c>, <c>swish</c>.</summary>
    Silu,

    /// <summary>ln(1 + eˣ), x itself above 20.</summary>
    Softplus,

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    Sigmoid,

    /// <summary>tanh x</summary>
    Tanh,
}

/// <summary>One activation as a type, so that a loop over it is compiled without a branch.</summary>
internal interface IActivation
{
    /// <summary>The function, lane by lane.</summary>
    static abstract V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct;

    /// <summary>Its derivative at x.</summary>
    static abstract V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct;
}

internal readonly struct IdentityOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Broadcast(1);
}

internal readonly struct ReluOf : IActivation
{
    /// <summary>The order of operands lets a NaN through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Max(S.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => S.SelectLess(S.Zero, x, S.Broadcast(1), S.Zero);
}

internal readonly struct GeluOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Gelu<S, V>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        // Φ(x) + x·φ(x), φ(x) = exp(−x²/2) / √(2π)
        var below = S.MultiplyAdd(VectorMath.Erf<S, V>(S.Multiply(x, S.Broadcast(0.70710678f))), S.Broadcast(0.5f),
            S.Broadcast(0.5f));
        var density = S.Multiply(VectorMath.Exp<S, V>(S.Multiply(S.Multiply(x, x), S.Broadcast(-0.5f))),
            S.Broadcast(0.39894228f));
        return S.MultiplyAdd(x, density, below);
    }
}

internal readonly struct GeluTanhOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.GeluTanh<S, V>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        // With t = tanh(√(2/π)·(x + 0.044715·x³)): (1 + t)/2 + x/2·(1 − t²)·√(2/π)·(1 + 0.134145·x²)
        V one = S.Broadcast(1), half = S.Broadcast(0.5f), root = S.Broadcast(0.79788456f), square = S.Multiply(x, x);
        var t = VectorMath.Tanh<S, V>(
            S.Multiply(S.Multiply(x, S.MultiplyAdd(square, S.Broadcast(0.044715f), one)), root));
        var slope = S.Multiply(S.Subtract(one, S.Multiply(t, t)),
            S.Multiply(root, S.MultiplyAdd(square, S.Broadcast(0.134145f), one)));
        return S.Multiply(half, S.Add(S.MultiplyAdd(x, slope, t), one));
    }
}

internal readonly struct QuickGeluOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        S.Multiply(x, VectorMath.Sigmoid<S, V>(S.Multiply(x, S.Broadcast(1.702f))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        // s·(1 + 1.702·x·(1 − s)), s = sigmoid(1.702·x)
        V one = S.Broadcast(1), scaled = S.Multiply(x, S.Broadcast(1.702f));
        var s = VectorMath.Sigmoid<S, V>(scaled);
        return S.Multiply(s, S.MultiplyAdd(scaled, S.Subtract(one, s), one));
    }
}

internal readonly struct SiluOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Silu<S, V>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        // s·(1 + x·(1 − s)), s = sigmoid(x)
        var one = S.Broadcast(1);
        var s = VectorMath.Sigmoid<S, V>(x);
        return S.Multiply(s, S.MultiplyAdd(x, S.Subtract(one, s), one));
    }
}

internal readonly struct SoftplusOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Softplus<S, V>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        S.SelectLess(S.Broadcast(20), x, S.Broadcast(1), VectorMath.Sigmoid<S, V>(x));
}

internal readonly struct SigmoidOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Sigmoid<S, V>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        var s = VectorMath.Sigmoid<S, V>(x);
        return S.Multiply(s, S.Subtract(S.Broadcast(1), s));
    }
}

internal readonly struct TanhOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Tanh<S, V>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        var t = VectorMath.Tanh<S, V>(x);
        return S.Subtract(S.Broadcast(1), S.Multiply(t, t));
    }
}
