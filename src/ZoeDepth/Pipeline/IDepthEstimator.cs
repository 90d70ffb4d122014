using ZoeDepth.Imaging;

namespace ZoeDepth;

/// <summary>
/// A picture in, metres out: what a program depends on that neither opens nor disposes the model. The package
/// ZoeDepth.Extensions gives it to hosts, with logging and caching around it.
/// </summary>
public interface IDepthEstimator
{
    /// <summary>Depth of a picture, on a thread of the pool; while it waits for its turn it holds none.</summary>
    /// <param name="image">its pixels, upright</param>
    /// <param name="options">the preset, and switches that differ from it; null: the estimator's</param>
    /// <param name="progress">told after every stage, on the thread that computes</param>
    /// <param name="cancellation">ends the waiting and the estimate</param>
    /// <exception cref="ArgumentException">there is no such head, or a setting is out of its range</exception>
    /// <exception cref="UnsupportedImageSizeException">
    /// the picture is too small for its border, too elongated, or too large for the network
    /// </exception>
    /// <exception cref="NonFiniteDepthException">the model answered with NaN or infinity</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    /// <exception cref="ObjectDisposedException">the model was disposed</exception>
    Task<DepthMap> EstimateAsync(RasterImage image, EstimateOptions? options = null,
        IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>
    /// Depth of pictures as they come, in their order: frames of a camera, files of a folder. The next picture is asked
    /// for while one is estimated, and none further, so a source of any length takes the memory of two.
    /// </summary>
    /// <param name="images">their pixels, asked for one picture after the other</param>
    /// <param name="options">as for one picture, the same for all</param>
    /// <param name="cancellation">ends the stream</param>
    /// <inheritdoc
    /// cref="EstimateAsync(RasterImage, EstimateOptions?, IProgress{DepthProgress}?, CancellationToken)"/>
    IAsyncEnumerable<DepthMap> EstimateAsync(IAsyncEnumerable<RasterImage> images, EstimateOptions? options = null,
        CancellationToken cancellation = default) => EstimateStream.Of(this, images, options, cancellation);
}
