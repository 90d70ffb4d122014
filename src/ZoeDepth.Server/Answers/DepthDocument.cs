using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ZoeDepth.Server;

/// <summary>Depth of an image in numbers.</summary>
internal sealed record DepthDocument
{
    /// <summary>Names this request in the service's log.</summary>
    public required string RequestId { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>The image's size, upright.</summary>
    public required SizeDocument Size { get; init; }

    /// <summary>The size the network saw.</summary>
    public required SizeDocument Network { get; init; }

    /// <summary>The depths, along the optical axis.</summary>
    public required DepthNumbers Depth { get; init; }

    /// <summary>The head that answered; null for a model of one head.</summary>
    public HeadDocument? Head { get; init; }

    /// <summary>What is known of the camera; null for nothing.</summary>
    public CameraDocument? Camera { get; init; }

    /// <summary>What the network's matrix products were rounded to.</summary>
    public required string Precision { get; init; }

    /// <summary>The files that were asked for together, by their kind; null where none were.</summary>
    public IReadOnlyDictionary<string, LinkDocument>? Links { get; init; }

    /// <summary>When links end to lead anywhere, at the latest.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The preset and every switch that was in force, in words.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Worth knowing before these metres are trusted.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The document of an estimate.</summary>
    public static DepthDocument Of(EstimatedImage image)
    {
        var depth = image.Depth;
        return new()
        {
            RequestId = image.RequestId,
            Model = image.Model,
            Size = new(depth.Plan.Picture.Height, depth.Plan.Picture.Width),
            Network = new(depth.NetworkHeight, depth.NetworkWidth),
            Depth = new(depth.IsRelative ? "relative" : "m", depth.Min, depth.Max, depth.Median,
                depth.Values.Average(value => (double)value)),
            Head = depth.Domain is { } domain ? new(domain.Name, domain.Index, domain.Probability) : null,
            Camera = image.Camera,
            Precision = PrecisionWord.Of(depth.Plan.Precision),
            Links = image.Links,
            Expires = image.Until,
            Settings = depth.Plan.Describe(),
            Notes = depth.Notes,
        };
    }
}

/// <summary>A size in pixels.</summary>
internal sealed record SizeDocument(int Height, int Width);

/// <summary>Statistics; of unit "m", or "relative": inverse depth of unknown scale and shift.</summary>
internal sealed record DepthNumbers(string Unit, float Min, float Max, float Median, double Mean);

/// <summary>A head and what the router gave it.</summary>
internal sealed record HeadDocument(string Name, int Index, double Probability);

/// <summary>A file that is kept for a while.</summary>
/// <param name="Href">its address, against that of the request</param>
/// <param name="MediaType">what it is</param>
/// <param name="Bytes">how large it is</param>
internal sealed record LinkDocument(string Href, string MediaType, long Bytes)
{
    /// <summary>How many units of a 16-bit PNG are a metre; null for other files.</summary>
    public double? UnitsPerMetre { get; init; }
}

/// <summary>Writes documents of depth.</summary>
internal static class DepthJson
{
    private static readonly DepthContext Context = new(WrittenJson.NewOptions());

    /// <summary>What is written, for whoever describes it.</summary>
    public static JsonTypeInfo Type => Context.DepthDocument;

    public static byte[] Of(DepthDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(document, Context.DepthDocument);

    /// <summary>A camera in ASCII, which is all that headers hold.</summary>
    public static string Of(CameraDocument camera) => JsonSerializer.Serialize(camera, Context.CameraDocument);
}

[JsonSerializable(typeof(DepthDocument))]
[JsonSerializable(typeof(CameraDocument))]
internal sealed partial class DepthContext : JsonSerializerContext;
