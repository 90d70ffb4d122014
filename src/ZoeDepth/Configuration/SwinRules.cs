namespace ZoeDepth;

/// <summary>Which transformers of shifted windows can be built.</summary>
internal static class SwinRules
{
    /// <summary>A larger window is taken for a damaged file: the published ones have 24 places a side.</summary>
    private const int LargestWindow = 32;

    /// <summary>More halvings of the map than this are taken for a damaged file.</summary>
    private const int MostStages = 8;

    /// <summary>More blocks in a stage than this are taken for a damaged file: the published ones have 18.</summary>
    private const int MostBlocks = 1000;

    public static void Check(SwinConfig swin, ConfigValidator rules)
    {
        var stages = swin.Depths.Count;
        rules.That(stages <= MostStages && swin.Depths.All(depth => depth is >= 1 and <= MostBlocks), "depths",
            $"1 to {MostBlocks} blocks for each of 1 to {MostStages} stages", swin.Depths);
        rules.That(ConfigValidator.IsChannels(swin.EmbedDim) && ConfigValidator.IsChannels(swin.Width), "embed_dim",
            $"numbers per place that stay below {ConfigValidator.MostChannels} when every stage doubles them",
            swin.EmbedDim);
        rules.That(swin.NumHeads.Count == stages && swin.NumHeads.Index().All(heads =>
            heads.Item is >= 1 and <= ConfigValidator.MostChannels
                && ((long)swin.EmbedDim << Math.Min(heads.Index, MostStages)) % heads.Item == 0), "num_heads",
            $"for each of the {stages} stages a divisor of its width, {swin.EmbedDim} and twice as much each time",
            swin.NumHeads);
        rules.That(swin.WindowSize is >= 1 and <= LargestWindow, "window_size",
            $"a whole number from 1 to {LargestWindow}", swin.WindowSize);
        rules.That(swin.PretrainedWindowSizes.Count >= stages || swin.Version == 1, "pretrained_window_sizes",
            $"one for each of the {stages} stages", swin.PretrainedWindowSizes);
        rules.That(swin.PretrainedWindowSizes.All(size => size is 0 or (>= 2 and <= LargestWindow)),
            "pretrained_window_sizes", $"0, or 2 to {LargestWindow} places a side", swin.PretrainedWindowSizes);
        rules.That(swin.MlpRatio > 0 && ConfigValidator.IsChannels((int)Math.Min(int.MaxValue,
            swin.Width * swin.MlpRatio)) && swin.EmbedDim * swin.MlpRatio >= 1, "mlp_ratio",
            $"a factor that makes 1 to {ConfigValidator.MostChannels} numbers of each width", swin.MlpRatio);
        rules.That(swin.PatchSize >= 1, "patch_size", "a whole number not below 1", swin.PatchSize);
        rules.That(swin.ImageSize >= swin.Pitch && swin.ImageSize <= BackboneRules.LargestImage, "image_size",
            $"at least one place of the last stage, {swin.Pitch} pixels, and at most {BackboneRules.LargestImage}",
            swin.ImageSize);
        rules.Activation("hidden_act", swin.HiddenAct);
        rules.That(swin.LayerNormEps >= 0, "layer_norm_eps", "a number not below 0", swin.LayerNormEps);
        rules.That(swin.InitializerRange >= 0, "initializer_range", "a standard deviation not below 0",
            swin.InitializerRange);
        rules.Share("hidden_dropout_prob", swin.HiddenDropoutProb);
        rules.Share("attention_probs_dropout_prob", swin.AttentionProbsDropoutProb);
        rules.Share("drop_path_rate", swin.DropPathRate);
        rules.That(!swin.UseAbsoluteEmbeddings, "use_absolute_embeddings",
            "false: no published model of shifted windows adds positions", true);
    }
}
