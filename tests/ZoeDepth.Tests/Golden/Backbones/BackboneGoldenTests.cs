using System.Text.Json;
using ZoeDepth.Backbone;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Original;
using ZoeDepth.Pretrained;
using ZoeDepth.Tensors;
using ZoeDepth.Tests.Cli;

namespace ZoeDepth.Tests.Golden.Backbones;

/// <summary>
/// Other cores against the programs of their authors: Depth Anything V2's own code, timm's Swin and SwinV2.
/// </summary>
[Trait("Category", "Golden")]
[Trait("Family", "backbones")]
public sealed class BackboneGoldenTests
{
    private const string Family = "backbones";

    public static TheoryData<string> DepthAnything => Goldens.Names(Family, "depth_anything");

    public static TheoryData<string> Swin => Goldens.Names(Family, "swin");

    [GoldenTheory, MemberData(nameof(DepthAnything))]
    public void Depth_Anything_says_what_its_own_code_says_from_its_own_file(string name)
    {
        var item = Goldens.Case(Family, name);
        var tensors = Opened(item);
        var files = ModelFiles.Open(Goldens.PathOf(Family, item.GetProperty("weights").GetString()!));
        using var model = ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source);
        using var pass = Pass.Inference();

        Compare(item, model.Forward(Pixels(pass, tensors[$"{name}.pixel_values"])).PredictedDepth,
            tensors[$"{name}.predicted_depth"], name);
    }

    [GoldenTheory, MemberData(nameof(DepthAnything))]
    public async Task A_folder_made_of_the_file_says_the_same(string name)
    {
        var item = Goldens.Case(Family, name);
        using var folder = new TemporaryFolder();
        (await CommandRun.Of("convert", Goldens.PathOf(Family, item.GetProperty("weights").GetString()!),
            folder.File("m"))).Ended(ExitCode.Done);
        using var model = ZoeDepthForDepthEstimation.FromPretrained(folder.File("m"));
        model.Config.Architectures.ShouldBe(["DepthAnythingForDepthEstimation"]);
        ((Dinov2Config)model.Config.BackboneConfig).InterpolateOffset.ShouldBe(0.1);
        using var pass = Pass.Inference();
        var tensors = Opened(item);

        Compare(item, model.Forward(Pixels(pass, tensors[$"{name}.pixel_values"])).PredictedDepth,
            tensors[$"{name}.predicted_depth"], name);
    }

    [GoldenTheory, MemberData(nameof(Swin))]
    public void Shifted_windows_see_what_timms_see(string name)
    {
        var item = Goldens.Case(Family, name);
        var tensors = Opened(item);
        var config = SwinConfig.V2Tiny256 with
        {
            Version = item.GetProperty("version").GetInt32(), TimmStages = true, EmbedDim = 4, Depths = [2, 2, 2, 2],
            NumHeads = [1, 2, 2, 4], WindowSize = 4, ImageSize = 32, PatchSize = 2, MlpRatio = 2,
            PretrainedWindowSizes =
                [.. item.GetProperty("pretrained").EnumerateArray().Select(size => size.GetInt32())],
        };
        var table = OriginalNetwork.TableOf(config.Version == 1 ? OriginalEncoder.Swin : OriginalEncoder.SwinV2,
            isZoeDepth: false, isDepthAnything: false);
        using var store = new WeightStore(new GoldenWeights(tensors), [new OriginalDialect(table)]);
        var backbone = new SwinBackbone(store.Root.Scope("backbone"), config);
        store.RequireMatch();
        using var pass = Pass.Inference();

        var maps = backbone.Forward(Pixels(pass, tensors["pixel_values"])).FeatureMaps;
        maps.Count.ShouldBe(4);
        foreach (var (i, map) in maps.Index())
            Compare(item, map, tensors[$"stage{i + 1}"], $"{name} stage {i + 1}");
    }

    private static GoldenTensors Opened(JsonElement item) =>
        GoldenTensors.Open(Goldens.PathOf(Family, item.GetProperty("tensors").GetString()!));

    private static Tensor Pixels(Pass pass, GoldenTensor stored)
    {
        var last = stored.ChannelsLast();
        return pass.New(new Shape(last.Shape), last.Floats());
    }

    private static void Compare(JsonElement item, Tensor ours, GoldenTensor expected, string name)
    {
        ours.Shape.ToArray().ShouldBe(expected.Shape, name);
        Close.Within(ours.Values, expected.Doubles(), item.GetProperty("rtol").GetDouble(),
            item.GetProperty("atol").GetDouble(), name);
    }

    /// <summary>The weights of a case, under the names of its program.</summary>
    private sealed class GoldenWeights(GoldenTensors tensors) : IWeightSource
    {
        private const string Prefix = "weights.";

        public string Description => "the golden's weights";

        public IEnumerable<string> Keys => tensors.Names
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

        public WeightTensor? Find(string key, Shape shape)
        {
            if (!tensors.Has(Prefix + key)) return null;
            var tensor = tensors[Prefix + key];
            return new([.. tensor.Shape.Select(extent => (long)extent)], new MemoryValues(tensor.Floats()), [key]);
        }

        public void Dispose()
        {
            // The tensors are the caller's.
        }
    }
}
