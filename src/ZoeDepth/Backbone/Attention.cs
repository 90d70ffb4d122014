using ZoeDepth.Layers;
using ZoeDepth.Tensors;

namespace ZoeDepth.Backbone;

/// <summary>
/// softmax(q·kᵀ / √size + bias) · v for every head, then one linear layer. BEiT's key has no bias of its own: softmax
/// would not see it.
/// Reference: modeling_beit.py BeitAttention; modeling_dinov2.py Dinov2Attention; modeling_dpt.py DPTViTAttention
/// </summary>
internal sealed class Attention(Weights w, EncoderShape c)
{
    private readonly Linear _query = new(w.Scope("attention.query"), c.Width, c.Width, c.HasBias);
    private readonly Linear _key = new(w.Scope("attention.key"), c.Width, c.Width, c.HasKeyBias);
    private readonly Linear _value = new(w.Scope("attention.value"), c.Width, c.Width, c.HasBias);
    private readonly Linear _output = new(w.Scope("output.dense"), c.Width, c.Width);
    private readonly RelativePosition? _relativePosition = c.HasRelativePositions
        ? new(w.Scope("attention.relative_position_bias"), c.Trained, c.Heads)
        : null;

    private readonly int _heads = c.Heads;
    private readonly float _scale = 1 / MathF.Sqrt(c.Width / c.Heads);

    /// <summary>x <c>[image, 1 + patch, width]</c> → epilogue of the same shape</summary>
    public Tensor Forward(Tensor x, PatchGrid grid, Epilogue epilogue) => Forward(x, Bias(x.Pass, grid), epilogue);

    /// <summary>The same with a bias given from outside.</summary>
    public Tensor Forward(Tensor x, AttentionBias bias, Epilogue epilogue = default) =>
        _output.Forward(Operations.Attention(_query.Forward(x), _key.Forward(x), _value.Forward(x), _heads, _scale,
            bias, c.AttentionDropout), epilogue);

    /// <summary>
    /// Who looks at whom: <c>[image, head, query, key]</c>, each row summing to 1. Only computed when a caller asks for
    /// it.
    /// </summary>
    public Tensor Probabilities(Tensor x, PatchGrid grid) =>
        Operations.AttentionProbabilities(_query.Forward(x), _key.Forward(x), _heads, _scale, Bias(x.Pass, grid));

    private AttentionBias Bias(Pass pass, PatchGrid grid) => _relativePosition?.For(pass, grid) ?? AttentionBias.None;
}
