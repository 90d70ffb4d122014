using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Backbone;

/// <summary>
/// Attention within windows, with a bias by how two places lie to each other; places that only the cyclic shift brought
/// together see nothing of one another. Swin: q·kᵀ / √size. SwinV2: the cosine of q and k times a learnt factor of each
/// head, e^min(s, ln 100).
/// Reference: modeling_swin.py SwinAttention; modeling_swinv2.py Swinv2Attention
/// </summary>
internal sealed class WindowAttention
{
    /// <summary>ln 100, above which a logit scale has no effect.</summary>
    private const float LargestLogitScale = 4.6051702f;

    /// <summary>The least length that PyTorch's <c>normalize</c> divides by.</summary>
    private const float LeastLength = 1e-12f;

    private readonly Linear _query, _key, _value, _output;
    private readonly Parameter? _logitScale;
    private readonly WindowPosition _position;
    private readonly int _heads, _size;
    private readonly float _apart;
    private readonly double _dropout;

    public WindowAttention(Weights w, SwinConfig c, int stage, int width, int side)
    {
        (_heads, _dropout) = (c.NumHeads[stage], c.AttentionProbsDropoutProb);
        _size = width / _heads;
        // transformers adds the mask of its second version twice.
        _apart = c.Version == 1 || c.TimmStages ? -100 : -200;
        var self = w.Scope("self");
        if (c.Version == 2) _logitScale = self.Parameter("logit_scale", _heads, 1, 1);
        _position = new(self, c, stage, side);
        _query = new(self.Scope("query"), width, width, c.QkvBias);
        _key = new(self.Scope("key"), width, width, c.QkvBias && c.Version == 1);
        _value = new(self.Scope("value"), width, width, c.QkvBias);
        _output = new(w.Scope("output.dense"), width, width);
    }

    /// <summary>x <c>[image, row, column, width]</c> → epilogue of the same shape</summary>
    public Tensor Forward(Tensor x, WindowGrid grid, Epilogue epilogue)
    {
        using var frame = x.Pass.Frame();
        var width = x.Shape.Last;
        var windows = ArrangeRows(x.Reshape((int)x.Shape.Rows, width), grid.Cut)
            .Reshape(grid.Windows, grid.Side * grid.Side, width);
        Tensor q = _query.Forward(windows), k = _key.Forward(windows), v = _value.Forward(windows);
        var bias = AttentionBias.Dense(
            WindowBias(_position.Table(x.Pass), grid.Side, grid.Regions, _apart), grid.Kinds);
        var scale = 1f;
        if (_logitScale is null) scale = 1 / MathF.Sqrt(_size);
        else (q, k) = (Multiply(Directions(q), HeadFactors(x.Pass)), Directions(k));
        var seen = Operations.Attention(q, k, v, _heads, scale, bias, _dropout);
        var joined = ArrangeRows(seen.Reshape(grid.Cut.Length, width), grid.Join);
        return frame.Keep(_output.Forward(joined.Reshape(x.Shape[0], x.Shape[1], x.Shape[2], width), epilogue));
    }

    /// <summary>Every head's part of every token, as long as 1.</summary>
    private Tensor Directions(Tensor x) =>
        UnitRows(x.Reshape(x.Shape[0], x.Shape[1], _heads, _size), LeastLength)
            .Reshape(x.Shape[0], x.Shape[1], x.Shape[2]);

    /// <summary>The factor of each head, for every channel of it: <c>[width]</c></summary>
    private Tensor HeadFactors(Pass pass)
    {
        var factors = Exp(Clip(Value(pass, _logitScale!), float.NegativeInfinity, LargestLogitScale));
        int[] heads = [.. Enumerable.Range(0, _heads * _size).Select(channel => channel / _size)];
        return IndexSelect(factors.Reshape(_heads, 1), heads).Reshape(_heads * _size);
    }
}
