using static ZoeDepth.Original.KeyTable;

namespace ZoeDepth.Original;

/// <summary>Decoders and heads: the research codes' names beside Hugging Face's.</summary>
internal static class DecoderRows
{
    private const string Fusion = "neck.fusion_stage.layers.{i}.", Reassemble = "neck.reassemble_stage.",
        Router = "patch_transformer.transformer_encoder.layers.{i}.",
        RouterLayer = "metric_head.patch_transformer.transformer_encoder.{i}.";

    /// <summary>MiDaS's DPT.</summary>
    /// <param name="core">what precedes its keys</param>
    /// <param name="convolutions">the head's three, as Hugging Face calls them</param>
    public static IEnumerable<KeyRow> Dpt(string core, IReadOnlyList<string> convolutions) =>
    [
        Row(core + "pretrained.act_postprocess{i+1}.0.project.0.*", Reassemble + "readout_projects.{i}.0.*"),
        Row(core + "pretrained.act_postprocess{i+1}.3.*", Reassemble + "layers.{i}.projection.*"),
        Row(core + "pretrained.act_postprocess{i+1}.4.*", Reassemble + "layers.{i}.resize.*"),
        .. Fused(core + "scratch."),
        Row(core + "scratch.output_conv.0.*", convolutions[0] + ".*"),
        Row(core + "scratch.output_conv.2.*", convolutions[1] + ".*"),
        Row(core + "scratch.output_conv.4.*", convolutions[2] + ".*"),
    ];

    /// <summary>Depth Anything's.</summary>
    /// <inheritdoc cref="Dpt"/>
    public static IEnumerable<KeyRow> DepthAnything(string core, IReadOnlyList<string> convolutions) =>
    [
        Row(core + "depth_head.projects.{i}.*", Reassemble + "layers.{i}.projection.*"),
        Row(core + "depth_head.resize_layers.{i}.*", Reassemble + "layers.{i}.resize.*"),
        .. Fused(core + "depth_head.scratch."),
        Row(core + "depth_head.scratch.output_conv1.*", convolutions[0] + ".*"),
        Row(core + "depth_head.scratch.output_conv2.0.*", convolutions[1] + ".*"),
        Row(core + "depth_head.scratch.output_conv2.2.*", convolutions[2] + ".*"),
    ];

    /// <summary>ZoeDepth's metric head.</summary>
    public static IEnumerable<KeyRow> MetricHead() =>
    [
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

    private static IEnumerable<KeyRow> Fused(string scratch)
    {
        var refine = scratch + "refinenet{4-i}.";
        return
        [
            Row(scratch + "layer{i+1}_rn.weight", "neck.convs.{i}.weight"),
            Row(refine + "out_conv.*", Fusion + "projection.*"),
            Row(refine + "resConfUnit1.conv1.*", Fusion + "residual_layer1.convolution1.*"),
            Row(refine + "resConfUnit1.conv2.*", Fusion + "residual_layer1.convolution2.*"),
            Row(refine + "resConfUnit2.conv1.*", Fusion + "residual_layer2.convolution1.*"),
            Row(refine + "resConfUnit2.conv2.*", Fusion + "residual_layer2.convolution2.*"),
        ];
    }

    private static IEnumerable<KeyRow> Net(string module) =>
    [
        Row($"{module}._net.0.*", $"metric_head.{module}.conv1.*"),
        Row($"{module}._net.2.*", $"metric_head.{module}.conv2.*"),
    ];
}
