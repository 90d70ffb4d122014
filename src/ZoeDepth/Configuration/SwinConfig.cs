namespace ZoeDepth;

/// <summary>
/// The transformer of shifted windows: a <c>backbone_config</c> of <c>model_type</c> <c>swin</c> or <c>swinv2</c>.
/// Names and defaults are those of transformers' <c>SwinConfig</c> and <c>Swinv2Config</c>.
/// </summary>
public sealed record SwinConfig : BackboneConfig
{
    /// <summary>
    /// 1: norms before the branches, learnt biases by position. 2: norms behind them, cosine attention, biases from a
    /// small network of log-spaced coordinates.
    /// </summary>
    public int Version { get; init; } = 2;

    /// <summary>Numbers per place of the first stage; every later stage has twice as many as the one before.</summary>
    public int EmbedDim { get; init; } = 96;

    /// <summary>Blocks of each stage.</summary>
    public IReadOnlyList<int> Depths { get; init; } = [2, 2, 6, 2];

    /// <summary>Attention heads of each stage.</summary>
    public IReadOnlyList<int> NumHeads { get; init; } = [3, 6, 12, 24];

    /// <summary>Places along a side of a window; a smaller map is one window.</summary>
    public int WindowSize { get; init; } = 7;

    /// <summary>
    /// For each stage the window of an earlier training, to which coordinates are scaled; 0: this training's. Version 2
    /// alone.
    /// </summary>
    public IReadOnlyList<int> PretrainedWindowSizes { get; init; } = [0, 0, 0, 0];

    /// <summary>Numbers per place inside a block's perceptron, as a multiple of its width.</summary>
    public double MlpRatio { get; init; } = 4;

    /// <summary>Whether queries and values have a bias; with version 1 keys too.</summary>
    public bool QkvBias { get; init; } = true;

    /// <summary>Share of activations dropped in training.</summary>
    public double HiddenDropoutProb { get; init; }

    /// <summary>Share of attention probabilities dropped in training.</summary>
    public double AttentionProbsDropoutProb { get; init; }

    /// <summary>Largest share of residual branches dropped in training.</summary>
    public double DropPathRate { get; init; } = 0.1;

    /// <summary>The activation of the perceptron, by its Hugging Face name.</summary>
    public string HiddenAct { get; init; } = "gelu";

    /// <summary>Whether a learnt position is added to every place; not supported, no published model has it.</summary>
    public bool UseAbsoluteEmbeddings { get; init; }

    /// <summary>Standard deviation of freshly drawn weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>What LayerNorm adds to the variance.</summary>
    public double LayerNormEps { get; init; } = 1e-5;

    /// <summary>Side of the square training image in pixels; it decides which stages are one window.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Side of a patch in pixels.</summary>
    public int PatchSize { get; init; } = 4;

    /// <summary>
    /// Whether stages of version 1 are those of timm, which MiDaS has: none has a norm of its own when it is handed on,
    /// and one that is no larger than a window is not shifted. Under transformers both are so. A key of its own, which
    /// transformers does not know.
    /// </summary>
    public bool TimmStages { get; init; }

    /// <summary>SwinV2-T, windows of 16 at 256 pixels: the encoder of <c>Intel/dpt-swinv2-tiny-256</c>.</summary>
    public static SwinConfig V2Tiny256 { get; } = new()
    {
        WindowSize = 16,
        ImageSize = 256,
        OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
    };

    /// <summary>SwinV2-B, windows of 24 at 384 pixels: the encoder of <c>Intel/dpt-swinv2-base-384</c>.</summary>
    public static SwinConfig V2Base384 { get; } = V2Tiny256 with
    {
        EmbedDim = 128,
        Depths = [2, 2, 18, 2],
        NumHeads = [4, 8, 16, 32],
        WindowSize = 24,
        ImageSize = 384,
        PretrainedWindowSizes = [12, 12, 12, 6],
    };

    /// <summary>SwinV2-L, windows of 24 at 384 pixels: the encoder of <c>Intel/dpt-swinv2-large-384</c>.</summary>
    public static SwinConfig V2Large384 { get; } = V2Base384 with { EmbedDim = 192, NumHeads = [6, 12, 24, 48] };

    /// <summary>Swin-L, windows of 12 at 384 pixels, as MiDaS 3.1 has it.</summary>
    public static SwinConfig Large384 { get; } = V2Large384 with
        { Version = 1, WindowSize = 12, PretrainedWindowSizes = [0, 0, 0, 0], TimmStages = true };

    /// <summary>Two configurations are equal when they are written alike.</summary>
    public bool Equals(SwinConfig? other) =>
        other is not null && ConfigurationFile.Write(Map) == ConfigurationFile.Write(other.Map);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, EmbedDim, ImageSize);

    /// <inheritdoc/>
    public override string ModelType => Version == 1 ? FirstTypeName : SecondTypeName;

    internal override int Stages => Depths.Count;

    internal override string StagesKey => "depths";

    internal override bool GivesTokens => false;

    internal override int Width => WidthOf(Stages);

    internal override int Pitch => PatchSize << Math.Clamp(Stages - 1, 0, 16);

    internal override double? WeightDeviation => InitializerRange;

    internal override IReadOnlyList<int> WidthsOf(IReadOnlyList<int> stages) => [.. stages.Select(WidthOf)];

    /// <summary>Places along a side of the training picture in a stage, 0 the first.</summary>
    internal int TrainedSide(int stage) => (ImageSize / PatchSize) >> stage;

    /// <summary>
    /// The share of images whose branches a training pass drops in a block, counted over all stages: it rises linearly
    /// to <see cref="DropPathRate"/>.
    /// </summary>
    internal double DropPathOf(int block) => Depths.Sum() > 1 ? DropPathRate * block / (Depths.Sum() - 1) : 0;

    private int WidthOf(int stage) => (int)Math.Min(int.MaxValue, (long)EmbedDim << Math.Clamp(stage - 1, 0, 20));

    internal override SwinConfig Map(FieldMap fields)
    {
        fields.Field("model_type", ModelType, FieldKind.Text);
        return (SwinConfig)MapStages(fields) with
        {
            EmbedDim = fields.Field("embed_dim", EmbedDim, FieldKind.Whole),
            Depths = fields.Field("depths", Depths, FieldKind.ListOf(FieldKind.Whole)),
            NumHeads = fields.Field("num_heads", NumHeads, FieldKind.ListOf(FieldKind.Whole)),
            WindowSize = fields.Field("window_size", WindowSize, FieldKind.Whole),
            PretrainedWindowSizes = Version == 1 ? PretrainedWindowSizes : fields.Field("pretrained_window_sizes",
                PretrainedWindowSizes, FieldKind.ListOf(FieldKind.Whole)),
            MlpRatio = fields.Field("mlp_ratio", MlpRatio, FieldKind.Factor),
            QkvBias = fields.Field("qkv_bias", QkvBias, FieldKind.Flag),
            HiddenDropoutProb = fields.Field("hidden_dropout_prob", HiddenDropoutProb, FieldKind.Number),
            AttentionProbsDropoutProb = fields.Field("attention_probs_dropout_prob", AttentionProbsDropoutProb,
                FieldKind.Number),
            DropPathRate = fields.Field("drop_path_rate", DropPathRate, FieldKind.Number),
            HiddenAct = fields.Field("hidden_act", HiddenAct, FieldKind.Text),
            UseAbsoluteEmbeddings = fields.Field("use_absolute_embeddings", UseAbsoluteEmbeddings, FieldKind.Flag),
            InitializerRange = fields.Field("initializer_range", InitializerRange, FieldKind.Number),
            LayerNormEps = fields.Field("layer_norm_eps", LayerNormEps, FieldKind.Number),
            ImageSize = fields.Field("image_size", ImageSize, FieldKind.Whole),
            PatchSize = fields.Field("patch_size", PatchSize, FieldKind.Whole),
            NumChannels = fields.Field("num_channels", NumChannels, FieldKind.Whole),
            TimmStages = fields.Field("timm_stages", TimmStages, FieldKind.Flag, omitDefault: true),
            UnknownKeys = fields.Rest(UnknownKeys),
        };
    }

    internal const string FirstTypeName = "swin", SecondTypeName = "swinv2";
}
