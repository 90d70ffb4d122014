using System.Text.Json;
using System.Text.Json.Serialization;

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

    /// <summary>The camera that metres are scaled for; null for a model whose metres do not depend on it.</summary>
    public CameraDocument? Camera { get; init; }

    /// <summary>The preset and every switch that was in force, in words.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Worth knowing before these metres are trusted.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The document of an estimate.</summary>
    public static DepthDocument Of(DepthMap depth, string model, string requestId) => new()
    {
        RequestId = requestId,
        Model = model,
        Size = new(depth.Plan.Picture.Height, depth.Plan.Picture.Width),
        Network = new(depth.NetworkHeight, depth.NetworkWidth),
        Depth = new(depth.IsRelative ? "relative" : "m", depth.Min, depth.Max, depth.Median,
            depth.Values.Average(value => (double)value)),
        Head = depth.Domain is { } domain ? new(domain.Name, domain.Index, domain.Probability) : null,
        Camera = depth.Camera is { } camera ? new(camera.HorizontalFieldOfView, camera.FocalLength,
            camera.Source.ToString().ToLowerInvariant()) : null,
        Settings = depth.Plan.Describe(),
        Notes = depth.Notes,
    };
}

/// <summary>A size in pixels.</summary>
internal sealed record SizeDocument(int Height, int Width);

/// <summary>Statistics; of unit "m", or "relative": inverse depth of unknown scale and shift.</summary>
internal sealed record DepthNumbers(string Unit, float Min, float Max, float Median, double Mean);

/// <summary>A head and what the router gave it.</summary>
internal sealed record HeadDocument(string Name, int Index, double Probability);

/// <summary>A camera: degrees from left to right, pixels of the image, and option, exif or assumed.</summary>
internal sealed record CameraDocument(double HorizontalFieldOfView, double FocalLength, string Source);

/// <summary>Writes documents of depth.</summary>
internal static class DepthJson
{
    private static readonly DepthContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
        { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });

    public static byte[] Of(DepthDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(document, Context.DepthDocument);
}

[JsonSerializable(typeof(DepthDocument))]
internal sealed partial class DepthContext : JsonSerializerContext;
