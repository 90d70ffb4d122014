using ZoeDepth.Tensors;

namespace ZoeDepth.Layers;

/// <summary>
/// y = (x − mean) / √(variance + ε) · γ + β over the last axis, biased variance.        reference: torch.nn.LayerNorm
/// </summary>
internal sealed class LayerNorm(Weights w, int width, double epsilon)
{
    private readonly Parameter _gamma = w.Parameter("weight", width);
    private readonly Parameter _beta = w.Parameter("bias", width);

    /// <summary>x <c>[…, width]</c> → same</summary>
    public Tensor Forward(Tensor x) => Operations.LayerNorm(x, _gamma, _beta, (float)epsilon);
}
