using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Decoder;

/// <summary>What the relative head found.</summary>
/// <param name="Depth">relative inverse depth, unknown scale, <c>[image, row, column, 1]</c></param>
/// <param name="Features">what it was read from, <c>[image, row, column, feature]</c></param>
internal sealed record RelativeDepth(Tensor Depth, Tensor Features);

/// <summary>
/// Relative depth from one fused map: 3x3 to half the width, enlarge (twice, unless the configuration says otherwise),
/// 3x3, relu (the features), 1x1, relu.
/// Reference: modeling_zoedepth.py ZoeDepthRelativeDepthEstimationHead
/// </summary>
internal sealed class RelativeDepthHead(Weights w, ZoeDepthConfig c)
{
    private readonly Conv3x3? _projection = c.AddProjection ? new(w.Scope("projection"), 256, 256) : null;
    private readonly Conv3x3 _conv1 = new(w.Scope("conv1"), c.FusionHiddenSize, c.FusionHiddenSize / 2);
    private readonly Conv3x3 _conv2 = new(w.Scope("conv2"), c.FusionHiddenSize / 2, c.NumRelativeFeatures);
    private readonly Conv1x1 _conv3 = new(w.Scope("conv3"), c.NumRelativeFeatures, 1);

    /// <summary>
    /// fused maps coarse to fine, each <c>[image, row, column, channel]</c> → depth and features at the size of the map
    /// <c>head_in_index</c> names, enlarged
    /// </summary>
    public RelativeDepth Forward(IReadOnlyList<Tensor> fused)
    {
        var x = fused[c.HeadInIndex < 0 ? fused.Count + c.HeadInIndex : c.HeadInIndex];
        using var frame = x.Pass.Frame();
        if (_projection is not null) x = _projection.Forward(x, Epilogue.Of(Activation.Relu));
        var (rows, columns) = (c.RelativeHeadUpsample * x.Shape[1], c.RelativeHeadUpsample * x.Shape[2]);
        var enlarged = Enlarged(_conv1.Forward(x), rows, columns);
        var features = _conv2.Forward(enlarged, Epilogue.Of(Activation.Relu));
        return new(frame.Keep(_conv3.Forward(features, Epilogue.Of(Activation.Relu))), frame.Keep(features));
    }

    private static Tensor Enlarged(Tensor x, int rows, int columns) =>
        rows == x.Shape[1] ? x : Resize(x, rows, columns, Interpolation.Bilinear, Corners.Aligned);
}
