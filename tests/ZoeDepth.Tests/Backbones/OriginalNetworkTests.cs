using ZoeDepth.Original;
using ZoeDepth.Pretrained;
using ZoeDepth.PyTorch;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Backbones;

/// <summary>MiDaS, Depth Anything and ZoeDepth on other cores by the names of the research codes.</summary>
public sealed class OriginalNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, bool> Networks
    {
        get
        {
            var networks = new TheoryData<string, bool>();
            foreach (var name in PublishedNetworks.Names)
            {
                networks.Add(name, false);
                networks.Add(name, true);
            }
            return networks;
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void A_file_at_full_size_tells_its_network_and_is_read_whole(string name, bool isZoeDepth)
    {
        var config = Expected(PublishedNetworks.Named(name), isZoeDepth);
        using var model = ZoeDepthForDepthEstimation.FromConfig(config);
        using var source = new NamedShapes("model.pt", Stacks(model).ToDictionary(stack => stack.Key,
            stack => Stacked(stack.Value)));

        var told = OriginalArchitecture.Of(source);
        told.BackboneConfig.ShouldBe(config.BackboneConfig);
        told.ShouldBe(config with { Architectures = told.Architectures });
        using var opened = ZoeDepthForDepthEstimation.FromSource(told, source);
        opened.Parameters.Select(parameter => (parameter.Name, parameter.Shape))
            .ShouldBe(model.Parameters.Select(parameter => (parameter.Name, parameter.Shape)), ignoreOrder: true);
    }

    public static TheoryData<string, ZoeDepthConfig> Small => new()
    {
        { "depth_anything_vits14.pth", SmallAnything([1, 2, 3, 4]) },
        { "depth_anything_v2_metric_vkitti_vits.pth", SmallAnything([1, 2, 3, 4]) with
            { DepthEstimationType = "metric", MaxDepth = 80 } },
        { "dpt_large_384.pt", ZoeDepthConfig.DptLarge with
            {
                BackboneConfig = new ViTConfig
                {
                    HiddenSize = 128, NumHiddenLayers = 4, NumAttentionHeads = 2, IntermediateSize = 256,
                    ImageSize = 8, PatchSize = 2, LayerNormEps = 1e-6,
                    OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
                },
                NeckHiddenSizes = [4, 6, 8, 6], FusionHiddenSize = 4, NumRelativeFeatures = 3,
            } },
    };

    [Theory, MemberData(nameof(Small))]
    public void Every_number_of_a_file_comes_to_its_place(string file, ZoeDepthConfig config)
    {
        using var model = PlainWeights.Shaken(ZoeDepthForDepthEstimation.FromConfig(config), seed: 5);
        var path = _folder.File(file);
        using (var stream = File.Create(path))
            PyTorchWriter.Write(stream, [.. Stacks(model).Select(stack =>
                WritableTensor.Of(stack.Key, stack.Value, TensorDataType.F32))]);

        var files = ModelFiles.Open(path);
        files.Config.ShouldBe(config with { Architectures = files.Config.Architectures });
        files.Processor.ImageProcessorType.ShouldBe("DPTImageProcessor");
        using var opened = ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source);
        foreach (var parameter in model.Parameters)
            opened.GetParameter(parameter.Name).Values.SequenceEqual(parameter.Values)
                .ShouldBeTrue(parameter.Name);
    }

    [Theory]
    [InlineData("pretrained.model.patch_embed.backbone.stem.conv.weight", "it is a DPT-Hybrid")]
    [InlineData("pretrained.layer1.0.weight", "it is a MiDaS 2.1")]
    [InlineData("pretrained.model.stem.0.conv.weight", "its encoder is none of BEiT, ViT, Swin, SwinV2 and DINOv2")]
    [InlineData("core.core.pretrained.model.patch_embed.backbone.stem.conv.weight", "it is a DPT-Hybrid")]
    public void Another_network_is_named(string key, string reason)
    {
        using var source = new NamedShapes("some.pt", new() { [key] = [1] });
        var error = Should.Throw<CheckpointException>(() => OriginalArchitecture.Of(source));
        error.Fault.ShouldBe(CheckpointFault.Unsupported);
        error.Message.ShouldContain(reason);
    }

    [Fact]
    public void The_second_Depth_Anything_takes_other_stages_and_its_file_name_alone_tells()
    {
        var config = PublishedNetworks.Named("depth-anything-large");
        using var model = ZoeDepthForDepthEstimation.FromConfig(Expected(config, isZoeDepth: false));
        var shapes = Stacks(model).ToDictionary(stack => stack.Key, stack => Stacked(stack.Value));
        using var second = new NamedShapes("depth_anything_v2_vitl.pth", shapes);
        OriginalArchitecture.Of(second).BackboneConfig.FeatureIndices.ShouldBe([5, 12, 18, 24]);
        using var indoor = new NamedShapes("depth_anything_v2_metric_hypersim_vitl.pth", shapes);
        OriginalArchitecture.Of(indoor).MaxDepth.ShouldBe(20);
        using var unknown = new NamedShapes("metric.pth", shapes);
        Should.Throw<CheckpointException>(() => OriginalArchitecture.Of(unknown)).Message.ShouldContain("max_depth=20");
        using var renamed = new NamedShapes("mine.pth", shapes);
        var told = OriginalArchitecture.Of(renamed,
            OriginalSettings.Read(null, ["depth_anything_version=2", "max_depth=80"]));
        (told.DepthEstimationType, told.MaxDepth).ShouldBe(("metric", 80));
        told.BackboneConfig.FeatureIndices.ShouldBe([5, 12, 18, 24]);
    }

    [Fact]
    public void Pictures_enter_a_core_of_ZoeDepth_as_its_training_had_them()
    {
        ZoeDepthImageProcessor Of(string name) =>
            OriginalArchitecture.Processor(Expected(PublishedNetworks.Named(name), isZoeDepth: true));
        var tiny = Of("DPT_SwinV2_T_256");
        (tiny.Size, tiny.KeepAspectRatio).ShouldBe((new ImageSize(256, 256), false));
        var anything = Of("depth-anything-large");
        (anything.Size, anything.EnsureMultipleOf).ShouldBe((new ImageSize(392, 518), 14));
        anything.ImageMean[0].ShouldBe(0.485);
        Of("DPT_BEiT_L_384").Size.ShouldBe(new ImageSize(384, 512));
    }

    private static ZoeDepthConfig SmallAnything(int[] stages) => ZoeDepthConfig.DepthAnythingLarge with
    {
        BackboneConfig = new Dinov2Config
        {
            HiddenSize = 128, NumHiddenLayers = 4, NumAttentionHeads = 2, ImageSize = 56, MlpRatio = 2,
            ReshapeHiddenStates = false, InterpolateOffset = 0.1, OutFeatures = [.. stages.Select(i => $"stage{i}")],
        },
        NeckHiddenSizes = [4, 6, 8, 6],
        FusionHiddenSize = 4,
        NumRelativeFeatures = 3,
    };

    /// <summary>What such a file must tell: the published network with what the research codes do otherwise.</summary>
    private static ZoeDepthConfig Expected(ZoeDepthConfig config, bool isZoeDepth)
    {
        config = config with
        {
            BackboneConfig = config.BackboneConfig switch
            {
                BeitConfig beit => beit with
                    { LayerNormEps = 1e-6, DropPathRate = 0, OutIndices = beit.FeatureIndices },
                ViTConfig vit => vit with { LayerNormEps = 1e-6 },
                SwinConfig swin => swin with { TimmStages = true, DropPathRate = 0 },
                Dinov2Config dino => dino with { InterpolateOffset = 0.1 },
                var other => other,
            },
        };
        if (!isZoeDepth) return config;
        return ZoeDepthConfig.Nyu with
        {
            BackboneConfig = config.BackboneConfig,
            NeckHiddenSizes = config.NeckHiddenSizes,
            FusionHiddenSize = config.FusionHiddenSize,
            BottleneckFeatures = config.FusionHiddenSize,
            DecoderType = config.DecoderType,
            ReadoutType = config.ReadoutType,
        };
    }

    /// <summary>A model's parameters under the research code's names, stacked as there.</summary>
    private static Dictionary<string, List<Parameter>> Stacks(ZoeDepthForDepthEstimation model)
    {
        var encoder = model.Config.BackboneConfig switch
        {
            BeitConfig => OriginalEncoder.Beit,
            ViTConfig => OriginalEncoder.ViT,
            Dinov2Config => OriginalEncoder.Dinov2,
            SwinConfig { Version: 1 } => OriginalEncoder.Swin,
            _ => OriginalEncoder.SwinV2,
        };
        var table = OriginalNetwork.TableOf(encoder, model.Config.ModelType == "zoedepth",
            model.Config.DecoderType == "depth_anything");
        var stacks = new Dictionary<string, List<Parameter>>();
        foreach (var parameter in model.Parameters)
        {
            var (key, _) = table.Original(parameter.Name).ShouldNotBeNull(parameter.Name);
            if (!stacks.TryGetValue(key, out var stack)) stacks[key] = stack = [];
            stack.Add(parameter);
        }
        return stacks;
    }

    private static long[] Stacked(List<Parameter> parts)
    {
        long[] shape = [.. parts[0].Shape.ToArray()];
        if (parts.Count > 1) shape[0] *= parts.Count;
        return shape;
    }

    /// <summary>Names and shapes without numbers.</summary>
    private sealed class NamedShapes(string name, Dictionary<string, long[]> shapes) : IWeightSource
    {
        public string Description => name;

        public IEnumerable<string> Keys => shapes.Keys;

        public WeightTensor? Find(string key, Shape shape) =>
            shapes.TryGetValue(key, out var extents) ? new(extents, new None(), [key]) : null;

        public void Dispose()
        {
            // It holds nothing.
        }

        private sealed class None : IParameterValues
        {
            public ParameterLease Open() => throw new InvalidOperationException("there are no numbers");
        }
    }
}
