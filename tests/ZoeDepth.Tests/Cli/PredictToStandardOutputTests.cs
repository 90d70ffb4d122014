using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

/// <summary><c>predict --out -</c>: a photo through a pipe.</summary>
public sealed class PredictToStandardOutputTests : IDisposable
{
    private static readonly string Room = Samples.Photo("room_desk.jpg");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static async Task<(CommandRun Run, byte[] Bytes)> Predict(bool isScreen, params string[] words)
    {
        using var bytes = new MemoryStream();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, IsInteractive: false, TimeProvider.System)
        {
            In = () => new MemoryStream(File.ReadAllBytes(Room)),
            OutBytes = () => bytes,
            ShowsOut = isScreen,
        };
        var code = await CommandLine.RunAsync(
            ["predict", "--model", Samples.Model("single-softplus"), "--size", "64x96", .. words], terminal);
        return (new(code, $"{output}", $"{error}"), bytes.ToArray());
    }

    [Fact]
    public async Task The_depth_of_one_photo_goes_through_a_pipe_and_all_text_beside_it()
    {
        var (run, bytes) = await Predict(isScreen: false, "-", "--out", "-");
        run.Ended(ExitCode.Done).Out.ShouldBeEmpty();
        run.Error.ShouldContain("wrote    -: 16-bit gray, value / 1000 = metres");

        (await Predict(isScreen: true, Room, "--out", _folder.Path)).Run.Ended(ExitCode.Done);
        DepthPng.Read(bytes).Values.ShouldBe(DepthPng.Read(_folder.File("room_desk.depth.png")).Values);
        Directory.Exists("-").ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, "--json", "--json, --all-heads and the options that write other files do not go with it")]
    [InlineData(false, "--npy", "the options that write other files do not go with it")]
    [InlineData(false, "--all-heads", "do not go with it")]
    [InlineData(true, "--flip", "would write a PNG to the screen; send it to a file or a program")]
    public async Task What_does_not_go_through_a_pipe_is_refused(bool isScreen, string option, string why)
    {
        var (run, bytes) = await Predict(isScreen, Room, "--out", "-", option);
        run.Ended(ExitCode.Usage).Error.ShouldContain(why);
        bytes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_photos_do_not_go_through_one_pipe()
    {
        var (run, bytes) = await Predict(isScreen: false, Room, Samples.Photo("coffee.jpg"), "--out", "-");
        run.Ended(ExitCode.Usage).Error.ShouldContain("the depth of one photo to standard output, but 2 came");
        bytes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_photo_that_fails_writes_nothing()
    {
        var (run, bytes) = await Predict(isScreen: false, _folder.Write("notes.jpg", "text"u8), "--out", "-");
        run.Ended(ExitCode.SomeFailed).Error.ShouldContain("a text file, not a picture");
        bytes.ShouldBeEmpty();
    }
}
