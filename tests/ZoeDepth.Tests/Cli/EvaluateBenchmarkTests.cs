using System.Text.Json;
using ZoeDepth.Cli.Evaluate;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Data.Readers;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

/// <summary>The paper's datasets by one command, beside the paper's figures.</summary>
public sealed class EvaluateBenchmarkTests : IDisposable
{
    private const string Model = "two-heads-kitti";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> Evaluate(params string[] words) =>
        CommandRun.Of(["evaluate", "--root", _folder.Path, "--model", Samples.Model(Model), .. words]);

    private static JsonElement LastLine(CommandRun run)
    {
        using var document = JsonDocument.Parse(run.Out.TrimEnd().Split('\n')[^1]);
        return document.RootElement.Clone();
    }

    [Fact]
    public async Task All_datasets_of_the_paper_are_scored_as_its_code_scores_them()
    {
        BenchmarkTrees.CopyTo(_folder.Path);
        var run = (await Evaluate("-d", "ALL,diml_indoor,vkitti", "--json")).Ended(ExitCode.Done);
        var document = LastLine(run);
        document.GetProperty("datasets").EnumerateArray().Select(key => key.GetString())
            .ShouldBe([.. Benchmark.AllIndoor, .. Benchmark.AllOutdoor, "diml_indoor", "vkitti"]);
        document.GetProperty("protocol").GetString().ShouldBe("paper");
        run.Out.ShouldContain("table 1: ZoeD-M12-NK = ZoeD_NK");
        run.Out.ShouldContain("difference to ZoeD-M12-NK");
        foreach (var key in new[] { "nyu", "kitti", "hypersim_test", "diml_indoor" })
        {
            var row = document.GetProperty("results").EnumerateArray().Single(row =>
                row.GetProperty("dataset").GetString() == key && row.GetProperty("domain").GetString() == "all"
                && row.GetProperty("average").GetString() == "images");
            var expected = Expected(key);
            foreach (var name in DepthMetrics.Names)
                row.GetProperty(name).GetDouble().ShouldBe(expected[name], 1e-9, $"{key} {name}");
        }
    }

    /// <summary>
    /// evaluate.py by hand: stretched, mirrored pass averaged, the router's head, from the network's size to the
    /// truth's at once; ranges and crop of the dataset; the mean over images.
    /// </summary>
    private DepthMetrics Expected(string key)
    {
        using var estimator = DepthEstimator.FromPretrained(Samples.Model(Model));
        var dataset = BenchmarkFolder.Open(key, _folder.Path, resizeAsOriginal: true);
        var mean = new MetricAverage();
        for (var i = 0; i < dataset.Count; i++)
        {
            var sample = dataset.Load(i);
            var depth = estimator.Estimate(sample.Image, new()
            {
                Flip = true, Pad = false, KeepAspect = false, ResizeBack = ResizeBack.Bilinear,
                OutputSize = new(sample.DepthHeight, sample.DepthWidth),
            });
            mean.Add(Benchmark.Of(key).Protocol.Score<float>(sample.Depth, sample.DepthHeight, sample.DepthWidth,
                depth.Values, depth.Height, depth.Width).Metrics);
        }
        return mean.Mean;
    }

    [Fact]
    public async Task A_plain_protocol_takes_ranges_and_crops_and_compares_with_no_figure()
    {
        BenchmarkTrees.CopyTo(_folder.Path, "nyu");
        var run = (await Evaluate("-d", "nyu", "--protocol", "plain", "--crop", "garg", "--align", "median"))
            .Ended(ExitCode.Done);
        run.Out.ShouldContain("here, median aligned");
        run.Out.ShouldContain("crop garg");
        run.Out.ShouldNotContain("table 1");
    }

    [Fact]
    public async Task Every_image_is_drawn_as_the_original_draws_it()
    {
        BenchmarkTrees.CopyTo(_folder.Path, "nyu");
        (await Evaluate("-d", "nyu", "--save-images", _folder.File("drawn"))).Ended(ExitCode.Done);
        Directory.GetFiles(_folder.File("drawn")).Select(Path.GetFileName).Order().ShouldBe(
            ["0_depth.png", "0_img.png", "0_pred.png", "1_depth.png", "1_img.png", "1_pred.png"]);
        var sample = BenchmarkFolder.Open("nyu", _folder.Path).Load(1);
        RasterImage.Load(_folder.File("drawn", "1_img.png")).Data.ShouldBe(sample.Image.Data);
        var drawn = RasterImage.Load(_folder.File("drawn", "1_depth.png")).Data;
        for (var i = 0; i < sample.Depth.Length; i += 97)
        {
            // gray_r: white at 0 m, black from 10 m on; some entries of the table are one lower.
            var level = 255 - Math.Min(255, (int)(sample.Depth[i] / 10 * 256));
            ((int)drawn[3 * i]).ShouldBeInRange(level - 1, level);
        }
    }

    [Theory]
    [InlineData("--crop garg", "--protocol plain")]
    [InlineData("--routed", "--protocol plain")]
    [InlineData("--min-depth 1", "--protocol plain")]
    [InlineData("--split test", "goes with manifests")]
    [InlineData("other.jsonl", "two runs")]
    public async Task Protocols_are_not_mixed(string words, string wayOut)
    {
        var run = (await Evaluate(["-d", "nyu", .. words.Split(' ')])).Ended(ExitCode.Usage);
        run.Error.ShouldContain(wayOut);
    }

    [Fact]
    public async Task What_is_missing_is_told_before_the_model_is_opened()
    {
        (await Evaluate("-d", "cityscapes")).Ended(ExitCode.Usage).Error.ShouldContain("ALL_INDOOR");
        (await Evaluate("-d", "sunrgbd")).Ended(ExitCode.Usage).Error.ShouldContain("rgb/rgb/NAME.jpg");
        (await Evaluate("--crop", "garg")).Ended(ExitCode.Usage).Error.ShouldContain("--dataset");
        (await CommandRun.Of("evaluate", "-d", "nyu")).Ended(ExitCode.Usage).Error.ShouldContain("--root FOLDER");
        (await CommandRun.Of("evaluate")).Ended(ExitCode.Usage).Error.ShouldContain("name a manifest");
        BenchmarkTrees.CopyTo(_folder.Path, "nyu");
        File.Delete(_folder.File("nyu_depth_v2/official_splits/test/kitchen/sync_depth_00041.png"));
        (await Evaluate("-d", "nyu")).Ended(ExitCode.Usage).Error.ShouldContain("of 1 of 2 pairs a file is not there");
        var run = (await Evaluate("-d", "nyu", "--skip-missing", "--json")).Ended(ExitCode.Done);
        run.Out.ShouldContain("nyu: 1 image, ");
        run.Out.ShouldContain("1 of 2 pairs left out, a file is not there: ");
        LastLine(run).GetProperty("missing").EnumerateArray().Single().GetString()
            .ShouldEndWith("sync_depth_00041.png");
    }

    [Fact]
    public async Task Of_several_datasets_those_that_are_not_there_are_left_out_where_that_is_asked_for()
    {
        BenchmarkTrees.CopyTo(_folder.Path, "nyu");
        (await Evaluate("-d", "nyu,kitti")).Ended(ExitCode.Usage).Error.ShouldContain("kitti: ");
        var csv = _folder.File("scores.csv");
        var run = (await Evaluate("-d", "kitti,nyu", "--skip-missing", "--json", "--csv", csv)).Ended(ExitCode.Done);
        run.Error.ShouldContain("left out, no folder of theirs");
        run.Out.ShouldContain("nyu: 2 images, ");
        LastLine(run).GetProperty("absent").EnumerateArray().Single().GetString().ShouldBe("kitti");
        foreach (var row in File.ReadLines(csv).Skip(1)) row.ShouldStartWith("nyu ", customMessage: "not by its list");
        (await Evaluate("-d", "ddad,kitti", "--skip-missing")).Ended(ExitCode.Usage).Error.ShouldContain("ddad");
    }

    [Fact]
    public async Task Names_of_datasets_are_read_as_people_type_them()
    {
        BenchmarkTrees.CopyTo(_folder.Path, "nyu", "ibims");
        var both = await Evaluate("-d", "NYU, ibims");
        both.Out.ShouldContain("nothing of it could be scored");
        both.Ended(ExitCode.Done).Out
            .ShouldContain("ibims: 0 images", customMessage: "its masks leave nothing of the tiny ones");
        (await Evaluate("-d", ",")).Ended(ExitCode.Usage).Error.ShouldContain("no dataset is named; there are kitti");
        var list = BenchmarkTrees.ListOf(_folder.Path, "nyu")!;
        (await Evaluate("-d", "ibims", "--list", list)).Ended(ExitCode.Usage).Error.ShouldContain("nyu or kitti");
        (await Evaluate("-d", "nyu,kitti", "--list", list)).Ended(ExitCode.Usage).Error.ShouldContain("--list");
        (await Evaluate("-d", "nyu", "--csv", _folder.Path)).Ended(ExitCode.Usage).Error.ShouldContain("is a folder");
    }

    [Fact]
    public async Task A_mask_that_is_missing_is_named_before_anything_is_computed()
    {
        BenchmarkTrees.CopyTo(_folder.Path, "ibims");
        var mask = Directory.GetFiles(_folder.File("ibims", "ibims1_core_raw", "mask_transp"))[0];
        File.Delete(mask);
        (await Evaluate("-d", "ibims")).Ended(ExitCode.Usage).Error.ShouldContain(Path.GetFileName(mask));
    }

    [Fact]
    public async Task A_run_that_was_ended_goes_on_and_ends_with_the_same_table()
    {
        BenchmarkTrees.CopyTo(_folder.Path, "nyu");
        string whole = _folder.File("whole.csv"), resumed = _folder.File("resumed.csv");
        (await Evaluate("-d", "nyu", "--csv", whole)).Ended(ExitCode.Done);
        File.Exists(whole + ".partial").ShouldBeFalse("the table is there");

        // What a killed run leaves: its first image, and half a line.
        var options = new EvaluateOptions
        {
            Manifests = [], Model = new(Samples.Model(Model)), Scoring = EvaluationOptions.Default,
            Benchmarks = new(["nyu"], _folder.Path, null, IsPaper: true, SkipMissing: false),
        };
        var dataset = BenchmarkFolder.Open("nyu", _folder.Path, resizeAsOriginal: true);
        using (var journal = ScoreJournal.Open(resumed, RunIdentity.Of(options, Samples.Model(Model))))
        {
            journal.Add(new(dataset.Name, dataset.Describe(0),
                [new(DepthMetrics.Of([.. Enumerable.Range(1, 9).Select(i => i / 16.0)]), 77, new(1, 0))],
                Domain.Outdoor));
        }
        File.AppendAllText(resumed + ".partial", "{\"dataset\": \"ny");
        var run = (await Evaluate("-d", "nyu", "--csv", resumed)).Ended(ExitCode.Done);
        run.Error.ShouldContain("1 image scored before");
        string[] then = File.ReadAllLines(whole), now = File.ReadAllLines(resumed);
        now[2].ShouldBe(then[2], "the second image was estimated");
        now[1].ShouldContain("outdoor,none,77,1,0,0.0625,0.125", customMessage: "the first one was not");
        File.Exists(resumed + ".partial").ShouldBeFalse();
    }

    [Fact]
    public void Images_of_one_name_keep_their_own_scores()
    {
        var info = new DepthSampleInfo { Name = "twice" };
        var csv = _folder.File("twice.csv");
        using (var journal = ScoreJournal.Open(csv, "run"))
            foreach (var pixels in new[] { 1, 2 })
                journal.Add(new("d", info,
                    [new(DepthMetrics.Of([.. Enumerable.Repeat(0.5, 9)]), pixels, DepthFit.Identity)], null));
        using var again = ScoreJournal.Open(csv, "run");
        again.Count.ShouldBe(2);
        again.Take("d", info)!.Scores[0].Pixels.ShouldBe(1);
        again.Take("d", info)!.Scores[0].Pixels.ShouldBe(2);
        again.Take("d", info).ShouldBeNull();
    }

    [Fact]
    public async Task Scores_of_another_run_are_not_mixed_in()
    {
        BenchmarkTrees.CopyTo(_folder.Path, "nyu");
        File.WriteAllText(_folder.File("scores.csv.partial"), "{\"model\":\"another\"}\n");
        (await Evaluate("-d", "nyu", "--csv", _folder.File("scores.csv"))).Ended(ExitCode.Usage)
            .Error.ShouldContain("scores of another run");
        File.ReadAllText(_folder.File("scores.csv.partial")).ShouldContain("another", customMessage: "it is kept");
    }
}
