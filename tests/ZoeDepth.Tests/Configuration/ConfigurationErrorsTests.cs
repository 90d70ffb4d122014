namespace ZoeDepth.Tests.Configuration;

/// <summary>What a wrong configuration is told.</summary>
public sealed class ConfigurationErrorsTests
{
    private static ConfigurationException Reading(string json) =>
        Should.Throw<ConfigurationException>(() => ZoeDepthConfig.FromJson(json, "m/config.json"));

    [Theory]
    [InlineData("""{"hidden_act": 3}""", "m/config.json: hidden_act: expected a text; received 3")]
    [InlineData("""{"num_relative_features": 2.5}""",
        "m/config.json: num_relative_features: expected a whole number; received 2.5")]
    [InlineData("""{"fusion_hidden_size": null}""",
        "m/config.json: fusion_hidden_size: expected a whole number; received null")]
    [InlineData("""{"min_temp": "hot"}""", "m/config.json: min_temp: expected a finite number; received \"hot\"")]
    [InlineData("""{"max_temp": 1e999}""", "m/config.json: max_temp: expected a finite number; received 1e999")]
    [InlineData("""{"neck_hidden_sizes": [1, "2"]}""",
        "m/config.json: neck_hidden_sizes: expected a list, each item a whole number; received [1, \"2\"]")]
    [InlineData("""{"use_bias_in_fusion_residual": 1}""",
        "m/config.json: use_bias_in_fusion_residual: expected true or false or null; received 1")]
    [InlineData("""{"readout_type": "sum"}""",
        "m/config.json: readout_type: expected \"ignore\", \"add\" or \"project\"; received \"sum\"")]
    [InlineData("""{"attractor_kind": "max"}""",
        "m/config.json: attractor_kind: expected \"mean\" or \"sum\"; received \"max\"")]
    [InlineData("""{"use_pretrained_backbone": true}""",
        "m/config.json: use_pretrained_backbone: expected false: the backbone's weights are part of the model's own " +
        "file; received true")]
    [InlineData("""{"backbone": "microsoft/beit", "backbone_config": {"model_type": "beit"}}""",
        "m/config.json: backbone: expected null beside a backbone_config: only one of the two can be the backbone; " +
        "received \"microsoft/beit\"")]
    [InlineData("""{"backbone_kwargs": {"a": 1}}""",
        "m/config.json: backbone_kwargs: expected nothing: a backbone_config (the default one too) takes no further " +
        "arguments; put them into it; received {\"a\": 1}")]
    [InlineData("""{"model_type": "glpn"}""",
        "m/config.json: model_type: expected \"zoedepth\", \"dpt\" or \"depth_anything\": no other network can be " +
        "built; received \"glpn\"")]
    [InlineData("""{"backbone_config": {"model_type": "vitdet"}}""",
        "m/config.json: backbone_config.model_type: expected \"beit\", \"dinov2\", \"vit\", \"swin\", \"swinv2\" or " +
        "\"resnet\": no other backbone can be built; received \"vitdet\"")]
    [InlineData("""{"backbone_config": {}}""",
        "m/config.json: backbone_config.model_type: expected \"beit\", \"dinov2\", \"vit\", \"swin\", \"swinv2\" or " +
        "\"resnet\"; received nothing: a backbone_config must carry its model_type")]
    [InlineData("""{"model_type": "dpt", "is_hybrid": true}""",
        "m/config.json: is_hybrid: expected false: DPT-Hybrid, a ViT behind a ResNetV2, cannot be built here; " +
        "transformers (DPTForDepthEstimation) and MiDaS (dpt_hybrid_384.pt) run it; received true")]
    [InlineData("""{"model_type": "depth_anything", "patch_size": 16}""",
        "m/config.json: patch_size: expected 14, as the backbone has; received 16")]
    [InlineData("""{"backbone_config": [1]}""",
        "m/config.json: backbone_config: expected an object or null; received [1]")]
    [InlineData("""{"backbone_config": {"model_type": "beit", "patch_size": [16, 16]}}""",
        "m/config.json: backbone_config.patch_size: expected a whole number; received [16, 16]")]
    [InlineData("""{"bin_configurations": [{"n_bins": 64, "max_depth": 10}]}""",
        "m/config.json: bin_configurations[0].min_depth: expected a finite number; received nothing: the key is " +
        "missing")]
    [InlineData("""{"bin_configurations": {"n_bins": 64}}""",
        "m/config.json: bin_configurations: expected a list of objects or null; received {\"n_bins\": 64}")]
    [InlineData("[]", "m/config.json: expected a JSON object; received []")]
    public void A_wrong_field_is_named_with_what_was_expected_and_what_came(string json, string message) =>
        Reading(json).Message.ShouldBe(message);

    [Theory]
    [InlineData("<!DOCTYPE html>")]
    [InlineData("")]
    [InlineData("""{"hidden_act": "gelu", "hidden_act": "relu"}""")]
    [InlineData("""{"hidden_act": NaN}""")]
    public void Text_that_is_no_JSON_is_shown(string json)
    {
        var error = Reading(json);

        error.Message.ShouldStartWith("m/config.json: expected a JSON object; received \""
            + json[..Math.Min(json.Length, 40)]);
        error.File.ShouldBe("m/config.json");
    }

    [Fact]
    public void All_wrong_fields_are_named_at_once()
    {
        var error = Reading("""{"hidden_act": 1, "backbone_config": {"model_type": "beit", "hidden_size": "x"}}""");

        error.Problems.Select(p => p.Field).ShouldBe(["backbone_config.hidden_size", "hidden_act"]);
        error.Message.ShouldBe(
            "m/config.json: 2 fields are wrong:\n  backbone_config.hidden_size: expected a whole number; received " +
            "\"x\"\n  hidden_act: expected a text; received 1");
    }

    [Theory]
    [InlineData("\"out_features\": \"stage1\"",
        "out_features: expected a list, each item a text or null; received \"stage1\"")]
    [InlineData("\"out_features\": [\"stage1\", \"stage13\"]",
        "out_features: expected names among stem, stage1 … stage12; received [stage1, stage13]")]
    [InlineData("\"out_features\": [\"stage1\", \"stage1\"]",
        "out_features: expected every stage at most once; received [stage1, stage1]")]
    [InlineData("\"out_features\": [\"stage2\", \"stage1\"]",
        "out_features: expected the stages in their order from input to output; received [stage2, stage1]")]
    [InlineData("\"out_indices\": 4", "out_indices: expected a list, each item a whole number or null; received 4")]
    [InlineData("\"out_indices\": [13]", "out_indices: expected indices from -13 to 12; received [13]")]
    [InlineData("\"out_indices\": [-14]", "out_indices: expected indices from -13 to 12; received [-14]")]
    [InlineData("\"out_indices\": [-1, 12]", "out_indices: expected every stage at most once; received [-1, 12]")]
    [InlineData("\"out_indices\": [4, 3]",
        "out_indices: expected the stages in their order from input to output; received [4, 3]")]
    [InlineData("\"out_features\": [\"stage1\"], \"out_indices\": [1, 2]",
        "out_indices: expected the stages of out_features, [1]; received [1, 2]")]
    [InlineData("\"out_features\": [\"stage1\"], \"out_indices\": [2]",
        "out_indices: expected the stages of out_features, [1]; received [2]")]
    [InlineData("\"num_hidden_layers\": 2000000000",
        "num_hidden_layers: expected 1 to 1000 layers; received 2000000000")]
    public void Wrong_stages_are_refused_as_transformers_does(string fields, string message) =>
        Reading($$"""{"backbone_config": {"model_type": "beit", {{fields}} } }""").Message.ShouldBe(
            "m/config.json: backbone_config." + message);

    [Theory]
    [InlineData("\"out_indices\": [3, -1]", "3 12", "stage3 stage12")]
    [InlineData("\"out_features\": [\"stem\", \"stage4\"]", "0 4", "stem stage4")]
    [InlineData("\"out_features\": null", "12", "stage12")]
    [InlineData("\"out_features\": [\"stage3\", \"stage12\"], \"out_indices\": [-10, 12]", "3 12", "stage3 stage12")]
    public void Stages_given_by_name_or_index_are_aligned(string fields, string indices, string names)
    {
        var config = ZoeDepthConfig.FromJson($$"""{"backbone_config": {"model_type": "beit", {{fields}} } }""");

        string.Join(" ", config.BackboneConfig.FeatureIndices).ShouldBe(indices);
        var again = ZoeDepthConfig.FromJson(config.ToJson()).BackboneConfig;
        string.Join(" ", again.OutFeatures!).ShouldBe(names);
        string.Join(" ", again.OutIndices!).ShouldBe(indices);
    }

    [Fact]
    public void A_missing_folder_and_a_folder_without_the_file_are_told_apart()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<DirectoryNotFoundException>(() => ZoeDepthConfig.FromPretrained(folder.File("none"))).Message
            .ShouldBe($"there is no folder {folder.File("none")}; expected a model folder as save_pretrained writes " +
                "it: config.json beside model.safetensors");
        Should.Throw<FileNotFoundException>(() => ZoeDepthConfig.FromPretrained(folder.Path)).Message
            .ShouldBe($"{folder.Path} holds no config.json; expected a model folder as save_pretrained writes it: " +
                "config.json beside model.safetensors");
    }

    [Fact]
    public void An_endless_file_is_not_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", new byte[(4 << 20) + 1]);

        Should.Throw<ConfigurationException>(() =>
            ZoeDepthConfig.FromPretrained(folder.Path)).Message.ShouldEndWith(
            "expected a JSON file of at most 4194304 bytes; received more");
    }

    [Fact]
    public void A_name_that_leads_to_an_endless_device_is_read_to_the_limit_and_no_further()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "/dev/zero is not there");
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("config.json"), "/dev/zero");

        Should.Throw<ConfigurationException>(() =>
            ZoeDepthConfig.FromPretrained(folder.Path)).Message.ShouldEndWith(
            "expected a JSON file of at most 4194304 bytes; received more");
    }

    [Theory]
    [InlineData("""{"hidden_act": "\ud800"}""")]
    [InlineData("""{"hidden_act": "gelu", "\udc00": 1}""")]
    [InlineData("""{"bin_configurations": [{"name": "\ud800x"}]}""")]
    public void Half_of_a_surrogate_pair_is_no_text(string json) =>
        Reading(json).Message.ShouldContain("holds half of a surrogate pair, which is no character");

    [Fact]
    public void Bytes_that_are_no_text_are_refused_and_a_byte_order_mark_is_not()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", [.. "{\"hidden_act\": \""u8, 0xC3, .. "\"}"u8]);
        Should.Throw<ConfigurationException>(() =>
            ZoeDepthConfig.FromPretrained(folder.Path)).Message.ShouldEndWith(
            "config.json: expected a JSON object; received bytes that are no UTF-8 text");

        folder.Write("config.json", [0xEF, 0xBB, 0xBF, .. "{\"hidden_act\": \"relu\"}"u8]);
        ZoeDepthConfig.FromPretrained(folder.Path).HiddenAct.ShouldBe("relu");
    }

    [Fact]
    public void What_a_file_says_is_shown_cut_on_one_line_and_without_what_a_terminal_obeys()
    {
        Reading($$"""{"hidden_act": [{{"\n"}}  1,{{"\n"}}  "{{"\u009b"}}31m{{"\u202e"}}"]}""").Message.ShouldBe(
            "m/config.json: hidden_act: expected a text; received [ 1, \"\\u009B31m\\u202E\"]");
        Reading($$"""{"readout_type": "{{new string('x', 5000)}}"}""").Message.Length.ShouldBeLessThan(300);
        Reading($$"""{"backbone_config": {"model_type": "beit", "out_features": ["\u001b[2J{{new string('x', 5000)}}"]} }""")
            .Message.ShouldContain("received [\\u001B[2Jxxx");
        Reading("<\u001b]0;title\u0007>").Message.ShouldStartWith(
            "m/config.json: expected a JSON object; received \"<\\u001B]0;title\\u0007>\" (");
    }

    [Fact]
    public void A_configuration_file_that_is_not_there_is_called_a_file()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<FileNotFoundException>(() => ZoeDepthConfig.FromPretrained(folder.File("mine.json"))).Message
            .ShouldBe($"there is no file {folder.File("mine.json")} (looked from {Directory.GetCurrentDirectory()}); " +
                "name a config.json, or the folder that holds one");
    }
}
