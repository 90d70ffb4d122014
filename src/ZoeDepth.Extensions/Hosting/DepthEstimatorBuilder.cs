using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Extensions;

/// <summary>What stands around a host's estimator: the last that is added is asked first.</summary>
public sealed class DepthEstimatorBuilder
{
    private const long UsualCacheBytes = 256 << 20;

    private readonly List<Func<IServiceProvider, IDepthEstimator, IDepthEstimator>> _layers = [];

    internal DepthEstimatorBuilder(IServiceCollection services, string? key) => (Services, Key) = (services, key);

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The key of the model; null for the one without a key.</summary>
    public string? Key { get; }

    /// <summary>Puts an estimator around what was built so far.</summary>
    /// <param name="layer">
    /// makes it, once; the container does not dispose it. <see cref="DelegatingDepthEstimator"/> is made to derive from
    /// </param>
    public DepthEstimatorBuilder Use(Func<IServiceProvider, IDepthEstimator, IDepthEstimator> layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        _layers.Add(layer);
        return this;
    }

    /// <summary>
    /// Logs every estimate: size, head, range and time as information, notes as debug, what failed as an error. The
    /// category is <c>ZoeDepth</c>.
    /// </summary>
    public DepthEstimatorBuilder UseLogging() => Use((services, inner) =>
        new LoggingDepthEstimator(inner, services.GetRequiredService<ILoggerFactory>().CreateLogger("ZoeDepth")));

    /// <summary>
    /// Shows every call as an activity <c>zoedepth.call</c>, with how it found the cache inside, and its time as
    /// <c>zoedepth.call.duration</c>; source and meter are called <c>ZoeDepth.Extensions</c>. Add it last, so that it
    /// stands around the other layers; what is computed is an activity of the source <c>ZoeDepth</c> below it.
    /// </summary>
    public DepthEstimatorBuilder UseTelemetry() => Use((_, inner) => new TelemetryDepthEstimator(inner, Key));

    /// <summary>
    /// Remembers the depth of pictures by their pixels and options. All who ask for the same get the same
    /// <see cref="DepthMap"/>, whose <see cref="DepthMap.Values"/> are not to be written; of those who ask at once one
    /// computes it. The counter <c>zoedepth.cache.lookups</c> of the meter <c>ZoeDepth.Extensions</c> tells hits from
    /// misses.
    /// </summary>
    /// <param name="maxBytes">most bytes of depth, and of its spread, that it keeps</param>
    /// <exception cref="ArgumentOutOfRangeException">less than one byte</exception>
    public DepthEstimatorBuilder UseCaching(long maxBytes = UsualCacheBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        // The container owns and disposes it.
        var name = new object();
        Services.AddKeyedSingleton(name, (_, _) => new MemoryCache(new MemoryCacheOptions { SizeLimit = maxBytes }));
        return Use((services, inner) =>
            new CachingDepthEstimator(inner, services.GetRequiredKeyedService<MemoryCache>(name)));
    }

    internal IDepthEstimator Build(IServiceProvider services, IDepthEstimator inner) =>
        _layers.Aggregate(inner, (built, layer) => layer(services, built)
            ?? throw new InvalidOperationException("a layer around the depth estimator answered with null"));
}
