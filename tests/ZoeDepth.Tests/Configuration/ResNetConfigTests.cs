using System.Text.Json.Nodes;

namespace ZoeDepth.Tests.Configuration;

/// <summary>A convolutional backbone in <c>config.json</c>, and the keys that published models do not have.</summary>
public sealed class ResNetConfigTests
{
    private static ZoeDepthConfig Mini => ZoeDepthConfig.Mini;

    private static ResNetConfig ResNet => ResNetConfig.ResNet18;

    public static TheoryData<string, ZoeDepthConfig, string> Impossible => new()
    {
        { "norms apart", Mini with { BackboneConfig = ResNet with { FoldedBatchNorm = false } },
            "backbone_config.folded_batch_norm: expected true: a network whose batch norms stand apart cannot be " +
            "built; " },
        { "bottlenecks", Mini with { BackboneConfig = ResNet with { LayerType = "bottleneck" } },
            "backbone_config.layer_type: expected \"basic\": bottlenecks cannot be built" },
        { "sizes", Mini with { BackboneConfig = ResNet with { HiddenSizes = [64, 128, 256] } },
            "backbone_config.hidden_sizes: expected 1 to 65536 channels for each of the 4 stages of depths; " +
            "received [64, 128, 256]" },
        { "depths", Mini with { BackboneConfig = ResNet with { Depths = [2, 2, 2, 0] } },
            "backbone_config.depths: expected 1 to 1000 layers a stage; received [2, 2, 2, 0]" },
        { "neck", Mini with { NeckHiddenSizes = [64, 64, 64, 64] },
            "neck_hidden_sizes: expected the channels of the backbone's stages, [64, 128, 256, 512]: a " +
            "convolutional backbone's maps are taken as they are; received [64, 64, 64, 64]" },
        { "stage", Mini with { BackboneConfig = ResNet with { OutFeatures = ["stage5"] } },
            "backbone_config.out_features: expected names among stem, stage1 … stage4; received [stage5]" },
        { "enlarging", Mini with { RelativeHeadUpsample = 0 },
            "relative_head_upsample: expected a whole number from 1 to 8; 2 in every published model; received 0" },
        { "no focal length", Mini with { CanonicalFocalLength = null },
            "assumed_field_of_view: expected nothing without canonical_focal_length" },
        { "focal length", Mini with { CanonicalFocalLength = 0 },
            "canonical_focal_length: expected a number of pixels above 0; received 0" },
        { "no field of view", Mini with { AssumedFieldOfView = null },
            "assumed_field_of_view: expected degrees between 0 and 180, for pictures whose camera is unknown; " +
            "received null" },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void What_cannot_be_built_is_refused_by_name(string what, ZoeDepthConfig config, string problem) =>
        Should.Throw<ConfigurationException>(config.Validate, what).Problems.Select(p => p.ToString())
            .ShouldHaveSingleItem().ShouldStartWith(problem);

    [Fact]
    public void The_mini_model_is_possible_and_its_configuration_survives()
    {
        Mini.Validate();
        var again = ZoeDepthConfig.FromJson(Mini.ToJson());
        again.ShouldBe(Mini);
        again.BackboneConfig.ShouldBe(ResNet);
        again.ToJson().ShouldBe(Mini.ToJson());
        var written = JsonNode.Parse(Mini.ToJson())!;
        written["relative_head_upsample"]!.GetValue<int>().ShouldBe(1);
        written["canonical_focal_length"]!.GetValue<double>().ShouldBe(266);
        written["assumed_field_of_view"]!.GetValue<double>().ShouldBe(62);
        written["backbone_hidden_size"]!.GetValue<int>().ShouldBe(512);
        written["backbone_config"]!["folded_batch_norm"]!.GetValue<bool>().ShouldBeTrue();
        written["backbone_config"]!["out_indices"]!.ToJsonString().ShouldBe("[1,2,3,4]");
    }

    [Fact]
    public void What_transformers_writes_of_a_ResNet_is_read_with_its_defaults_and_refused_for_its_batch_norms()
    {
        var config = ZoeDepthConfig.FromJson("""{"backbone_config": {"model_type": "resnet", "colour": "blue"}}""");

        var resNet = config.BackboneConfig.ShouldBeOfType<ResNetConfig>();
        (resNet.EmbeddingSize, resNet.LayerType, resNet.HiddenAct, resNet.FoldedBatchNorm)
            .ShouldBe((64, "bottleneck", "relu", false));
        resNet.Depths.ShouldBe([3, 4, 6, 3]);
        resNet.FeatureIndices.ShouldBe([4]);
        JsonNode.Parse(config.ToJson())!["backbone_config"]!["colour"]!.GetValue<string>().ShouldBe("blue");
        Should.Throw<ConfigurationException>(config.Validate).Message.ShouldContain(
            "backbone_config.folded_batch_norm: expected true");
    }

    [Fact]
    public void Published_configurations_know_no_canonical_camera()
    {
        foreach (var config in new[] { ZoeDepthConfig.Nyu, ZoeDepthConfig.Kitti, ZoeDepthConfig.NyuKitti })
        {
            config.CanonicalFocalLength.ShouldBeNull();
            foreach (var key in new[] { "canonical_focal_length", "assumed_field_of_view", "relative_head_upsample" })
                JsonNode.Parse(config.ToJson())!.AsObject().ContainsKey(key).ShouldBeFalse(key);
        }
    }
}
