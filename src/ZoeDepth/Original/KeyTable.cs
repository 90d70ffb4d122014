namespace ZoeDepth.Original;

/// <summary>A row of the table.</summary>
/// <param name="Original">keys of the research code</param>
/// <param name="HuggingFace">the same tensors' keys in the published Hugging Face files</param>
/// <param name="Part">which of three equal stacks of rows of the original's tensor it is; null for all of it</param>
internal sealed record KeyRow(KeyPattern Original, KeyPattern HuggingFace, int? Part);

/// <summary>
/// How the research code (isl-org/ZoeDepth, MIT) and Hugging Face call the same tensors. No tensor is transposed; three
/// that the one keeps stacked are three tensors of the other.
/// </summary>
internal static class KeyTable
{
    private const string Model = "core.core.pretrained.model.", Block = Model + "blocks.{i}.",
        Layer = "backbone.encoder.layer.{i}.", Query = Layer + "attention.attention.",
        Post = "core.core.pretrained.act_postprocess{i+1}.", Reassemble = "neck.reassemble_stage.",
        Refine = "core.core.scratch.refinenet{4-i}.", Fusion = "neck.fusion_stage.layers.{i}.",
        Router = "patch_transformer.transformer_encoder.layers.{i}.",
        RouterLayer = "metric_head.patch_transformer.transformer_encoder.{i}.";

    /// <summary>All rows in the order of the original's files.</summary>
    public static IReadOnlyList<KeyRow> Rows { get; } =
    [
        Row(Model + "cls_token", "backbone.embeddings.cls_token"),
        Row(Model + "patch_embed.proj.*", "backbone.embeddings.patch_embeddings.projection.*"),
        Row(Block + "gamma_1", Layer + "lambda_1"),
        Row(Block + "gamma_2", Layer + "lambda_2"),
        Row(Block + "norm1.*", Layer + "layernorm_before.*"),
        Row(Block + "attn.q_bias", Query + "query.bias"),
        Row(Block + "attn.v_bias", Query + "value.bias"),
        Row(Block + "attn.relative_position_bias_table", Query + "relative_position_bias.relative_position_bias_table"),
        .. Stacked(Block + "attn.qkv.weight", Query + "{0}.weight", "query", "key", "value"),
        Row(Block + "attn.proj.*", Layer + "attention.output.dense.*"),
        Row(Block + "norm2.*", Layer + "layernorm_after.*"),
        Row(Block + "mlp.fc1.*", Layer + "intermediate.dense.*"),
        Row(Block + "mlp.fc2.*", Layer + "output.dense.*"),
        Row(Post + "0.project.0.*", Reassemble + "readout_projects.{i}.0.*"),
        Row(Post + "3.*", Reassemble + "layers.{i}.projection.*"),
        Row(Post + "4.*", Reassemble + "layers.{i}.resize.*"),
        Row("core.core.scratch.layer{i+1}_rn.weight", "neck.convs.{i}.weight"),
        Row(Refine + "out_conv.*", Fusion + "projection.*"),
        Row(Refine + "resConfUnit1.conv1.*", Fusion + "residual_layer1.convolution1.*"),
        Row(Refine + "resConfUnit1.conv2.*", Fusion + "residual_layer1.convolution2.*"),
        Row(Refine + "resConfUnit2.conv1.*", Fusion + "residual_layer2.convolution1.*"),
        Row(Refine + "resConfUnit2.conv2.*", Fusion + "residual_layer2.convolution2.*"),
        Row("core.core.scratch.output_conv.0.*", "relative_head.conv1.*"),
        Row("core.core.scratch.output_conv.2.*", "relative_head.conv2.*"),
        Row("core.core.scratch.output_conv.4.*", "relative_head.conv3.*"),
        Row("conv2.*", "metric_head.conv2.*"),
        .. Stacked(Router + "self_attn.in_proj_weight", RouterLayer + "self_attn.{0}.weight", "query", "key", "value"),
        .. Stacked(Router + "self_attn.in_proj_bias", RouterLayer + "self_attn.{0}.bias", "query", "key", "value"),
        Row(Router + "self_attn.out_proj.*", RouterLayer + "self_attn.out_proj.*"),
        Row(Router + "linear1.*", RouterLayer + "linear1.*"),
        Row(Router + "linear2.*", RouterLayer + "linear2.*"),
        Row(Router + "norm1.*", RouterLayer + "norm1.*"),
        Row(Router + "norm2.*", RouterLayer + "norm2.*"),
        Row("patch_transformer.embedding_convPxP.*", "metric_head.patch_transformer.embedding_convPxP.*"),
        Row("mlp_classifier.0.*", "metric_head.mlp_classifier.linear1.*"),
        Row("mlp_classifier.2.*", "metric_head.mlp_classifier.linear2.*"),
        .. Net("seed_bin_regressor"),
        .. Net("seed_bin_regressors.{d}"),
        .. Net("seed_projector"),
        .. Net("projectors.{i}"),
        .. Net("attractors.{i}"),
        .. Net("attractors.{d}.{i}"),
        Row("conditional_log_binomial.mlp.0.*", "metric_head.conditional_log_binomial.mlp.0.*"),
        Row("conditional_log_binomial.mlp.2.*", "metric_head.conditional_log_binomial.mlp.2.*"),
        Row("conditional_log_binomial.{d}.mlp.0.*", "metric_head.conditional_log_binomial.{d}.mlp.0.*"),
        Row("conditional_log_binomial.{d}.mlp.2.*", "metric_head.conditional_log_binomial.{d}.mlp.2.*"),
    ];

    /// <summary>
    /// Tensors of the original's files that nothing reads: a norm and a classifier of the encoder's training on
    /// ImageNet.
    /// </summary>
    public static IReadOnlyList<string> Ignored { get; } =
        [Model + "fc_norm.weight", Model + "fc_norm.bias", Model + "head.weight", Model + "head.bias"];

    /// <summary>The original's key of a tensor, and which part of that tensor it is; null where it has none.</summary>
    public static (string Key, int? Part)? Original(string huggingFace)
    {
        foreach (var row in Rows)
            if (row.HuggingFace.Matches(huggingFace, out var places)) return (row.Original.Key(places), row.Part);
        return null;
    }

    /// <summary>
    /// Hugging Face's keys of one of the original's tensors, several where it is stacked; none where it has none.
    /// </summary>
    public static IEnumerable<string> HuggingFace(string original)
    {
        foreach (var row in Rows)
            if (row.Original.Matches(original, out var places)) yield return row.HuggingFace.Key(places);
    }

    /// <summary>The parts a stacked tensor has.</summary>
    public const int Parts = 3;

    private static KeyRow Row(string original, string huggingFace, int? part = null) =>
        new(new KeyPattern(original), new KeyPattern(huggingFace), part);

    private static IEnumerable<KeyRow> Stacked(string original, string huggingFace, params string[] names) =>
        names.Select((name, part) =>
            Row(original, huggingFace.Replace("{0}", name, StringComparison.Ordinal), part));

    private static IEnumerable<KeyRow> Net(string module) =>
    [
        Row($"{module}._net.0.*", $"metric_head.{module}.conv1.*"),
        Row($"{module}._net.2.*", $"metric_head.{module}.conv2.*"),
    ];
}
