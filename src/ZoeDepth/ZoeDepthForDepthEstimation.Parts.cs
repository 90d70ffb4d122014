using ZoeDepth.Decoder;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <remarks>Parts of the network that training asks for by themselves (paper §3.1 and §3.3).</remarks>
public sealed partial class ZoeDepthForDepthEstimation
{
    /// <summary>
    /// Relative depth, what pre-training on many datasets teaches: backbone, decoder and relative head, without the metric
    /// head.
    /// </summary>
    /// <param name="pixelValues"><c>[image, row, column, channel]</c>, −1..1, in the pass that runs the model</param>
    /// <returns>inverse depth of unknown scale and shift, 0 or above, <c>[image, row, column]</c></returns>
    /// <exception cref="ArgumentException">the picture has another number of channels, or is smaller than one patch</exception>
    /// <exception cref="OperationCanceledException">the pass was cancelled</exception>
    public Tensor ForwardRelative(Tensor pixelValues)
    {
        ArgumentNullException.ThrowIfNull(pixelValues);
        RequirePicture(pixelValues.Shape);
        pixelValues.Pass.Enter(_weights.Group);
        using var frame = pixelValues.Pass.Frame();
        var depth = See(pixelValues).Relative.Depth;
        return frame.Keep(depth.Reshape(depth.Shape[0], depth.Shape[1], depth.Shape[2]));
    }

    /// <summary>Metres as every head says them, for a router that learns to mix them.</summary>
    /// <param name="pixelValues"><c>[image, row, column, channel]</c>, −1..1, in the pass that runs the model</param>
    /// <returns>
    /// metres of each head in the order of <c>bin_configurations</c>, each <c>[image, row, column]</c>, and the router's
    /// logits, <c>[image, head]</c>; null where there is one head
    /// </returns>
    /// <exception cref="ArgumentException">the picture has another number of channels, or is smaller than one patch</exception>
    /// <exception cref="OperationCanceledException">the pass was cancelled</exception>
    public (IReadOnlyList<Tensor> Depths, Tensor? DomainLogits) ForwardHeads(Tensor pixelValues)
    {
        ArgumentNullException.ThrowIfNull(pixelValues);
        RequirePicture(pixelValues.Shape);
        pixelValues.Pass.Enter(_weights.Group);
        using var frame = pixelValues.Pass.Frame();
        var (neck, relative) = See(pixelValues);
        var (depths, logits) = _metricHead.ForwardAll(neck, relative);
        Tensor[] maps = [.. depths.Select(depth => depth.Reshape(depth.Shape[0], depth.Shape[1], depth.Shape[2]))];
        foreach (var map in maps) frame.Keep(map);
        return (maps, logits is null ? null : frame.Keep(logits));
    }

    private (NeckOutput Neck, RelativeDepth Relative) See(Tensor pixelValues)
    {
        var neck = _neck.Forward(_backbone.Forward(pixelValues, outputHiddenStates: false, outputAttentions: false));
        return (neck, _relativeHead.Forward(neck.Fused));
    }
}
