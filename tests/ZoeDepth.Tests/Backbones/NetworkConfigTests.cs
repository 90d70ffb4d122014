using System.Text.Json.Nodes;

namespace ZoeDepth.Tests.Backbones;

/// <summary>The configurations of DPT and Depth Anything as transformers writes them.</summary>
public sealed class NetworkConfigTests
{
    private const string DepthAnythingSmall = """
        {
          "architectures": ["DepthAnythingForDepthEstimation"], "backbone": null,
          "backbone_config": {
            "architectures": ["Dinov2Model"], "hidden_size": 384, "image_size": 518, "model_type": "dinov2",
            "num_attention_heads": 6, "out_features": ["stage9", "stage10", "stage11", "stage12"],
            "out_indices": [9, 10, 11, 12], "patch_size": 14, "reshape_hidden_states": false,
            "torch_dtype": "float32"
          },
          "fusion_hidden_size": 64, "head_hidden_size": 32, "head_in_index": -1, "initializer_range": 0.02,
          "model_type": "depth_anything", "neck_hidden_sizes": [48, 96, 192, 384], "patch_size": 14,
          "reassemble_factors": [4, 2, 1, 0.5], "reassemble_hidden_size": 384, "torch_dtype": "float32",
          "use_pretrained_backbone": false
        }
        """;

    private const string DptLarge = """
        {
          "architectures": ["DPTForDepthEstimation"], "attention_probs_dropout_prob": 0.0,
          "auxiliary_loss_weight": 0.4, "backbone_out_indices": [5, 11, 17, 23], "fusion_hidden_size": 256,
          "head_in_index": -1, "hidden_act": "gelu", "hidden_dropout_prob": 0.0, "hidden_size": 1024,
          "image_size": 384, "initializer_range": 0.02, "intermediate_size": 4096, "layer_norm_eps": 1e-12,
          "model_type": "dpt", "neck_hidden_sizes": [256, 512, 1024, 1024], "num_attention_heads": 16,
          "num_channels": 3, "num_hidden_layers": 24, "patch_size": 16, "qkv_bias": true,
          "readout_type": "project", "reassemble_factors": [4, 2, 1, 0.5], "semantic_loss_ignore_index": 255,
          "use_auxiliary_head": true, "use_batch_norm_in_fusion_residual": false
        }
        """;

    [Fact]
    public void Depth_Anything_is_read_and_written_back()
    {
        var config = ZoeDepthConfig.FromJson(DepthAnythingSmall);
        config.Validate();

        (config.ModelType, config.DepthEstimationType, config.DecoderType, config.MaxDepth)
            .ShouldBe(("depth_anything", "relative", "depth_anything", null));
        config.BackboneConfig.ShouldBeOfType<Dinov2Config>().FeatureIndices.ShouldBe([9, 10, 11, 12]);
        (config.NumRelativeFeatures, config.FusionHiddenSize, config.BinConfigurations.Count).ShouldBe((32, 64, 0));
        Survives(config);
        var written = JsonNode.Parse(config.ToJson())!;
        written["reassemble_hidden_size"]!.GetValue<int>().ShouldBe(384);
        written["use_pretrained_backbone"]!.GetValue<bool>().ShouldBeFalse();
        written.AsObject().ContainsKey("bin_configurations").ShouldBeFalse();
    }

    [Fact]
    public void A_metric_Depth_Anything_says_how_far_it_sees()
    {
        var text = DepthAnythingSmall.Replace("\"torch_dtype\": \"float32\",\n  \"use",
            "\"depth_estimation_type\": \"metric\", \"max_depth\": 80,\n  \"use", StringComparison.Ordinal);
        var config = ZoeDepthConfig.FromJson(text);
        config.Validate();
        (config.DepthEstimationType, config.MaxDepth).ShouldBe(("metric", 80));
        Survives(config);
    }

    [Fact]
    public void A_DPT_has_its_encoder_among_its_own_fields()
    {
        var config = ZoeDepthConfig.FromJson(DptLarge);
        config.Validate();

        config.ShouldBe(ZoeDepthConfig.DptLarge with { UnknownKeys = config.UnknownKeys });
        config.BackboneConfig.FeatureIndices.ShouldBe([6, 12, 18, 24]);
        JsonNode.Parse(config.ToJson())!["backbone_out_indices"]!.ToJsonString().ShouldBe("[5,11,17,23]");
        JsonNode.Parse(config.ToJson())!["use_auxiliary_head"]!.GetValue<bool>().ShouldBeTrue();
        Survives(config);
    }

    [Fact]
    public void A_DPT_may_have_another_encoder()
    {
        var config = ZoeDepthConfig.FromJson("""
            {"model_type": "dpt", "neck_hidden_sizes": [96, 192, 384, 768], "backbone_config": {
             "model_type": "swinv2", "image_size": 256, "window_size": 16, "pretrained_window_sizes": [0, 0, 0, 0],
             "out_features": ["stage1", "stage2", "stage3", "stage4"]}}
            """);
        config.Validate();
        config.BackboneConfig.ShouldBe(SwinConfig.V2Tiny256);
        Survives(config);
    }

    public static TheoryData<string, string> Impossible => new()
    {
        { """{"model_type": "depth_anything", "depth_estimation_type": "absolute"}""",
            "depth_estimation_type: expected \"relative\" or \"metric\"; received \"absolute\"" },
        { """{"model_type": "dpt", "readout_type": "add"}""",
            "readout_type: expected \"project\" or \"ignore\": no published model adds the class token; " },
        { """
            {"model_type": "depth_anything", "patch_size": 16, "reassemble_hidden_size": 768, "backbone_config":
             {"model_type": "vit", "out_indices": [1, 2, 3]}}
            """,
            "neck_hidden_sizes: expected as many entries as the backbone has outputs, 3; received [48, 96, 192, 384]" },
        { """{"backbone_config": {"model_type": "dinov2", "reshape_hidden_states": false, "use_swiglu_ffn": true}}""",
            "backbone_config.use_swiglu_ffn: expected false: the gated perceptrons of DINOv2-giant cannot be built" },
        { """{"model_type": "dpt", "backbone_config": {"model_type": "swinv2", "num_heads": [3, 6, 12, 25]}}""",
            "backbone_config.num_heads: expected for each of the 4 stages a divisor of its width, 96 and twice as " },
        { """{"decoder_type": "mlp"}""", "decoder_type: expected \"dpt\" or \"depth_anything\"; received \"mlp\"" },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void What_cannot_be_built_is_refused_by_name(string json, string problem) =>
        Should.Throw<ConfigurationException>(ZoeDepthConfig.FromJson(json).Validate).Problems
            .Select(p => p.ToString()).ShouldContain(text => text.StartsWith(problem, StringComparison.Ordinal));

    [Fact]
    public void ZoeDepth_on_DINOv2_is_the_test_model_of_the_port()
    {
        // Section 7.1 of its tests: hidden_size 4, two layers, patches of 16 pixels.
        var config = ZoeDepthConfig.FromJson("""
            {"backbone_config": {"model_type": "dinov2", "image_size": 32, "patch_size": 16, "hidden_size": 4,
             "num_hidden_layers": 2, "num_attention_heads": 2, "out_features": ["stage1", "stage2"],
             "reshape_hidden_states": false}, "neck_hidden_sizes": [16, 16], "fusion_hidden_size": 16,
             "bottleneck_features": 16, "num_attractors": [8, 4, 2, 1], "bin_embedding_dim": 16}
            """);
        config.Validate();
        using var model = ZoeDepthForDepthEstimation.FromConfig(config);
        using var pass = Tensors.Pass.Inference();
        var pixels = pass.New(new Tensors.Shape(2, 32, 32, 3));
        var depth = model.Forward(pixels, outputHiddenStates: true);
        depth.PredictedDepth.Shape[0].ShouldBe(2);
        var tokens = new Tensors.Shape(2, 5, 4);
        depth.HiddenStates!.Select(state => state.Shape).ShouldAllBe(shape => shape == tokens);
        model.Parameters.Select(parameter => parameter.Name).ShouldContain("backbone.encoder.layer.1.mlp.fc2.bias");
    }

    private static void Survives(ZoeDepthConfig config)
    {
        var again = ZoeDepthConfig.FromJson(config.ToJson());
        again.ToJson().ShouldBe(config.ToJson());
        again.ShouldBe(config);
    }
}
