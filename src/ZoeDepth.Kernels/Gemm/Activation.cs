using System.Runtime.CompilerServices;

namespace ZoeDepth.Kernels;

/// <summary>The function a product passes through on its way out.</summary>
public enum Activation
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
}

internal readonly struct IdentityOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => x;
}

internal readonly struct ReluOf : IActivation
{
    /// <summary>The order of operands lets a NaN through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Max(S.Zero, x);
}

internal readonly struct GeluOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Gelu<S, V>(x);
}

internal readonly struct GeluTanhOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.GeluTanh<S, V>(x);
}

internal readonly struct QuickGeluOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        S.Multiply(x, VectorMath.Sigmoid<S, V>(S.Multiply(x, S.Broadcast(1.702f))));
}

internal readonly struct SiluOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Silu<S, V>(x);
}

internal readonly struct SoftplusOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Softplus<S, V>(x);
}

internal readonly struct SigmoidOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Sigmoid<S, V>(x);
}

internal readonly struct TanhOf : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Tanh<S, V>(x);
}
