using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Backbone;

/// <summary>
/// How much a head favours a key by where it lies in the window: a learnt table (Swin), or 16·σ(W₂·relu(W₁·o + b₁)) of
/// the log-spaced offset o (SwinV2), which means the same in windows of another size.
/// Reference: modeling_swin.py SwinSelfAttention; modeling_swinv2.py Swinv2SelfAttention
/// </summary>
internal sealed class WindowPosition
{
    private const int Hidden = 512;
    private const float Largest = 16;

    private readonly Parameter? _table;
    private readonly Linear? _hidden, _heads;
    private readonly int _side, _reach;

    public WindowPosition(Weights w, SwinConfig c, int stage, int side)
    {
        (_side, _reach) = (side, c.PretrainedWindowSizes.ElementAtOrDefault(stage));
        if (c.Version == 1)
        {
            var span = (2 * side) - 1;
            _table = w.Parameter("relative_position_bias_table", span * span, c.NumHeads[stage]);
            return;
        }
        var mlp = w.Scope("continuous_position_bias_mlp");
        _hidden = new(mlp.Scope("0"), 2, Hidden);
        _heads = new(mlp.Scope("2"), Hidden, c.NumHeads[stage], bias: false);
    }

    /// <summary>The bias of every offset and head: <c>[(2·side − 1)², head]</c></summary>
    public Tensor Table(Pass pass)
    {
        if (_table is not null) return Value(pass, _table);
        var offsets = LogSpacedOffsets(pass, _side, _reach);
        return Affine(Sigmoid(_heads!.Forward(_hidden!.Forward(offsets, Epilogue.Of(Activation.Relu)))), Largest, 0);
    }
}
