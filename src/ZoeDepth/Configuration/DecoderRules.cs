namespace ZoeDepth;

/// <summary>Which decoders (neck and relative head) can be built.</summary>
internal static class DecoderRules
{
    /// <summary>Channels of the relative head's extra convolution, fixed upstream.</summary>
    private const int ProjectionChannels = 256;

    /// <summary>
    /// The largest change of size, either way; the published models have 4 and 0.5. A factor becomes the extent of a
    /// square kernel or a stride.
    /// </summary>
    private const double LargestFactor = 64;

    /// <summary>The largest factor by which the relative head enlarges; the published models have 2.</summary>
    private const int MostUpsampling = 8;

    public static void Check(ZoeDepthConfig config, List<ConfigurationProblem> problems)
    {
        var rules = new ConfigValidator("", problems);
        var sizes = config.NeckHiddenSizes;
        rules.That(config.Backbone is null, "backbone",
            "null: describe the backbone in backbone_config; one named on the hub is not loaded", config.Backbone);
        rules.That(config.DecoderType is ZoeDepthConfig.DptType or ZoeDepthConfig.DepthAnythingType, "decoder_type",
            $"\"{ZoeDepthConfig.DptType}\" or \"{ZoeDepthConfig.DepthAnythingType}\"", config.DecoderType);
        CheckReadout(config, rules);
        CheckDepth(config, rules);
        rules.Activation("hidden_act", config.HiddenAct);
        rules.That(sizes.Count > 0 && sizes.All(ConfigValidator.IsChannels), "neck_hidden_sizes",
            $"at least one stage, each of 1 to {ConfigValidator.MostChannels} channels", sizes);
        CheckStages(config, rules);
        foreach (var factor in config.ReassembleFactors)
            rules.That(factor is >= 1 / LargestFactor and <= LargestFactor
                && (factor < 1 || factor == Math.Truncate(factor)), "reassemble_factors",
                $"factors from 1/{LargestFactor} to {LargestFactor}, those above 1 whole", factor);
        rules.That(config.FusionHiddenSize >= 2 && ConfigValidator.IsChannels(config.FusionHiddenSize),
            "fusion_hidden_size",
            $"2 to {ConfigValidator.MostChannels} channels: the relative head halves them", config.FusionHiddenSize);
        rules.That(config.HeadInIndex >= -sizes.Count && config.HeadInIndex < sizes.Count, "head_in_index",
            $"one of the {sizes.Count} fused maps: {-sizes.Count} to {sizes.Count - 1}", config.HeadInIndex);
        rules.That(!config.AddProjection || config.FusionHiddenSize == ProjectionChannels, "add_projection",
            $"false unless fusion_hidden_size is {ProjectionChannels}: the projection has {ProjectionChannels} " +
            "channels", config.AddProjection);
        rules.Channels("num_relative_features", config.NumRelativeFeatures);
        rules.That(config.RelativeHeadUpsample is >= 1 and <= MostUpsampling, "relative_head_upsample",
            $"a whole number from 1 to {MostUpsampling}; 2 in every published model", config.RelativeHeadUpsample);
        rules.That(config.BatchNormEps >= 0, "batch_norm_eps", "a number not below 0", config.BatchNormEps);
        rules.That(config.InitializerRange >= 0, "initializer_range", "a standard deviation not below 0",
            config.InitializerRange);
    }

    private static void CheckReadout(ZoeDepthConfig config, ConfigValidator rules)
    {
        if (config.HasDepthAnythingDecoder)
        {
            rules.That(config.ReadoutType == "ignore", "readout_type",
                "\"ignore\" under Depth Anything's decoder, which leaves the class token out", config.ReadoutType);
            rules.That(config.BackboneConfig.GivesTokens, "decoder_type",
                "\"dpt\" over a backbone whose stages are maps: Depth Anything's decoder lays tokens out",
                config.DecoderType);
        }
        else if (config.ModelType == ZoeDepthConfig.DptType)
        {
            rules.That(config.ReadoutType != "add", "readout_type",
                "\"project\" or \"ignore\": no published model adds the class token", config.ReadoutType);
        }
        else
        {
            rules.That(config.ReadoutType is not ("ignore" or "add"), "readout_type",
                "\"project\": transformers declares \"ignore\" and \"add\", but its forward pass fails with them",
                config.ReadoutType);
        }
    }

    private static void CheckDepth(ZoeDepthConfig config, ConfigValidator rules)
    {
        var isEither = config.ModelType == ZoeDepthConfig.DepthAnythingType;
        rules.That(isEither ? config.DepthEstimationType is ZoeDepthConfig.Relative or ZoeDepthConfig.Metric
            : config.IsRelative != config.HasMetricHead, "depth_estimation_type",
            isEither ? $"\"{ZoeDepthConfig.Relative}\" or \"{ZoeDepthConfig.Metric}\""
            : $"what a {config.ModelType} is, \"{(config.HasMetricHead ? ZoeDepthConfig.Metric
                : ZoeDepthConfig.Relative)}\"", config.DepthEstimationType);
        rules.That(config.MaxDepth is null || (isEither && config.MaxDepth > 0), "max_depth",
            isEither ? "metres above 0" : "nothing: only Depth Anything has a range of its own", config.MaxDepth);
    }

    private static void CheckStages(ZoeDepthConfig config, ConfigValidator rules)
    {
        var stages = config.NeckHiddenSizes.Count;
        var outputs = config.BackboneConfig.ResolveStages([], "");
        // No outputs: the lists of stages are wrong, and the message about them is enough.
        rules.That(outputs.Count == 0 || outputs.Count == stages, "neck_hidden_sizes",
            $"as many entries as the backbone has outputs, {outputs.Count}", config.NeckHiddenSizes);
        if (!config.BackboneConfig.GivesTokens)
        {
            // Maps go to the neck as they are: nothing is reassembled.
            if (config.BackboneConfig is ResNetConfig
                { HiddenSizes.Count: var sizes, Depths.Count: var depths } && sizes != depths) return;
            var widths = config.BackboneConfig.WidthsOf(outputs);
            rules.That(widths.Count != stages || widths.SequenceEqual(config.NeckHiddenSizes), "neck_hidden_sizes",
                $"the channels of the backbone's stages, [{string.Join(", ", widths)}]: a convolutional backbone's " +
                "maps are taken as they are",
                config.NeckHiddenSizes);
            return;
        }
        rules.That(config.ReassembleFactors.Count >= stages, "reassemble_factors",
            $"one factor for each of the {stages} stages", config.ReassembleFactors);
    }
}
