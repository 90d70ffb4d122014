namespace ZoeDepth;

/// <remarks>
/// The networks around ZoeDepth: a DPT is ZoeDepth without its metric head, and Depth Anything a DPT with another
/// decoder and a DINOv2. They are read from their own <c>config.json</c>, have their own keys, and share every part.
/// </remarks>
public sealed partial record ZoeDepthConfig
{
    internal const string DptType = "dpt", DepthAnythingType = "depth_anything";
    internal const string Relative = "relative", Metric = "metric";

    /// <summary>
    /// Which network it is: <c>zoedepth</c>, <c>dpt</c> (<c>DPTForDepthEstimation</c>) or <c>depth_anything</c>
    /// (<c>DepthAnythingForDepthEstimation</c>).
    /// </summary>
    public string ModelType { get; init; } = ZoeDepthType;

    /// <summary>
    /// What the network says: <c>metric</c>, metres; or <c>relative</c>, inverse depth of unknown scale and shift,
    /// larger where things are nearer. Depth Anything's file says which; a ZoeDepth is metric, a DPT relative.
    /// </summary>
    public string DepthEstimationType { get; init; } = Metric;

    /// <summary>The farthest depth of a metric Depth Anything, metres; its head says a share of it.</summary>
    public double? MaxDepth { get; init; }

    /// <summary>
    /// How maps are put together: <c>dpt</c>, enlarging twice at every level; or <c>depth_anything</c>, which leaves
    /// the class token out, enlarges to the size of the next level and at last to whole patches. Under a ZoeDepth it is
    /// a key of its own, which transformers does not know: Depth Anything's metric models are ZoeDepth on its decoder.
    /// </summary>
    public string DecoderType { get; init; } = DptType;

    /// <summary>Whether there is a metric head behind the relative one.</summary>
    internal bool HasMetricHead => ModelType == ZoeDepthType;

    /// <summary>Whether the network's numbers are no metres.</summary>
    internal bool IsRelative => DepthEstimationType == Relative;

    /// <summary>Whether maps are put together as in Depth Anything.</summary>
    internal bool HasDepthAnythingDecoder => DecoderType == DepthAnythingType;

    /// <summary>What the keys of the backbone begin with.</summary>
    internal string BackboneScope => ModelType == DptType && BackboneConfig is ViTConfig ? "dpt" : "backbone";

    /// <summary>The class whose files these are.</summary>
    internal string ModelClass => ModelType switch
    {
        DptType => "DPTForDepthEstimation",
        DepthAnythingType => "DepthAnythingForDepthEstimation",
        _ => Architecture,
    };

    /// <summary>What a file of a kind means by the fields it leaves out.</summary>
    private static readonly Dictionary<string, ZoeDepthConfig> Blank = new(StringComparer.Ordinal)
    {
        [ZoeDepthType] = new(),
        [DptType] = new()
            { ModelType = DptType, DepthEstimationType = Relative, BackboneConfig = new ViTConfig(),
                BinConfigurations = [] },
        [DepthAnythingType] = new()
        {
            ModelType = DepthAnythingType, DecoderType = DepthAnythingType, DepthEstimationType = Relative,
            ReadoutType = "ignore", NeckHiddenSizes = [48, 96, 192, 384], FusionHiddenSize = 64,
            BinConfigurations = [],
            BackboneConfig = Dinov2Config.Small with { OutFeatures = ["stage9", "stage10", "stage11", "stage12"] },
        },
    };

    /// <summary>The values of <c>model_type</c> that can be built.</summary>
    internal static IReadOnlyCollection<string> ModelTypes => Blank.Keys;

    /// <summary><c>Intel/dpt-large</c>: DPT on ViT-L/16, relative depth.</summary>
    public static ZoeDepthConfig DptLarge { get; } = Blank[DptType] with
    {
        Architectures = ["DPTForDepthEstimation"],
        BackboneConfig = ViTConfig.Large384,
        NeckHiddenSizes = [256, 512, 1024, 1024],
    };

    /// <summary>
    /// <c>LiheYoung/depth-anything-large-hf</c>, relative depth. Version 2 differs in the stages it takes:
    /// <c>[5, 12, 18, 24]</c>.
    /// </summary>
    public static ZoeDepthConfig DepthAnythingLarge { get; } = Blank[DepthAnythingType] with
    {
        Architectures = ["DepthAnythingForDepthEstimation"],
        BackboneConfig = Dinov2Config.Large with { OutFeatures = ["stage21", "stage22", "stage23", "stage24"] },
        NeckHiddenSizes = [256, 512, 1024, 1024],
        FusionHiddenSize = 256,
    };

    private ZoeDepthConfig Map(FieldMap fields) => ModelType switch
    {
        DptType => MapDpt(fields),
        DepthAnythingType => MapDepthAnything(fields),
        _ => MapZoeDepth(fields),
    };

    private ZoeDepthConfig MapDpt(FieldMap fields)
    {
        fields.Field("model_type", ModelType, FieldKind.Text);
        if (fields is FieldReader reader && reader.Has("is_hybrid", out var hybrid)
            && hybrid.ValueKind == System.Text.Json.JsonValueKind.True)
            reader.Refuse("is_hybrid", "false: DPT-Hybrid, a ViT behind a ResNetV2, cannot be built here; transformers "
                + "(DPTForDepthEstimation) and MiDaS (dpt_hybrid_384.pt) run it", "true");
        var config = MapDptBackbone(MapDtype(fields), fields);
        return config with
        {
            HiddenAct = config.BackboneConfig is ViTConfig vit ? vit.HiddenAct
                : fields.Field("hidden_act", HiddenAct, FieldKind.Text),
            InitializerRange = config.BackboneConfig is ViTConfig { InitializerRange: var range } ? range
                : fields.Field("initializer_range", InitializerRange, FieldKind.Number),
            ReadoutType = fields.Field("readout_type", ReadoutType, FieldKind.Text),
            ReassembleFactors = fields.Field("reassemble_factors", ReassembleFactors,
                FieldKind.ListOf(FieldKind.Factor)),
            NeckHiddenSizes = fields.Field("neck_hidden_sizes", NeckHiddenSizes, FieldKind.ListOf(FieldKind.Whole)),
            FusionHiddenSize = fields.Field("fusion_hidden_size", FusionHiddenSize, FieldKind.Whole),
            HeadInIndex = fields.Field("head_in_index", HeadInIndex, FieldKind.Whole),
            UseBatchNormInFusionResidual =
                fields.Field("use_batch_norm_in_fusion_residual", UseBatchNormInFusionResidual, FieldKind.Flag),
            UseBiasInFusionResidual = fields.Field("use_bias_in_fusion_residual", UseBiasInFusionResidual,
                FieldKind.Flag.ValueOrNull()),
            AddProjection = fields.Field("add_projection", AddProjection, FieldKind.Flag),
            Architectures = fields.Field("architectures", Architectures, FieldKind.ListOf(FieldKind.Text).OrNull(),
                omitDefault: true),
            UnknownKeys = fields.Rest(UnknownKeys),
        };
    }

    /// <summary>Described by itself, or, as a ViT, among DPT's own fields.</summary>
    private static ZoeDepthConfig MapDptBackbone(ZoeDepthConfig config, FieldMap fields)
    {
        var isViT = fields is FieldReader reader ? !reader.Has("backbone_config", out _)
            : config.BackboneConfig is ViTConfig;
        return config with
        {
            BackboneConfig = isViT ? ((ViTConfig)config.BackboneConfig).MapInDpt(fields)
                : fields.Nested("backbone_config", config.BackboneConfig, new BeitConfig(), BackboneConfig.Map),
        };
    }

    private ZoeDepthConfig MapDepthAnything(FieldMap fields)
    {
        fields.Field("model_type", ModelType, FieldKind.Text);
        var config = MapDtype(fields);
        config = config with
        {
            BackboneConfig = fields.Nested("backbone_config", config.BackboneConfig, new Dinov2Config(),
                BackboneConfig.Map),
        };
        RequireSame("reassemble_hidden_size", config.BackboneConfig.Width);
        RequireSame("patch_size", config.BackboneConfig.Pitch);
        return config with
        {
            InitializerRange = fields.Field("initializer_range", InitializerRange, FieldKind.Number),
            ReassembleFactors = fields.Field("reassemble_factors", ReassembleFactors,
                FieldKind.ListOf(FieldKind.Factor)),
            NeckHiddenSizes = fields.Field("neck_hidden_sizes", NeckHiddenSizes, FieldKind.ListOf(FieldKind.Whole)),
            FusionHiddenSize = fields.Field("fusion_hidden_size", FusionHiddenSize, FieldKind.Whole),
            HeadInIndex = fields.Field("head_in_index", HeadInIndex, FieldKind.Whole),
            NumRelativeFeatures = fields.Field("head_hidden_size", NumRelativeFeatures, FieldKind.Whole),
            DepthEstimationType = fields.Field("depth_estimation_type", DepthEstimationType, FieldKind.Text),
            MaxDepth = fields.Field("max_depth", MaxDepth, FieldKind.Number.ValueOrNull(), omitDefault: true),
            Architectures = fields.Field("architectures", Architectures, FieldKind.ListOf(FieldKind.Text).OrNull(),
                omitDefault: true),
            UnknownKeys = fields.Rest(UnknownKeys),
        };

        void RequireSame(string key, int backbones)
        {
            var said = fields.Field(key, backbones, FieldKind.Whole);
            if (said != backbones && fields is FieldReader reader)
                reader.Refuse(key, $"{backbones}, as the backbone has", $"{said}");
        }
    }
}
