using System.Text.Json;

namespace ZoeDepth;

/// <summary>
/// What sees the picture first: <c>backbone_config</c>. Its <c>model_type</c> says which kind it is; a file may give
/// all of the kind's fields or only those that differ from transformers' defaults.
/// </summary>
public abstract partial record BackboneConfig
{
    /// <summary>The kind, as <c>model_type</c> spells it: <c>beit</c>, <c>dinov2</c>, <c>resnet</c>.</summary>
    public abstract string ModelType { get; }

    /// <summary>Colour channels of the image.</summary>
    public int NumChannels { get; init; } = 3;

    /// <summary>
    /// The stages whose outputs the decoder takes, by name, in order; null to go by <see cref="OutIndices"/>.
    /// </summary>
    public IReadOnlyList<string>? OutFeatures { get; init; }

    /// <summary>
    /// The stages whose outputs the decoder takes, by index (0 is the embedding, negative ones count from the end);
    /// null to go by <see cref="OutFeatures"/>.
    /// </summary>
    public IReadOnlyList<int>? OutIndices { get; init; }

    /// <summary>Keys of the file that mean nothing here; they are written back.</summary>
    public IReadOnlyDictionary<string, JsonElement> UnknownKeys { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>How many stages follow the stem.</summary>
    internal abstract int Stages { get; }

    /// <summary>The key that says so.</summary>
    internal abstract string StagesKey { get; }

    /// <summary>
    /// Whether stages are tokens behind a class token, which the decoder must lay out as maps; otherwise they are maps.
    /// </summary>
    internal abstract bool GivesTokens { get; }

    /// <summary>Numbers per token or pixel of the last stage.</summary>
    internal abstract int Width { get; }

    /// <summary>Pixels of the picture, along a side, that one place of the coarsest stage stands for.</summary>
    internal abstract int Pitch { get; }

    /// <summary>Numbers per token or pixel of the given stages.</summary>
    internal abstract IReadOnlyList<int> WidthsOf(IReadOnlyList<int> stages);

    /// <summary>Shows all fields to a map; the configuration as the map has it.</summary>
    internal abstract BackboneConfig Map(FieldMap fields);

    /// <summary>
    /// Standard deviation of freshly drawn weights; null where it follows from the shape of each.
    /// </summary>
    internal virtual double? WeightDeviation => null;

    /// <summary>First value of layer scales, where there are some.</summary>
    internal virtual double LayerScale => 0;

    /// <summary>Reads or writes a backbone of the kind that <c>model_type</c> names.</summary>
    internal static BackboneConfig Map(BackboneConfig config, FieldMap fields)
    {
        if (fields is not FieldReader reader) return config.Map(fields);
        if (!reader.Has("model_type", out var type))
            reader.Refuse("model_type", Kinds, "nothing: a backbone_config must carry its model_type");
        else if (type.ValueKind == JsonValueKind.String && Blank.TryGetValue(type.GetString()!, out var blank))
            return blank.Map(fields);
        else
            reader.Refuse("model_type", $"{Kinds}: no other backbone can be built", FieldReader.Shown(type));
        return new BeitConfig().Map(fields);
    }

    /// <summary>What a description without fields means, by kind.</summary>
    private static readonly Dictionary<string, BackboneConfig> Blank = new(StringComparer.Ordinal)
    {
        [BeitConfig.TypeName] = new BeitConfig(),
        [Dinov2Config.TypeName] = new Dinov2Config(),
        [ViTConfig.TypeName] = new ViTConfig(),
        [SwinConfig.FirstTypeName] = new SwinConfig { Version = 1 },
        [SwinConfig.SecondTypeName] = new SwinConfig(),
        [ResNetConfig.TypeName] = new ResNetConfig(),
    };

    private static string Kinds { get; } = string.Join(", ", Blank.Keys.SkipLast(1).Select(kind => $"\"{kind}\""))
        + $" or \"{Blank.Keys.Last()}\"";
}
