using ZoeDepth.Cache;

namespace ZoeDepth.Hub.Tests;

/// <summary>
/// A model of the hub comes into the cache as huggingface_hub lays it out, and is found as that left it.
/// </summary>
public sealed class SnapshotTests : HubTest
{
    [Fact]
    public async Task A_model_is_fetched_into_the_layout_that_python_shares()
    {
        (await PullAsync()).ShouldBe(Snapshot);

        string[] names = ["config.json", Weights, "preprocessor_config.json"];
        Files().ShouldBe([
            .. names.Select(name => $"hf/hub/models--Intel--zoedepth-tiny/blobs/{Repo.HashOf(name)}")
                .Order(StringComparer.Ordinal),
            "hf/hub/models--Intel--zoedepth-tiny/refs/main",
            .. names.Select(name => $"hf/hub/models--Intel--zoedepth-tiny/snapshots/{Repo.Commit}/{name}"),
        ]);
        File.ReadAllText(Cached.Reference("main")).ShouldBe(Repo.Commit);
        foreach (var name in names)
        {
            File.ReadAllBytes(Path.Combine(Snapshot, name)).ShouldBe(Repo.Files[name]);
            if (!OperatingSystem.IsWindows())
                new FileInfo(Path.Combine(Snapshot, name)).LinkTarget.ShouldBe($"../../blobs/{Repo.HashOf(name)}");
        }
        Steps.Where(step => step.File == Weights && step.Note is null).Select(step => step.Bytes).ShouldBeInOrder();
        Steps.ShouldContain(new DownloadProgress(Weights, 3_000_000, 3_000_000));
    }

    [Fact]
    public async Task What_is_here_is_used_without_asking_anybody()
    {
        await PullAsync();
        var before = Server.Requests.Count;
        using var hub = new ModelHub(Settings());
        (await hub.LocateAsync(Model, isAsked: false, null, CancellationToken.None))
            .ShouldBe(new ModelLocation(Snapshot, Model));
        ModelLocation.Of(Model, Folders).ShouldBe(new ModelLocation(Snapshot, Model));
        Server.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_second_pull_asks_for_the_commit_and_for_nothing_else()
    {
        await PullAsync();
        var before = Server.Requests.Count;
        await PullAsync();
        Server.Requests.Skip(before).Select(request => $"{request}")
            .ShouldBe([$"hub GET /api/models/{Model}/revision/main"]);
        await PullAsync(options: new() { Revision = Repo.Commit });
        Server.Requests.Count.ShouldBe(before + 1, "a commit that is here never changes");
    }

    [Fact]
    public async Task A_newer_commit_is_fetched_and_shares_what_did_not_change()
    {
        await PullAsync();
        var config = Repo.Files["config.json"];
        Server.Repos[Model] = new HubRepo(HubRepo.CommitOf('b'), new Dictionary<string, byte[]>(Repo.Files)
            { ["config.json"] = [.. config, (byte)'\n'] });

        (await PullAsync()).ShouldBe(Cached.Snapshot(HubRepo.CommitOf('b')));

        Server.Downloads(Weights).Count().ShouldBe(1);
        File.ReadAllBytes(Path.Combine(Snapshot, "config.json")).ShouldBe(config);
        File.ReadAllBytes(Path.Combine(Cached.Snapshot(HubRepo.CommitOf('b')), "config.json"))
            .ShouldBe([.. config, (byte)'\n']);
        Cached.CommitOf("main").ShouldBe(HubRepo.CommitOf('b'));
    }

    [Fact]
    public async Task What_python_has_fetched_is_found()
    {
        // As huggingface_hub leaves it, with the blob of the weights in a store that repositories share.
        Directory.CreateDirectory(Cached.Blobs);
        Directory.CreateDirectory(Snapshot);
        Directory.CreateDirectory(Cached.References);
        File.WriteAllText(Cached.Reference("main"), Repo.Commit);
        var shared = Path.Combine(Folders.Hub, "blobs", "ab");
        Directory.CreateDirectory(shared);
        File.WriteAllBytes(Path.Combine(shared, "abcd"), Repo.Files[Weights]);
        foreach (var name in Repo.Files.Keys)
        {
            var blob = Path.Combine(Cached.Blobs, Repo.HashOf(name));
            if (name == Weights) File.CreateSymbolicLink(blob, "../../blobs/ab/abcd");
            else File.WriteAllBytes(blob, Repo.Files[name]);
            File.CreateSymbolicLink(Path.Combine(Snapshot, name), $"../../blobs/{Repo.HashOf(name)}");
        }

        ModelLocation.Of(Model, Folders).Path.ShouldBe(Snapshot);
        (await PullAsync()).ShouldBe(Snapshot);
        Server.Requests.ShouldHaveSingleItem();
        File.Delete(Path.Combine(Snapshot, Weights));
        (await PullAsync()).ShouldBe(Snapshot);
        Server.Downloads(Weights).ShouldBeEmpty("its blob is here");
    }

    [Fact]
    public async Task A_blob_that_is_shorter_than_the_hub_says_is_fetched_again()
    {
        Directory.CreateDirectory(Cached.Blobs);
        File.WriteAllBytes(Path.Combine(Cached.Blobs, Repo.HashOf(Weights)), [1, 2, 3]);
        await PullAsync();
        File.ReadAllBytes(Path.Combine(Snapshot, Weights)).ShouldBe(Repo.Files[Weights]);
    }

    [Fact]
    public async Task Where_links_cannot_be_files_are_moved_or_copied()
    {
        Environment["HF_HUB_DISABLE_SYMLINKS"] = "1";
        await PullAsync();
        new FileInfo(Path.Combine(Snapshot, Weights)).LinkTarget.ShouldBeNull();
        File.ReadAllBytes(Path.Combine(Snapshot, Weights)).ShouldBe(Repo.Files[Weights]);
        Files().ShouldNotContain(file => file.Contains("/blobs/"));
        ModelLocation.Of(Model, Folders).Path.ShouldBe(Snapshot);
    }

    [Fact]
    public async Task Shards_are_fetched_before_the_index_gets_its_name()
    {
        var files = new Dictionary<string, byte[]>(Repo.Files);
        files.Remove(Weights);
        files["model-00001-of-00002.safetensors"] = NoiseOf(1000, 2);
        files["model-00002-of-00002.safetensors"] = NoiseOf(2000, 3);
        files["model.safetensors.index.json"] = """
            {"metadata": {}, "weight_map": {"a": "model-00001-of-00002.safetensors",
             "b": "model-00002-of-00002.safetensors", "c": "model-00001-of-00002.safetensors"}}
            """u8.ToArray();
        var repo = Server.Repos[Model] = new HubRepo(Repo.Commit, files);
        var fails = true;
        Server.Answers = request => fails && request.IsFor("model-00002-of-00002.safetensors")
            ? HubAnswer.Of(404) : null;

        (await RefusalAsync()).Fault.ShouldBe(HubFault.NotFound);
        File.Exists(Path.Combine(Snapshot, "model.safetensors.index.json")).ShouldBeFalse();
        Should.Throw<DirectoryNotFoundException>(() => ModelLocation.Of(Model, Folders));

        fails = false;
        await PullAsync();
        foreach (var name in files.Keys)
            File.ReadAllBytes(Path.Combine(Snapshot, name)).ShouldBe(repo.Files[name]);
        File.Delete(Path.Combine(Snapshot, "model-00002-of-00002.safetensors"));
        Should.Throw<FileNotFoundException>(() => ModelLocation.Of(Model, Folders)).Message
            .ShouldContain("model-00002-of-00002.safetensors is missing");
        await PullAsync();
        ModelLocation.Of(Model, Folders).Path.ShouldBe(Snapshot);
    }

    [Fact]
    public async Task Another_architecture_is_told_before_its_weights_come()
    {
        Server.Repos[Model] = new HubRepo(Repo.Commit, new Dictionary<string, byte[]>(Repo.Files)
            { ["config.json"] = """{"model_type": "glpn"}"""u8.ToArray() });
        (await Should.ThrowAsync<ConfigurationException>(() => PullAsync())).Message.ShouldContain("glpn");
        Server.Requests.ShouldNotContain(request => request.IsFor(Weights));
    }

    [Fact]
    public async Task A_repository_without_a_model_is_refused_by_what_it_holds()
    {
        Server.Repos[Model] = new HubRepo(Repo.Commit, new Dictionary<string, byte[]>
            { ["ZoeD_M12_N.pt"] = [1], ["netG\u001b.pth"] = [2] });
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Unsupported);
        error.Message.ShouldContain("it holds no config.json, but README.md, ZoeD_M12_N.pt");
    }

    [Fact]
    public async Task A_path_is_answered_as_it_is_and_has_no_revision()
    {
        var tiny = Goldens.PathOf("hf", "single-softplus");
        (await PullAsync(tiny)).ShouldBe(tiny);
        Server.Requests.ShouldBeEmpty();
        (await Should.ThrowAsync<ArgumentException>(() => PullAsync(tiny, new() { Revision = "main" }))).Message
            .ShouldContain("leave the revision out");
    }

    [Fact]
    public async Task An_estimator_opens_what_was_fetched()
    {
        Server.Repos[Model] = HubRepo.OfFolder(Goldens.PathOf("hf", "single-softplus"));
        var options = new ModelHubOptions { CacheFolder = Folder.File("cache"), Endpoint = Server.Endpoint };
        using var estimator = await DepthEstimator.FromPretrainedAsync(Model, hub: options);
        estimator.Model.Config.BinConfigurations.Count.ShouldBe(1);
    }
}
