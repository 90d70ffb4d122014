namespace ZoeDepth;

/// <summary>Which metric heads can be built.</summary>
internal static class MetricHeadRules
{
    /// <summary>Attractor layers of a single head, whatever the number of stages.</summary>
    private const int AttractorLayers = 4;

    /// <summary>Bins that one seed bin of a splitter becomes.</summary>
    private const int SplitParts = 1 << AttractorLayers;

    /// <summary>More attractor layers than this are taken for a damaged file: the published models have 4.</summary>
    private const int MostAttractorLayers = 64;

    /// <summary>
    /// Layers and width of the router, fixed upstream: its loop counts to 4 and its classifier takes 128 numbers.
    /// </summary>
    private const int RouterLayers = 4, RouterWidth = 128;

    public static void Check(ZoeDepthConfig config, List<ConfigurationProblem> problems)
    {
        var rules = new ConfigValidator("", problems);
        rules.That(config.BinCentersType is "softplus" or "normed" or "hybrid1" or "hybrid2", "bin_centers_type",
            "\"softplus\" or \"normed\", or the original's \"hybrid1\" or \"hybrid2\"", config.BinCentersType);
        rules.That(config.AttractorType is "inv" or "exp", "attractor_type", "\"inv\" or \"exp\"",
            config.AttractorType);
        rules.That(config.MetricHeadType is ZoeDepthConfig.Attractors or ZoeDepthConfig.Splitter
            or ZoeDepthConfig.Regression, "metric_head_type", "\"attractor\", \"splitter\" or \"regression\"",
            config.MetricHeadType);
        rules.That(config.BinProbability is ZoeDepthConfig.LogBinomial or ZoeDepthConfig.Softmax, "bin_probability",
            "\"log_binomial\" or \"softmax\"", config.BinProbability);
        if (config.AttractorHiddenSize is { } hidden) rules.Channels("attractor_hidden_size", hidden);
        rules.That(config.BottleneckFeatures == config.FusionHiddenSize, "bottleneck_features",
            $"fusion_hidden_size, {config.FusionHiddenSize}: the bottleneck is one of its maps",
            config.BottleneckFeatures);
        rules.Channels("bin_embedding_dim", config.BinEmbeddingDim);
        rules.That(config.MinTemp > 0 && double.IsFinite(config.MinTemp), "min_temp",
            "a finite number above 0: the scores are divided by it", config.MinTemp);
        rules.That(config.MaxTemp > 0 && double.IsFinite(config.MaxTemp), "max_temp",
            "a finite number above 0: the scores are divided by it", config.MaxTemp);
        CheckBins(config, rules);
        if (config.BinConfigurations.Count == 2) CheckTwoHeads(config, rules);
        else CheckAttractors(config, rules);
    }

    private static void CheckBins(ZoeDepthConfig config, ConfigValidator rules)
    {
        rules.That(config.BinConfigurations.Count is 1 or 2, "bin_configurations",
            "one or two entries: the router upstream can only choose between two",
            $"{config.BinConfigurations.Count} entries");
        for (var i = 0; i < config.BinConfigurations.Count; i++)
        {
            var bins = config.BinConfigurations[i];
            rules.That(bins.Name is null || !bins.Name.Any(char.IsControl), $"bin_configurations[{i}].name",
                "a name without control characters", bins.Name);
            rules.Channels($"bin_configurations[{i}].n_bins", bins.NBins);
            rules.That(config.MetricHeadType != ZoeDepthConfig.Splitter
                || (bins.NBins > 0 && bins.NBins % SplitParts == 0), $"bin_configurations[{i}].n_bins",
                $"a multiple of {SplitParts}: every bin is split in two at each of {AttractorLayers} levels",
                bins.NBins);
            rules.That(double.IsFinite(bins.MinDepth) && bins.MinDepth < bins.MaxDepth
                && double.IsFinite(bins.MaxDepth), $"bin_configurations[{i}].max_depth",
                $"finite metres above min_depth, {bins.MinDepth}", bins.MaxDepth);
        }
    }

    private static void CheckAttractors(ZoeDepthConfig config, ConfigValidator rules) =>
        rules.That(config.NumAttractors.Count >= AttractorLayers
            && config.NumAttractors.All(ConfigValidator.IsChannels), "num_attractors",
            $"at least {AttractorLayers} entries from 1 to {ConfigValidator.MostChannels}, one for each attractor " +
            "layer", config.NumAttractors);

    private static void CheckTwoHeads(ZoeDepthConfig config, ConfigValidator rules)
    {
        var names = config.BinConfigurations.Select(bins => bins.Name).ToArray();
        for (var i = 0; i < names.Length; i++)
            rules.That(!string.IsNullOrEmpty(names[i]) && !names[i]!.Contains('.', StringComparison.Ordinal),
                $"bin_configurations[{i}].name",
                "a name without dots: with two heads it is part of the checkpoint keys", names[i]);
        rules.That(names[0] is null || names[0] != names[1], "bin_configurations[1].name",
            "another name than the first head's", names[1]);
        rules.That(config.NumAttractors.Count is > 0 and <= MostAttractorLayers, "num_attractors",
            $"1 to {MostAttractorLayers} entries, one for each attractor layer", config.NumAttractors);
        rules.That(config.NumPatchTransformerLayers == RouterLayers, "num_patch_transformer_layers",
            $"{RouterLayers} with two heads: transformers runs {RouterLayers} layers whatever it says",
            config.NumPatchTransformerLayers);
        rules.That(config.PatchTransformerHiddenSize == RouterWidth, "patch_transformer_hidden_size",
            $"{RouterWidth} with two heads: the classifier takes {RouterWidth} numbers",
            config.PatchTransformerHiddenSize);
        rules.That(ConfigValidator.IsChannels(config.PatchTransformerIntermediateSize ?? 0),
            "patch_transformer_intermediate_size",
            $"a whole number from 1 to {ConfigValidator.MostChannels} with two heads",
            config.PatchTransformerIntermediateSize);
        rules.That(config.PatchTransformerNumAttentionHeads is > 0 and var heads && RouterWidth % heads == 0,
            "patch_transformer_num_attention_heads",
            $"a divisor of {RouterWidth} with two heads", config.PatchTransformerNumAttentionHeads);
    }
}
