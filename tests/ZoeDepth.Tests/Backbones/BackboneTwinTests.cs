using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Backbones;

/// <summary>
/// Whole small networks on every backbone that has no numbers of a reference, against their formulas written out in
/// doubles.
/// </summary>
public sealed class BackboneTwinTests
{
    private static readonly Dinov2Config Dino = new()
    {
        HiddenSize = 8, NumHiddenLayers = 4, NumAttentionHeads = 2, ImageSize = 8, PatchSize = 2,
        ReshapeHiddenStates = false, OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
    };

    private static readonly ViTConfig ViT = new()
    {
        HiddenSize = 8, NumHiddenLayers = 4, NumAttentionHeads = 2, IntermediateSize = 16, ImageSize = 8, PatchSize = 2,
        LayerNormEps = 1e-6, OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
    };

    private static readonly SwinConfig Swin = new()
    {
        EmbedDim = 4, NumHeads = [1, 2, 2, 4], Depths = [2, 2, 2, 2], WindowSize = 4, ImageSize = 32, PatchSize = 2,
        MlpRatio = 2, OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
    };

    private static readonly ZoeDepthConfig DepthAnything = ZoeDepthConfig.DepthAnythingLarge with
        { BackboneConfig = Dino, NeckHiddenSizes = [4, 6, 8, 6], FusionHiddenSize = 4, NumRelativeFeatures = 3 };

    private static readonly ZoeDepthConfig Dpt = ZoeDepthConfig.DptLarge with
        { BackboneConfig = ViT, NeckHiddenSizes = [4, 6, 8, 6], FusionHiddenSize = 4, NumRelativeFeatures = 3 };

    public static TheoryData<string> Networks => ["depth anything", "depth anything, another grid", "metric",
        "the original's positions", "dpt", "dpt, another grid", "swinv2", "swinv2 after smaller windows",
        "swinv2, padded", "swinv2 of timm", "swin", "swin, padded", "swin of timm"];

    [Theory, MemberData(nameof(Networks))]
    public void The_network_says_what_its_formulas_say(string name)
    {
        var (config, rows, columns) = Network(name);
        using var model = PlainWeights.Shaken(ZoeDepthForDepthEstimation.FromConfig(config), seed: 3);
        var picture = Picture(rows, columns);
        using var pass = Pass.Inference();
        var depth = model.Forward(Pixels(pass, picture)).PredictedDepth;

        var expected = Expected(model, picture);
        depth.Shape.ShouldBe(new Shape(1, expected.Rows, expected.Columns), name);
        var (largest, smallest) = (expected.Values.Max(Math.Abs), expected.Values.Min());
        (largest - smallest).ShouldBeGreaterThan(0.01 * largest, $"{name} says the same everywhere: no test");
        foreach (var (ours, theirs) in depth.Values.ToArray().Zip(expected.Values))
            Math.Abs(ours - theirs).ShouldBeLessThan(2e-5 * largest, name);
    }

    [Theory, MemberData(nameof(Networks))]
    public void Every_parameter_that_takes_part_receives_a_gradient(string name)
    {
        var (config, rows, columns) = Network(name);
        using var model = PlainWeights.Shaken(ZoeDepthForDepthEstimation.FromConfig(config), seed: 3);
        using var pass = Pass.Training(random: PassRandom.None);
        var depth = model.Forward(Pixels(pass, Picture(rows, columns))).PredictedDepth;
        depth.Gradient.Fill(1);
        pass.Tape!.Backward();

        var idle = model.Parameters.Where(p => !(p.HasGradient && p.Gradient.ContainsAnyExcept(0f))).Select(p => p.Name)
            .ToArray();
        // Nothing reads the first unit of the coarsest level, a token for masks, or a norm behind a ViT.
        idle.Length.ShouldBeLessThan(9, $"{name}: {string.Join(", ", idle.Take(9))}");
        idle.ShouldAllBe(key => key.StartsWith("neck.fusion_stage.layers.0.residual_layer1.", StringComparison.Ordinal)
            || key == "backbone.embeddings.mask_token" || key.StartsWith("dpt.layernorm.", StringComparison.Ordinal));
    }

    private static (ZoeDepthConfig Config, int Rows, int Columns) Network(string name) => name switch
    {
        "depth anything" => (DepthAnything, 8, 8),
        "depth anything, another grid" => (DepthAnything, 6, 10),
        "metric" => (DepthAnything with { DepthEstimationType = "metric", MaxDepth = 20 }, 10, 12),
        "the original's positions" =>
            (DepthAnything with { BackboneConfig = Dino with { InterpolateOffset = 0.1 } }, 8, 14),
        "dpt" => (Dpt, 8, 8),
        "dpt, another grid" => (Dpt, 12, 6),
        "swinv2" => (OnSwin(Swin), 32, 32),
        "swinv2 after smaller windows" => (OnSwin(Swin with { PretrainedWindowSizes = [3, 3, 3, 2] }), 32, 32),
        "swinv2, padded" => (OnSwin(Swin), 37, 51),
        "swinv2 of timm" => (OnSwin(Swin with { TimmStages = true }), 32, 48),
        "swin" => (OnSwin(Swin with { Version = 1 }), 32, 32),
        "swin, padded" => (OnSwin(Swin with { Version = 1 }), 37, 51),
        "swin of timm" => (OnSwin(Swin with { Version = 1, TimmStages = true }), 32, 32),
        _ => throw new ArgumentException(name),
    };

    private static ZoeDepthConfig OnSwin(SwinConfig swin) =>
        Dpt with { BackboneConfig = swin, NeckHiddenSizes = [4, 8, 16, 32] };

    private static PlainMap Expected(ZoeDepthForDepthEstimation model, PlainMap picture)
    {
        var config = model.Config;
        var weights = new PlainWeights(model);
        var decoder = new PlainDecoder(weights, config);
        if (config.BackboneConfig is SwinConfig swin)
        {
            var plain = new PlainSwin(weights.In("backbone"), swin);
            var maps = plain.Run(picture);
            return decoder.Run(
                [.. Enumerable.Range(1, 4).Select(i => (plain.Normed(maps[i], i), (double[]?)null))], 0, 0);
        }
        var dino = config.BackboneConfig as Dinov2Config;
        var backbone = weights.In(dino is null ? "dpt" : "backbone");
        var (stages, rows, columns) = new PlainTransformer(backbone, dino is not null, layers: 4, heads: 2, patch: 2,
            trained: 4, epsilon: 1e-6, dino?.InterpolateOffset ?? 0).Run(picture);
        return decoder.Run([.. stages.Skip(1).Select(tokens =>
        {
            if (dino is not null) tokens = Array.ConvertAll(tokens, t => backbone.Norm("layernorm", t, 1e-6));
            return (PlainMap.Of(rows, columns, 8, (y, x) => tokens[1 + (y * columns) + x]), (double[]?)tokens[0]);
        })], rows, columns);
    }

    private static PlainMap Picture(int rows, int columns) => PlainMap.Of(rows, columns, 3, (y, x) =>
        [Math.Sin((0.7 * x) + (0.2 * y)), Math.Cos((0.3 * x) - (0.5 * y)), Math.Sin(0.11 * ((x * y) + 1))]);

    private static Tensor Pixels(Pass pass, PlainMap picture) =>
        pass.New(new Shape(1, picture.Rows, picture.Columns, 3), [.. picture.Values.Select(v => (float)v)]);
}
