using System.Text.Json.Nodes;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

/// <summary>
/// <c>zoedepth train</c> as somebody uses it: a model of <c>init</c>, pictures of <c>synth</c>, a recipe.
/// </summary>
public sealed partial class TrainTests : IAsyncLifetime
{
    private const int Steps = 6, Pictures = 8;

    private readonly TemporaryFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        (await CommandRun.Of("init", "--config", "tiny", "--seed", "1", "--out", _folder.File("start")))
            .Ended(ExitCode.Done);
        (await CommandRun.Of("synth", "--family", "living-room,kitchen", "--count", $"{Pictures}", "--size", "32x48",
            "--out", Data))
            .Ended(ExitCode.Done);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Data => _folder.File("data");

    private string Manifest => _folder.File("data", "manifest.jsonl");

    private static Task<CommandRun> Train(string recipe, params string[] words) =>
        CommandRun.Of(["train", recipe, "--threads", "2", .. words]);

    /// <summary>Writes a recipe of a few steps and returns its path; the folder of its run bears its name.</summary>
    private string Recipe(string name, Action<JsonObject>? change = null)
    {
        var recipe = new JsonObject
        {
            ["model"] = _folder.File("start"),
            ["out"] = _folder.File(name),
            ["seed"] = 1,
            ["data"] = new JsonArray(new JsonObject { ["manifest"] = Manifest, ["count"] = 6, ["missing"] = "far" }),
            ["batch"] = 2,
            ["sizes"] = new JsonArray("32x32"),
            ["labelStride"] = 2,
            ["losses"] = new JsonObject { ["siLog"] = 0.1, ["gradient"] = 0.5, ["far"] = 0.3 },
            ["schedule"] = new JsonObject { ["steps"] = Steps },
            ["initialDepth"] = true,
            ["checkpoint"] = new JsonObject { ["steps"] = 2 },
            ["validation"] = new JsonObject
            {
                ["data"] = new JsonArray(new JsonObject { ["manifest"] = Manifest, ["skip"] = 6 }),
                ["steps"] = 3,
            },
        };
        change?.Invoke(recipe);
        return _folder.Write($"{name}.json", System.Text.Encoding.UTF8.GetBytes(recipe.ToJsonString()));
    }

    [Fact]
    public async Task A_recipe_trains_a_model_that_predicts()
    {
        var run = (await Train(Recipe("run"))).Ended(ExitCode.Done);
        run.Out.ShouldStartWith($"{_folder.File("run", "model")}: {Steps} steps, ");
        run.Error.ShouldContain("step 3: indoor, 2 pictures: abs_rel");
        run.Error.ShouldContain(" % of the best constant's ");
        run.Error.ShouldContain($"step {Steps} of {Steps}: loss ");
        Directory.GetFiles(_folder.File("run")).Select(Path.GetFileName).Order()
            .ShouldBe(["checkpoint.safetensors", "curves.csv", "curves.svg", "validation.csv"]);
        File.ReadLines(_folder.File("run", "curves.csv")).Count().ShouldBe(1 + Steps);
        (await CommandRun.Of(
            "predict", Samples.Photo("room_desk.jpg"), "--model", _folder.File("run", "model"), "--out",
            _folder.File("depth")))
            .Ended(ExitCode.Done);
        // Once more: the run is over, and says so again.
        (await Train(Recipe("run"))).Ended(ExitCode.Done).Error.ShouldContain($"going on from step {Steps} of {Steps}");
    }

    [Fact]
    public async Task A_run_may_begin_at_random_weights_without_a_model_folder()
    {
        var recipe = Recipe("fresh", json =>
        {
            json.Remove("model");
            json["start"] = new JsonObject { ["config"] = _folder.File("start", "config.json"), ["seed"] = 1 };
        });
        (await Train(recipe)).Ended(ExitCode.Done);
        (await Train(Recipe("made"))).Ended(ExitCode.Done);
        File.ReadAllBytes(_folder.File("fresh", "model", "model.safetensors"))
            .ShouldBe(File.ReadAllBytes(_folder.File("made", "model", "model.safetensors")));
        (await Train(Recipe("fresh"), "--seed", "2", "--out", _folder.File("other"))).Ended(ExitCode.Done);
        (await Train(recipe, "--model", _folder.File("fresh", "model"), "--out", _folder.File("next")))
            .Ended(ExitCode.Done);
        foreach (var run in new[] { "other", "next" })
            File.ReadAllBytes(_folder.File(run, "model", "model.safetensors"))
                .ShouldNotBe(File.ReadAllBytes(_folder.File("made", "model", "model.safetensors")));
        (await Train(Recipe("named"), "--config", _folder.File("start", "config.json"), "--seed", "1")).Ended(
            ExitCode.Done);
        File.ReadAllBytes(_folder.File("named", "model", "model.safetensors"))
            .ShouldBe(File.ReadAllBytes(_folder.File("made", "model", "model.safetensors")));
        (await Train(Recipe("both"), "--config", _folder.File("start", "config.json"), "--model", "start"))
            .Ended(ExitCode.Usage).Error.ShouldContain("--model and --config both say where the run begins");
        (await Train(Recipe("neither", json => json.Remove("model"))))
            .Ended(ExitCode.Usage).Error.ShouldContain("but neither came");
    }

    [Fact]
    public async Task The_world_in_memory_needs_no_data_on_disk()
    {
        var recipe = Recipe("world", json => json["data"] = new JsonArray(new JsonObject
        {
            ["world"] = new JsonObject
                { ["families"] = new JsonObject { ["bedroom"] = 1 }, ["seed"] = 5, ["sizes"] = new JsonArray("32x48") },
            ["count"] = 3, ["missing"] = "far",
        }));
        (await Train(recipe)).Ended(ExitCode.Done);
        File.WriteAllText(recipe, File.ReadAllText(recipe).Replace("bedroom", "bed-room", StringComparison.Ordinal));
        (await Train(recipe, "--out", _folder.File("other")))
            .Ended(ExitCode.Usage).Error.ShouldContain("there is no family 'bed-room'");
    }

    [Theory]
    [InlineData("lossess", """{ "siLog": 1 }""", "lossess")]
    [InlineData("batch", "0", "batch is 1 to 4096, but 0 came")]
    [InlineData("sizes", """["100x100"]""", "multiple of 32")]
    [InlineData("data", """[{ "count": 3 }]""", "one of manifest, world, nyu and kitti, but none came")]
    [InlineData("optimizer", """{ "groups": [{ "match": "backbon.*", "rate": 0 }] }""",
        "\"backbon.*\" matches no parameter")]
    public async Task A_field_that_cannot_be_is_named_before_anything_is_done(string field, string value, string text)
    {
        var run = (await Train(Recipe("bad", json => json[field] = JsonNode.Parse(value)))).Ended(ExitCode.Usage);
        run.Error.ShouldContain(text);
        Directory.Exists(_folder.File("bad")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_recipe_or_model_that_is_not_there_says_so()
    {
        (await Train(_folder.File("none.json"))).Ended(ExitCode.Usage).Error.ShouldContain("none.json");
        (await Train(_folder.Write("half.json", "{ \"model\": "u8)))
            .Ended(ExitCode.Usage).Error.ShouldContain("half.json");
        (await Train(Recipe("lost", json => json["model"] = _folder.File("nowhere"))))
            .Ended(ExitCode.Usage).Error.ShouldContain("nowhere");
        (await Train(Recipe("endless", json => json.Remove("schedule"))))
            .Ended(ExitCode.Usage).Error.ShouldContain("--hours");
    }

    [Fact]
    public async Task A_folder_of_another_recipe_is_left_as_it_is()
    {
        (await Train(Recipe("run"))).Ended(ExitCode.Done);
        var before = File.ReadAllBytes(_folder.File("run", "checkpoint.safetensors"));
        var error = (await Train(Recipe("run", json => json["batch"] = 3))).Ended(ExitCode.Usage).Error;
        error.ShouldContain("holds a run of another recipe: \"batch\" differs");
        error.ShouldContain("Choose another folder");
        File.ReadAllBytes(_folder.File("run", "checkpoint.safetensors")).ShouldBe(before);
    }

    [Fact]
    public async Task Pictures_that_are_missing_are_named_before_the_first_step()
    {
        var photograph = Directory.GetFiles(Data, "*00000003.jpg", SearchOption.AllDirectories).ShouldHaveSingleItem();
        File.Delete(photograph);
        var error = (await Train(Recipe("run"))).Ended(ExitCode.Usage).Error;
        error.ShouldContain("00000003.jpg");
        error.ShouldContain("restore them, or take their lines out");
        Directory.Exists(_folder.File("run")).ShouldBeFalse();

        // One that is there and broken is found by the look at the data, or when it is read.
        File.WriteAllText(photograph, "no picture");
        Action<JsonObject> plain = json => json["initialDepth"] = false;
        error = (await Train(Recipe("run", plain))).Ended(ExitCode.Usage).Error;
        error.ShouldContain("00000003.jpg");
        error.ShouldContain("--unchecked");
        Directory.Exists(_folder.File("run")).ShouldBeFalse();
        (await Train(Recipe("run", plain), "--unchecked"))
            .Ended(ExitCode.SomeFailed).Error.ShouldContain("00000003.jpg");
    }

    [Fact]
    public async Task One_bad_line_in_many_is_named_and_skipped_when_the_recipe_says_so()
    {
        var lines = File.ReadAllLines(Manifest);
        File.WriteAllLines(Manifest,
            [.. Enumerable.Range(0, 10_000).Select(i => i == 7_000 ? "{\"image\": 1" : lines[i % Pictures])]);
        var error = (await Train(Recipe("run", json => json["data"]![0]!["count"] = null))).Ended(ExitCode.Usage).Error;
        error.ShouldContain("line 7001");
        error.ShouldContain("\"skipBadLines\": true");
        var skipped = await Train(Recipe("skipped", json =>
        {
            json["data"]![0]!["skipBadLines"] = true;
            json["validation"] = null;
        }));
        skipped.Ended(ExitCode.Done).Error.ShouldContain("left out: ");
        skipped.Error.ShouldContain("line 7001");
    }

    [Fact]
    public async Task A_check_reports_on_the_data_and_estimates_and_learns_nothing()
    {
        var run = (await Train(Recipe("run"), "--check")).Ended(ExitCode.Done);
        run.Out.ShouldContain("indoor, living-room: 4 samples of 48x32");
        run.Out.ShouldContain("learns from 6 indoor pictures");
        run.Out.ShouldContain($"{Steps} steps take about");
        run.Out.ShouldContain("GB for activations");
        Directory.Exists(_folder.File("run")).ShouldBeFalse();
    }

    [Fact]
    public async Task Metres_given_as_millimetres_are_refused_before_the_first_step()
    {
        File.WriteAllText(Manifest, File.ReadAllText(Manifest)
            .Replace("\"scale\":1000", "\"scale\":1", StringComparison.Ordinal));
        (await Train(Recipe("run"))).Ended(ExitCode.Usage).Error.ShouldContain("probably millimetres");
    }

    [Fact]
    public async Task What_a_head_has_learnt_merges_into_the_model_it_began_from_and_into_no_other()
    {
        (await Train(Recipe("run", json =>
        {
            json["export"] = new JsonObject { ["delta"] = true };
            json["initialDepth"] = false;
            json["optimizer"] =
                JsonNode.Parse("""{ "groups": [{ "match": "metric_head.*" }, { "match": "*", "rate": 0 }] }""");
        }))).Ended(ExitCode.Done);
        var delta = _folder.File("run", "delta.safetensors");
        string[] words = ["merge", _folder.File("start"), delta, "--out", _folder.File("merged")];
        (await CommandRun.Of(words)).Ended(ExitCode.Done).Out.ShouldContain("numbers of");
        File.ReadAllBytes(_folder.File("merged", "model.safetensors"))
            .ShouldBe(File.ReadAllBytes(_folder.File("run", "model", "model.safetensors")));
        (await CommandRun.Of(words)).Ended(ExitCode.Usage).Error.ShouldContain("is not empty");
        (await CommandRun.Of("merge", _folder.File("merged"), delta, "--out", _folder.File("twice")))
            .Ended(ExitCode.Model)
            .Error.ShouldContain("name the model the run began from");
        (await CommandRun.Of("merge", _folder.File("start"), _folder.File("none"), "--out", _folder.File("x")))
            .Ended(ExitCode.Usage)
            .Error.ShouldContain("there is no file");
        (await CommandRun.Of("merge", _folder.File("start"), delta, "--out", Path.Combine(delta, "below")))
            .Ended(ExitCode.Output)
            .Error.ShouldContain("the model cannot be written to");
        (await CommandRun.Of("merge", _folder.File("none"), delta, "--out", _folder.File("x"))).Ended(ExitCode.Model);
        File.WriteAllText(delta, "no delta");
        (await CommandRun.Of("merge", _folder.File("start"), delta, "--out", _folder.File("x"))).Ended(ExitCode.Model);
        Directory.Exists(_folder.File("x")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_and_a_check_of_bad_data_say_so()
    {
        var below = Path.Combine(Manifest, "run");
        (await Train(Recipe("below", json => json["out"] = below))).Ended(ExitCode.Usage).Error.ShouldContain(below);
        File.WriteAllLines(Manifest, File.ReadAllLines(Manifest)
            .Select(line => line.Replace("\"scale\":1000", "\"scale\":1", StringComparison.Ordinal)));
        (await Train(Recipe("checked"), "--check")).Ended(ExitCode.SomeFailed)
            .Out.ShouldContain("probably millimetres");
        Directory.Exists(_folder.File("checked", "model")).ShouldBeFalse();
        (await Train(Recipe("unchecked", json => json["initialDepth"] = false), "--unchecked")).Ended(ExitCode.Done);
    }
}
