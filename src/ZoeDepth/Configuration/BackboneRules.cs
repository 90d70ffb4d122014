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
    internal const int LargestImage = 1 << 14;

    /// <summary>More layers in a stage than this are taken for a damaged file: ResNet-152 has 36.</summary>
    private const int MostResidualLayers = 1000;

    public static void Check(BackboneConfig backbone, List<ConfigurationProblem> problems)
    {
        var rules = new ConfigValidator(Path, problems);
        rules.Channels("num_channels", backbone.NumChannels);
        if (backbone is ResNetConfig resNet) Check(resNet, rules);
        if (backbone is BeitConfig beit) Check(beit, rules);
        if (backbone is Dinov2Config dinov2) Check(dinov2, rules);
        if (backbone is ViTConfig vit) Check(vit, rules);
        if (backbone is SwinConfig swin) SwinRules.Check(swin, rules);
    }

    /// <summary>What every transformer of square patches must be.</summary>
    private static void CheckPatches(ConfigValidator rules, int imageSize, int patchSize, int hiddenSize, int heads)
    {
        rules.Channels("hidden_size", hiddenSize);
        rules.Channels("num_attention_heads", heads);
        rules.That(patchSize >= 1, "patch_size", "a whole number not below 1", patchSize);
        CheckSide(rules, imageSize, patchSize);
        rules.That(heads < 1 || hiddenSize % heads == 0,
            "hidden_size", $"a multiple of num_attention_heads, {heads}", hiddenSize);
    }

    private static void CheckSide(ConfigValidator rules, int side, int patchSize) =>
        rules.That(side >= patchSize && side <= LargestImage, "image_size",
            $"at least one patch of {patchSize} pixels and at most {LargestImage} pixels", side);

    private static void CheckLearning(ConfigValidator rules, double layerNormEps, double initializerRange,
        double hiddenDropout, double attentionDropout)
    {
        rules.That(layerNormEps >= 0, "layer_norm_eps", "a number not below 0", layerNormEps);
        rules.That(initializerRange >= 0, "initializer_range", "a standard deviation not below 0", initializerRange);
        rules.Share("hidden_dropout_prob", hiddenDropout);
        rules.Share("attention_probs_dropout_prob", attentionDropout);
    }

    private static void Check(Dinov2Config dinov2, ConfigValidator rules)
    {
        CheckPatches(rules, dinov2.ImageSize, dinov2.PatchSize, dinov2.HiddenSize, dinov2.NumAttentionHeads);
        rules.That(dinov2.MlpRatio > 0 && ConfigValidator.IsChannels((int)Math.Min(int.MaxValue,
            dinov2.HiddenSize * dinov2.MlpRatio)), "mlp_ratio",
            $"a factor that makes 1 to {ConfigValidator.MostChannels} numbers of {dinov2.HiddenSize}", dinov2.MlpRatio);
        rules.Activation("hidden_act", dinov2.HiddenAct);
        CheckLearning(rules, dinov2.LayerNormEps, dinov2.InitializerRange, dinov2.HiddenDropoutProb,
            dinov2.AttentionProbsDropoutProb);
        rules.Share("drop_path_rate", dinov2.DropPathRate);
        rules.That(!dinov2.UseSwigluFfn, "use_swiglu_ffn",
            "false: the gated perceptrons of DINOv2-giant cannot be built, and no published depth model has them",
            true);
        rules.That(!dinov2.ReshapeHiddenStates, "reshape_hidden_states",
            "false: the decoder lays tokens out itself", true);
        rules.That(dinov2.InterpolateOffset is >= 0 and < 1, "interpolate_offset", "a number from 0 to below 1",
            dinov2.InterpolateOffset);
    }

    private static void Check(ViTConfig vit, ConfigValidator rules)
    {
        CheckPatches(rules, vit.ImageSize, vit.PatchSize, vit.HiddenSize, vit.NumAttentionHeads);
        rules.Channels("intermediate_size", vit.IntermediateSize);
        rules.Activation("hidden_act", vit.HiddenAct);
        CheckLearning(rules, vit.LayerNormEps, vit.InitializerRange, vit.HiddenDropoutProb,
            vit.AttentionProbsDropoutProb);
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
        CheckPatches(rules, beit.ImageSize, beit.PatchSize, beit.HiddenSize, beit.NumAttentionHeads);
        if (beit.ImageColumns is { } columns) CheckSide(rules, columns, beit.PatchSize);
        rules.Channels("intermediate_size", beit.IntermediateSize);
        rules.Activation("hidden_act", beit.HiddenAct);
        CheckLearning(rules, beit.LayerNormEps, beit.InitializerRange, beit.HiddenDropoutProb,
            beit.AttentionProbsDropoutProb);
        rules.Share("drop_path_rate", beit.DropPathRate);
        rules.That(!beit.UseMaskToken, "use_mask_token", "false: depth estimation masks no patches", true);
        rules.That(!beit.UseSharedRelativePositionBias, "use_shared_relative_position_bias",
            "false: every published model has one table per layer (use_relative_position_bias)", true);
        rules.That(!beit.AddFpn, "add_fpn", "false: the neck takes the layers' outputs as they are", true);
        rules.That(!beit.ReshapeHiddenStates, "reshape_hidden_states",
            "false: the readout needs the class token, which reshaping drops", true);
    }
}
