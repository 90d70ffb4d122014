using ZoeDepth.Backbone;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>The modules of the backbone.</summary>
internal static class BackboneRunners
{
    [Runs("beit_patch_embeddings")]
    public static void PatchEmbeddings(GoldenOperation o)
    {
        // The reference's patch embedding has no class token of its own; one is supplied so that the module is
        // complete.
        var weight = o.Stored("projection.weight");
        var module =
            new Embeddings(
                o.Scope(new() { ["patch_embeddings.projection.weight"] = "projection.weight",
                    ["patch_embeddings.projection.bias"] = "projection.bias" }), EncoderShape.Of(Config(weight)));
        o.Output("y", module.Patches(o.Input("x", Axes.ChannelsLast)));
    }

    [Runs("beit_embeddings")]
    public static void EmbeddingsWithClassToken(GoldenOperation o) =>
        o.Output("y", new Embeddings(o.Scope(), EncoderShape.Of(Config(o.Stored("patch_embeddings.projection.weight"))))
            .Forward(o.Input("x", Axes.ChannelsLast)));

    [Runs("beit_attention")]
    public static void AttentionWithGivenBias(GoldenOperation o)
    {
        var width = o.Stored("attention.query.weight").Shape[0];
        var module = new Attention(o.Scope(),
            EncoderShape.Of(new BeitConfig { HiddenSize = width, NumAttentionHeads = o.Whole("heads") }));
        o.Output("y", module.Forward(o.Input("x"), Tensors.AttentionBias.Dense(o.Input("bias"))));
    }

    [Runs("beit_mlp")]
    public static void TwoLinearLayers(GoldenOperation o)
    {
        var shape = o.Stored("intermediate.dense.weight").Shape;
        var module = new Mlp(o.Scope().Scope("intermediate.dense"), o.Scope().Scope("output.dense"), shape[1], shape[0],
            Activation.Gelu);
        o.Output("y", module.Forward(o.Input("x")));
    }

    [Runs("beit_layer")]
    public static void WholeLayer(GoldenOperation o)
    {
        var window = o.Wholes("window");
        var module = new EncoderBlock(o.Scope(), EncoderShape.Of(LayerConfig(o, "")), layer: 0);
        o.Output("y", module.Forward(o.Input("x"), new PatchGrid(window[0], window[1])));
    }

    [Runs("beit_backbone")]
    public static void WholeBackbone(GoldenOperation o)
    {
        var config = LayerConfig(o, "encoder.layer.0.") with
        {
            NumHiddenLayers = o.Whole("layers"),
            NumChannels = o.Stored("embeddings.patch_embeddings.projection.weight").Shape[1],
            OutFeatures = [.. Enumerable.Range(1, o.Whole("layers")).Select(i => $"stage{i}")],
        };
        var output = new TransformerBackbone(o.Scope(), EncoderShape.Of(config), config.FeatureIndices)
            .Forward(o.Input("pixel_values", Axes.ChannelsLast));
        foreach (var (i, map) in output.FeatureMaps.Index()) o.Output($"stage{i + 1}", map);
    }

    private static BeitConfig Config(GoldenTensor projection) => new()
    {
        HiddenSize = projection.Shape[0],
        NumChannels = projection.Shape[1],
        PatchSize = projection.Shape[2],
        ImageSize = 4 * projection.Shape[2],
    };

    private static BeitConfig LayerConfig(GoldenOperation o, string path)
    {
        var window = o.Wholes("train_window");
        Assert.Equal(window[0], window[1]);
        var intermediate = o.Stored($"{path}intermediate.dense.weight").Shape;
        return new BeitConfig
        {
            HiddenSize = intermediate[1],
            IntermediateSize = intermediate[0],
            NumAttentionHeads = o.Whole("heads"),
            LayerNormEps = o.Number("eps"),
            ImageSize = window[0] * 16,
            PatchSize = 16,
            UseRelativePositionBias = true,
            LayerScaleInitValue = o.Has($"{path}lambda_1") ? 0.1 : 0,
        };
    }
}
