using ZoeDepth.Imaging;

namespace ZoeDepth.Extensions;

/// <summary>
/// An estimator around another one, from which middleware derives: it passes everything on. What is inside stays its
/// owner's to dispose.
/// </summary>
/// <param name="inner">the estimator it passes to</param>
public abstract class DelegatingDepthEstimator(IDepthEstimator inner) : IDepthEstimator
{
    /// <summary>The estimator it passes to.</summary>
    protected IDepthEstimator Inner { get; } = inner ?? throw new ArgumentNullException(nameof(inner));

    /// <inheritdoc/>
    public virtual Task<DepthMap> EstimateAsync(RasterImage image, EstimateOptions? options = null,
        IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default) =>
        Inner.EstimateAsync(image, options, progress, cancellation);
}
