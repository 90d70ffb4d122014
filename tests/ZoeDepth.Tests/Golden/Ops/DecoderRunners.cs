using ZoeDepth.Backbone;
using ZoeDepth.Decoder;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>The modules of the decoder.</summary>
internal static class DecoderRunners
{
    [Runs("dpt_reassemble_layer")]
    public static void ReassembleOneMap(GoldenOperation o)
    {
        var shape = o.Stored("projection.weight").Shape;
        o.Output("y", new ReassembleLayer(o.Scope(), shape[1], shape[0], o.Number("factor"))
            .Forward(o.Input("x", Axes.ChannelsLast)), Axes.ChannelsLast);
    }

    [Runs("dpt_reassemble_stage")]
    public static void ReassembleAllMaps(GoldenOperation o)
    {
        var factors = o.Numbers("factors");
        var config = Config(o, "readout_projects.0.0.weight", "layers.{0}.projection.weight", fusion: 1, factors);
        for (var stage = 0; stage < factors.Length; stage++)
            o.Output($"stage{stage}", new Reassemble(o.Scope(), stage, config)
                .Forward(o.Input($"hidden{stage}"), Grid(o)), Axes.ChannelsLast);
    }

    [Runs("dpt_residual_unit")]
    public static void ResidualUnit(GoldenOperation o)
    {
        var config = new ZoeDepthConfig
        {
            FusionHiddenSize = o.Stored("convolution1.weight").Shape[0],
            UseBatchNormInFusionResidual = o.Flag("batch_norm"),
            UseBiasInFusionResidual = o.Flag("bias"),
            BatchNormEps = o.Number("eps"),
        };
        o.Output("y", new ResidualConvUnit(o.Scope(), config).Forward(o.Input("x", Axes.ChannelsLast)),
            Axes.ChannelsLast);
    }

    [Runs("dpt_fusion_layer")]
    public static void FusionLayer(GoldenOperation o)
    {
        var block = new FusionBlock(o.Scope(),
            new ZoeDepthConfig { FusionHiddenSize = o.Stored("projection.weight").Shape[0] });
        var x = o.Input("x", Axes.ChannelsLast);
        o.Output("y", block.Forward(x, o.Has("residual") ? o.Input("residual", Axes.ChannelsLast) : null),
            Axes.ChannelsLast);
    }

    [Runs("dpt_relative_head"), Runs("relative_head")]
    public static void RelativeHead(GoldenOperation o)
    {
        var config = new ZoeDepthConfig
            { FusionHiddenSize = o.Stored("conv1.weight").Shape[1],
                NumRelativeFeatures = o.Stored("conv2.weight").Shape[0] };
        var output = new RelativeDepthHead(o.Scope(), config)
            .Forward([o.Input(o.InputNames.First(), Axes.ChannelsLast)], grid: null);
        var depth = output.Depth;
        o.Output("depth", depth.Reshape(depth.Shape[0], depth.Shape[1], depth.Shape[2]));
        o.Output("relative_depth", depth.Reshape(depth.Shape[0], depth.Shape[1], depth.Shape[2]));
        o.Output("features", output.Features, Axes.ChannelsLast);
    }

    [Runs("dpt_neck")]
    public static void Neck(GoldenOperation o)
    {
        var config = Config(o, "reassemble_stage.readout_projects.0.0.weight",
            "reassemble_stage.layers.{0}.projection.weight",
            o.Stored("convs.0.weight").Shape[0], o.Numbers("factors"));
        var hidden = config.NeckHiddenSizes.Select((_, i) => o.Input($"hidden{i}")).ToArray();
        var output = new DptNeck(o.Scope(), config)
            .Forward(new BackboneOutput(Grid(o), hidden, HiddenStates: null, Attentions: null));
        o.Output("bottleneck", output.Bottleneck, Axes.ChannelsLast);
        foreach (var (i, map) in output.Fused.Index()) o.Output($"fused{i}", map, Axes.ChannelsLast);
    }

    private static PatchGrid Grid(GoldenOperation o) => new(o.Wholes("patch_grid")[0], o.Wholes("patch_grid")[1]);

    private static ZoeDepthConfig Config(GoldenOperation o, string readout, string projection, int fusion,
        double[] factors) => new()
    {
        BackboneConfig = new BeitConfig { HiddenSize = o.Stored(readout).Shape[0] },
        NeckHiddenSizes = [.. factors.Select((_, i) => o.Stored(string.Format(projection, i)).Shape[0])],
        ReassembleFactors = factors,
        FusionHiddenSize = fusion,
    };
}
