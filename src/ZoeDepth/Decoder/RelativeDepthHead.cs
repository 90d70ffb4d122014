using ZoeDepth.Backbone;
using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Decoder;

/// <summary>What the relative head found.</summary>
/// <param name="Depth">relative inverse depth, unknown scale, <c>[image, row, column, 1]</c></param>
/// <param name="Features">what it was read from, <c>[image, row, column, feature]</c></param>
internal sealed record RelativeDepth(Tensor Depth, Tensor Features);

/// <summary>
/// Relative depth from one fused map: 3x3 to half the width, enlarge (twice, unless the configuration says otherwise;
/// Depth Anything's to whole patches), 3x3, relu (the features), 1x1, relu. Where Depth Anything says metres, the last
/// is a share, by a sigmoid, of the farthest depth.
/// Reference: modeling_zoedepth.py ZoeDepthRelativeDepthEstimationHead; modeling_dpt.py DPTDepthEstimationHead;
/// modeling_depth_anything.py DepthAnythingDepthEstimationHead
/// </summary>
internal sealed class RelativeDepthHead(Weights w, ZoeDepthConfig c)
{
    private readonly Conv3x3? _projection = c.AddProjection ? new(w.Scope("projection"), 256, 256) : null;
    private readonly Conv3x3 _conv1 = new(w.Scope(Names(c)[0]), c.FusionHiddenSize, c.FusionHiddenSize / 2);
    private readonly Conv3x3 _conv2 = new(w.Scope(Names(c)[1]), c.FusionHiddenSize / 2, c.NumRelativeFeatures);
    private readonly Conv1x1 _conv3 = new(w.Scope(Names(c)[2]), c.NumRelativeFeatures, 1);
    private readonly Activation _last = c.ModelType == ZoeDepthConfig.DepthAnythingType && !c.IsRelative
        ? Activation.Sigmoid : Activation.Relu;

    /// <summary>
    /// fused maps coarse to fine, each <c>[image, row, column, channel]</c> → depth and features at the size of the map
    /// <c>head_in_index</c> names, enlarged
    /// </summary>
    /// <param name="fused">the maps</param>
    /// <param name="grid">the patches of the picture; null over a convolutional backbone</param>
    public RelativeDepth Forward(IReadOnlyList<Tensor> fused, PatchGrid? grid)
    {
        var x = fused[c.HeadInIndex < 0 ? fused.Count + c.HeadInIndex : c.HeadInIndex];
        using var frame = x.Pass.Frame();
        if (_projection is not null) x = _projection.Forward(x, Epilogue.Of(Activation.Relu));
        var (rows, columns) = c.HasDepthAnythingDecoder
            ? (grid!.Value.Rows * c.BackboneConfig.Pitch, grid.Value.Columns * c.BackboneConfig.Pitch)
            : (c.RelativeHeadUpsample * x.Shape[1], c.RelativeHeadUpsample * x.Shape[2]);
        var features = _conv2.ForwardEnlarged(_conv1.Forward(x), rows, columns, Activation.Relu);
        var depth = _conv3.Forward(features, Epilogue.Of(_last));
        if (c.MaxDepth is { } farthest) depth = Affine(depth, (float)farthest, 0);
        return new(frame.Keep(depth), frame.Keep(features));
    }

    /// <summary>What a family's files call the three convolutions.</summary>
    private static string[] Names(ZoeDepthConfig c) => c.ModelType == ZoeDepthConfig.DptType
        ? ["head.0", "head.2", "head.4"] : ["conv1", "conv2", "conv3"];
}
