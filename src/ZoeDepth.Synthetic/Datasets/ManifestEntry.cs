using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Datasets;

/// <summary>
/// One picture of a dataset as a line of <c>manifest.jsonl</c>, for writing; <see cref="ManifestDataset"/> reads it.
/// </summary>
internal sealed record ManifestEntry
{
    /// <summary>The photograph, a path from the manifest's folder, with slashes.</summary>
    public required string Image { get; init; }

    /// <summary>
    /// Its depth, a 16-bit PNG, a path from the manifest's folder, with slashes; 0 is no depth and no value.
    /// </summary>
    public required string Depth { get; init; }

    /// <summary>Units of the depth file in a metre, or in 1 of a kind that has a unit of its own.</summary>
    public required double Scale { get; init; }

    /// <summary>
    /// What is added: <c>value = number / Scale + Offset</c> where the number is not 0. Chosen for each picture, so
    /// that its range fits; 0, and not in the line, where values are metres.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Offset { get; init; }

    /// <summary>
    /// How the file knows depth, by its name of <see cref="DepthKinds.ByName"/>; null, and not in the line, of metric
    /// depth.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    /// <summary>
    /// Whether values fall with depth: for readers that do not know the kinds. In the line only where it is true.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Disparity { get; init; }

    /// <summary>Which head learns from it.</summary>
    [JsonConverter(typeof(DomainNames))]
    public required Domain Domain { get; init; }

    /// <summary>Which family it was made by.</summary>
    public required string Family { get; init; }

    /// <summary>The camera.</summary>
    public required ManifestIntrinsics Intrinsics { get; init; }

    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Camera to world, three rows of four, metres; see <see cref="Sample.Pose"/>.</summary>
    public required IReadOnlyList<double> Pose { get; init; }

    /// <summary>The seed it was made from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>
    /// The picture's nearest depth as metric depth knows it, metres, whatever the kind; 0 where no pixel has one.
    /// </summary>
    public required float MinDepth { get; init; }

    /// <summary>Its farthest, metres; 0 where no pixel has one.</summary>
    public required float MaxDepth { get; init; }

    internal byte[] ToLine() =>
        [.. JsonSerializer.SerializeToUtf8Bytes(this, ManifestContext.Default.ManifestEntry), (byte)'\n'];
}

/// <summary>A pinhole camera, pixels; pixel centres lie at half numbers.</summary>
/// <param name="Fx">focal length along rows</param>
/// <param name="Fy">focal length along columns</param>
/// <param name="Cx">column where the optical axis meets the picture</param>
/// <param name="Cy">row where it does</param>
internal sealed record ManifestIntrinsics(double Fx, double Fy, double Cx, double Cy);

// "indoor", "outdoor".
internal sealed class DomainNames()
    : JsonStringEnumConverter<Domain>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ManifestEntry))]
internal sealed partial class ManifestContext : JsonSerializerContext;
