using System.Runtime.CompilerServices;
using ZoeDepth.Imaging;

namespace ZoeDepth;

/// <summary>Estimates of pictures as they come: while one is estimated, the next is made.</summary>
internal static class EstimateStream
{
    /// <summary>The depths, in the order of the pictures.</summary>
    public static IAsyncEnumerable<DepthMap> Of(IDepthEstimator estimator, IAsyncEnumerable<RasterImage> images,
        EstimateOptions? options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Run(estimator, images, options, cancellation);
    }

    private static async IAsyncEnumerable<DepthMap> Run(IDepthEstimator estimator, IAsyncEnumerable<RasterImage> images,
        EstimateOptions? options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // An error of the source, a leaving consumer or a failed estimate: whatever is under way ends before its source
        // is disposed.
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var source = images.GetAsyncEnumerator(leaving.Token);
        Task<DepthMap>? estimate = null;
        Task<bool>? next = null;
        try
        {
            next = source.MoveNextAsync().AsTask();
            while (await next.ConfigureAwait(false))
            {
                estimate = estimator.EstimateAsync(source.Current, options, null, leaving.Token);
                next = source.MoveNextAsync().AsTask();
                yield return await estimate.ConfigureAwait(false);
            }
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            foreach (var task in new Task?[] { estimate, next })
                if (task is not null)
                    await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }
}
