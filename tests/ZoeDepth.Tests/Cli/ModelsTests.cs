using ZoeDepth.Cli.Shell;
using ZoeDepth.Testing.Hub;

namespace ZoeDepth.Tests.Cli;

/// <summary>Models by name, as users call them, from a hub on this machine.</summary>
public sealed class ModelsTests : IDisposable
{
    private const string Model = "Intel/zoedepth-nyu-kitti";

    private readonly TemporaryFolder _folder = new();
    private readonly HubServer _server = new();
    private readonly Dictionary<string, string> _environment;
    private readonly HubRepo _repo = HubRepo.OfFolder(Samples.Model("two-heads-kitti"));
    private readonly string _photo;

    public ModelsTests()
    {
        _environment = new()
        {
            ["HF_HOME"] = _folder.File("hf"),
            ["TORCH_HOME"] = _folder.File("torch"),
            ["HF_ENDPOINT"] = $"{_server.Endpoint}",
            ["ZOEDEPTH_RELEASE_ENDPOINT"] = $"{_server.Release}",
            ["HF_TOKEN"] = "hf_secret",
        };
        _server.Repos[Model] = _repo;
        _server.Released["ZoeD_M12_N.pt"] = File.ReadAllBytes(
            Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "original", "weights", "unbounded.pt"));
        _photo = _folder.Write("a.pgm", Samples.GrayPicture(64, 48));
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private async Task<CommandRun> Run(params string[] args)
    {
        var run = await CommandRun.In(_environment, args);
        (run.Out + run.Error).ShouldNotContain("hf_secret");
        return run;
    }

    private string Snapshot => _folder.File("hf", "hub", "models--Intel--zoedepth-nyu-kitti", "snapshots",
        _repo.Commit);

    [Fact]
    public async Task A_run_of_training_begins_from_a_name()
    {
        (await CommandRun.Of("synth", "--family", "kitchen", "--count", "4", "--size", "32x48", "--out",
            _folder.File("data"))).Ended(ExitCode.Done);
        var recipe = _folder.Write("recipe.json", System.Text.Encoding.UTF8.GetBytes($$"""
            {
              "model": "{{Model}}", "out": "{{_folder.File("run")}}", "batch": 2, "sizes": ["32x32"],
              "data": [{ "manifest": "{{_folder.File("data")}}", "missing": "far" }],
              "schedule": { "steps": 2 }
            }
            """));
        (await Run("train", recipe, "--threads", "1")).Ended(ExitCode.Done).Error.ShouldContain("model.safetensors: ");
        Directory.Exists(Snapshot).ShouldBeTrue("it lies in the cache, where every other verb finds it");
        File.Exists(_folder.File("run", "model", "model.safetensors")).ShouldBeTrue();
        (await Run("train", recipe, "--model", "Intel/zoedepth-none", "--out", _folder.File("none")))
            .Ended(ExitCode.Model).Error.ShouldContain("Intel/zoedepth-none");
    }

    [Fact]
    public async Task A_photo_is_estimated_by_a_name_in_one_line()
    {
        var run = (await Run("predict", _photo, "--model", Model, "--out", _folder.File("out"), "--json"))
            .Ended(ExitCode.Done);
        run.Json().GetProperty("model").GetProperty("folder").GetString().ShouldBe(Model);
        run.Error.ShouldContain("model.safetensors: ");
        Imaging.PngEncoder.ReadText(_folder.File("out", "a.depth.png"))["Model"].ShouldBe(Model);

        var asked = _server.Requests.Count;
        run = (await Run("predict", _photo, "--model", Model, "--overwrite", "skip", "--out", _folder.File("out")))
            .Ended(ExitCode.Done);
        run.Error.ShouldNotContain("model.safetensors");
        _server.Requests.Count.ShouldBe(asked, "it is here now");

        // The same bits as from the folder.
        (await Run("predict", _photo, "--model", Samples.Model("two-heads-kitti"), "--out", _folder.File("folder"),
            "--npy")).Ended(ExitCode.Done);
        (await Run("predict", _photo, "--model", Model, "--out", _folder.File("named"), "--npy", "--offline"))
            .Ended(ExitCode.Done);
        File.ReadAllBytes(_folder.File("named", "a.depth.npy"))
            .ShouldBe(File.ReadAllBytes(_folder.File("folder", "a.depth.npy")));
    }

    [Fact]
    public async Task A_checkpoint_of_the_research_code_is_estimated_by_its_name()
    {
        (await Run("predict", _photo, "-m", "ZoeD_N", "--size", "32x64", "--out", _folder.File("out")))
            .Ended(ExitCode.Done).Error.ShouldContain("ZoeD_M12_N.pt: ");
        File.Exists(_folder.File("torch", "hub", "checkpoints", "ZoeD_M12_N.pt")).ShouldBeTrue();
        (await Run("info", "ZoeD_N")).Ended(ExitCode.Done).Out.ShouldContain("ZoeD_M12_N.pt");
        (await Run("predict", _photo, "-m", "ZoeD_N", "--revision", "main")).Ended(ExitCode.Usage)
            .Error.ShouldContain("leave the revision out");
    }

    [Fact]
    public async Task Explain_evaluate_convert_and_merge_take_names_too()
    {
        (await Run("explain", _photo, "--model", Model)).Ended(ExitCode.Done);
        (await Run("convert", Model, _folder.File("back.pt"), "--offline")).Ended(ExitCode.Done);
        (await Run("convert", "ZoeD_N", _folder.File("converted"))).Ended(ExitCode.Done);
        File.Exists(_folder.File("converted", "model.safetensors")).ShouldBeTrue();
        var run = await Run("evaluate", _folder.File("nothing"), "--model", Model);
        run.ExitCode.ShouldBe(ExitCode.Usage);
        (await Run("info", Model)).Ended(ExitCode.Done).Out.ShouldContain($"{Model} ({Snapshot})");
    }

    [Fact]
    public async Task Offline_a_missing_model_is_told_with_what_to_do()
    {
        var run = (await Run("predict", _photo, "--model", Model, "--offline")).Ended(ExitCode.Model);
        run.Error.ShouldContain("the model cannot be fetched: Intel/zoedepth-nyu-kitti is not, or not whole, in ");
        run.Error.ShouldContain("zoedepth models pull Intel/zoedepth-nyu-kitti");
        _environment["HF_HUB_OFFLINE"] = "1";
        (await Run("predict", _photo, "--model", "ZoeD_K")).Ended(ExitCode.Model)
            .Error.ShouldContain("HF_HUB_OFFLINE is set");
        (await Run("info", Model)).Ended(ExitCode.Model).Error.ShouldContain("zoedepth models pull");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_path_that_is_mistyped_asks_nobody()
    {
        Directory.CreateDirectory(_folder.File("models"));
        var home = Environment.CurrentDirectory;
        var model = Path.Combine(Path.GetRelativePath(home, _folder.File("models")), "zoedepth-nyu");
        (await Run("predict", _photo, "--model", model)).Ended(ExitCode.Model)
            .Error.ShouldContain("there is no folder");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_nobody_knows_ends_with_the_models_code()
    {
        (await Run("predict", _photo, "--model", "Intel/zoedepth-nix")).Ended(ExitCode.Model)
            .Error.ShouldContain("knows no Intel/zoedepth-nix");
        (await Run("models", "pull", "Intel/zoedepth-nyu", "--revision", "../x")).Ended(ExitCode.Usage)
            .Error.ShouldContain("cannot be a revision");
        (await Run("models", "pull", "zoedepth-nyu")).Ended(ExitCode.Usage)
            .Error.ShouldContain("'zoedepth-nyu' is no name of a model");
        (await Run("predict", _photo, "--revision", "main")).Ended(ExitCode.Usage).Error.ShouldContain("--model");
        _environment["HF_ENDPOINT"] = "huggingface.co";
        (await Run("models", "pull", Model)).Ended(ExitCode.Usage)
            .Error.ShouldContain("HF_ENDPOINT is 'huggingface.co'");
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_to_ends_with_the_outputs_code()
    {
        _environment["HF_HOME"] = _photo;
        (await Run("models", "pull", Model, "--json")).Ended(ExitCode.Output).Json().GetProperty("exitCode").GetInt32()
            .ShouldBe(ExitCode.Output);
    }

    [Fact]
    public async Task Models_are_pulled_listed_verified_and_removed()
    {
        (await Run("models", "list")).Ended(ExitCode.Done).Out.ShouldContain("Intel/zoedepth-nyu-kitti  not here");
        (await Run("models", "verify")).Ended(ExitCode.Usage).Error.ShouldContain("no ZoeDepth has been downloaded");
        (await Run("models", "pull", Model, "ZoeD_N")).Ended(ExitCode.Done).Out
            .ShouldContain($"{Model}: {Snapshot}");

        var list = (await Run("models", "list", "--json")).Ended(ExitCode.Done).Json();
        var here = list.GetProperty("models").EnumerateArray().Where(model => model.GetProperty("here").GetBoolean())
            .Select(model => model.GetProperty("name").GetString()).ToList();
        here.ShouldBe([Model, "ZoeD_N"]);
        list.GetProperty("hubCache").GetString().ShouldBe(_folder.File("hf", "hub"));

        var verify = (await Run("models", "verify")).Ended(ExitCode.Done).Out;
        verify.ShouldContain($"{Model}: model.safetensors: sound (SHA-256)");
        verify.ShouldContain($"{Model}: config.json: sound (git's SHA-1)");
        verify.ShouldContain("ZoeD_N: ZoeD_M12_N.pt: sound (every tensor's checksum)");

        var blob = new FileInfo(Path.Combine(Snapshot, "model.safetensors")).ResolveLinkTarget(true)?.FullName
            ?? Path.Combine(Snapshot, "model.safetensors");
        using (var stream = File.OpenWrite(blob)) stream.WriteByte(0xff);
        var run = (await Run("models", "verify", "--json", Model)).Ended(ExitCode.SomeFailed);
        run.Json().GetProperty("files").EnumerateArray()
            .Single(file => file.GetProperty("file").GetString() == "model.safetensors")
            .GetProperty("state").GetString().ShouldBe("damaged");
        (await Run("models", "verify")).Ended(ExitCode.SomeFailed).Out
            .ShouldContain($"fetch it anew: zoedepth models remove {Model} && zoedepth models pull {Model}");

        File.Delete(blob);
        (await Run("models", "verify", Model)).Ended(ExitCode.SomeFailed).Out
            .ShouldContain($"fetch what is missing: zoedepth models pull {Model}");
        (await Run("models", "remove", Model)).Ended(ExitCode.Done).Out.ShouldContain($"{Model}: removed, ");
        (await Run("models", "remove", "ZoeD_N", "--json")).Ended(ExitCode.Done).Json().GetProperty("models")[0]
            .GetProperty("bytesFreed").GetInt64().ShouldBe(_server.Released["ZoeD_M12_N.pt"].Length);
        (await Run("models", "remove", Model)).Ended(ExitCode.Usage).Error.ShouldContain("there is nothing of");
        (await Run("models", "pull", Model)).Ended(ExitCode.Done);
        (await Run("models", "verify", Model)).Ended(ExitCode.Done);
    }

    [Theory]
    [InlineData("models", "--help")]
    [InlineData("models", "pull", "--help")]
    [InlineData("data", "report", "--help")]
    public async Task Verbs_of_verbs_show_their_help(params string[] args) =>
        (await CommandRun.Of(args)).Ended(ExitCode.Done).Out.ShouldContain("Exit codes:");

    [Fact]
    public async Task What_is_mistyped_is_told_by_its_whole_verb() =>
        (await CommandRun.Of("models", "pul")).Ended(ExitCode.Usage)
            .Error.ShouldContain("zoedepth models knows no command 'pul'. Did you mean pull?");
}
