using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>How often one key, or one address, may ask: a bucket of as many requests as a minute has, filled anew
/// every second.</summary>
internal sealed class RequestRate : IDisposable
{
    private const int SecondsOfMinute = 60, BytesOfNetwork = 8;

    private readonly PartitionedRateLimiter<string>? _limiter;

    public RequestRate(int? requestsPerMinute)
    {
        if (requestsPerMinute is not { } limit) return;
        _limiter = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limit,
                TokensPerPeriod = Math.Max(1, limit / SecondsOfMinute),
                ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, SecondsOfMinute / (double)limit)),
                QueueLimit = 0,
            }));
    }

    /// <summary>Counts a request.</summary>
    /// <exception cref="RequestProblem">429: too many of this key or address</exception>
    public void Count(HttpContext context, string? key)
    {
        if (_limiter is null) return;
        var who = key is null ? Network(context.Connection.RemoteIpAddress) : $"key {key}";
        using var lease = _limiter.AttemptAcquire(who);
        if (lease.IsAcquired) return;
        throw RequestProblem.TooMany("too many requests a minute; come back later",
            lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
    }

    public void Dispose() => _limiter?.Dispose();

    /// <summary>An address; of IPv6 its network of 64 bits, which is what one customer gets.</summary>
    private static string Network(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes(), 0,
            BytesOfNetwork),
        _ => address.ToString(),
    };
}
