namespace ZoeDepth;

/// <summary>
/// The residual convolutional network: a <c>backbone_config</c> of <c>model_type</c> <c>resnet</c>. Names and defaults
/// are those of transformers' <c>ResNetConfig</c>. One key is not: <c>folded_batch_norm</c> says that the batch norms
/// have gone into the convolutions, each of which has a bias instead. Only such networks can be built here, and
/// transformers cannot run them under ZoeDepth.
/// </summary>
public sealed record ResNetConfig : BackboneConfig
{
    /// <summary>Channels of the embedding, a 7x7 convolution and a maximum.</summary>
    public int EmbeddingSize { get; init; } = 64;

    /// <summary>Channels of each stage.</summary>
    public IReadOnlyList<int> HiddenSizes { get; init; } = [256, 512, 1024, 2048];

    /// <summary>Residual layers of each stage.</summary>
    public IReadOnlyList<int> Depths { get; init; } = [3, 4, 6, 3];

    /// <summary><c>basic</c>, two 3x3 convolutions; <c>bottleneck</c> cannot be built.</summary>
    public string LayerType { get; init; } = "bottleneck";

    /// <summary>The activation, by its Hugging Face name.</summary>
    public string HiddenAct { get; init; } = "relu";

    /// <summary>Whether the first stage halves the map as the others do.</summary>
    public bool DownsampleInFirstStage { get; init; }

    /// <summary>Where a bottleneck halves the map; not supported.</summary>
    public bool DownsampleInBottleneck { get; init; }

    /// <summary>
    /// Whether the batch norms are folded into the convolutions; a file of transformers has no such key, which means
    /// no.
    /// </summary>
    public bool FoldedBatchNorm { get; init; }

    /// <summary>
    /// ResNet-18 with folded batch norms, all four stages taken: maps at strides of 4, 8, 16 and 32 pixels.
    /// </summary>
    public static ResNetConfig ResNet18 { get; } = new()
    {
        HiddenSizes = [64, 128, 256, 512],
        Depths = [2, 2, 2, 2],
        LayerType = "basic",
        OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
        FoldedBatchNorm = true,
    };

    /// <summary>Two configurations are equal when they are written alike.</summary>
    public bool Equals(ResNetConfig? other) =>
        other is not null && ConfigurationFile.Write(Map) == ConfigurationFile.Write(other.Map);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EmbeddingSize, Depths.Count, LayerType);

    /// <inheritdoc/>
    public override string ModelType => TypeName;

    internal override int Stages => Depths.Count;

    internal override string StagesKey => "depths";

    internal override bool GivesTokens => false;

    internal override int Width => HiddenSizes.Count == 0 ? 0 : HiddenSizes[^1];

    /// <summary>The embedding reduces four times, every stage twice, the first one only on request.</summary>
    internal override int Pitch => 1 << Math.Min(30, Stages + (DownsampleInFirstStage ? 2 : 1));

    internal override IReadOnlyList<int> WidthsOf(IReadOnlyList<int> stages) =>
        [.. stages.Select(stage => stage == 0 ? EmbeddingSize : HiddenSizes[stage - 1])];

    internal override ResNetConfig Map(FieldMap fields)
    {
        fields.Field("model_type", ModelType, FieldKind.Text);
        return (ResNetConfig)MapStages(fields) with
        {
            NumChannels = fields.Field("num_channels", NumChannels, FieldKind.Whole),
            EmbeddingSize = fields.Field("embedding_size", EmbeddingSize, FieldKind.Whole),
            HiddenSizes = fields.Field("hidden_sizes", HiddenSizes, FieldKind.ListOf(FieldKind.Whole)),
            Depths = fields.Field("depths", Depths, FieldKind.ListOf(FieldKind.Whole)),
            LayerType = fields.Field("layer_type", LayerType, FieldKind.Text),
            HiddenAct = fields.Field("hidden_act", HiddenAct, FieldKind.Text),
            DownsampleInFirstStage = fields.Field("downsample_in_first_stage", DownsampleInFirstStage, FieldKind.Flag),
            DownsampleInBottleneck = fields.Field("downsample_in_bottleneck", DownsampleInBottleneck, FieldKind.Flag),
            FoldedBatchNorm = fields.Field("folded_batch_norm", FoldedBatchNorm, FieldKind.Flag),
            UnknownKeys = fields.Rest(UnknownKeys),
        };
    }

    internal const string TypeName = "resnet";
}
