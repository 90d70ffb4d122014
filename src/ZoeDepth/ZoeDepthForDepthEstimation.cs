using ZoeDepth.Backbone;
using ZoeDepth.Decoder;
using ZoeDepth.Metric;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// ZoeDepth: a backbone and a DPT decoder see relative depth, a light metric head turns it into metres (paper: arXiv
/// 2302.12288). A DPT or a Depth Anything is the same without the metric head. One instance may serve several passes at
/// once; each reads to its end the weights it began with, whoever replaces or disposes them meanwhile.
/// Reference: modeling_zoedepth.py ZoeDepthForDepthEstimation; modeling_dpt.py DPTForDepthEstimation;
/// modeling_depth_anything.py DepthAnythingForDepthEstimation
/// </summary>
public sealed partial class ZoeDepthForDepthEstimation : IDisposable
{
    private readonly WeightStore _weights;
    private readonly IBackbone _backbone;
    private readonly DptNeck _neck;
    private readonly RelativeDepthHead _relativeHead;
    private readonly MetricHead? _metricHead;

    private ZoeDepthForDepthEstimation(ZoeDepthConfig config, WeightStore weights)
    {
        config.Validate();
        Config = config;
        _weights = weights;
        var w = weights.Root;
        _backbone = IBackbone.Create(w.Scope(config.BackboneScope), config.BackboneConfig);
        _neck = new(w.Scope("neck"), config);
        _relativeHead = new(w.Scope(config.HasMetricHead ? "relative_head" : "head"), config);
        if (config.HasMetricHead) _metricHead = new(w.Scope("metric_head"), config);
        weights.RequireMatch();
    }

    /// <summary>Every number of the architecture.</summary>
    public ZoeDepthConfig Config { get; }

    /// <summary>Every parameter, under its checkpoint key, in the order the model asks for it.</summary>
    public IReadOnlyCollection<Parameter> Parameters => _weights.Parameters;

    /// <summary>A parameter by its checkpoint key: <c>metric_head.seed_projector.conv1.weight</c>.</summary>
    /// <exception cref="KeyNotFoundException">the model has no such parameter</exception>
    public Parameter GetParameter(string name) => _weights[name];

    /// <summary>
    /// Begins to replace weights: <c>using var change = model.WriteParameters();</c>, then each through its own
    /// <see cref="Parameter.Write"/>. Passes under way on other threads keep the weights they began with; those that
    /// begin meanwhile wait, and see all of the change.
    /// </summary>
    /// <exception cref="ObjectDisposedException">the model was disposed</exception>
    public GroupWriter WriteParameters() => _weights.Group.Write();

    /// <summary>
    /// Metres for a batch of normalised pictures; relative inverse depth where
    /// <see cref="ZoeDepthConfig.DepthEstimationType"/> says so.
    /// </summary>
    /// <param name="pixelValues"><c>[image, row, column, channel]</c>, −1..1, in the pass that runs the model</param>
    /// <param name="outputHiddenStates">
    /// also return the embedding and every layer's output; null: what the configuration says
    /// </param>
    /// <param name="outputAttentions">
    /// also return every layer's attention probabilities; null: what the configuration says
    /// </param>
    /// <param name="domain">
    /// the head that shall answer, an index into <c>bin_configurations</c>; null: the router decides, once for the
    /// whole batch
    /// </param>
    /// <exception cref="ArgumentException">
    /// the picture has another number of channels than the configuration, is smaller than one patch, or there is no
    /// such domain
    /// </exception>
    /// <exception cref="OperationCanceledException">the pass was cancelled</exception>
    public DepthEstimatorOutput Forward(Tensor pixelValues, bool? outputHiddenStates = null,
        bool? outputAttentions = null, int? domain = null)
    {
        ArgumentNullException.ThrowIfNull(pixelValues);
        RequirePicture(pixelValues.Shape);
        if (domain is not null && _metricHead is null)
            throw new ArgumentException(
                $"domain {domain} was asked for, but a {Config.ModelType} has no heads for domains", nameof(domain));
        if (domain is < 0 || domain >= Config.BinConfigurations.Count)
            throw new ArgumentException(
                $"domain {domain} was asked for, but the model has {Config.BinConfigurations.Count}: " +
                $"{string.Join(", ", Config.BinConfigurations.Select(b => b.Name ?? "unnamed"))}", nameof(domain));

        var pass = pixelValues.Pass;
        pass.Enter(_weights.Group);
        using var frame = pass.Frame();
        var seen = _backbone.Forward(pixelValues, outputHiddenStates ?? Config.OutputHiddenStates,
            outputAttentions ?? Config.OutputAttentions);
        var neck = _neck.Forward(seen);
        var relative = _relativeHead.Forward(neck.Fused, seen.Grid);
        pass.Observe("relative_head.features", relative.Features);
        pass.Observe("relative_head", relative.Depth);
        var metric = _metricHead?.Forward(neck, relative, domain) ?? new(relative.Depth, DomainLogits: null, Domain: 0);
        pass.Progress?.Invoke(_metricHead is null ? "head" : "metric_head");

        foreach (var tensor in (seen.HiddenStates ?? []).Concat(seen.Attentions ?? [])) frame.Keep(tensor);
        return new(
            frame.Keep(metric.Depth.Reshape(metric.Depth.Shape[0], metric.Depth.Shape[1], metric.Depth.Shape[2])),
            metric.DomainLogits is null ? null : frame.Keep(metric.DomainLogits),
            seen.HiddenStates,
            seen.Attentions,
            metric.Domain);
    }

    /// <summary>
    /// Packs the weights of the linear layers in the order they are used, on the calling thread. Run beside the first
    /// pass, it hides most of the packing behind decoding and the first layers; a pass that overtakes it packs for
    /// itself.
    /// </summary>
    /// <param name="precision">of the passes that will use them</param>
    /// <param name="cancellation">looked at before each weight</param>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public void Prepare(Precision precision = Precision.Float32, CancellationToken cancellation = default)
    {
        foreach (var parameter in Parameters)
        {
            cancellation.ThrowIfCancellationRequested();
            parameter.Prepare(precision);
        }
    }

    /// <summary>
    /// Frees what is packed for passes of a precision alone; a pass of it that comes again packs anew.
    /// </summary>
    /// <returns>false where a pass of that precision is under way, which keeps what it reads</returns>
    internal bool Release(Precision precision) => Parameters.All(parameter => parameter.Release(precision));

    /// <summary>Refuses new passes and frees the weights: at once, or with the last pass that reads them.</summary>
    public void Dispose() => _weights.Dispose();

    private void RequirePicture(Shape shape)
    {
        var c = Config.BackboneConfig;
        if (shape.Rank != 4 || shape.Last != c.NumChannels)
            throw new ArgumentException(
                $"pixel values must be [image, row, column, {c.NumChannels}] for this model, but are {shape}");
        if (shape[1] < c.Pitch || shape[2] < c.Pitch)
            throw new ArgumentException($"pixel values {shape} hold less than one patch of {c.Pitch}x{c.Pitch} pixels");
    }
}
