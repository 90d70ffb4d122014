using System.Text.Json;
using ZoeDepth.Cache;

namespace ZoeDepth;

public sealed partial record ZoeDepthConfig
{
    internal const string FileName = ModelFileNames.Config;
    private const string ZoeDepthType = "zoedepth";
    private const string Architecture = "ZoeDepthForDepthEstimation";

    /// <summary>
    /// Whether the file spelt <see cref="Dtype"/> as transformers 4 does; it is written back the same way.
    /// </summary>
    private bool _hasTorchDtype;

    /// <summary>
    /// Reads <c>config.json</c> of a model folder, in the style of transformers 4 (only what differs) or 5
    /// (everything).
    /// </summary>
    /// <param name="path">
    /// the folder, the file itself, or the name of a model of the Hugging Face hub that has been downloaded
    /// </param>
    /// <exception cref="DirectoryNotFoundException">there is no such folder</exception>
    /// <exception cref="FileNotFoundException">the folder holds no <c>config.json</c></exception>
    /// <exception cref="ConfigurationException">
    /// the file is no configuration of a ZoeDepth model, or contradicts itself; all problems are named
    /// </exception>
    public static ZoeDepthConfig FromPretrained(string path)
    {
        var (json, file) = ConfigurationFile.Open(ModelLocation.Of(path).Path, FileName);
        return FromJson(json, file);
    }

    /// <summary>Reads a configuration from the text of a <c>config.json</c>.</summary>
    /// <param name="json">the text</param>
    /// <param name="file">where it came from, for error messages</param>
    /// <exception cref="ConfigurationException">
    /// the text is no configuration of a ZoeDepth model, or contradicts itself; all problems are named
    /// </exception>
    public static ZoeDepthConfig FromJson(string json, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ConfigurationFile.Read(json, file, (reader, problems) =>
    {
        RefuseForeign(reader);
        var config = (BlankFor(reader) with { File = file }).Map(reader);
        if (problems.Count == 0) config.CheckConsistency(problems);
        return config;
    });
    }

    /// <summary>
    /// The text of a <c>config.json</c>: every field in full, keys sorted, as transformers 5 writes it; transformers 4
    /// reads it too.
    /// </summary>
    public string ToJson() => ConfigurationFile.Write(Map);

    /// <summary>Writes <c>config.json</c> into a folder, which is made if need be.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        ConfigurationFile.Save(Path.Combine(folder, FileName), ToJson());
    }

    /// <summary>
    /// What the fields a file leaves out mean: by its kind, which is ZoeDepth where it names none.
    /// </summary>
    private static ZoeDepthConfig BlankFor(FieldReader reader)
    {
        if (!reader.Has("model_type", out var type)) return Blank[ZoeDepthType];
        if (type.ValueKind == JsonValueKind.String && Blank.TryGetValue(type.GetString()!, out var blank)) return blank;
        reader.Refuse("model_type", $"{string.Join(", ", Blank.Keys.SkipLast(1).Select(kind => $"\"{kind}\""))} or " +
            $"\"{Blank.Keys.Last()}\": no other network can be built", FieldReader.Shown(type));
        return Blank[ZoeDepthType];
    }

    private static void RefuseForeign(FieldReader reader)
    {
        var hasConfig = reader.Has("backbone_config", out _);
        if (reader.Has("backbone", out var backbone) && hasConfig)
            reader.Refuse("backbone", "null beside a backbone_config: only one of the two can be the backbone",
                FieldReader.Shown(backbone));
        if (reader.Has("backbone_kwargs", out var arguments)
            && !(arguments.ValueKind == JsonValueKind.Object && !arguments.EnumerateObject().Any()))
            reader.Refuse("backbone_kwargs",
                "nothing: a backbone_config (the default one too) takes no further arguments; put them into it",
                FieldReader.Shown(arguments));
        // What the model writes beside its backbone's own hidden_size.
        reader.Has("backbone_hidden_size", out _);
    }

    private ZoeDepthConfig MapZoeDepth(FieldMap fields)
    {
        fields.Field("model_type", ModelType, FieldKind.Text);
        if (fields is FieldWriter) fields.Field("backbone_hidden_size", BackboneHiddenSize, FieldKind.Whole);
        return MapBackbone(MapDtype(fields), fields) with
        {
            HiddenAct = fields.Field("hidden_act", HiddenAct, FieldKind.Text),
            InitializerRange = fields.Field("initializer_range", InitializerRange, FieldKind.Number),
            BatchNormEps = fields.Field("batch_norm_eps", BatchNormEps, FieldKind.Number),
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
            NumRelativeFeatures = fields.Field("num_relative_features", NumRelativeFeatures, FieldKind.Whole),
            RelativeHeadUpsample = MapUpsampling(fields),
            AddProjection = fields.Field("add_projection", AddProjection, FieldKind.Flag),
            BottleneckFeatures = fields.Field("bottleneck_features", BottleneckFeatures, FieldKind.Whole),
            NumAttractors = fields.Field("num_attractors", NumAttractors, FieldKind.ListOf(FieldKind.Whole)),
            BinEmbeddingDim = fields.Field("bin_embedding_dim", BinEmbeddingDim, FieldKind.Whole),
            AttractorAlpha = fields.Field("attractor_alpha", AttractorAlpha, FieldKind.Whole),
            AttractorGamma = fields.Field("attractor_gamma", AttractorGamma, FieldKind.Whole),
            AttractorKind = fields.Field("attractor_kind", AttractorKind, FieldKind.Text),
            AttractorType = MapOwn(fields, "attractor_type", AttractorType, PublishedAttraction),
            AttractorHiddenSize = fields.Field("attractor_hidden_size", AttractorHiddenSize,
                FieldKind.Whole.ValueOrNull(), omitDefault: true),
            DecoderType = MapOwn(fields, "decoder_type", DecoderType, DptType),
            MetricHeadType = MapOwn(fields, "metric_head_type", MetricHeadType, Attractors),
            BinProbability = MapOwn(fields, "bin_probability", BinProbability, LogBinomial),
            InverseMidas = fields.Field("inverse_midas", InverseMidas, FieldKind.Flag, omitDefault: true),
            MinTemp = fields.Field("min_temp", MinTemp, FieldKind.Number),
            MaxTemp = fields.Field("max_temp", MaxTemp, FieldKind.Number),
            BinCentersType = fields.Field("bin_centers_type", BinCentersType, FieldKind.Text),
            BinConfigurations = fields.NestedList("bin_configurations", BinConfigurations, new BinConfiguration(),
                (bins, nested) => bins.Map(nested)),
            NumPatchTransformerLayers = fields.Field("num_patch_transformer_layers", NumPatchTransformerLayers,
                FieldKind.Whole.ValueOrNull()),
            PatchTransformerHiddenSize = fields.Field("patch_transformer_hidden_size", PatchTransformerHiddenSize,
                FieldKind.Whole.ValueOrNull()),
            PatchTransformerIntermediateSize = fields.Field("patch_transformer_intermediate_size",
                PatchTransformerIntermediateSize, FieldKind.Whole.ValueOrNull()),
            PatchTransformerNumAttentionHeads =
                fields.Field("patch_transformer_num_attention_heads", PatchTransformerNumAttentionHeads,
                    FieldKind.Whole.ValueOrNull()),
            CanonicalFocalLength = fields.Field("canonical_focal_length", CanonicalFocalLength,
                FieldKind.Number.ValueOrNull(), omitDefault: true),
            AssumedFieldOfView = fields.Field("assumed_field_of_view", AssumedFieldOfView,
                FieldKind.Number.ValueOrNull(), omitDefault: true),
            InferencePrecision = fields.Field("inference_precision", InferencePrecision, FieldKind.Text.OrNull(),
                omitDefault: true),
            Architectures = fields.Field("architectures", Architectures, FieldKind.ListOf(FieldKind.Text).OrNull(),
                omitDefault: true),
            OutputHiddenStates = fields.Field("output_hidden_states", OutputHiddenStates, FieldKind.Flag,
                omitDefault: true),
            OutputAttentions = fields.Field("output_attentions", OutputAttentions, FieldKind.Flag, omitDefault: true),
            UnknownKeys = fields.Rest(UnknownKeys),
        };
    }

    /// <summary>
    /// A backbone named instead of described is written without the description: a file with both is refused.
    /// </summary>
    private static ZoeDepthConfig MapBackbone(ZoeDepthConfig config, FieldMap fields) => config with
    {
        Backbone = fields.Field("backbone", config.Backbone, FieldKind.Text.OrNull(), omitDefault: true),
        UsePretrainedBackbone = fields.Field("use_pretrained_backbone", config.UsePretrainedBackbone, FieldKind.Flag,
            omitDefault: true),
        BackboneConfig = fields is FieldWriter && config.Backbone is not null
            ? config.BackboneConfig
            : fields.Nested("backbone_config", config.BackboneConfig, new BeitConfig(), BackboneConfig.Map),
    };

    /// <summary>Written only where it differs from the published models', whose files have no such key.</summary>
    private int MapUpsampling(FieldMap fields) =>
        fields.Field("relative_head_upsample",
            RelativeHeadUpsample == PublishedUpsampling ? null : (int?)RelativeHeadUpsample,
            FieldKind.Whole.ValueOrNull(), omitDefault: true) ?? PublishedUpsampling;

    /// <inheritdoc cref="MapUpsampling"/>
    private static string MapOwn(FieldMap fields, string key, string value, string published) =>
        fields.Field(key, value == published ? null : value, FieldKind.Text.OrNull(), omitDefault: true) ?? published;

    private ZoeDepthConfig MapDtype(FieldMap fields)
    {
        if (fields is not FieldReader reader)
        {
            fields.Field(_hasTorchDtype ? "torch_dtype" : "dtype", Dtype, FieldKind.Text.OrNull(), omitDefault: true);
            return this;
        }
        var isClassic = reader.Has("torch_dtype", out _);
        var dtype = reader.Field<string?>("torch_dtype", null, FieldKind.Text.OrNull());
        return this with { Dtype = reader.Field("dtype", dtype, FieldKind.Text.OrNull()),
            _hasTorchDtype = isClassic && !reader.Has("dtype", out _) };
    }
}
