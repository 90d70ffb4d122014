namespace ZoeDepth;

/// <summary>Which backbones can be built.</summary>
internal static class BackboneRules
{
    /// <summary>What precedes the backbone's keys in messages.</summary>
    public const string Path = "backbone_config.";

    /// <summary>
    /// More pixels a side than this are taken for a damaged file: the published models have 384. Even with patches of
    /// one pixel the table of relative positions, (2 · 16,384 − 1)² + 3 rows, keeps a count that 32 bits hold.
    /// </summary>
    private const int LargestImage = 1 << 14;

    /// <summary>More layers in a stage than this are taken for a damaged file: ResNet-152 has 36.</summary>
    private const int MostResidualLayers = 1000;

    public static void Check(BackboneConfig backbone, List<ConfigurationProblem> problems)
    {
        var rules = new ConfigValidator(Path, problems);
        rules.Channels("num_channels", backbone.NumChannels);
        if (backbone is ResNetConfig resNet) Check(resNet, rules);
        if (backbone is BeitConfig beit) Check(beit, rules);
    }

    private static void Check(ResNetConfig resNet, ConfigValidator rules)
    {
        rules.That(resNet.FoldedBatchNorm, "folded_batch_norm",
            "true: a network whose batch norms stand apart cannot be built; fold them into the convolutions, which " +
            "then have biases", false);
        rules.That(resNet.LayerType == "basic", "layer_type", "\"basic\": bottlenecks cannot be built",
            resNet.LayerType);
        rules.That(!resNet.DownsampleInBottleneck, "downsample_in_bottleneck", "false: bottlenecks cannot be built",
            true);
        rules.Channels("embedding_size", resNet.EmbeddingSize);
        rules.That(resNet.HiddenSizes.Count == resNet.Depths.Count
            && resNet.HiddenSizes.All(ConfigValidator.IsChannels), "hidden_sizes",
            $"1 to {ConfigValidator.MostChannels} channels for each of the {resNet.Depths.Count} stages of depths",
            resNet.HiddenSizes);
        rules.That(resNet.Depths.All(depth => depth is >= 1 and <= MostResidualLayers), "depths",
            $"1 to {MostResidualLayers} layers a stage", resNet.Depths);
        rules.Activation("hidden_act", resNet.HiddenAct);
    }

    private static void Check(BeitConfig beit, ConfigValidator rules)
    {
        rules.Channels("hidden_size", beit.HiddenSize);
        rules.Channels("num_attention_heads", beit.NumAttentionHeads);
        rules.Channels("intermediate_size", beit.IntermediateSize);
        rules.Activation("hidden_act", beit.HiddenAct);
        rules.That(beit.PatchSize >= 1, "patch_size", "a whole number not below 1", beit.PatchSize);
        rules.That(beit.ImageSize >= beit.PatchSize && beit.ImageSize <= LargestImage, "image_size",
            $"at least one patch of {beit.PatchSize} pixels and at most {LargestImage} pixels", beit.ImageSize);
        rules.That(beit.NumAttentionHeads < 1 || beit.HiddenSize % beit.NumAttentionHeads == 0,
            "hidden_size", $"a multiple of num_attention_heads, {beit.NumAttentionHeads}", beit.HiddenSize);
        rules.That(beit.LayerNormEps >= 0, "layer_norm_eps", "a number not below 0", beit.LayerNormEps);
        rules.That(beit.InitializerRange >= 0, "initializer_range", "a standard deviation not below 0",
            beit.InitializerRange);
        rules.Share("hidden_dropout_prob", beit.HiddenDropoutProb);
        rules.Share("attention_probs_dropout_prob", beit.AttentionProbsDropoutProb);
        rules.Share("drop_path_rate", beit.DropPathRate);
        rules.That(!beit.UseMaskToken, "use_mask_token", "false: depth estimation masks no patches", true);
        rules.That(!beit.UseSharedRelativePositionBias, "use_shared_relative_position_bias",
            "false: every published model has one table per layer (use_relative_position_bias)", true);
        rules.That(!beit.AddFpn, "add_fpn", "false: the neck takes the layers' outputs as they are", true);
        rules.That(!beit.ReshapeHiddenStates, "reshape_hidden_states",
            "false: the readout needs the class token, which reshaping drops", true);
    }
}
