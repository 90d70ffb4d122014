using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// Activations by the names Hugging Face configurations use.        reference: transformers activations.py ACT2FN
/// </summary>
internal static class ActivationNames
{
    private static readonly Dictionary<string, Activation> Known = new(StringComparer.Ordinal)
    {
        ["gelu"] = Activation.Gelu,
        ["gelu_python"] = Activation.Gelu,
        ["gelu_new"] = Activation.GeluTanh,
        ["gelu_pytorch_tanh"] = Activation.GeluTanh,
        ["gelu_python_tanh"] = Activation.GeluTanh,
        ["gelu_fast"] = Activation.GeluTanh,
        ["quick_gelu"] = Activation.QuickGelu,
        ["relu"] = Activation.Relu,
        ["silu"] = Activation.Silu,
        ["swish"] = Activation.Silu,
        ["tanh"] = Activation.Tanh,
        ["sigmoid"] = Activation.Sigmoid,
        ["linear"] = Activation.None,
    };

    /// <summary>All names, spelt as they must be.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>
    /// The activation of that name, one of <see cref="Names"/>: <see cref="ZoeDepthConfig.Validate"/> lets no other
    /// through.
    /// </summary>
    public static Activation Parse(string name) => Known[name];
}
