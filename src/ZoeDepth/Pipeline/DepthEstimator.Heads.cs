using ZoeDepth.Imaging;

namespace ZoeDepth;

/// <content>All heads of a model at once.</content>
public sealed partial class DepthEstimator
{
    /// <summary>
    /// Depth of a picture as every head of the model says it, from one pass through backbone and decoder.
    /// </summary>
    /// <returns>
    /// a map a head, in the order of the model's <see cref="ZoeDepthConfig.BinConfigurations"/>, each with the
    /// probability that the router gave its head (<see cref="DepthMap.Domain"/>)
    /// </returns>
    /// <exception cref="ArgumentException">
    /// the model has one head, one head was asked for, or a setting is out of its range
    /// </exception>
    /// <inheritdoc cref="Estimate(RasterImage, EstimateOptions?, IProgress{DepthProgress}?, CancellationToken)"/>
    public IReadOnlyList<DepthMap> EstimateHeads(
        RasterImage image, EstimateOptions? options = null, IProgress<DepthProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        const string Name = "the picture";
        RequireHeads("tell apart");
        if (options is { Domain: not null } or { BlendHeads: true })
            throw new ArgumentException("one answer was asked for, and that of every head; ask for one of the two",
                nameof(options));
        using var turn = Turn(cancellation);
        var source = Source.Of(image);
        var plan = Plan(source.Size, options, Name, source.Camera);
        return Maps(source, plan, options, Name, MirroringOf(plan.Flip), pixels => _network.EveryHead(pixels, Name),
            progress, cancellation);
    }
}
