using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Decoder;

/// <summary>
/// x + conv₂(relu(conv₁(relu(x)))), a batch norm after each convolution where the configuration asks for it. The skip
/// carries x before the relu.
/// Reference: modeling_zoedepth.py ZoeDepthPreActResidualLayer
/// </summary>
internal sealed class ResidualConvUnit(Weights w, ZoeDepthConfig c)
{
    private readonly Conv3x3 _convolution1 =
        new(w.Scope("convolution1"), c.FusionHiddenSize, c.FusionHiddenSize, bias: HasBias(c));
    private readonly Conv3x3 _convolution2 =
        new(w.Scope("convolution2"), c.FusionHiddenSize, c.FusionHiddenSize, bias: HasBias(c));
    private readonly BatchNorm? _batchNorm1 = c.UseBatchNormInFusionResidual
        ? new(w.Scope("batch_norm1"), c.FusionHiddenSize, c.BatchNormEps) : null;
    private readonly BatchNorm? _batchNorm2 = c.UseBatchNormInFusionResidual
        ? new(w.Scope("batch_norm2"), c.FusionHiddenSize, c.BatchNormEps) : null;

    // Unless the configuration says, a convolution has a bias exactly when no batch norm follows it.
    private static bool HasBias(ZoeDepthConfig c) => c.UseBiasInFusionResidual ?? !c.UseBatchNormInFusionResidual;

    /// <summary>x <c>[image, row, column, channel]</c> → same, plus <paramref name="plus"/> if given</summary>
    public Tensor Forward(Tensor x, Tensor? plus = null)
    {
        using var frame = x.Pass.Frame();
        var skip = plus is null ? x : Add(x, plus);
        if (_batchNorm1 is null)
            return frame.Keep(_convolution2.ForwardRectified(_convolution1.ForwardRectified(x), Epilogue.Add(skip)));
        var y = _batchNorm2!.Forward(
            _convolution2.ForwardRectified(_batchNorm1.Forward(_convolution1.ForwardRectified(x))));
        return frame.Keep(Add(y, skip));
    }
}
