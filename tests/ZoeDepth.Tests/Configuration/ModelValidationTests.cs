namespace ZoeDepth.Tests.Configuration;

/// <summary>Which models can be built.</summary>
public sealed class ModelValidationTests
{
    private static BeitConfig Beit => BeitConfig.Large384;

    public static TheoryData<string, ZoeDepthConfig, string> Impossible
    {
        get
        {
            var nyu = ZoeDepthConfig.Nyu;
            var both = ZoeDepthConfig.NyuKitti;
            var bins = nyu.BinConfigurations[0];
            return new()
            {
                { "readout", nyu with { ReadoutType = "add" },
                    "readout_type: expected \"project\": transformers declares \"ignore\" and \"add\", but its " +
                    "forward pass fails with them; received \"add\"" },
                { "readout ignore", nyu with { ReadoutType = "ignore" }, "readout_type: expected \"project\"" },
                { "bins", nyu with { BinCentersType = "bounded" },
                    "bin_centers_type: expected \"softplus\" or \"normed\", or the original's \"hybrid1\" or " +
                    "\"hybrid2\"; received \"bounded\"" },
                { "attraction", nyu with { AttractorType = "linear" },
                    "attractor_type: expected \"inv\" or \"exp\"; received \"linear\"" },
                { "attractors within", nyu with { AttractorHiddenSize = 0 }, "attractor_hidden_size: expected" },
                { "attractors", nyu with { NumAttractors = [16, 8, 4] },
                    "num_attractors: expected at least 4 entries from 1 to 65536, one for each attractor layer; " +
                    "received [16, 8, 4]" },
                { "attractor 0", nyu with { NumAttractors = [16, 8, 0, 1] }, "num_attractors: expected" },
                { "three heads", nyu with { BinConfigurations = [bins, bins, bins] },
                    "bin_configurations: expected one or two entries: the router upstream can only choose between " +
                    "two; received \"3 entries\"" },
                { "no head", nyu with { BinConfigurations = [] }, "bin_configurations: expected one or two entries" },
                { "range", nyu with { BinConfigurations = [bins with { MaxDepth = 0 }] },
                    "bin_configurations[0].max_depth: expected finite metres above min_depth, 0.001; received 0" },
                { "no bins", nyu with { BinConfigurations = [bins with { NBins = 0 }] },
                    "bin_configurations[0].n_bins: expected a whole number from 1 to 65536; received 0" },
                { "no name", both with { BinConfigurations = [bins, bins with { Name = null }] },
                    "bin_configurations[1].name: expected a name without dots: with two heads it is part of the " +
                    "checkpoint keys; received null" },
                { "dotted name", both with { BinConfigurations = [bins, bins with { Name = "a.b" }] },
                    "bin_configurations[1].name: expected a name without dots" },
                { "same name", both with { BinConfigurations = [bins, bins] },
                    "bin_configurations[1].name: expected another name than the first head's; received \"nyu\"" },
                { "router depth", both with { NumPatchTransformerLayers = 3 },
                    "num_patch_transformer_layers: expected 4 with two heads: transformers runs 4 layers whatever " +
                    "it says; received 3" },
                { "router width", both with { PatchTransformerHiddenSize = 64 },
                    "patch_transformer_hidden_size: expected 128 with two heads: the classifier takes 128 numbers; " +
                    "received 64" },
                { "router unset", both with { PatchTransformerIntermediateSize = null },
                    "patch_transformer_intermediate_size: expected a whole number from 1 to 65536 with two heads; " +
                    "received null" },
                { "router heads", both with { PatchTransformerNumAttentionHeads = 5 },
                    "patch_transformer_num_attention_heads: expected a divisor of 128 with two heads; received 5" },
                { "no attractors", both with { NumAttractors = [] },
                    "num_attractors: expected 1 to 64 entries, one for each attractor layer; received []" },
                { "attractor layers", both with { NumAttractors = new int[65] },
                    "num_attractors: expected 1 to 64 entries" },
                { "name that a terminal obeys", nyu with { BinConfigurations = [bins with { Name = "\u001b[2J" }] },
                    "bin_configurations[0].name: expected a name without control characters; received \"\\u001B[2J\"" },
                { "stages", nyu with { NeckHiddenSizes = [256, 512] },
                    "neck_hidden_sizes: expected as many entries as the backbone has outputs, 4; received [256, 512]" },
                { "factors", nyu with { ReassembleFactors = [4, 2, 1] },
                    "reassemble_factors: expected one factor for each of the 4 stages; received [4, 2, 1]" },
                { "factor", nyu with { ReassembleFactors = [4, 2, 1.5, 0.5] },
                    "reassemble_factors: expected factors from 1/64 to 64, those above 1 whole; received 1.5" },
                { "bottleneck", nyu with { BottleneckFeatures = 128 },
                    "bottleneck_features: expected fusion_hidden_size, 256: the bottleneck is one of its maps; " +
                    "received 128" },
                { "projection", nyu with { AddProjection = true, FusionHiddenSize = 64, BottleneckFeatures = 64 },
                    "add_projection: expected false unless fusion_hidden_size is 256: the projection has 256 " +
                    "channels; received true" },
                { "head index", nyu with { HeadInIndex = 4 },
                    "head_in_index: expected one of the 4 fused maps: -4 to 3; received 4" },
                { "named backbone", nyu with { Backbone = "microsoft/beit-base" },
                    "backbone: expected null: describe the backbone in backbone_config; one named on the hub is not " +
                    "loaded; received \"microsoft/beit-base\"" },
                { "pretrained", nyu with { UsePretrainedBackbone = true }, "use_pretrained_backbone: expected false" },
                { "heads", nyu with { BackboneConfig = Beit with { NumAttentionHeads = 15 } },
                    "backbone_config.hidden_size: expected a multiple of num_attention_heads, 15; received 1024" },
                { "shared table", nyu with { BackboneConfig = Beit with { UseSharedRelativePositionBias = true } },
                    "backbone_config.use_shared_relative_position_bias: expected false: every published model has " +
                    "one table per layer (use_relative_position_bias); received true" },
                { "pyramid", nyu with { BackboneConfig = Beit with { AddFpn = true } },
                    "backbone_config.add_fpn: expected false: the neck takes the layers' outputs as they are; " +
                    "received true" },
                { "reshaped", nyu with { BackboneConfig = Beit with { ReshapeHiddenStates = true } },
                    "backbone_config.reshape_hidden_states: expected false: the readout needs the class token, " +
                    "which reshaping drops; received true" },
                { "mask", nyu with { BackboneConfig = Beit with { UseMaskToken = true } },
                    "backbone_config.use_mask_token: expected false: depth estimation masks no patches; received " +
                    "true" },
                { "small image", nyu with { BackboneConfig = Beit with { ImageSize = 8 } },
                    "backbone_config.image_size: expected at least one patch of 16 pixels and at most 16384 pixels; " +
                    "received 8" },
                { "large image", nyu with { BackboneConfig = Beit with { ImageSize = 1_000_000 } },
                    "backbone_config.image_size: expected at least one patch of 16 pixels and at most 16384 pixels; " +
                    "received 1000000" },
                { "wide layer", nyu with { BackboneConfig = Beit with { IntermediateSize = 2_000_000_000 } },
                    "backbone_config.intermediate_size: expected a whole number from 1 to 65536; received 2000000000" },
                { "large factor", nyu with { ReassembleFactors = [1e12, 2, 1, 0.5] },
                    "reassemble_factors: expected factors from 1/64 to 64, those above 1 whole; received " +
                    "1000000000000" },
                { "small factor", nyu with { ReassembleFactors = [4, 2, 1, 1e-12] },
                    "reassemble_factors: expected factors from 1/64 to 64, those above 1 whole; received 1E-12" },
                { "wide fusion", nyu with { FusionHiddenSize = 1 << 20, BottleneckFeatures = 1 << 20 },
                    "fusion_hidden_size: expected 2 to 65536 channels: the relative head halves them; received " +
                    "1048576" },
                { "activation", nyu with { HiddenAct = "mish" },
                    "hidden_act: expected one of gelu, gelu_python, gelu_new, gelu_pytorch_tanh, gelu_python_tanh, " +
                    "gelu_fast, quick_gelu, relu, silu, swish, tanh, sigmoid, linear; received \"mish\"" },
                { "backbone's activation", nyu with { BackboneConfig = Beit with { HiddenAct = "GELU" } },
                    "backbone_config.hidden_act: expected one of gelu, " },
                { "dropout", nyu with { BackboneConfig = Beit with { DropPathRate = 2 } },
                    "backbone_config.drop_path_rate: expected a share from 0 to 1; received 2" },
                { "stage", nyu with { BackboneConfig = Beit with { OutFeatures = ["stage25"] } },
                    "backbone_config.out_features: expected names among stem, stage1 … stage24; received [stage25]" },
            };
        }
    }

    [Theory, MemberData(nameof(Impossible))]
    public void A_model_that_cannot_exist_is_refused_with_the_field_and_the_reason(string what, ZoeDepthConfig config,
        string problem)
    {
        var error = Should.Throw<ConfigurationException>(config.Validate, what);

        error.Problems.Select(p => p.ToString()).ShouldHaveSingleItem().ShouldStartWith(problem);
        error.Message.ShouldStartWith("configuration: " + problem);
    }

    [Fact]
    public void An_impossible_model_from_a_file_is_refused_naming_the_file()
    {
        var config = ZoeDepthConfig.FromJson("""{"readout_type": "add", "neck_hidden_sizes": [1, 2]}""",
            "m/config.json");

        Should.Throw<ConfigurationException>(config.Validate).Message.ShouldStartWith(
            "m/config.json: 2 fields are wrong:");
    }

    [Fact]
    public void The_largest_sizes_that_are_allowed_overflow_no_shape()
    {
        var beit = Beit with { ImageSize = 1 << 14, PatchSize = 1, HiddenSize = 1 << 16, NumAttentionHeads = 1 << 16,
            IntermediateSize = 1 << 16, NumChannels = 1 << 16, UseAbsolutePositionEmbeddings = true };
        var large = ZoeDepthConfig.Nyu with
            { BackboneConfig = beit, ReassembleFactors = [64, 64, 1, 1.0 / 64],
                NeckHiddenSizes = [1 << 16, 1 << 16, 1 << 16, 1 << 16] };
        foreach (var config in new[] { large, large with { BackboneConfig = beit with { PatchSize = 1 << 14 } } })
        {
            using var model = ZoeDepthForDepthEstimation.FromConfig(config);
            model.Parameters.ShouldAllBe(parameter => parameter.Shape.Count > 0
                && parameter.Shape.Count < long.MaxValue / sizeof(float));
        }
    }

    [Fact]
    public void Two_heads_may_have_fewer_attractor_layers_as_upstream() =>
        (ZoeDepthConfig.NyuKitti with { NumAttractors = [16] }).Validate();
}
