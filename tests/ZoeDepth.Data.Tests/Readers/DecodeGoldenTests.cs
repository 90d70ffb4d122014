using System.Text.Json;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Data.Readers;
using ZoeDepth.Data.Tests.Evaluation;
using static ZoeDepth.Data.Tests.Evaluation.EvaluationGoldens;

namespace ZoeDepth.Data.Tests.Readers;

[Trait("Family", "evaluation")]
public sealed class DecodeGoldenTests
{
    public static TheoryData<string> DecodeCases => Read("decode");

    public static TheoryData<string> LoopCases => Read("evaluate_loop");

    public static TheoryData<string> ConfigurationCases => Goldens.Names(Family, "dataset_config");

    [GoldenTheory, MemberData(nameof(DecodeCases))]
    public void A_loader_of_the_original_gives_the_same(string name)
    {
        var item = Case(name);
        var given = item.GetProperty("params");
        var dataset = Open(given.GetProperty("dataset").GetString()!, Tree(item));
        if (given.TryGetProperty("has_valid_depth", out var has) && !has.GetBoolean())
        {
            dataset.Count.ShouldBe(
                File.ReadLines(List(Tree(item))).Count(line => !line.Contains("None", StringComparison.Ordinal)),
                "what has no depth is left out");
            return;
        }
        var sample = dataset.Load(IndexOf(item, dataset));

        if (Expects(item, "image_no_antialias"))
            Check(item, "image_no_antialias", Image(ResizedImage.Of(sample, given), given));
        else Check(item, "image", Image(given.GetProperty("dataset").GetString() == "vkitti"
            ? ResizedImage.AsLoaded(sample).Normalized() : ResizedImage.AsLoaded(sample), given));

        // Where the original stores −1 or NaN for no depth, here is 0 and a mask.
        var depth =
            Strided(sample.Depth, sample.DepthWidth, sample.DepthHeight, given.GetProperty("depth_stride").GetInt32());
        var mask =
            Strided(
            [.. sample.Mask.Select(valid => valid ? 1f : 0)], sample.DepthWidth, sample.DepthHeight,
            given.GetProperty("depth_stride").GetInt32());
        Check(item, "depth", depth, i => mask[i] == 1);
        var expected =
            Tensors(
            item)[item.GetProperty("expect").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "depth").GetProperty("tensor").GetString()!];
        expected.Doubles().Select(value => value > 0 && double.IsFinite(value) ? 1.0 : 0).ShouldBe(mask);
        if (!Expects(item, "mask")) return;
        var benchmark = Benchmark.Of(given.GetProperty("dataset").GetString()!);
        Check(
            item, "mask",
            [.. depth.Select(metres =>
                metres > (float)benchmark.MinDepth && metres < (float)benchmark.MaxDepth ? 1.0 : 0)]);
    }

    [GoldenTheory, MemberData(nameof(LoopCases))]
    public void The_original_evaluation_gives_the_same(string name)
    {
        var item = Case(name);
        var given = item.GetProperty("params");
        var key = given.GetProperty("dataset").GetString()!;
        var dataset = Open(key, Tree(item));
        var standIn = new StandInNetwork(given.GetProperty("stand_in"));
        var protocol = Benchmark.Of(key).Protocol;
        var average = new MetricAverage();
        for (var i = 0; i < dataset.Count; i++)
        {
            var sample = dataset.Load(i);
            var prediction = standIn.FlipAveraged(ResizedImage.Of(sample, key));
            average.Add(protocol.Score<float>(
                sample.Depth, sample.DepthHeight, sample.DepthWidth,
                prediction.Depth, prediction.Height, prediction.Width).Metrics);
        }
        var suffix = Expects(item, "metrics_no_antialias") ? "_no_antialias" : "";
        Check(item, $"metrics{suffix}", average.Mean.ToArray());
        Check(item, $"rounded{suffix}", MetricAverage.Rounded(average.Mean).ToArray());
    }

    [GoldenTheory, MemberData(nameof(ConfigurationCases))]
    public void Ranges_crops_and_groups_are_the_originals(string name)
    {
        using var table =
            JsonDocument.Parse(File.ReadAllBytes(Goldens.PathOf(Family, Case(name).GetProperty("file").GetString()!)));
        var datasets = table.RootElement.GetProperty("datasets");
        foreach (var entry in datasets.EnumerateObject())
        {
            var (benchmark, there) = (Benchmark.Of(entry.Name), entry.Value);
            (benchmark.MinDepth, benchmark.MaxDepth)
                .ShouldBe(
                (there.GetProperty("min_depth").GetDouble(), there.GetProperty("max_depth").GetDouble()), entry.Name);
            (benchmark.Protocol.MinDepth, benchmark.Protocol.MaxDepth)
                .ShouldBe(
                    (there.GetProperty("min_depth_eval").GetDouble(), there.GetProperty("max_depth_eval").GetDouble()),
                    entry.Name);
            benchmark.Protocol.Crop.ShouldBe(
                there.GetProperty("garg_crop").GetBoolean() ? EvaluationCrop.Garg : EvaluationCrop.EigenNyu,
                entry.Name);
            benchmark.KittiBenchmarkCrop.ShouldBe(
                there.GetProperty("do_kb_crop").GetBoolean() && entry.Name is not ("vkitti" or "ddad"),
                $"{entry.Name}; two loaders of the original ignore the flag");
        }
        datasets.EnumerateObject().Select(entry => entry.Name).Order()
            .ShouldBe(Benchmark.All.Select(benchmark => benchmark.Key).Order());
        Names(table.RootElement, "ALL_INDOOR").ShouldBe(Benchmark.AllIndoor);
        Names(table.RootElement, "ALL_OUTDOOR").ShouldBe(Benchmark.AllOutdoor);
    }

    private static TheoryData<string> Read(string operation)
    {
        var names = new TheoryData<string>();
        foreach (var item in Goldens.Cases(Family))
        {
            if (item.GetProperty("op").GetString() == operation) names.Add(item.GetProperty("name").GetString()!);
        }
        return names;
    }

    private static IEnumerable<string> Names(JsonElement table, string group) =>
        table.GetProperty(group).EnumerateArray().Select(name => name.GetString()!);

    private static string List(string tree) => Path.Combine(tree, "test_files.txt");

    private static IDepthDataset Open(string key, string tree) => key switch
    {
        "nyu" => SplitFile.OpenNyu(List(tree), tree),
        "kitti" => SplitFile.OpenKitti(List(tree), tree),
        "diode_indoors" => FolderDataset.Open("diode_indoor", tree),
        "hypersim" => FolderDataset.Open("hypersim_test", tree),
        _ => FolderDataset.Open(key, tree),
    };

    /// <summary>Which sample a case is about: its line, its entry, or its photograph.</summary>
    private static int IndexOf(JsonElement item, IDepthDataset dataset)
    {
        var files = item.GetProperty("files");
        if (files.TryGetProperty("line", out var line)) return line.GetInt32();
        if (files.TryGetProperty("entry", out var entry)) return entry.GetInt32();
        var name = Path.ChangeExtension(files.GetProperty("image").GetString()!, null);
        return Enumerable.Range(0, dataset.Count).Single(i => dataset.Describe(i).Name == name);
    }

    /// <summary>Every so manieth pixel of a picture, channel after channel, as the cases hold it.</summary>
    private static double[] Image(ResizedImage image, JsonElement given)
    {
        var stride = given.GetProperty("image_stride").GetInt32();
        return [.. Enumerable.Range(0, 3).SelectMany(
            channel => Strided(image.Channel(channel), image.Width, image.Height, stride))];
    }

    private static double[] Strided(float[] values, int width, int height, int stride)
    {
        var taken = new List<double>();
        for (var row = 0; row < height; row += stride)
            for (var column = 0; column < width; column += stride) taken.Add(values[(row * width) + column]);
        return [.. taken];
    }
}
