using ZoeDepth.Backbone;
using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Decoder;

/// <summary>
/// Tokens become a map again: each meets the class token (readout), unless that is left out, is laid out as a pixel,
/// projected, and enlarged or reduced.
/// Reference: modeling_zoedepth.py ZoeDepthReassembleStage (readout_type "project", the only one that runs there);
/// modeling_depth_anything.py DepthAnythingReassembleStage (without the class token)
/// </summary>
internal sealed class Reassemble
{
    private readonly Parameter? _readoutWeight, _readoutBias;
    private readonly Activation _activation;
    private readonly ReassembleLayer _layer;

    public Reassemble(Weights w, int stage, ZoeDepthConfig c)
    {
        var width = c.BackboneConfig.Width;
        if (c.ReadoutType == "project")
        {
            _readoutWeight = w.Parameter($"readout_projects.{stage}.0.weight", width, 2 * width);
            _readoutBias = w.Parameter($"readout_projects.{stage}.0.bias", width);
        }
        _activation = ActivationNames.Parse(c.HiddenAct);
        _layer = new(w.Scope($"layers.{stage}"), width, c.NeckHiddenSizes[stage], c.ReassembleFactors[stage]);
    }

    /// <summary>
    /// tokens <c>[image, 1 + patch, width]</c> → <c>[image, factor · row, factor · column, channel]</c>
    /// </summary>
    public Tensor Forward(Tensor tokens, PatchGrid grid)
    {
        using var frame = tokens.Pass.Frame();
        var pixels = (_readoutWeight is null ? PatchTokens(tokens)
            : Readout(tokens, _readoutWeight, _readoutBias!, _activation))
            .Reshape(tokens.Shape[0], grid.Rows, grid.Columns, tokens.Shape.Last);
        return frame.Keep(_layer.Forward(pixels));
    }
}

/// <summary>
/// A 1x1 projection, then a change of size by a learnt convolution: transposed with kernel = stride = factor above 1,
/// nothing at 1, 3x3 with stride 1/factor below.        reference: modeling_zoedepth.py ZoeDepthReassembleLayer
/// </summary>
internal sealed class ReassembleLayer
{
    private readonly Conv1x1 _projection;
    private readonly Parameter? _enlargeWeight, _enlargeBias;
    private readonly Conv3x3? _reduce;

    public ReassembleLayer(Weights w, int inputs, int channels, double factor)
    {
        _projection = new(w.Scope("projection"), inputs, channels);
        if (factor > 1)
        {
            _enlargeWeight = w.Parameter("resize.weight", channels, channels, (int)factor, (int)factor);
            _enlargeBias = w.Parameter("resize.bias", channels);
        }
        else if (factor < 1) _reduce = new(w.Scope("resize"), channels, channels, stride: (int)(1 / factor));
    }

    /// <summary>
    /// x <c>[image, row, column, inputs]</c> → <c>[image, factor · row, factor · column, channels]</c>
    /// </summary>
    public Tensor Forward(Tensor x)
    {
        var projected = _projection.Forward(x);
        if (_enlargeWeight is not null) return ConvTranspose2d(projected, _enlargeWeight, _enlargeBias);
        return _reduce is not null ? _reduce.Forward(projected) : projected;
    }
}
