using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using ZoeDepth.Imaging;

namespace ZoeDepth.Extensions;

/// <summary>
/// Remembers the depth of pictures by their pixels (SHA-256) and the options, within a bound of bytes: the least
/// recently asked for go first. Of callers who ask for one picture at once the first computes it and hears of its
/// stages, the others wait; where he gives up, the next one computes it.
/// </summary>
internal sealed class CachingDepthEstimator(IDepthEstimator inner, IMemoryCache cache) : DelegatingDepthEstimator(inner)
{
    private readonly ConcurrentDictionary<Key, TaskCompletionSource<DepthMap>> _underWay = [];

    public override async Task<DepthMap> EstimateAsync(RasterImage image, EstimateOptions? options = null,
        IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        cancellation.ThrowIfCancellationRequested();
        var key = new Key(Convert.ToHexString(SHA256.HashData(image.Data)), image.Width, image.Height, image.Format,
            image.Metadata, options);
        while (true)
        {
            if (cache.TryGetValue(key, out DepthMap? known))
            {
                HostTelemetry.LookedUp("hit");
                return known!;
            }
            var mine = new TaskCompletionSource<DepthMap>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = _underWay.GetOrAdd(key, mine);
            if (first == mine)
                return await ComputeAsync(key, mine, () => base.EstimateAsync(image, options, progress, cancellation))
                    .ConfigureAwait(false);
            try
            {
                var shared = await first.Task.WaitAsync(cancellation).ConfigureAwait(false);
                HostTelemetry.LookedUp("shared");
                return shared;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Whoever computed it gave up.
            }
        }
    }

    private async Task<DepthMap> ComputeAsync(Key key, TaskCompletionSource<DepthMap> shared,
        Func<Task<DepthMap>> estimate)
    {
        try
        {
            // It may have been remembered since it was looked for.
            var isKnown = cache.TryGetValue(key, out DepthMap? depth);
            HostTelemetry.LookedUp(isKnown ? "hit" : "miss");
            if (!isKnown)
            {
                depth = await estimate().ConfigureAwait(false);
                cache.Set(key, depth, new MemoryCacheEntryOptions { Size = BytesOf(depth) });
            }
            _underWay.TryRemove(key, out _);
            shared.SetResult(depth!);
            return depth!;
        }
        catch (Exception error)
        {
            _underWay.TryRemove(key, out _);
            if (error is OperationCanceledException) shared.SetCanceled(CancellationToken.None);
            else shared.SetException(error);
            // Looked at once, so that an error nobody waited for counts as observed.
            _ = shared.Task.Exception;
            throw;
        }
    }

    private static long BytesOf(DepthMap depth) =>
        ((long)depth.Values.Length + (depth.Spread?.Length ?? 0)) * sizeof(float);

    // What a picture says of its camera belongs to the key: it scales the metres of models that are told.
    private sealed record Key(
        string Pixels, int Width, int Height, PixelFormat Format, ImageMetadata Metadata, EstimateOptions? Options);
}
