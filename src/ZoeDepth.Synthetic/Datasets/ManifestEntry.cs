using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Datasets;

/// <summary>One picture of a dataset: a line of <c>manifest.jsonl</c>.</summary>
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
    /// How the file knows depth, by its name of <see cref="DepthKinds.ByName"/>; not in the line of metric depth.
    /// </summary>
    [JsonConverter(typeof(VariantNames)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DepthKind Kind { get; init; }

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

    /// <exception cref="FormatException">what was expected and what came</exception>
    internal static ManifestEntry Parse(ReadOnlySpan<byte> line)
    {
        ManifestEntry? entry;
        try
        {
            entry = JsonSerializer.Deserialize(line, ManifestContext.Default.ManifestEntry);
        }
        catch (JsonException error)
        {
            throw new FormatException($"expected the description of one picture as JSON, but: {error.Message}", error);
        }
        if (entry is null) throw new FormatException("expected the description of one picture, but null came");
        entry.Check();
        return entry;
    }

    private void Check()
    {
        ManifestPath.Check("image", Image);
        ManifestPath.Check("depth", Depth);
        Expect(Family.Length > 0, "family", "a name", "nothing");
        Expect(Scale > 0 && double.IsFinite(Scale), "scale", "units in a metre, above 0", Scale);
        Expect(double.IsFinite(Offset) && (Offset == 0 || !Kind.IsInMetres()), "offset",
            "a finite number, 0 where values are metres", Offset);
        Expect(Disparity == Kind.IsDisparity(), "disparity", $"{Flag(Kind.IsDisparity())} of {Kind.Name()}",
            Flag(Disparity));
        Expect(Width is > 0 and <= ushort.MaxValue, "width", "columns, 1 to 65535", Width);
        Expect(Height is > 0 and <= ushort.MaxValue, "height", "rows, 1 to 65535", Height);
        Expect(Pose.Count == 12 && Pose.All(double.IsFinite), "pose", "12 finite numbers", $"{Pose.Count} numbers");
        Expect(Intrinsics.Fx > 0 && Intrinsics.Fy > 0 && Intrinsics.IsFinite, "intrinsics",
            "focal lengths above 0, finite centres", Intrinsics);
        var depths = FormattableString.Invariant($"{MinDepth}, {MaxDepth}");
        Expect(MinDepth >= 0 && MaxDepth >= MinDepth && float.IsFinite(MaxDepth), "minDepth, maxDepth",
            "two depths, the nearer first", depths);
    }

    // As JSON writes them.
    private static string Flag(bool value) => value ? "true" : "false";

    private static void Expect(bool holds, string field, string expected, object came)
    {
        if (!holds)
            throw new FormatException(FormattableString.Invariant($"\"{field}\" is {expected}, but {came} came"));
    }
}

/// <summary>A pinhole camera, pixels; pixel centres lie at half numbers.</summary>
/// <param name="Fx">focal length along rows</param>
/// <param name="Fy">focal length along columns</param>
/// <param name="Cx">column where the optical axis meets the picture</param>
/// <param name="Cy">row where it does</param>
internal sealed record ManifestIntrinsics(double Fx, double Fy, double Cx, double Cy)
{
    internal bool IsFinite => double.IsFinite(Fx) && double.IsFinite(Fy) && double.IsFinite(Cx) && double.IsFinite(Cy);
}

internal sealed class VariantNames : JsonConverter<DepthKind>
{
    public override DepthKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DepthKinds.ByName.TryGetValue(reader.GetString()!, out var variant)
            ? variant
            : throw new JsonException($"\"kind\" is one of {string.Join(", ", DepthKinds.ByName.Keys)}");

    public override void Write(Utf8JsonWriter writer, DepthKind value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name());
}

// "indoor", "outdoor".
internal sealed class DomainNames()
    : JsonStringEnumConverter<Domain>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ManifestEntry))]
internal sealed partial class ManifestContext : JsonSerializerContext;
