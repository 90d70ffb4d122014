namespace ZoeDepth;

/// <summary>
/// The plain vision transformer of DPT. Names and defaults are those of transformers' <c>ViTConfig</c>; a
/// <c>config.json</c> of <c>model_type</c> <c>dpt</c> has them among its own fields. As a <c>backbone_config</c> of
/// <c>model_type</c> <c>vit</c> it stands under a ZoeDepth of the research code (DPT_Large), which transformers does
/// not have.
/// </summary>
public sealed record ViTConfig : BackboneConfig
{
    /// <summary>Numbers per token.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Transformer layers.</summary>
    public int NumHiddenLayers { get; init; } = 12;

    /// <summary>Attention heads of each layer; <see cref="HiddenSize"/> is a multiple of them.</summary>
    public int NumAttentionHeads { get; init; } = 12;

    /// <summary>Numbers per token between the two linear layers of a block's perceptron.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary>The activation of the perceptron, by its Hugging Face name.</summary>
    public string HiddenAct { get; init; } = "gelu";

    /// <summary>Share of activations dropped in training.</summary>
    public double HiddenDropoutProb { get; init; }

    /// <summary>Share of attention probabilities dropped in training.</summary>
    public double AttentionProbsDropoutProb { get; init; }

    /// <summary>Standard deviation of freshly drawn weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>What LayerNorm adds to the variance; timm, where the weights come from, has 1e-6.</summary>
    public double LayerNormEps { get; init; } = 1e-12;

    /// <summary>Side of the square training image in pixels; it decides the size of the position table.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Side of a patch in pixels.</summary>
    public int PatchSize { get; init; } = 16;

    /// <summary>Whether queries, keys and values have a bias.</summary>
    public bool QkvBias { get; init; } = true;

    /// <summary>ViT-L/16 at 384 pixels with the taps of DPT-Large: the encoder of <c>Intel/dpt-large</c>.</summary>
    public static ViTConfig Large384 { get; } = new()
    {
        HiddenSize = 1024,
        NumHiddenLayers = 24,
        NumAttentionHeads = 16,
        IntermediateSize = 4096,
        ImageSize = 384,
        OutFeatures = ["stage6", "stage12", "stage18", "stage24"],
    };

    /// <summary>Two configurations are equal when they are written alike.</summary>
    public bool Equals(ViTConfig? other) =>
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

    internal override IReadOnlyList<int> WidthsOf(IReadOnlyList<int> stages) => [.. stages.Select(_ => HiddenSize)];

    internal override ViTConfig Map(FieldMap fields)
    {
        fields.Field("model_type", ModelType, FieldKind.Text);
        return MapNumbers((ViTConfig)MapStages(fields), fields) with { UnknownKeys = fields.Rest(UnknownKeys) };
    }

    /// <summary>
    /// The fields of a <c>config.json</c> of DPT that describe its encoder; stages are counted from the first layer
    /// there, 0 for its output.
    /// </summary>
    internal ViTConfig MapInDpt(FieldMap fields)
    {
        IReadOnlyList<int> taps = fields is FieldWriter && IsConsistent
            ? [.. FeatureIndices.Select(stage => stage - 1)] : [2, 5, 8, 11];
        taps = fields.Field("backbone_out_indices", taps, FieldKind.ListOf(FieldKind.Whole));
        return MapNumbers(this, fields) with { OutFeatures = null, OutIndices = [.. taps.Select(tap => tap + 1)] };
    }

    /// <summary>Whether the stages can be told; where not, validation says why.</summary>
    private bool IsConsistent
    {
        get
        {
            var problems = new List<ConfigurationProblem>();
            ResolveStages(problems, "");
            return problems.Count == 0;
        }
    }

    private static ViTConfig MapNumbers(ViTConfig c, FieldMap fields) => c with
    {
        HiddenSize = fields.Field("hidden_size", c.HiddenSize, FieldKind.Whole),
        NumHiddenLayers = fields.Field("num_hidden_layers", c.NumHiddenLayers, FieldKind.Whole),
        NumAttentionHeads = fields.Field("num_attention_heads", c.NumAttentionHeads, FieldKind.Whole),
        IntermediateSize = fields.Field("intermediate_size", c.IntermediateSize, FieldKind.Whole),
        HiddenAct = fields.Field("hidden_act", c.HiddenAct, FieldKind.Text),
        HiddenDropoutProb = fields.Field("hidden_dropout_prob", c.HiddenDropoutProb, FieldKind.Number),
        AttentionProbsDropoutProb = fields.Field("attention_probs_dropout_prob", c.AttentionProbsDropoutProb,
            FieldKind.Number),
        InitializerRange = fields.Field("initializer_range", c.InitializerRange, FieldKind.Number),
        LayerNormEps = fields.Field("layer_norm_eps", c.LayerNormEps, FieldKind.Number),
        ImageSize = fields.Field("image_size", c.ImageSize, FieldKind.Whole),
        PatchSize = fields.Field("patch_size", c.PatchSize, FieldKind.Whole),
        NumChannels = fields.Field("num_channels", c.NumChannels, FieldKind.Whole),
        QkvBias = fields.Field("qkv_bias", c.QkvBias, FieldKind.Flag),
    };

    internal const string TypeName = "vit";
}
