using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Server;

/// <summary>What the service allows; everything is refused before work is spent on it.</summary>
public sealed class ZoeDepthServerOptions
{
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

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
    /// image of more is worked on by itself. 50 million: the largest that <see cref="Decoding"/> lets in, or four of a
    /// telephone.
    /// </summary>
    public long MaxPixelsAtOnce { get; set; } = 50_000_000;

    /// <summary>Requests that may wait for their turn; further ones are answered with 429 at once.</summary>
    public int QueueLength { get; set; } = 32;

    /// <summary>How long a request waits for its turn before it is answered with 503.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an image may take to arrive before it is answered with 408.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long all images of a batch together may take to arrive before the batch is answered with 408. 2 minutes.
    /// </summary>
    public TimeSpan BatchTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Requests whose images may arrive at once; further ones are answered with 429.</summary>
    public int MaxUploads { get; set; } = 512;

    /// <summary>Of <see cref="MaxUploads"/>, those of one key, or of one address where there are no keys.</summary>
    public int MaxUploadsOfCaller { get; set; } = 128;

    /// <summary>
    /// Bytes of images' files that may be in memory together, from the first byte that comes until the image is
    /// decoded, and half of them for one key or address; what comes beyond that is answered with 429. 192 MiB.
    /// </summary>
    public long MaxUploadBytes { get; set; } = 192 << 20;

    /// <summary>
    /// Bytes that answers may hold in memory together, from before they are made until they are sent, and half of them
    /// for one key or address; further requests wait for their turn until there is room. What may take more by itself
    /// is answered with 422. 512 MiB.
    /// </summary>
    public long MaxAnswerBytes { get; set; } = 512 << 20;

    /// <summary>
    /// Bytes of files that are kept for links, where a request asks for several kinds at once (<c>outputs</c>), and
    /// half of them for one key or address; where newer ones need room, the oldest are forgotten. 0: none are, and
    /// such requests are answered with 422. 256 MiB.
    /// </summary>
    public long MaxResultBytes { get; set; } = 256 << 20;

    /// <summary>How long such files are kept at most. 10 minutes.</summary>
    public TimeSpan ResultLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a client may take to read its answer, beside what <see cref="MinSendRate"/> allows for its bytes;
    /// afterwards the connection is broken off. 1 minute.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Bytes a second that a client is given time for, beside <see cref="SendTimeout"/>. 128 KiB.</summary>
    public long MinSendRate { get; set; } = 128 << 10;

    /// <summary>How long one request may be worked on before it is answered with 503.</summary>
    public TimeSpan WorkTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Requests a minute of one key, and of one address, whatever keys it sends; further ones are answered with 429.
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

    /// <summary>
    /// Origins whose pages may send requests here, "https://page.example"; browsers' requests from other origins than
    /// the service's own are answered with 403 where they would work or change something. The host sets CORS, which
    /// lets those pages read the answers.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>
    /// Whether requests may name images by http and https URLs, which the service then fetches, from public addresses
    /// alone. They are refused with 403 as it comes; <c>data:</c> URLs are always read.
    /// </summary>
    public bool AllowImageUrls { get; set; }

    /// <summary>
    /// Where images are fetched from: "images.example", "*.images.example" for all below it, "images.example:8443" for
    /// another port. When empty, every public host at the port of its scheme.
    /// </summary>
    public IReadOnlyList<string> ImageUrlHosts { get; set; } = [];

    /// <summary>How long fetching an image may take in all before it is answered with 422. 20 seconds.</summary>
    public TimeSpan ImageUrlTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// What requests may ask the network's matrix products to be rounded to, beside what their model was opened for;
    /// another one is answered with 422. All when nobody says otherwise. The weights are in memory once for all of
    /// them, and packed for the model's own and for the one other that was asked for last.
    /// </summary>
    public IReadOnlyList<Precision> Precisions { get; set; } = Enum.GetValues<Precision>();

    /// <summary>
    /// Bytes of memory that requests take together at most, whatever comes: files of images, pixels that are worked on,
    /// answers, and what is kept for links. It follows from the limits above. Not in it are the models with what the
    /// network computes with (<see cref="DepthEstimatorOptions.MaxActivationBytes"/>), and what the host's connections
    /// buffer.
    /// </summary>
    public long MaxRequestMemoryBytes => RequestMemory.Of(this).Sum(part => part.Bytes);

    internal void Check()
    {
        Require(Precisions.All(precision => Enum.IsDefined(precision)), nameof(Precisions),
            string.Join(", ", Precisions), string.Join(", ", Enum.GetNames<Precision>()));
        Require(MaxBodyBytes is > 0 and <= int.MaxValue, nameof(MaxBodyBytes), MaxBodyBytes, "1 to 2147483647");
        Require(MaxConcurrent >= 1, nameof(MaxConcurrent), MaxConcurrent, "at least 1");
        Require(MaxPixelsAtOnce >= 1, nameof(MaxPixelsAtOnce), MaxPixelsAtOnce, "at least 1");
        Require(QueueLength >= 0, nameof(QueueLength), QueueLength, "at least 0");
        Require(MaxWait > TimeSpan.Zero, nameof(MaxWait), MaxWait, "a time above 0");
        Require(BodyTimeout > TimeSpan.Zero, nameof(BodyTimeout), BodyTimeout, "a time above 0");
        Require(BatchTimeout > TimeSpan.Zero, nameof(BatchTimeout), BatchTimeout, "a time above 0");
        Require(MaxUploads >= 1, nameof(MaxUploads), MaxUploads, "at least 1");
        Require(MaxUploadsOfCaller >= 1, nameof(MaxUploadsOfCaller), MaxUploadsOfCaller, "at least 1");
        Require(MaxUploadBytes >= MaxBodyBytes, nameof(MaxUploadBytes), MaxUploadBytes,
            $"at least {nameof(MaxBodyBytes)}, {MaxBodyBytes}");
        Require(MaxAnswerBytes >= 1, nameof(MaxAnswerBytes), MaxAnswerBytes, "at least 1");
        Require(MaxResultBytes >= 0, nameof(MaxResultBytes), MaxResultBytes, "at least 0");
        Require(ResultLifetime > TimeSpan.Zero && ResultLifetime <= LongestLifetime, nameof(ResultLifetime),
            ResultLifetime, $"a time above 0, and up to {LongestLifetime}");
        Require(SendTimeout > TimeSpan.Zero, nameof(SendTimeout), SendTimeout, "a time above 0");
        Require(MinSendRate >= 1, nameof(MinSendRate), MinSendRate, "at least 1");
        Require(WorkTimeout > TimeSpan.Zero, nameof(WorkTimeout), WorkTimeout, "a time above 0");
        Require(ImageUrlTimeout > TimeSpan.Zero, nameof(ImageUrlTimeout), ImageUrlTimeout, "a time above 0");
        Require(RequestsPerMinute is null or >= 1, nameof(RequestsPerMinute), RequestsPerMinute, "at least 1, or null");
    }

    private static void Require(bool holds, string name, object? value, string expected)
    {
        if (!holds) throw new ArgumentException($"{name} is {value}; expected {expected}");
    }
}
