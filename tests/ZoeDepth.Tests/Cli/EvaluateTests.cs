using System.Text.Json;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Evaluate;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

public sealed class EvaluateTests : IDisposable
{
    private const string Model = "two-heads-kitti";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Photographs of the repository with depth that grows from 1 m, of half their size, and a manifest of them.
    /// </summary>
    private string Manifest(params (string Photo, string Domain, string? Scene)[] samples)
    {
        var lines = samples.Select((sample, i) =>
        {
            File.Copy(Samples.Photo(sample.Photo), _folder.File($"{i}.jpg"), overwrite: true);
            var depth = Enumerable.Range(0, 320 * 240).Select(pixel => 1 + (pixel % 320 / 100f)).ToArray();
            DepthPng.Save(depth, 320, 240, _folder.File($"{i}.png"));
            var scene = sample.Scene is null ? "" : $", \"scene\": \"{sample.Scene}\"";
            return $$"""{"image": "{{i}}.jpg", "depth": "{{i}}.png", "scale": 1000, "domain": "{{sample.Domain}}"{{scene}}}""";
        });
        File.WriteAllLines(_folder.File("manifest.jsonl"), lines);
        return _folder.File("manifest.jsonl");
    }

    private static Task<CommandRun> Evaluate(string manifest, params string[] words) =>
        CommandRun.Of(["evaluate", manifest, "--model", Samples.Model(Model), .. words]);

    private static JsonElement LastLine(CommandRun run)
    {
        using var document = JsonDocument.Parse(run.Out.TrimEnd().Split('\n')[^1]);
        return document.RootElement.Clone();
    }

    private static JsonElement Row(JsonElement document, string domain, string align, string average) =>
        document.GetProperty("results").EnumerateArray().Single(row => row.GetProperty("domain").GetString() == domain
            && row.GetProperty("align").GetString() == align && row.GetProperty("average").GetString() == average);

    [Fact]
    public async Task Every_image_is_saved_under_a_number_of_its_own_though_two_share_a_name()
    {
        var manifest = Manifest(("room_desk.jpg", "indoor", null), ("room_desk.jpg", "indoor", null));
        var lines = File.ReadAllLines(manifest);
        var other = lines[0].Replace("0.png", "1.png", StringComparison.Ordinal);
        File.WriteAllLines(manifest, [lines[0], other, lines[1]]);
        (await Evaluate(manifest, "--save-images", _folder.File("saved"))).Ended(ExitCode.Done);
        Directory.GetFiles(_folder.File("saved")).Select(Path.GetFileName).Order().ShouldBe(
            Enumerable.Range(0, 3).SelectMany(i => new[] { $"{i}_depth.png", $"{i}_img.png", $"{i}_pred.png" }));
    }

    [Fact]
    public async Task The_last_line_is_the_documented_object()
    {
        var manifest =
            Manifest(
            ("room_desk.jpg", "indoor", "room"), ("room_desk.jpg", "indoor", "room"),
            ("room_desk.jpg", "outdoor", null));
        var run =
            (await Evaluate(
            manifest, "--json", "--align", "none", "--align", "median", "--csv", _folder.File("out", "scores.csv"),
            "--sheet", _folder.File("sheet.png"), "--baselines")).Ended(ExitCode.Done);
        var document = LastLine(run);

        var row = Row(document, "indoor", "none", "images");
        row.GetProperty("images").GetInt32().ShouldBe(2);
        row.GetProperty("abs_rel").GetDouble().ShouldBe(Expected("nyu", DepthAlignment.None, 10).AbsRel, 1e-9);
        Row(document, "outdoor", "none", "images").GetProperty("abs_rel").GetDouble()
            .ShouldBe(
                Expected("kitti", DepthAlignment.None, 80).AbsRel, 1e-9, "the head is that of the manifest's domain");
        Row(document, "indoor", "median", "scenes").GetProperty("a1").GetDouble()
            .ShouldBe(Expected("nyu", DepthAlignment.Median, 10).A1, 1e-9);
        Row(document, "indoor", "none", "scenes").GetProperty("scenes").GetInt32().ShouldBe(1);
        Row(document, "all", "none", "scenes").GetProperty("interval95").GetProperty("rmse").GetArrayLength()
            .ShouldBe(2);
        foreach (var name in DepthMetrics.Names) row.GetProperty(name).GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        // The router takes the same photograph for the same thing each time: two of three are indoor.
        document.GetProperty("domain_accuracy").GetDouble().ShouldBeOneOf(1 / 3.0, 2 / 3.0);
        document.GetProperty("baselines").EnumerateArray().Select(baseline => baseline.GetProperty("name").GetString())
            .ShouldBe(["best constant", "best ramp"]);

        File.ReadAllLines(_folder.File("out", "scores.csv")).Length.ShouldBe(1 + (3 * 2));
        RasterImage.Load(_folder.File("sheet.png")).Width.ShouldBeGreaterThan(1000);
        run.Out.ShouldContain("head of the manifest's domain");
    }

    private static DepthMetrics Expected(string head, DepthAlignment alignment, double far)
    {
        using var estimator = DepthEstimator.FromPretrained(Samples.Model(Model));
        var depth = estimator.Estimate(Samples.Photo("room_desk.jpg"), new() { Domain = head });
        var truth = Enumerable.Range(0, 320 * 240).Select(pixel => DepthOf(1 + (pixel % 320 / 100f))).ToArray();
        var protocol = new EvaluationProtocol { MaxDepth = far, Alignment = alignment };
        return protocol.Score<float>(truth, 240, 320, depth.Values, depth.Height, depth.Width).Metrics;

        // As the file holds it.
        static float DepthOf(float metres) => (float)(Math.Round(metres * 1000.0) / 1000);
    }

    [Fact]
    public async Task The_routers_choice_is_used_when_asked_for()
    {
        var manifest = Manifest(("room_desk.jpg", "indoor", null), ("room_desk.jpg", "outdoor", null));
        var document = LastLine((await Evaluate(manifest, "--json", "--routed")).Ended(ExitCode.Done));
        Row(document, "indoor", "none", "images").GetProperty("abs_rel").GetDouble()
            .ShouldBe(Row(document, "outdoor", "none", "images").GetProperty("abs_rel").GetDouble(), 1e-12);
        document.GetProperty("results").EnumerateArray()
            .ShouldAllBe(row => row.GetProperty("average").GetString() == "images");
    }

    [Fact]
    public async Task A_bad_line_is_named_and_left_out_when_asked_for()
    {
        var manifest = Manifest(("room_desk.jpg", "indoor", null));
        File.AppendAllText(manifest, "{\"image\": 1}\n");
        var error = (await Evaluate(manifest)).Ended(ExitCode.Usage).Error;
        error.ShouldContain("line 2");
        error.ShouldContain("--skip-bad");
        (await Evaluate(manifest, "--skip-bad")).Ended(ExitCode.SomeFailed).Error.ShouldContain("line 2");
    }

    [Fact]
    public async Task Depth_in_no_metres_and_missing_files_are_refused()
    {
        var manifest = Manifest(("room_desk.jpg", "indoor", null));
        File.WriteAllText(manifest, """{"image": "0.jpg", "depth": "0.png", "scale": 9, "kind": "disparity"}""");
        (await Evaluate(manifest)).Ended(ExitCode.Usage).Error.ShouldContain("metric evaluation needs metres");
        File.WriteAllText(manifest, """{"image": "none.jpg", "depth": "0.png", "scale": 9}""");
        (await Evaluate(manifest)).Ended(ExitCode.Usage).Error.ShouldContain("none.jpg is not there");
        (await Evaluate(_folder.File("none.jsonl"))).Ended(ExitCode.Usage).Error
            .ShouldContain("the manifest cannot be read");
    }

    [Theory]
    [InlineData("nyu", "kitti", 0)]
    [InlineData("outdoor", "indoor", 1)]
    [InlineData("a", "kitti", 0)]
    [InlineData("kitti", "b", 1)]
    [InlineData("far", "near", 1)]
    public void Heads_are_told_apart(string first, string second, int indoor)
    {
        string[] names = [first, second];
        var config = ZoeDepthConfig.FromPretrained(Samples.Model(Model)) with
        {
            BinConfigurations =
            [
                new() { Name = first, NBins = 64, MinDepth = 0.001, MaxDepth = 80 },
                new() { Name = second, NBins = 64, MinDepth = 0.001, MaxDepth = 10 },
            ],
        };
        var heads = new ZoeDepth.Cli.Evaluate.DomainHeads(config);
        heads.Of(Domain.Indoor).ShouldBe(names[indoor]);
        heads.Of(Domain.Outdoor).ShouldBe(names[1 - indoor]);
        heads.Of(null).ShouldBeNull();
        heads.Routed(new DepthDomain(first, 0, 0.9)).ShouldBe(indoor == 0 ? Domain.Indoor : Domain.Outdoor);
        heads.Routed(new DepthDomain(first, 0, 0.1)).ShouldBe(indoor == 0 ? Domain.Outdoor : Domain.Indoor);
    }

    [Fact]
    public async Task A_report_tells_what_is_wrong_with_a_dataset()
    {
        var manifest = Manifest(("room_desk.jpg", "indoor", null), ("room_desk.jpg", "outdoor", null));
        var run = (await CommandRun.Of("data", "report", manifest)).Ended(ExitCode.Done);
        run.Out.ShouldContain("indoor: 1 samples of 640x480, depth on 100");
        File.AppendAllText(manifest, """{"image": "none.jpg", "depth": "0.png", "scale": 1000, "domain": "indoor"}""");
        var document = (await CommandRun.Of("data", "report", manifest, "--json")).Ended(ExitCode.SomeFailed).Json();
        document.GetProperty("count").GetInt32().ShouldBe(3);
        document.GetProperty("findings")[0].GetProperty("severity").GetString().ShouldBe("error");
    }

    [Fact]
    public async Task A_report_of_several_manifests_is_a_line_of_json_each_and_tells_kinds_and_splits()
    {
        var manifest = Manifest(("room_desk.jpg", "indoor", null));
        File.AppendAllText(manifest, """
            {"image": "0.jpg", "depth": "0.png", "scale": 9, "name": "b", "kind": "disparity", "split": "train"}
            {"image": 7}

            """);
        var run = (await CommandRun.Of("data", "report", manifest, manifest, "--json")).Ended(ExitCode.SomeFailed);
        run.Out.TrimEnd().Split('\n').Length.ShouldBe(2);
        run.Error.ShouldContain("line 3");
        var text = (await CommandRun.Of("data", "report", _folder.Path, "--split", "train", "--most", "1"))
            .Ended(ExitCode.SomeFailed).Out;
        text.ShouldContain("1 samples, 1 opened");
        text.ShouldContain("no domain, disparity: 1 samples");
        (await CommandRun.Of("data", "report", manifest, "--split", "val")).Ended(ExitCode.Usage)
            .Error.ShouldContain("lists no sample of the split 'val'");
        (await CommandRun.Of("data", "report", _folder.File("none"))).Ended(ExitCode.Usage)
            .Error.ShouldContain("the manifest cannot be read");
        (await CommandRun.Of("data", "report", manifest, "--most", "0")).Ended(ExitCode.Usage);
    }

    [Fact]
    public async Task What_cannot_be_opened_ends_it_or_is_left_out_and_nothing_to_score_is_an_error()
    {
        var manifest = Manifest(("room_desk.jpg", "indoor", null), ("room_desk.jpg", "outdoor", null));
        File.WriteAllBytes(_folder.File("1.jpg"), File.ReadAllBytes(_folder.File("1.jpg"))[..2000]);
        (await Evaluate(manifest)).Ended(ExitCode.Usage)
            .Error.ShouldContain("--skip-bad leaves out what cannot be read");
        var run = (await Evaluate(manifest, "--skip-bad", "--crop", "garg", "--flip", "--align", "scale-shift",
            "--sheet", _folder.File("sheet.jpg"))).Ended(ExitCode.SomeFailed);
        run.Error.ShouldContain("left out: ");
        RasterImage.Load(_folder.File("sheet.jpg")).FileFormat.ShouldBe("JPEG");
        File.Delete(_folder.File("0.jpg"));
        (await Evaluate(manifest, "--skip-bad")).Ended(ExitCode.Usage)
            .Error.ShouldContain("no image could be scored; see the notes above");
    }

    [Fact]
    public async Task A_model_of_one_head_is_judged_and_a_sheet_shows_the_best_and_the_worst_of_many()
    {
        Manifest(("room_desk.jpg", "indoor", null));
        File.WriteAllLines(_folder.File("manifest.jsonl"), Enumerable.Range(1, 9).Select(i =>
            $$"""{"image": "0.jpg", "depth": "0.png", "name": "{{i}}", "scale": {{250 * (1 + (i * 4 % 9))}}}"""));
        var run = (await CommandRun.Of(
            "evaluate", _folder.Path, "--model", Samples.Model("single-softplus"), "--sheet", _folder.File("s.png")))
            .Ended(ExitCode.Done);
        run.Out.ShouldContain("9 images, one head, one pass");
        run.Out.ShouldNotContain("the router names");
        RasterImage.Load(_folder.File("s.png")).Height.ShouldBeGreaterThan(600, "six rows of pictures");
    }

    [Fact]
    public async Task A_run_that_goes_on_refuses_scores_made_under_another_content_of_the_manifest()
    {
        var manifest = Manifest(("room_desk.jpg", "indoor", null), ("room_desk.jpg", "indoor", null));
        var csv = _folder.File("scores.csv");
        var options = new EvaluateOptions
        {
            Manifests = [manifest], Model = new(Samples.Model(Model)), Scoring = EvaluationOptions.Default,
        };
        ScoreJournal.Open(csv, RunIdentity.Of(options, Samples.Model(Model))).Dispose();
        var text = File.ReadAllText(manifest);
        File.WriteAllText(manifest, text.Replace("1000", "500", StringComparison.Ordinal));
        (await Evaluate(manifest, "--csv", csv)).Ended(ExitCode.Usage).Error
            .ShouldContain("a manifest that has changed since");
        // Touched, and the same: the scores are the same, too.
        File.WriteAllText(manifest, text);
        File.SetLastWriteTimeUtc(manifest, DateTime.UtcNow.AddHours(1));
        (await Evaluate(manifest, "--csv", csv)).Ended(ExitCode.Done);
    }

    [Fact]
    public async Task Files_that_cannot_be_written_are_told_before_anything_is_estimated()
    {
        var manifest = Manifest(("room_desk.jpg", "indoor", null));
        (await Evaluate(manifest, "--csv", Path.Combine(manifest, "scores.csv"))).Ended(ExitCode.Output)
            .Error.ShouldContain("cannot be written");
        (await Evaluate(manifest, "--min-depth", "-1")).Ended(ExitCode.Usage);
        (await Evaluate(manifest, "--crop", "middle")).Ended(ExitCode.Usage).Error.ShouldContain("eigen-nyu");
        (await Evaluate(manifest, "--align", "mean")).Ended(ExitCode.Usage).Error.ShouldContain("median");
        (await Evaluate(manifest, "--limit", "0")).Ended(ExitCode.Usage);
    }
}
