using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ZoeDepth.Cache;

namespace ZoeDepth.Hub.Tests;

/// <summary>The research code's checkpoints come into torch.hub's cache.</summary>
public sealed class CheckpointTests : HubTest
{
    private const string CheckpointFile = "ZoeD_M12_N.pt";

    private readonly byte[] _bytes = File.ReadAllBytes(Goldens.PathOf("original", "weights/unbounded.pt"));

    public CheckpointTests() => Server.Released[CheckpointFile] = _bytes;

    [SuppressMessage("Security", "CA5351", Justification = "it is what stores send")]
    private static byte[] Md5Of(byte[] bytes) => MD5.HashData(bytes);

    private string Target => Folder.File("torch", "hub", "checkpoints", CheckpointFile);

    [Fact]
    public async Task A_checkpoint_is_fetched_to_where_torch_looks_for_it_and_opened()
    {
        (await PullAsync("ZoeD_N")).ShouldBe(Target);
        File.ReadAllBytes(Target).ShouldBe(_bytes);
        Files().ShouldBe([$"torch/hub/checkpoints/{CheckpointFile}"]);
        using var estimator = DepthEstimator.FromPretrained(ModelLocation.Of("ZoeD_N", Folders));
        estimator.Model.Config.BinConfigurations.Count.ShouldBe(1);
        var before = Server.Requests.Count;
        await PullAsync("ZoeD_N");
        Server.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_release_that_points_elsewhere_is_followed_without_the_token()
    {
        // As GitHub does: the release redirects to a store of other people's machines.
        Server.Answers = request => request switch
        {
            { Server: "hub" } => HubAnswer.Of(302,
                ("Location", $"{Server.Store}assets/{CheckpointFile}?sig=secret-signature")),
            _ => HubServer.Part(_bytes, request.From, ("ETag", "\"0x8DB\""),
                ("Content-MD5", Convert.ToBase64String(Md5Of(_bytes)))),
        };
        Environment["HF_TOKEN"] = Secret;
        Environment["HF_ENDPOINT"] = "https://huggingface.co";
        await PullAsync("ZoeD_N");
        File.ReadAllBytes(Target).ShouldBe(_bytes);
        Server.Requests.ShouldAllBe(request => request.Authorization == null);
    }

    [Fact]
    public async Task An_answer_that_drops_is_gone_on_with()
    {
        var count = 0;
        Server.Answers = request => request.Method == "GET" && count++ == 0
            ? Server.Usual(request) with { DropsAfter = 400_000 } : null;
        await PullAsync("ZoeD_N");
        File.ReadAllBytes(Target).ShouldBe(_bytes);
        Server.Requests[^1].From.ShouldBeInRange(1, 400_000);
    }

    [Fact]
    public async Task The_beginning_of_another_version_is_not_gone_on_with()
    {
        Server.Answers = request => request switch
        {
            { Method: "HEAD" } => null,
            { From: 0 } => Server.Usual(request) with { DropsAfter = 400_000 },
            _ => HubAnswer.Of(503),
        };
        (await RefusalAsync("ZoeD_N")).Fault.ShouldBe(HubFault.Unreachable);
        var other = File.ReadAllBytes(Goldens.PathOf("original", "weights/two_heads.pt"));
        Server.Released[CheckpointFile] = other;
        Server.Answers = _ => null;
        await PullAsync("ZoeD_N");
        File.ReadAllBytes(Target).ShouldBe(other);
        Server.Requests[^1].From.ShouldBe(0);
    }

    [Fact]
    public async Task A_changed_byte_is_found_by_the_checksums_within()
    {
        var wrong = (byte[])_bytes.Clone();
        // Far into the storages: the pickle and the directory are at the ends.
        wrong[wrong.Length / 2] ^= 1;
        Server.Released[CheckpointFile] = wrong;
        var error = await RefusalAsync("ZoeD_N");
        error.Fault.ShouldBe(HubFault.Damaged);
        error.Message.ShouldContain($"{CheckpointFile} came damaged, twice");
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_md5_is_told()
    {
        Server.Answers = request => HubServer.Part(_bytes, request.From,
            ("Content-MD5", Convert.ToBase64String(new byte[16])));
        (await RefusalAsync("ZoeD_N")).Message.ShouldContain("expected the MD5 00000000000000000000000000000000");
    }

    [Theory]
    [InlineData("<html>sign in</html>", "not a checkpoint of PyTorch")]
    public async Task What_is_no_checkpoint_is_not_kept(string body, string reason)
    {
        Server.Released[CheckpointFile] = System.Text.Encoding.ASCII.GetBytes(body);
        (await RefusalAsync("ZoeD_N")).Message.ShouldContain(reason);
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_checkpoint_of_something_else_is_told()
    {
        Server.Released[CheckpointFile] = File.ReadAllBytes(Directory
            .GetFiles(Goldens.PathOf("pt", "good"), "*.pt", SearchOption.AllDirectories).Order()
            .First(file => Problem(file) == "its tensors are not those of a ZoeDepth"));
        (await RefusalAsync("ZoeD_N")).Message.ShouldContain("its tensors are not those of a ZoeDepth");
    }

    private static string? Problem(string file) => Checkpoints.CheckpointSoundness.Problem(file);

    [Fact]
    public async Task It_is_missed_with_what_to_type()
    {
        Should.Throw<FileNotFoundException>(() => ModelLocation.Of("ZoeD_K", Folders)).Message
            .ShouldContain("zoedepth models pull ZoeD_K");
        (await RefusalAsync("ZoeD_K")).Message.ShouldContain("knows no ZoeD_M12_K.pt");
        (await Should.ThrowAsync<ArgumentException>(() => PullAsync("ZoeD_N", new() { Revision = "main" }))).Message
            .ShouldContain("ZoeD_N is none");
    }

    [Fact]
    public async Task Two_at_once_fetch_it_once()
    {
        await Task.WhenAll(Task.Run(() => PullAsync("ZoeD_N")), Task.Run(() => PullAsync("ZoeD_N")));
        Server.Downloads(CheckpointFile).Count().ShouldBe(1);
    }
}
