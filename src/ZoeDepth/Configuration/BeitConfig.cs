namespace ZoeDepth;

/// <summary>
/// The vision transformer: <c>backbone_config</c>. Names and defaults are those of transformers' <c>BeitConfig</c>; a
/// file may give all of them or only those that differ.
/// </summary>
public sealed record BeitConfig : BackboneConfig
{
    /// <summary>Entries of the image vocabulary of pre-training; unused here.</summary>
    public int VocabSize { get; init; } = 8192;

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

    /// <summary>
    /// What LayerNorm adds to the variance. 1e-12 in this dialect; the weights were trained with timm's 1e-6.
    /// </summary>
    public double LayerNormEps { get; init; } = 1e-12;

    /// <summary>
    /// Rows of the training image in pixels, and columns where it is square; it decides the size of the position
    /// tables.
    /// </summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>
    /// Columns of the training image where it is not square (<c>image_size</c> is then a list of both); else null.
    /// </summary>
    public int? ImageColumns { get; init; }

    /// <summary>Side of a patch in pixels.</summary>
    public int PatchSize { get; init; } = 16;

    /// <summary>Whether masked image modelling has a token of its own; not supported.</summary>
    public bool UseMaskToken { get; init; }

    /// <summary>Whether a learnt vector per position is added to the tokens.</summary>
    public bool UseAbsolutePositionEmbeddings { get; init; }

    /// <summary>Whether every layer has a table of relative positions.</summary>
    public bool UseRelativePositionBias { get; init; }

    /// <summary>Whether all layers share one table of relative positions; not supported.</summary>
    public bool UseSharedRelativePositionBias { get; init; }

    /// <summary>
    /// First value of the layer scales <c>lambda_1</c> and <c>lambda_2</c>; at 0 or below there are none.
    /// </summary>
    public double LayerScaleInitValue { get; init; } = 0.1;

    /// <summary>Largest share of residual branches dropped in training.</summary>
    public double DropPathRate { get; init; } = 0.1;

    /// <summary>How the classifier pools tokens; unused here.</summary>
    public bool UseMeanPooling { get; init; } = true;

    /// <summary>Scales of the segmentation head; unused here.</summary>
    public IReadOnlyList<int> PoolScales { get; init; } = [1, 2, 3, 6];

    /// <summary>Whether segmentation trains an auxiliary head; unused here.</summary>
    public bool UseAuxiliaryHead { get; init; } = true;

    /// <summary>Weight of the auxiliary head's loss; unused here.</summary>
    public double AuxiliaryLossWeight { get; init; } = 0.4;

    /// <summary>Channels of the auxiliary head; unused here.</summary>
    public int AuxiliaryChannels { get; init; } = 256;

    /// <summary>Convolutions of the auxiliary head; unused here.</summary>
    public int AuxiliaryNumConvs { get; init; } = 1;

    /// <summary>Whether the auxiliary head sees its input twice; unused here.</summary>
    public bool AuxiliaryConcatInput { get; init; }

    /// <summary>The label that segmentation losses skip; unused here.</summary>
    public int SemanticLossIgnoreIndex { get; init; } = 255;

    /// <summary>Whether the backbone makes a feature pyramid; not supported.</summary>
    public bool AddFpn { get; init; }

    /// <summary>
    /// Whether the backbone drops the class token and returns maps; the decoder needs the class token, so false.
    /// </summary>
    public bool ReshapeHiddenStates { get; init; } = true;

    /// <summary>
    /// What an absent <c>backbone_config</c> means: BEiT-L/16 at 384 pixels, the backbone of all three published
    /// models.
    /// </summary>
    public static BeitConfig Large384 { get; } = new()
    {
        ImageSize = 384,
        NumHiddenLayers = 24,
        HiddenSize = 1024,
        IntermediateSize = 4096,
        NumAttentionHeads = 16,
        UseRelativePositionBias = true,
        ReshapeHiddenStates = false,
        OutFeatures = ["stage6", "stage12", "stage18", "stage24"],
    };

    /// <summary>Two configurations are equal when they are written alike.</summary>
    public bool Equals(BeitConfig? other) =>
        other is not null && ConfigurationFile.Write(Map) == ConfigurationFile.Write(other.Map);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(HiddenSize, NumHiddenLayers, ImageSize);

    /// <inheritdoc/>
    public override string ModelType => TypeName;

    /// <summary>
    /// The share of images whose branches a training pass drops in a layer: it rises linearly with depth, from 0 in the
    /// first layer to <see cref="DropPathRate"/> in the last.
    /// </summary>
    internal double DropPathOf(int layer) => NumHiddenLayers > 1 ? DropPathRate * layer / (NumHiddenLayers - 1) : 0;

    /// <summary>Columns of the training image in patches.</summary>
    internal int TrainedColumns => (ImageColumns ?? ImageSize) / PatchSize;

    internal override int Stages => NumHiddenLayers;

    internal override string StagesKey => "num_hidden_layers";

    internal override bool GivesTokens => true;

    internal override int Width => HiddenSize;

    internal override int Pitch => PatchSize;

    internal override double? WeightDeviation => InitializerRange;

    internal override double LayerScale => LayerScaleInitValue;

    internal override IReadOnlyList<int> WidthsOf(IReadOnlyList<int> stages) => [.. stages.Select(_ => HiddenSize)];

    internal override BeitConfig Map(FieldMap fields)
    {
        fields.Field("model_type", ModelType, FieldKind.Text);
        var mapped = (BeitConfig)MapStages(fields);
        var sides = fields.Field("image_size", (Rows: ImageSize, Columns: ImageColumns), FieldKind.Sides);
        return mapped with
        {
            VocabSize = fields.Field("vocab_size", VocabSize, FieldKind.Whole),
            HiddenSize = fields.Field("hidden_size", HiddenSize, FieldKind.Whole),
            NumHiddenLayers = fields.Field("num_hidden_layers", NumHiddenLayers, FieldKind.Whole),
            NumAttentionHeads = fields.Field("num_attention_heads", NumAttentionHeads, FieldKind.Whole),
            IntermediateSize = fields.Field("intermediate_size", IntermediateSize, FieldKind.Whole),
            HiddenAct = fields.Field("hidden_act", HiddenAct, FieldKind.Text),
            HiddenDropoutProb = fields.Field("hidden_dropout_prob", HiddenDropoutProb, FieldKind.Number),
            AttentionProbsDropoutProb = fields.Field("attention_probs_dropout_prob", AttentionProbsDropoutProb,
                FieldKind.Number),
            InitializerRange = fields.Field("initializer_range", InitializerRange, FieldKind.Number),
            LayerNormEps = fields.Field("layer_norm_eps", LayerNormEps, FieldKind.Number),
            ImageSize = sides.Rows,
            ImageColumns = sides.Columns,
            PatchSize = fields.Field("patch_size", PatchSize, FieldKind.Whole),
            NumChannels = fields.Field("num_channels", NumChannels, FieldKind.Whole),
            UseMaskToken = fields.Field("use_mask_token", UseMaskToken, FieldKind.Flag),
            UseAbsolutePositionEmbeddings =
            fields.Field("use_absolute_position_embeddings", UseAbsolutePositionEmbeddings, FieldKind.Flag),
            UseRelativePositionBias = fields.Field("use_relative_position_bias", UseRelativePositionBias,
                FieldKind.Flag),
            UseSharedRelativePositionBias =
            fields.Field("use_shared_relative_position_bias", UseSharedRelativePositionBias, FieldKind.Flag),
            LayerScaleInitValue = fields.Field("layer_scale_init_value", LayerScaleInitValue, FieldKind.Number),
            DropPathRate = fields.Field("drop_path_rate", DropPathRate, FieldKind.Number),
            UseMeanPooling = fields.Field("use_mean_pooling", UseMeanPooling, FieldKind.Flag),
            PoolScales = fields.Field("pool_scales", PoolScales, FieldKind.ListOf(FieldKind.Whole)),
            UseAuxiliaryHead = fields.Field("use_auxiliary_head", UseAuxiliaryHead, FieldKind.Flag),
            AuxiliaryLossWeight = fields.Field("auxiliary_loss_weight", AuxiliaryLossWeight, FieldKind.Number),
            AuxiliaryChannels = fields.Field("auxiliary_channels", AuxiliaryChannels, FieldKind.Whole),
            AuxiliaryNumConvs = fields.Field("auxiliary_num_convs", AuxiliaryNumConvs, FieldKind.Whole),
            AuxiliaryConcatInput = fields.Field("auxiliary_concat_input", AuxiliaryConcatInput, FieldKind.Flag),
            SemanticLossIgnoreIndex = fields.Field("semantic_loss_ignore_index", SemanticLossIgnoreIndex,
                FieldKind.Whole),
            AddFpn = fields.Field("add_fpn", AddFpn, FieldKind.Flag),
            ReshapeHiddenStates = fields.Field("reshape_hidden_states", ReshapeHiddenStates, FieldKind.Flag),
            UnknownKeys = fields.Rest(UnknownKeys),
        };
    }

    internal const string TypeName = "beit";
}
