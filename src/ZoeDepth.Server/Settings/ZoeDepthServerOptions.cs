using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>What the service allows; everything is refused before work is spent on it.</summary>
public sealed class ZoeDepthServerOptions
{
    /// <summary>Most bytes of an uploaded image; more is answered with 413. 32 MiB.</summary>
    public long MaxBodyBytes { get; set; } = 32 << 20;

    /// <summary>
    /// Most pixels an image may declare, decoders, and whether damage is allowed; more pixels are answered with 413.
    /// </summary>
    public DecodeOptions Decoding { get; set; } = DecodeOptions.Default with { MaxPixels = 50_000_000 };

    /// <summary>
    /// Requests that decode, estimate and encode at once, as far as <see cref="MaxPixelsAtOnce"/> goes: while some are
    /// in the network, together where <see cref="DepthEstimatorOptions.MaxBatch"/> lets them, others are decoded and
    /// encoded.
    /// </summary>
    public int MaxConcurrent { get; set; } = 8;

    /// <summary>
    /// Pixels of all images that are decoded, estimated and encoded at once; further ones wait, in their order. An
    /// image of more is worked on by itself. 100 million: two of the largest that <see cref="Decoding"/> lets in.
    /// </summary>
    public long MaxPixelsAtOnce { get; set; } = 100_000_000;

    /// <summary>Requests that may wait for their turn; further ones are answered with 429 at once.</summary>
    public int QueueLength { get; set; } = 32;

    /// <summary>How long a request waits for its turn before it is answered with 503.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an image may take to arrive before it is answered with 408.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one request may be worked on before it is answered with 503.</summary>
    public TimeSpan WorkTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Requests a minute of one key, or of one address where there are no keys; further ones are answered with 429.
    /// Null for no limit.
    /// </summary>
    public int? RequestsPerMinute { get; set; }

    /// <summary>
    /// Keys that open the service, as <c>NAME HASH</c>, the hash being the key's SHA-256 in hexadecimal digits. Without
    /// any, everybody is served.
    /// </summary>
    public IReadOnlyList<string> ApiKeys { get; set; } = [];

    /// <summary>
    /// Keys that load, unload and swap models while the service runs, as <see cref="ApiKeys"/>. Without any, nobody
    /// can, and the endpoints are not there.
    /// </summary>
    public IReadOnlyList<string> AdminKeys { get; set; } = [];

    internal void Check()
    {
        Require(MaxBodyBytes is > 0 and <= int.MaxValue, nameof(MaxBodyBytes), MaxBodyBytes, "1 to 2147483647");
        Require(MaxConcurrent >= 1, nameof(MaxConcurrent), MaxConcurrent, "at least 1");
        Require(MaxPixelsAtOnce >= 1, nameof(MaxPixelsAtOnce), MaxPixelsAtOnce, "at least 1");
        Require(QueueLength >= 0, nameof(QueueLength), QueueLength, "at least 0");
        Require(MaxWait > TimeSpan.Zero, nameof(MaxWait), MaxWait, "a time above 0");
        Require(BodyTimeout > TimeSpan.Zero, nameof(BodyTimeout), BodyTimeout, "a time above 0");
        Require(WorkTimeout > TimeSpan.Zero, nameof(WorkTimeout), WorkTimeout, "a time above 0");
        Require(RequestsPerMinute is null or >= 1, nameof(RequestsPerMinute), RequestsPerMinute, "at least 1, or null");
    }

    private static void Require(bool holds, string name, object? value, string expected)
    {
        if (!holds) throw new ArgumentException($"{name} is {value}; expected {expected}");
    }
}
