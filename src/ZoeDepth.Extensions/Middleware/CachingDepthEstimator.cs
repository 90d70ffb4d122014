using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using ZoeDepth.Imaging;

namespace ZoeDepth.Extensions;

/// <summary>
/// Remembers the depth of pictures by their pixels (SHA-256) and the options, within a bound of bytes: the least
/// recently asked for go first. Two callers who ask for one picture at once both compute it.
/// </summary>
internal sealed class CachingDepthEstimator(IDepthEstimator inner, IMemoryCache cache) : DelegatingDepthEstimator(inner)
{
    public override async Task<DepthMap> EstimateAsync(RasterImage image, EstimateOptions? options = null,
        IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        cancellation.ThrowIfCancellationRequested();
        var key = new Key(Convert.ToHexString(SHA256.HashData(image.Data)), image.Width, image.Height, image.Format,
            image.Metadata, options);
        if (cache.TryGetValue(key, out DepthMap? known)) return known!;
        var depth = await base.EstimateAsync(image, options, progress, cancellation).ConfigureAwait(false);
        cache.Set(key, depth, new MemoryCacheEntryOptions { Size = (long)depth.Values.Length * sizeof(float) });
        return depth;
    }

    // What a picture says of its camera belongs to the key: it scales the metres of models that are told.
    private sealed record Key(
        string Pixels, int Width, int Height, PixelFormat Format, ImageMetadata Metadata, EstimateOptions? Options);
}
