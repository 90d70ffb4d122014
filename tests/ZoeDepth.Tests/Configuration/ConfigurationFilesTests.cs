using System.Text.Json.Nodes;
using FsCheck.Xunit;

namespace ZoeDepth.Tests.Configuration;

/// <summary>Reading and writing <c>config.json</c>.</summary>
public sealed class ConfigurationFilesTests
{
    public static TheoryData<string> Files
    {
        get
        {
            var files = new TheoryData<string>();
            foreach (var folder in new[] { "hf", "processor" })
                foreach (var file in Directory.GetFiles(Path.Combine(Goldens.RepositoryRoot, "tests", "goldens",
                    folder), "config.json", SearchOption.AllDirectories).Order())
                    files.Add(Path.GetRelativePath(Goldens.RepositoryRoot, file));
            return files;
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void A_file_written_by_transformers_survives_to_the_byte(string file)
    {
        var path = Path.Combine(Goldens.RepositoryRoot, file);
        ZoeDepthConfig.FromPretrained(Path.GetDirectoryName(path)!).ToJson().ShouldBe(File.ReadAllText(path));
    }

    [Theory, MemberData(nameof(Files))]
    public void A_file_written_by_transformers_describes_a_model_that_exists(string file) =>
        ZoeDepthConfig.FromPretrained(Path.Combine(Goldens.RepositoryRoot, file)).Validate();

    /// <summary>
    /// What transformers 4 wrote: only the fields that differ from their defaults, <c>torch_dtype</c>, nulls for what
    /// is unset.
    /// </summary>
    private const string Classic = """
        {
          "_name_or_path": "/tmp/somewhere",
          "architectures": ["ZoeDepthForDepthEstimation"],
          "backbone": null,
          "backbone_config": {
            "hidden_size": 1024, "image_size": 384, "intermediate_size": 4096, "model_type": "beit", "num_attention_heads": 16, "num_hidden_layers": 24,
            "out_features": ["stage6", "stage12", "stage18", "stage24"], "out_indices": [6, 12, 18, 24], "reshape_hidden_states": false,
            "stage_names": ["stem", "stage1"], "use_relative_position_bias": true
          },
          "backbone_hidden_size": 1024,
          "bin_configurations": [{"max_depth": 10.0, "min_depth": 0.001, "n_bins": 64, "name": "nyu"}],
          "model_type": "zoedepth",
          "neck_hidden_sizes": [256, 512, 1024, 1024],
          "torch_dtype": "float32",
          "transformers_version": "4.43.0.dev0",
          "use_pretrained_backbone": false
        }
        """;

    [Fact]
    public void A_classic_file_that_says_only_what_differs_is_filled_up_with_the_defaults()
    {
        var config = ZoeDepthConfig.FromJson(Classic);

        config.BackboneConfig.ShouldBe(BeitConfig.Large384);
        config.BackboneConfig.ShouldBeOfType<BeitConfig>().LayerNormEps.ShouldBe(1e-12);
        config.BackboneConfig.FeatureIndices.ShouldBe([6, 12, 18, 24]);
        config.Dtype.ShouldBe("float32");
        (config with { UnknownKeys = ZoeDepthConfig.Nyu.UnknownKeys, Dtype = null }).ShouldBe(ZoeDepthConfig.Nyu);
    }

    [Theory, InlineData("dtype"), InlineData("torch_dtype")]
    public void The_number_type_is_read_under_either_name_and_written_back_under_the_same(string key)
    {
        var config = ZoeDepthConfig.FromJson($$"""{"{{key}}": "float16"}""");

        config.Dtype.ShouldBe("float16");
        var written = JsonNode.Parse(config.ToJson())!.AsObject();
        written[key]!.GetValue<string>().ShouldBe("float16");
        written.Count(p => p.Key.EndsWith("dtype", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void Unknown_keys_survive_at_every_level()
    {
        var config = ZoeDepthConfig.FromJson("""
            {"num_out_features": [6, 6], "note": {"a": 1.50, "b": null},
             "backbone_config": {"model_type": "beit", "colour": "blue"},
             "bin_configurations": [{"n_bins": 8, "min_depth": 1, "max_depth": 2, "unit": "fathom"}]}
            """);

        var written = JsonNode.Parse(config.ToJson())!;
        written["num_out_features"]!.ToJsonString().ShouldBe("[6,6]");
        written["note"]!.ToJsonString().ShouldBe("""{"a":1.50,"b":null}""");
        written["backbone_config"]!["colour"]!.GetValue<string>().ShouldBe("blue");
        written["bin_configurations"]![0]!["unit"]!.GetValue<string>().ShouldBe("fathom");
        ZoeDepthConfig.FromJson(config.ToJson()).ToJson().ShouldBe(config.ToJson());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"backbone_config": null, "bin_configurations": null}""")]
    [InlineData(
        """{"bin_configurations": [], "backbone": null, "backbone_kwargs": {}, "use_pretrained_backbone": false}""")]
    public void Nulls_and_empty_lists_mean_the_defaults(string json)
    {
        var config = ZoeDepthConfig.FromJson(json);

        config.ShouldBe(new ZoeDepthConfig());
        config.BackboneConfig.ShouldBe(BeitConfig.Large384);
        config.BinConfigurations.ShouldBe([new BinConfiguration { NBins = 64, MinDepth = 0.001, MaxDepth = 10 }],
            ignoreOrder: false);
    }

    [Property(MaxTest = 500)]
    public void A_number_survives_the_file_to_the_bit(long bits)
    {
        var number = BitConverter.Int64BitsToDouble(bits);
        if (!double.IsFinite(number)) number = 1.0 / bits;
        var config = new ZoeDepthConfig { MinTemp = number, ReassembleFactors = [number] };

        var again = ZoeDepthConfig.FromJson(config.ToJson());

        BitConverter.DoubleToInt64Bits(again.MinTemp).ShouldBe(BitConverter.DoubleToInt64Bits(number));
        again.ReassembleFactors.ShouldBe([number]);
    }

    [Theory]
    [InlineData(10, "10.0")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1.5e15, "1500000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(-1.2345678901234568e16, "-1.2345678901234568e+16")]
    [InlineData(1e17, "1e+17")]
    [InlineData(-2.5e-12, "-2.5e-12")]
    public void A_number_is_spelt_as_Python_spells_it(double number, string text) =>
        new ZoeDepthConfig { MinTemp = number }.ToJson().ShouldContain($"\"min_temp\": {text},");

    [Fact]
    public void Defaults_are_those_of_transformers()
    {
        var config = new ZoeDepthConfig();

        config.NeckHiddenSizes.ShouldBe([96, 192, 384, 768]);
        config.ReassembleFactors.ShouldBe([4, 2, 1, 0.5]);
        config.NumAttractors.ShouldBe([16, 8, 4, 1]);
        (config.AttractorAlpha, config.AttractorGamma, config.AttractorKind).ShouldBe((1000, 2, "mean"));
        (config.MinTemp, config.MaxTemp, config.BinEmbeddingDim).ShouldBe((0.0212, 50.0, 128));
        (config.HiddenAct, config.InitializerRange, config.BatchNormEps, config.ReadoutType)
            .ShouldBe(("gelu", 0.02, 1e-5, "project"));
        (config.FusionHiddenSize, config.BottleneckFeatures, config.NumRelativeFeatures, config.HeadInIndex)
            .ShouldBe((256, 256, 32, -1));
        (config.AddProjection, config.UseBatchNormInFusionResidual, config.UseBiasInFusionResidual)
            .ShouldBe((false, false, null));
        var beit = new BeitConfig();
        (beit.HiddenSize, beit.NumHiddenLayers, beit.NumAttentionHeads, beit.IntermediateSize)
            .ShouldBe((768, 12, 12, 3072));
        (beit.ImageSize, beit.PatchSize, beit.NumChannels, beit.LayerNormEps, beit.LayerScaleInitValue)
            .ShouldBe((224, 16, 3, 1e-12, 0.1));
        (beit.UseRelativePositionBias, beit.ReshapeHiddenStates, beit.DropPathRate).ShouldBe((false, true, 0.1));
    }

    [Fact]
    public void The_published_models_differ_as_the_conversion_script_says()
    {
        foreach (var config in new[] { ZoeDepthConfig.Nyu, ZoeDepthConfig.Kitti, ZoeDepthConfig.NyuKitti })
        {
            config.Validate();
            config.NeckHiddenSizes.ShouldBe([256, 512, 1024, 1024]);
            config.BackboneConfig.FeatureIndices.ShouldBe([6, 12, 18, 24]);
            config.BinConfigurations.ShouldAllBe(bins => bins.NBins == 64 && bins.MinDepth == 0.001);
        }
        ZoeDepthConfig.Kitti.BinCentersType.ShouldBe("normed");
        (ZoeDepthConfig.Kitti.BinConfigurations.Single().Name, ZoeDepthConfig.Kitti.BinConfigurations.Single().MaxDepth)
            .ShouldBe(("nyu", 10.0));
        ZoeDepthConfig.NyuKitti.BinConfigurations.Select(bins => (bins.Name, bins.MaxDepth))
            .ShouldBe([("nyu", 10.0), ("kitti", 80.0)]);
        ZoeDepthConfig.NyuKitti.PatchTransformerIntermediateSize.ShouldBe(1024);
    }

    [Fact]
    public void Saving_writes_the_file_whole_and_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();

        ZoeDepthConfig.NyuKitti.Save(folder.Path);

        Directory.GetFiles(folder.Path).Select(Path.GetFileName).ShouldBe(["config.json"]);
        ZoeDepthConfig.FromPretrained(folder.Path).ShouldBe(ZoeDepthConfig.NyuKitti);
        ZoeDepthConfig.FromPretrained(folder.File("config.json")).ShouldBe(ZoeDepthConfig.NyuKitti);
    }

    [Fact]
    public void Changing_a_field_makes_another_configuration()
    {
        var wide = ZoeDepthConfig.Kitti with
            { BinConfigurations = [ZoeDepthConfig.Kitti.BinConfigurations[0] with { MaxDepth = 80 }] };

        wide.ShouldNotBe(ZoeDepthConfig.Kitti);
        ZoeDepthConfig.FromJson(wide.ToJson()).BinConfigurations[0].MaxDepth.ShouldBe(80);
    }
}
