using ZoeDepth.Kernels.Functions;

namespace ZoeDepth.Tensors;

/// <summary>The function a layer's result passes through.</summary>
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

internal static class ActivationKinds
{
    /// <summary>What the kernels call it; the two lists are one, and a test compares them.</summary>
    public static ActivationKind Kind(this Activation activation) => (ActivationKind)activation;
}
