using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

/// <summary>The ends and the view of the colours <c>predict</c> draws.</summary>
public sealed class PredictColourTests : IDisposable
{
    private static readonly string Room = Samples.Photo("room_desk.jpg");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> Predict(params string[] words) => CommandRun.Of(
        ["predict", Room, "--model", Samples.Model("single-softplus"), "--out", _folder.Path, "--size", "64x96",
            .. words]);

    [Theory]
    [InlineData("linear", "from 0.25 m to 4 m (both given)")]
    [InlineData("log", "from 0.25 m to 4 m (both given), spread over the logarithm of depth")]
    [InlineData("inverse", "from 0.25 m to 4 m (both given), spread over the inverse of depth")]
    public async Task Colours_between_given_ends_mean_the_same_metres_in_every_photo(string view, string text)
    {
        var run = (await Predict("--npy", "--color", "--near", "0.25", "--far", "4", "--view", view))
            .Ended(ExitCode.Done);
        run.Out.ShouldContain(text);
        PngEncoder.ReadText(_folder.File("room_desk.depth.color.png"))["Colours"].ShouldEndWith(text);
        var metres = Npy.Read(_folder.File("room_desk.depth.npy")).ToFloats();
        RasterImage.Load(_folder.File("room_desk.depth.color.png")).Data.ShouldBe(ColorPicture.Default
            .Between(0.25, 4, Enum.Parse<DepthView>(view, ignoreCase: true)).Draw(metres, 640, 480).Data);
    }

    [Theory]
    [InlineData("--near 4 --far 4", "--near 4 lies beyond --far 4: the near end is the smaller number")]
    [InlineData("--near 0.5", "--near and --far go together")]
    [InlineData("--far 20", "--near and --far go together")]
    [InlineData("--near 0 --far 1", "--near expects a number above 0, but '0' came")]
    [InlineData("--view logarithmic", "--view expects one of linear, inverse, log, but 'logarithmic' came")]
    public async Task Ends_that_cannot_be_are_refused_before_anything_is_computed(string words, string why)
    {
        (await Predict(["--color", .. words.Split(' ')])).Ended(ExitCode.Usage).Error.ShouldContain(why);
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ends_without_colours_are_said_to_have_no_effect()
    {
        var run = (await Predict("--near", "1", "--far", "2")).Ended(ExitCode.Done);
        run.Error.ShouldContain("note: --near has no effect without --color or --side-by-side");
        run.Error.ShouldNotContain("--view");
    }
}
