using ZoeDepth.Cache;
using ZoeDepth.Hub.Cached;

namespace ZoeDepth.Hub.Tests;

/// <summary>What the caches hold: named, compared, removed.</summary>
public sealed class CacheTests : HubTest
{
    private Task<IReadOnlyList<VerifiedFile>> VerifyAsync(ModelHub? hub = null) =>
        new CacheVerification(hub?.Client, null).OfAsync(Cached, CancellationToken.None);

    [Fact]
    public async Task What_is_here_is_listed_beside_what_could_be()
    {
        CacheInventory.Of(Settings()).Models.Select(model => (model.Name, model.IsHere)).ShouldBe(
        [
            ("Intel/zoedepth-nyu", false), ("Intel/zoedepth-kitti", false), ("Intel/zoedepth-nyu-kitti", false),
            ("ZoeD_N", false), ("ZoeD_K", false), ("ZoeD_NK", false),
        ]);
        await PullAsync();
        Server.Released["ZoeD_M12_N.pt"] = File.ReadAllBytes(Goldens.PathOf("original", "weights/unbounded.pt"));
        await PullAsync("ZoeD_N");
        var other = new CachedRepo(Folders.Hub, new RepoName("somebody", "llm"));
        Directory.CreateDirectory(other.Snapshot(HubRepo.CommitOf('d')));
        File.WriteAllText(Path.Combine(other.Snapshot(HubRepo.CommitOf('d')), "config.json"),
            """{"model_type": "x"}""");

        var inventory = CacheInventory.Of(Settings());
        inventory.Others.ShouldBe(1);
        var ours = inventory.Models.Single(model => model.Name == Model);
        ours.IsHere.ShouldBeTrue();
        ours.Path.ShouldBe(Snapshot);
        ours.Bytes.ShouldBe(Repo.Files.Values.Sum(bytes => bytes.LongLength) + Repo.Commit.Length);
        ours.Revisions.ShouldBe(new Dictionary<string, string> { ["main"] = Repo.Commit });
        inventory.Models.Single(model => model.Name == "ZoeD_N").Bytes.ShouldBe(
            Server.Released["ZoeD_M12_N.pt"].LongLength);

        File.Delete(Path.Combine(Cached.Blobs, Repo.HashOf(Weights)));
        CacheInventory.Of(Settings()).Models.Single(model => model.Name == Model).Missing.ShouldBe(Weights);
    }

    [Fact]
    public async Task Every_byte_is_compared()
    {
        await PullAsync();
        (await VerifyAsync()).Select(file => (file.File, file.State)).ShouldBe(
        [
            ("config.json", FileState.Sound), (Weights, FileState.Sound),
            ("preprocessor_config.json", FileState.Sound),
        ]);

        var blob = Path.Combine(Cached.Blobs, Repo.HashOf(Weights));
        using (var stream = File.OpenWrite(blob))
        {
            stream.Position = 1_234_567;
            stream.WriteByte((byte)(Repo.Files[Weights][1_234_567] ^ 1));
        }
        var damaged = (await VerifyAsync()).Single(file => file.File == Weights);
        damaged.State.ShouldBe(FileState.Damaged);
        damaged.Reason.ShouldContain(Repo.HashOf(Weights));

        File.Delete(blob);
        (await VerifyAsync()).Single(file => file.File == Weights).State.ShouldBe(FileState.Missing);
        File.Delete(Path.Combine(Snapshot, Weights));
        (await VerifyAsync()).Single(file => file.File == Weights).State.ShouldBe(FileState.Missing);
    }

    [Fact]
    public async Task Of_copies_only_the_hub_knows_the_hash()
    {
        Environment["HF_HUB_DISABLE_SYMLINKS"] = "1";
        await PullAsync();
        (await VerifyAsync()).ShouldAllBe(file => file.State == FileState.Unknown);
        using var hub = new ModelHub(Settings());
        (await VerifyAsync(hub)).ShouldAllBe(file => file.State == FileState.Sound);
        File.WriteAllText(Path.Combine(Snapshot, Weights), "damaged");
        (await VerifyAsync(hub)).Single(file => file.File == Weights).State.ShouldBe(FileState.Damaged);
    }

    [Fact]
    public async Task A_checkpoint_is_verified_by_its_checksums()
    {
        var verification = new CacheVerification(null, null);
        var known = PublishedCheckpoint.All[0];
        verification.Of(known, Folders).State.ShouldBe(FileState.Missing);
        Server.Released[known.File] = File.ReadAllBytes(Goldens.PathOf("original", "weights/unbounded.pt"));
        var path = await PullAsync(known.Name);
        verification.Of(known, Folders).State.ShouldBe(FileState.Sound);
        var bytes = Server.Released[known.File];
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        verification.Of(known, Folders).State.ShouldBe(FileState.Damaged);
    }

    [Fact]
    public async Task A_model_is_removed_and_nothing_else()
    {
        await PullAsync();
        var beside = Folder.Write("beside", [1, 2, 3]);
        File.CreateSymbolicLink(Path.Combine(Snapshot, "elsewhere"), beside);
        Directory.CreateDirectory(Folder.File("kept"));
        File.WriteAllText(Folder.File("kept", "file"), "kept");
        Directory.CreateSymbolicLink(Path.Combine(Snapshot, "folder"), Folder.File("kept"));

        CacheRemoval.Remove(Cached).ShouldBe(Repo.Files.Values.Sum(bytes => bytes.LongLength) + Repo.Commit.Length);
        Files().ShouldBe(["beside", "kept/file"]);
        Should.Throw<HubException>(() => CacheRemoval.Remove(Cached)).Fault.ShouldBe(HubFault.NotFound);
    }

    [Fact]
    public async Task A_revision_is_removed_and_what_others_need_stays()
    {
        await PullAsync();
        var newer = HubRepo.CommitOf('b');
        Server.Repos[Model] = new HubRepo(newer, new Dictionary<string, byte[]>(Repo.Files)
            { ["config.json"] = [.. Repo.Files["config.json"], (byte)' '] });
        await PullAsync();

        CacheRemoval.Remove(Cached, Repo.Commit).ShouldBe(Repo.Files["config.json"].LongLength);
        Directory.Exists(Snapshot).ShouldBeFalse();
        (await VerifyAsync()).ShouldAllBe(file => file.State == FileState.Sound);
        ModelLocation.Of(Model, Folders).Path.ShouldBe(Cached.Snapshot(newer));

        CacheRemoval.Remove(Cached, "main").ShouldBeGreaterThan(3_000_000);
        Should.Throw<DirectoryNotFoundException>(() => ModelLocation.Of(Model, Folders));
        Directory.GetFiles(Cached.Blobs).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tag_is_removed_and_the_branch_at_its_commit_stays()
    {
        Server.Repos[Model] = new HubRepo(Repo.Commit, Repo.Files) { Names = ["main", "v2"] };
        await PullAsync();
        await PullAsync(options: new() { Revision = "v2" });

        CacheRemoval.Remove(Cached, "v2").ShouldBe(0);
        ModelLocation.Of(Model, Folders).Path.ShouldBe(Snapshot);
        (await VerifyAsync()).ShouldAllBe(file => file.State == FileState.Sound);
        Should.Throw<HubException>(() => CacheRemoval.Remove(Cached, "v2")).Fault.ShouldBe(HubFault.NotFound);
    }

    [Fact]
    public async Task A_model_whose_commits_are_gone_is_not_whole()
    {
        await PullAsync();
        Directory.Delete(Snapshot, recursive: true);
        (await VerifyAsync()).Single().State.ShouldBe(FileState.Missing);
    }

    [Fact]
    public async Task What_was_cut_short_on_this_disk_is_fetched_again_when_the_hub_is_asked()
    {
        var repo = Server.Repos[Model] = HubRepo.OfFolder(Goldens.PathOf("hf", "single-softplus"));
        await PullAsync();
        File.WriteAllBytes(Path.Combine(Cached.Blobs, repo.HashOf(Weights)), repo.Files[Weights][..^1000]);
        await PullAsync();
        File.ReadAllBytes(Path.Combine(Cached.Snapshot(repo.Commit), Weights)).ShouldBe(repo.Files[Weights]);
        (await VerifyAsync()).ShouldAllBe(file => file.State == FileState.Sound);
    }

    [Fact]
    public async Task A_checkpoint_is_removed_with_its_beginnings()
    {
        Server.Released["ZoeD_M12_N.pt"] = File.ReadAllBytes(Goldens.PathOf("original", "weights/unbounded.pt"));
        await PullAsync("ZoeD_N");
        File.WriteAllBytes(Path.Combine(Folders.TorchCheckpoints, "ZoeD_M12_N.pt.0123.incomplete"), new byte[10]);
        File.WriteAllBytes(Path.Combine(Folders.TorchCheckpoints, "resnet18.pth"), new byte[10]);
        CacheRemoval.Remove(PublishedCheckpoint.All[0], Folders)
            .ShouldBe(Server.Released["ZoeD_M12_N.pt"].LongLength + 10);
        Files().ShouldBe(["torch/hub/checkpoints/resnet18.pth"]);
        Should.Throw<HubException>(() => CacheRemoval.Remove(PublishedCheckpoint.All[0], Folders));
    }
}
