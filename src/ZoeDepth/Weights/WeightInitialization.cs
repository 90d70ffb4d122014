namespace ZoeDepth;

/// <summary>By whose rules the weights of a model that has learnt nothing are drawn.</summary>
internal enum WeightInitialization
{
    /// <summary>transformers': matrices and kernels normal, biases 0.</summary>
    Transformers,

    /// <summary>
    /// The research code's: PyTorch's defaults in decoder and heads, timm's in BEiT; for other backbones it has none
    /// here.
    /// </summary>
    Original,
}
