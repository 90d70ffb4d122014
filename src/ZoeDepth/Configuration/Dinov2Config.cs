namespace ZoeDepth;

/// <summary>
/// DINOv2, the vision transformer of Depth Anything: a <c>backbone_config</c> of <c>model_type</c> <c>dinov2</c>. Names
/// and defaults are those of transformers' <c>Dinov2Config</c>.
/// </summary>
public sealed record Dinov2Config : BackboneConfig
{
    /// <summary>Numbers per token.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Transformer layers.</summary>
    public int NumHiddenLayers { get; init; } = 12;

    /// <summary>Attention heads of each layer; <see cref="HiddenSize"/> is a multiple of them.</summary>
    public int NumAttentionHeads { get; init; } = 12;

    /// <summary>Numbers per token inside a block's perceptron, as a multiple of <see cref="HiddenSize"/>.</summary>
    public double MlpRatio { get; init; } = 4;

    /// <summary>The activation of the perceptron, by its Hugging Face name.</summary>
    public string HiddenAct { get; init; } = "gelu";

    /// <summary>Share of activations dropped in training.</summary>
    public double HiddenDropoutProb { get; init; }

    /// <summary>Share of attention probabilities dropped in training.</summary>
    public double AttentionProbsDropoutProb { get; init; }

    /// <summary>Standard deviation of freshly drawn weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>What LayerNorm adds to the variance.</summary>
    public double LayerNormEps { get; init; } = 1e-6;

    /// <summary>Side of the square training image in pixels; it decides the size of the position table.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Side of a patch in pixels.</summary>
    public int PatchSize { get; init; } = 14;

    /// <summary>Whether queries, keys and values have a bias.</summary>
    public bool QkvBias { get; init; } = true;

    /// <summary>First value of the layer scales.</summary>
    public double LayerscaleValue { get; init; } = 1;

    /// <summary>Share of residual branches dropped in training, the same in all layers.</summary>
    public double DropPathRate { get; init; }

    /// <summary>Whether perceptrons are gated, as in DINOv2-giant; not supported.</summary>
    public bool UseSwigluFfn { get; init; }

    /// <summary>Whether the last norm is applied to every stage handed on.</summary>
    public bool ApplyLayernorm { get; init; } = true;

    /// <summary>
    /// Whether the backbone drops the class token and returns maps; the decoder lays tokens out itself, so false.
    /// </summary>
    public bool ReshapeHiddenStates { get; init; } = true;

    /// <summary>Whether files hold a token for masked patches; nothing reads it.</summary>
    public bool UseMaskToken { get; init; } = true;

    /// <summary>
    /// What is added to the extents of the grid to which positions are stretched. 0 in transformers, 0.1 in DINOv2's
    /// own code, with which Depth Anything was trained. A key of its own, which transformers does not know.
    /// </summary>
    public double InterpolateOffset { get; init; }

    /// <summary>ViT-S/14 at 518 pixels.</summary>
    public static Dinov2Config Small { get; } = new()
        { HiddenSize = 384, NumAttentionHeads = 6, ImageSize = 518, ReshapeHiddenStates = false };

    /// <summary>ViT-B/14 at 518 pixels.</summary>
    public static Dinov2Config Base { get; } = new() { ImageSize = 518, ReshapeHiddenStates = false };

    /// <summary>ViT-L/14 at 518 pixels.</summary>
    public static Dinov2Config Large { get; } = Base with
        { HiddenSize = 1024, NumHiddenLayers = 24, NumAttentionHeads = 16 };

    /// <summary>Two configurations are equal when they are written alike.</summary>
    public bool Equals(Dinov2Config? other) =>
        other is not null && ConfigurationFile.Write(Map) == ConfigurationFile.Write(other.Map);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(HiddenSize, NumHiddenLayers, ImageSize);

    /// <inheritdoc/>
    public override string ModelType => TypeName;

    internal override int Stages => NumHiddenLayers;

    internal override string StagesKey => "num_hidden_layers";

    internal override bool GivesTokens => true;

    internal override int Width => HiddenSize;

    internal override int Pitch => PatchSize;

    internal override double? WeightDeviation => InitializerRange;

    internal override double LayerScale => LayerscaleValue;

    internal override IReadOnlyList<int> WidthsOf(IReadOnlyList<int> stages) => [.. stages.Select(_ => HiddenSize)];

    internal override Dinov2Config Map(FieldMap fields)
    {
        fields.Field("model_type", ModelType, FieldKind.Text);
        return (Dinov2Config)MapStages(fields) with
        {
            HiddenSize = fields.Field("hidden_size", HiddenSize, FieldKind.Whole),
            NumHiddenLayers = fields.Field("num_hidden_layers", NumHiddenLayers, FieldKind.Whole),
            NumAttentionHeads = fields.Field("num_attention_heads", NumAttentionHeads, FieldKind.Whole),
            MlpRatio = fields.Field("mlp_ratio", MlpRatio, FieldKind.Factor),
            HiddenAct = fields.Field("hidden_act", HiddenAct, FieldKind.Text),
            HiddenDropoutProb = fields.Field("hidden_dropout_prob", HiddenDropoutProb, FieldKind.Number),
            AttentionProbsDropoutProb = fields.Field("attention_probs_dropout_prob", AttentionProbsDropoutProb,
                FieldKind.Number),
            InitializerRange = fields.Field("initializer_range", InitializerRange, FieldKind.Number),
            LayerNormEps = fields.Field("layer_norm_eps", LayerNormEps, FieldKind.Number),
            ImageSize = fields.Field("image_size", ImageSize, FieldKind.Whole),
            PatchSize = fields.Field("patch_size", PatchSize, FieldKind.Whole),
            NumChannels = fields.Field("num_channels", NumChannels, FieldKind.Whole),
            QkvBias = fields.Field("qkv_bias", QkvBias, FieldKind.Flag),
            LayerscaleValue = fields.Field("layerscale_value", LayerscaleValue, FieldKind.Number),
            DropPathRate = fields.Field("drop_path_rate", DropPathRate, FieldKind.Number),
            UseSwigluFfn = fields.Field("use_swiglu_ffn", UseSwigluFfn, FieldKind.Flag),
            ApplyLayernorm = fields.Field("apply_layernorm", ApplyLayernorm, FieldKind.Flag),
            ReshapeHiddenStates = fields.Field("reshape_hidden_states", ReshapeHiddenStates, FieldKind.Flag),
            UseMaskToken = fields.Field("use_mask_token", UseMaskToken, FieldKind.Flag),
            InterpolateOffset = fields.Field("interpolate_offset",
                InterpolateOffset == 0 ? null : (double?)InterpolateOffset, FieldKind.Number.ValueOrNull(),
                omitDefault: true) ?? 0,
            UnknownKeys = fields.Rest(UnknownKeys),
        };
    }

    internal const string TypeName = "dinov2";
}
