using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Backbone;

/// <summary>
/// Swin: x ← x + Attention(Norm(x)); x ← x + Mlp(Norm(x)). SwinV2: x ← x + Norm(Attention(x)); x ← x + Norm(Mlp(x)).
/// Attention stays within windows.
/// Reference: modeling_swin.py SwinLayer; modeling_swinv2.py Swinv2Layer
/// </summary>
internal sealed class SwinBlock
{
    private readonly bool _normsFirst;
    private readonly int _side, _shift;
    private readonly double _dropPath, _dropout, _attentionDropout;
    private readonly LayerNorm _normBefore, _normAfter;
    private readonly WindowAttention _attention;
    private readonly Mlp _mlp;

    public SwinBlock(Weights w, SwinConfig c, int stage, bool isShifted, double dropPath)
    {
        var width = c.WidthsOf([stage + 1])[0];
        _normsFirst = c.Version == 1;
        // transformers' first version cuts every map alike; the others take a map that fits into a window whole.
        var whole = (c.Version == 2 || c.TimmStages) && c.TrainedSide(stage) <= c.WindowSize;
        _side = whole ? c.TrainedSide(stage) : c.WindowSize;
        _shift = whole || !isShifted ? 0 : c.WindowSize / 2;
        (_dropPath, _dropout, _attentionDropout) = (dropPath, c.HiddenDropoutProb, c.AttentionProbsDropoutProb);
        _normBefore = new(w.Scope("layernorm_before"), width, c.LayerNormEps);
        _attention = new(w.Scope("attention"), c, stage, width, _side);
        _normAfter = new(w.Scope("layernorm_after"), width, c.LayerNormEps);
        _mlp = new(w.Scope("intermediate.dense"), w.Scope("output.dense"), width, (int)(c.MlpRatio * width),
            ActivationNames.Parse(c.HiddenAct));
    }

    /// <summary>x <c>[image, row, column, width]</c> → same</summary>
    public Tensor Forward(Tensor x)
    {
        using var frame = x.Pass.Frame();
        var grid = new WindowGrid(x.Shape[0], x.Shape[1], x.Shape[2], _side, _shift);
        if (_normsFirst)
        {
            var y = _attention.Forward(_normBefore.Forward(x), grid,
                Epilogue.Add(x) with { Dropout = _attentionDropout, DropPath = _dropPath });
            return frame.Keep(_mlp.Forward(_normAfter.Forward(y),
                Epilogue.Add(y) with { Dropout = _dropout, DropPath = _dropPath }));
        }
        var seen = _attention.Forward(x, grid, default(Epilogue) with { Dropout = _attentionDropout });
        var z = Add(x, DropPath(_normBefore.Forward(seen), _dropPath));
        var thought = _mlp.Forward(z, default(Epilogue) with { Dropout = _dropout });
        return frame.Keep(Add(z, DropPath(_normAfter.Forward(thought), _dropPath)));
    }
}
