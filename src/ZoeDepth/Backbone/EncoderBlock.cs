using ZoeDepth.Layers;
using ZoeDepth.Tensors;

namespace ZoeDepth.Backbone;

/// <summary>
/// x ← x + λ₁ · Attention(LayerNorm(x));   x ← x + λ₂ · Mlp(LayerNorm(x)). A training pass drops numbers of both
/// branches (before λ) and, image by image, whole branches: the deeper the layer the more.
/// Reference: modeling_beit.py BeitLayer (LayerScale λ; gamma_1, gamma_2 in the original's midas/backbones/beit.py
/// block_forward); modeling_dinov2.py Dinov2Layer; modeling_dpt.py DPTViTLayer
/// </summary>
internal sealed class EncoderBlock(Weights w, EncoderShape c, int layer)
{
    private readonly LayerNorm _normBefore = new(w.Scope(c.Names.NormBefore), c.Width, c.LayerNormEps);
    private readonly Attention _attention = new(w.Scope("attention"), c);
    private readonly Parameter? _lambda1 = c.HasLayerScale ? w.Parameter(c.Names.Scale1, c.Width) : null;
    private readonly LayerNorm _normAfter = new(w.Scope(c.Names.NormAfter), c.Width, c.LayerNormEps);
    private readonly Mlp _mlp = new(w.Scope(c.Names.Intermediate), w.Scope(c.Names.Output), c.Width, c.Inner,
        c.Activation);
    private readonly Parameter? _lambda2 = c.HasLayerScale ? w.Parameter(c.Names.Scale2, c.Width) : null;

    /// <summary>x <c>[image, 1 + patch, width]</c> → same</summary>
    public Tensor Forward(Tensor x, PatchGrid grid)
    {
        using var frame = x.Pass.Frame();
        var y = _attention.Forward(_normBefore.Forward(x), grid, Branch(_lambda1, x));
        var z = _mlp.Forward(_normAfter.Forward(y), Branch(_lambda2, y));
        return frame.Keep(z);
    }

    private Epilogue Branch(Parameter? lambda, Tensor residual) =>
        Epilogue.ScaleAndAdd(lambda, residual) with { Dropout = c.HiddenDropout, DropPath = c.DropPathOf(layer) };

    /// <summary>
    /// Who looks at whom in this block: x <c>[image, 1 + patch, width]</c> → <c>[image, head, query, key]</c>
    /// </summary>
    public Tensor Probabilities(Tensor x, PatchGrid grid)
    {
        using var frame = x.Pass.Frame();
        return frame.Keep(_attention.Probabilities(_normBefore.Forward(x), grid));
    }
}
