using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

/// <summary>What every head of a model says, and all of them weighed.</summary>
public sealed class PredictHeadsTests : IDisposable
{
    private static readonly string Room = Samples.Photo("room_desk.jpg");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> Predict(string model, params string[] words) =>
        CommandRun.Of(["predict", Room, "--model", Samples.Model(model), "--out", _folder.Path, "--size", "96x128",
            "--npy", .. words]);

    private float[] Metres(string name) => Npy.Read(_folder.File(name)).ToFloats();

    [Fact]
    public async Task All_heads_write_files_of_their_own()
    {
        var run = (await Predict("two-heads-kitti", "--all-heads", "--json")).Ended(ExitCode.Done);
        var photo = run.Json().GetProperty("photos")[0];
        photo.GetProperty("files").GetArrayLength().ShouldBe(4);
        photo.GetProperty("allHeads").EnumerateArray().Sum(one =>
            one.GetProperty("head").GetProperty("probability").GetDouble()).ShouldBe(1, 1e-9);
        var (nyu, kitti) = (Metres("room_desk.nyu.depth.npy"), Metres("room_desk.kitti.depth.npy"));
        nyu.ShouldNotBe(kitti);
        DepthPng.Read(_folder.File("room_desk.kitti.depth.png")).Width.ShouldBe(640);

        (await Predict("two-heads-kitti", "--domain", "kitti")).Ended(ExitCode.Done);
        Metres("room_desk.depth.npy").ShouldBe(kitti, "one pass of the backbone changes nothing");
        (await Predict("two-heads-kitti", "--all-heads")).Ended(ExitCode.Usage).Error.ShouldContain("already there");
        (await Predict("two-heads-kitti", "--all-heads", "--overwrite", "skip")).Ended(ExitCode.Done).Out
            .ShouldContain("skipped");
        (await Predict("two-heads-kitti", "--all-heads", "--overwrite", "replace")).Ended(ExitCode.Done).Out
            .ShouldContain("  kitti    ");
    }

    [Fact]
    public async Task A_blend_is_named_as_such()
    {
        var run = (await Predict("two-heads-kitti", "--domain", "blend")).Ended(ExitCode.Done);
        run.Out.ShouldContain("head     blend, each head by its probability");
        PngEncoder.ReadText(_folder.File("room_desk.depth.png"))["Heads"].ShouldContain("weighed");
    }

    [Theory]
    [InlineData("two-heads-kitti", "--all-heads --domain kitti", "exclude one another")]
    [InlineData("two-heads-kitti", "--all-heads --domain blend", "exclude one another")]
    [InlineData("single-softplus", "--all-heads", "several heads")]
    [InlineData("single-softplus", "--domain blend", "has one head")]
    public async Task What_does_not_go_together_is_told_before_a_photo_is_read(string model, string words, string why)
    {
        (await Predict(model, words.Split(' '))).Ended(ExitCode.Usage).Error.ShouldContain(why);
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }
}
