using ZoeDepth.Decoder;
using ZoeDepth.Metric;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <remarks>Parts of the network that training asks for by themselves (paper §3.1 and §3.3).</remarks>
public sealed partial class ZoeDepthForDepthEstimation
{
    /// <summary>
    /// Relative depth, what pre-training on many datasets teaches: backbone, decoder and relative head, without the
    /// metric head.
    /// </summary>
    /// <param name="pixelValues"><c>[image, row, column, channel]</c>, −1..1, in the pass that runs the model</param>
    /// <returns>inverse depth of unknown scale and shift, 0 or above, <c>[image, row, column]</c></returns>
    /// <exception cref="ArgumentException">
    /// the picture has another number of channels, or is smaller than one patch
    /// </exception>
    /// <exception cref="OperationCanceledException">the pass was cancelled</exception>
    public Tensor ForwardRelative(Tensor pixelValues)
    {
        ArgumentNullException.ThrowIfNull(pixelValues);
        RequirePicture(pixelValues.Shape);
        pixelValues.Pass.Enter(_weights.Group);
        using var frame = pixelValues.Pass.Frame();
        var depth = ForwardTrunk(pixelValues).Relative.Depth;
        return frame.Keep(depth.Reshape(depth.Shape[0], depth.Shape[1], depth.Shape[2]));
    }

    /// <summary>Metres as every head says them, for a router that learns to mix them.</summary>
    /// <param name="pixelValues"><c>[image, row, column, channel]</c>, −1..1, in the pass that runs the model</param>
    /// <returns>
    /// metres of each head in the order of <c>bin_configurations</c>, each <c>[image, row, column]</c>, and the
    /// router's logits, <c>[image, head]</c>; null where there is one head
    /// </returns>
    /// <exception cref="ArgumentException">
    /// the picture has another number of channels, or is smaller than one patch
    /// </exception>
    /// <exception cref="OperationCanceledException">the pass was cancelled</exception>
    /// <exception cref="InvalidOperationException">the model has no metric head</exception>
    public (IReadOnlyList<Tensor> Depths, Tensor? DomainLogits) ForwardHeads(Tensor pixelValues)
    {
        ArgumentNullException.ThrowIfNull(pixelValues);
        RequirePicture(pixelValues.Shape);
        pixelValues.Pass.Enter(_weights.Group);
        using var frame = pixelValues.Pass.Frame();
        var (neck, relative) = ForwardTrunk(pixelValues);
        var (depths, logits) = RequiredMetricHead.ForwardAll(neck, relative);
        Tensor[] maps = [.. depths.Select(depth => depth.Reshape(depth.Shape[0], depth.Shape[1], depth.Shape[2]))];
        foreach (var map in maps) frame.Keep(map);
        pixelValues.Pass.Progress?.Invoke("metric_head");
        return (maps, logits is null ? null : frame.Keep(logits));
    }

    /// <summary>
    /// Metres for pictures that have nothing to do with one another and share a pass only to save time: each has the
    /// bits it would have alone, and its own head.
    /// </summary>
    /// <param name="pixelValues"><c>[image, row, column, channel]</c>, −1..1, in the pass that runs the model</param>
    /// <param name="domains">the head that shall answer each image; null: the router decides for it alone</param>
    /// <returns>an output for each image, of one image each, without hidden states and attentions</returns>
    internal IReadOnlyList<DepthEstimatorOutput> ForwardEach(Tensor pixelValues, IReadOnlyList<int?> domains)
    {
        RequirePicture(pixelValues.Shape);
        var pass = pixelValues.Pass;
        pass.Enter(_weights.Group);
        using var frame = pass.Frame();
        var (neck, relative) = ForwardTrunk(pixelValues);
        DepthEstimatorOutput[] answers = [.. RequiredMetricHead.ForwardEach(neck, relative, domains)
            .Select(answer => new DepthEstimatorOutput(
                answer.Depth.Reshape(1, answer.Depth.Shape[1], answer.Depth.Shape[2]), answer.DomainLogits, null, null,
                answer.Domain))];
        foreach (var answer in answers)
        {
            frame.Keep(answer.PredictedDepth);
            if (answer.DomainLogits is not null) frame.Keep(answer.DomainLogits);
        }
        pass.Progress?.Invoke("metric_head");
        return answers;
    }

    /// <summary>
    /// All that the metric head reads of a picture: a function of the frozen parts where the head alone learns.
    /// </summary>
    /// <param name="pixelValues"><c>[image, row, column, channel]</c>, −1..1, in the pass that runs the model</param>
    /// <returns>
    /// bottleneck, fused maps coarse to fine, relative depth, its features, each <c>[image, row, column, channel]</c>
    /// </returns>
    internal IReadOnlyList<Tensor> HeadInputs(Tensor pixelValues)
    {
        RequirePicture(pixelValues.Shape);
        pixelValues.Pass.Enter(_weights.Group);
        using var frame = pixelValues.Pass.Frame();
        var (neck, relative) = ForwardTrunk(pixelValues);
        Tensor[] inputs = [neck.Bottleneck, .. neck.Fused, relative.Depth, relative.Features];
        foreach (var input in inputs) frame.Keep(input);
        return inputs;
    }

    /// <summary>Metres from what <see cref="HeadInputs"/> gave, perhaps long ago.</summary>
    /// <param name="inputs">in that order, all in the pass that runs the head; it gives the fused maps back</param>
    /// <param name="domain">the head that shall answer; null: the router decides</param>
    internal DepthEstimatorOutput ForwardHead(IReadOnlyList<Tensor> inputs, int? domain)
    {
        var pass = inputs[0].Pass;
        pass.Enter(_weights.Group);
        using var frame = pass.Frame();
        var metric = RequiredMetricHead.Forward(new([.. inputs.Skip(1).SkipLast(2)], inputs[0]),
            new(inputs[^2], inputs[^1]), domain);
        return new(
            frame.Keep(metric.Depth.Reshape(metric.Depth.Shape[0], metric.Depth.Shape[1], metric.Depth.Shape[2])),
            metric.DomainLogits is null ? null : frame.Keep(metric.DomainLogits), null, null, metric.Domain);
    }

    private MetricHead RequiredMetricHead => _metricHead
        ?? throw new InvalidOperationException(
            $"a {Config.ModelType} has no metric head; what needs one, learning metres too, takes a ZoeDepth");

    /// <summary>All that comes before the metric head.</summary>
    private (NeckOutput Neck, RelativeDepth Relative) ForwardTrunk(Tensor pixelValues)
    {
        var seen = _backbone.Forward(pixelValues, outputHiddenStates: false, outputAttentions: false);
        var neck = _neck.Forward(seen);
        return (neck, _relativeHead.Forward(neck.Fused, seen.Grid));
    }
}
