using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// A map as a sequence: project each pixel, put a zero token (not a learnt one) in front, add sines and cosines of the
/// position, and run post-norm encoder layers.
/// Reference: modeling_zoedepth.py ZoeDepthPatchTransformerEncoder
/// </summary>
internal sealed class PatchTransformer(Weights w, int inputs, int width, int inner, int heads, int layers)
{
    private readonly Conv1x1 _embedding = new(w.Scope("embedding_convPxP"), inputs, width);
    private readonly RouterBlock[] _layers =
        [.. Enumerable.Range(0, layers)
            .Select(i => new RouterBlock(w.Scope($"transformer_encoder.{i}"), width, inner, heads))];

    /// <summary>x <c>[image, row, column, inputs]</c> → <c>[image, 1 + row · column, width]</c></summary>
    public Tensor Forward(Tensor x)
    {
        using var frame = x.Pass.Frame();
        var pixels = _embedding.Forward(x).Reshape(x.Shape[0], x.Shape[1] * x.Shape[2], width);
        var tokens = PrependZero(pixels);
        tokens = AddPositions(tokens, SinusoidalPositions(x.Pass, tokens.Shape[1], width));
        foreach (var layer in _layers) tokens = layer.Forward(tokens);
        return frame.Keep(tokens);
    }
}

/// <summary>
/// x ← LayerNorm(x + Attention(x));   x ← LayerNorm(x + W₂·relu(W₁·x))        reference: modeling_zoedepth.py
/// ZoeDepthTransformerEncoderLayer
/// </summary>
internal sealed class RouterBlock(Weights w, int width, int inner, int heads)
{
    private readonly MultiheadAttention _attention = new(w.Scope("self_attn"), width, heads);
    private readonly LayerNorm _norm1 = new(w.Scope("norm1"), width, epsilon: 1e-5);
    private readonly Linear _linear1 = new(w.Scope("linear1"), width, inner);
    private readonly Linear _linear2 = new(w.Scope("linear2"), inner, width);
    private readonly LayerNorm _norm2 = new(w.Scope("norm2"), width, epsilon: 1e-5);

    /// <summary>x <c>[image, token, width]</c> → same</summary>
    public Tensor Forward(Tensor x)
    {
        using var frame = x.Pass.Frame();
        var y = _norm1.Forward(_attention.Forward(x, Epilogue.Add(x)));
        return frame.Keep(
            _norm2.Forward(_linear2.Forward(_linear1.Forward(y, Epilogue.Of(Activation.Relu)), Epilogue.Add(y))));
    }
}

/// <summary>
/// softmax(q·kᵀ / √size) · v for every head, then one linear layer; all four with bias.        reference:
/// modeling_zoedepth.py ZoeDepthMultiheadAttention
/// </summary>
internal sealed class MultiheadAttention(Weights w, int width, int heads)
{
    private readonly Linear _query = new(w.Scope("query"), width, width);
    private readonly Linear _key = new(w.Scope("key"), width, width);
    private readonly Linear _value = new(w.Scope("value"), width, width);
    private readonly Linear _output = new(w.Scope("out_proj"), width, width);

    /// <summary>x <c>[image, token, width]</c> → epilogue of the same shape</summary>
    public Tensor Forward(Tensor x, Epilogue epilogue = default) =>
        _output.Forward(Attention(_query.Forward(x), _key.Forward(x), _value.Forward(x), heads,
            1 / MathF.Sqrt(width / heads)), epilogue);
}

/// <summary>W₂·relu(W₁·x + b₁) + b₂        reference: modeling_zoedepth.py ZoeDepthMLPClassifier</summary>
internal sealed class MlpClassifier(Weights w, int width, int classes)
{
    private readonly Linear _linear1 = new(w.Scope("linear1"), width, width);
    private readonly Linear _linear2 = new(w.Scope("linear2"), width, classes);

    /// <summary>x <c>[image, width]</c> → logits <c>[image, class]</c></summary>
    public Tensor Forward(Tensor x) => _linear2.Forward(_linear1.Forward(x, Epilogue.Of(Activation.Relu)));
}
