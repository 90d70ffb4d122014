namespace ZoeDepth.Original;

/// <summary>
/// The configuration that a file of the research codes does not have, read from the shapes of its tensors. What shapes
/// cannot tell (the range, the temperatures, how bins are bound) are the published models' values.
/// </summary>
internal static class OriginalArchitecture
{
    /// <summary>What the research codes' encoders add to the variance; no file of theirs says so.</summary>
    public const double LayerNormEps = 1e-6;

    /// <summary>
    /// Bounded attractors have two channels each: these counts are those of ZoeD_K, whose list is the others' as well.
    /// </summary>
    private static readonly int[] BoundedAttractors = [32, 16, 8, 2];

    /// <summary>The two domains that have a published range.</summary>
    private static readonly Dictionary<string, double> Farthest = new() { ["nyu"] = 10, ["kitti"] = 80 };

    /// <summary>What kind of model a file holds.</summary>
    /// <param name="source">a file in the dialect of a research code</param>
    /// <param name="settings">what somebody said of it</param>
    /// <exception cref="CheckpointException">its tensors make no model that can be built</exception>
    public static ZoeDepthConfig Of(IWeightSource source, OriginalSettings? settings = null)
    {
        settings ??= OriginalSettings.None;
        var shapes = new CheckpointShapes(source);
        var network = OriginalNetwork.Of(source, out var problem) ?? throw shapes.Other(problem);
        var version = settings.DepthAnythingVersion
            ?? (shapes.FileName.Contains("v2", StringComparison.Ordinal) ? 2 : 1);
        var backbone = EncoderArchitecture.Of(shapes, network, isSecondDepthAnything: version == 2);
        var core = Core(shapes, network, backbone);
        if (network.IsZoeDepth) return MetricHead(shapes, core, settings.BinCentersType);
        return network.IsDepthAnything && Range(shapes, settings) is { } farthest
            ? core with { DepthEstimationType = ZoeDepthConfig.Metric, MaxDepth = farthest } : core;
    }

    /// <summary>
    /// How a picture enters the network: by <c>img_size</c> and <c>force_keep_ar</c> of a ZoeDepth; for a core alone as
    /// transformers has it.
    /// </summary>
    public static ZoeDepthImageProcessor Processor(ZoeDepthConfig config)
    {
        var processor = config switch
        {
            { HasMetricHead: true, HasDepthAnythingDecoder: true } => new ZoeDepthImageProcessor
            {
                Size = new(392, 518),
                EnsureMultipleOf = config.BackboneConfig.Pitch,
                ImageMean = ZoeDepthImageProcessor.ImageNetMean,
                ImageStd = ZoeDepthImageProcessor.ImageNetStd,
            },
            { HasMetricHead: true, BackboneConfig: SwinConfig { ImageSize: var side } } =>
                new() { Size = new(side, side), KeepAspectRatio = false },
            { BinCentersType: "normed", BinConfigurations.Count: 1 } => new() { Size = new(384, 768) },
            { HasMetricHead: true } => new() { Size = new(384, 512) },
            { HasDepthAnythingDecoder: true } => ZoeDepthImageProcessor.PublishedFor(config),
            _ => ZoeDepthImageProcessor.PublishedFor(config) with
                { KeepAspectRatio = config.BackboneConfig.GivesTokens, EnsureMultipleOf = 32 },
        };
        return processor with { Source = "values of the research code", IsPublishedDefault = false };
    }

    /// <summary>Encoder and decoder, and what stands behind them.</summary>
    private static ZoeDepthConfig Core(CheckpointShapes shapes, OriginalNetwork network, BackboneConfig backbone)
    {
        var start = network.IsZoeDepth ? new ZoeDepthConfig()
            : network.IsDepthAnything ? ZoeDepthConfig.DepthAnythingLarge : ZoeDepthConfig.DptLarge;
        var scratch = network.Core + (network.IsDepthAnything ? "depth_head.scratch." : "scratch.");
        return start with
        {
            Architectures = [start.ModelClass],
            BackboneConfig = backbone,
            DecoderType = network.IsDepthAnything ? ZoeDepthConfig.DepthAnythingType : ZoeDepthConfig.DptType,
            ReadoutType = network.IsDepthAnything ? "ignore" : "project",
            NeckHiddenSizes = !backbone.GivesTokens ? backbone.WidthsOf(backbone.FeatureIndices)
                : [.. Enumerable.Range(0, 4).Select(level => shapes.Extent(network.IsDepthAnything
                    ? $"{network.Core}depth_head.projects.{level}.weight"
                    : $"{network.Core}pretrained.act_postprocess{level + 1}.3.weight", 0))],
            FusionHiddenSize = shapes.Extent(scratch + "layer1_rn.weight", 0),
            NumRelativeFeatures = shapes.Extent(
                scratch + (network.IsDepthAnything ? "output_conv2.0.weight" : "output_conv.2.weight"), 0),
        };
    }

    /// <summary>
    /// The farthest depth of a metric Depth Anything of version 2, metres: what was said, or that of the data its name
    /// tells; null for one that says relative depth.
    /// </summary>
    private static double? Range(CheckpointShapes shapes, OriginalSettings settings)
    {
        if (settings.MaxDepth is { } said) return said;
        if (!shapes.FileName.Contains("metric", StringComparison.Ordinal)) return null;
        return shapes.FileName.Contains("hypersim", StringComparison.Ordinal) ? 20
            : shapes.FileName.Contains("vkitti", StringComparison.Ordinal) ? 80
            : throw shapes.Other("its name says metric, but not of which data; say --set max_depth=20 for indoors " +
                "(hypersim), 80 for roads (vkitti) to zoedepth convert");
    }

    private static ZoeDepthConfig MetricHead(CheckpointShapes shapes, ZoeDepthConfig core, string? binCentersType)
    {
        string[] domains = [.. shapes.Keys.Select(DomainOf).OfType<string>().Distinct()];
        var isTwoHeaded = domains.Length > 0;
        var attractors = isTwoHeaded ? [16, 8, 4, 1] : Attractors(shapes);
        binCentersType ??= attractors.SequenceEqual(BoundedAttractors) ? "normed" : "softplus";
        if (!isTwoHeaded && binCentersType is "normed" or "hybrid2") attractors = [.. attractors.Select(n => n / 2)];
        var seed = isTwoHeaded ? $"seed_bin_regressors.{domains[0]}" : "seed_bin_regressor";
        var embedding = shapes.Extent("seed_projector._net.2.bias", 0);
        var config = core with
        {
            BottleneckFeatures = shapes.Extent("conv2.weight", 0),
            BinEmbeddingDim = embedding,
            BinCentersType = binCentersType,
            NumAttractors = attractors,
            BinConfigurations = [.. (isTwoHeaded ? domains : ["nyu"]).Select(domain => new BinConfiguration
            {
                Name = domain,
                NBins = shapes.Extent($"{seed}._net.2.bias", 0),
                MinDepth = 0.001,
                MaxDepth = isTwoHeaded ? Farthest.GetValueOrDefault(domain, 10) : 10,
            })],
        };
        if (!isTwoHeaded)
        {
            var hidden = shapes.Extent("attractors.0._net.0.bias", 0);
            return config with { AttractorHiddenSize = hidden == embedding ? null : hidden };
        }
        const string Router = "patch_transformer.";
        return config with
        {
            NumPatchTransformerLayers = shapes.Count(Router + "transformer_encoder.layers.{0}.norm1.weight"),
            PatchTransformerHiddenSize = shapes.Extent(Router + "embedding_convPxP.bias", 0),
            PatchTransformerIntermediateSize =
                shapes.Extent(Router + "transformer_encoder.layers.0.linear1.bias", 0),
            PatchTransformerNumAttentionHeads = 4,
        };
    }

    private static int[] Attractors(CheckpointShapes shapes) =>
        [.. Enumerable.Range(0, 4).Select(level => shapes.Extent($"attractors.{level}._net.2.bias", 0))];

    private static string? DomainOf(string key)
    {
        const string Heads = "seed_bin_regressors.";
        return key.StartsWith(Heads, StringComparison.Ordinal) ? key[Heads.Length..].Split('.')[0] : null;
    }
}
