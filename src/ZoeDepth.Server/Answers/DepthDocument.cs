using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ZoeDepth.Server;

/// <summary>Depth of an image in numbers.</summary>
internal sealed record DepthDocument
{
    [Description("names this request in the service's log")]
    public required string RequestId { get; init; }

    [Description("the model that answered")]
    public required string Model { get; init; }

    [Description("the image's size, upright")]
    public required SizeDocument Size { get; init; }

    [Description("the size the network saw")]
    public required SizeDocument Network { get; init; }

    [Description("the depths, along the optical axis")]
    public required DepthNumbers Depth { get; init; }

    [Description("the head that answered; left out for a model of one head")]
    public HeadDocument? Head { get; init; }

    [Description("what is known of the camera; left out for nothing")]
    public CameraDocument? Camera { get; init; }

    [Description("what the network's matrix products were rounded to")]
    public required string Precision { get; init; }

    [Description("the files that were asked for together, by their kind; left out where none were")]
    public IReadOnlyDictionary<string, LinkDocument>? Links { get; init; }

    [Description("when links end to lead anywhere, at the latest")]
    public DateTimeOffset? Expires { get; init; }

    [Description("the preset and every switch that was in force, in words")]
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    [Description("worth knowing before these metres are trusted")]
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
internal sealed record SizeDocument(
    [property: Description("rows of pixels")] int Height,
    [property: Description("columns of pixels")] int Width);

/// <summary>Statistics; of unit "m", or "relative": inverse depth of unknown scale and shift.</summary>
internal sealed record DepthNumbers(
    [property: Description("m, or relative: inverse depth of unknown scale and shift")] string Unit,
    [property: Description("the smallest depth")] float Min,
    [property: Description("the largest depth")] float Max,
    [property: Description("what half of the pixels do not exceed")] float Median,
    [property: Description("the mean of all pixels")] double Mean);

/// <summary>A head and what the router gave it.</summary>
internal sealed record HeadDocument(
    [property: Description("what domain= calls it")] string Name,
    [property: Description("which of the model's heads, from 0")] int Index,
    [property: Description("what the router gave it; 1 where the request named it")] double Probability);

/// <summary>A file that is kept for a while.</summary>
internal sealed record LinkDocument(
    [property: Description("its address, against that of the request")] string Href,
    [property: Description("what it is")] string MediaType,
    [property: Description("how large it is")] long Bytes)
{
    [Description("how many units of a 16-bit PNG are a metre; left out for other files")]
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
