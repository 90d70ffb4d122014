using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Tests.Cli;

/// <summary>What ends <c>cloud</c>, <c>mesh</c> or <c>panorama</c> early, and leaves nothing.</summary>
public sealed class SurfaceFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly string _photo;

    private readonly string _depth;

    public SurfaceFailureTests()
    {
        _photo = _folder.Write("photo.pgm", Samples.GrayPicture(64, 48));
        _depth = _folder.File("depth.npy");
        DepthFile.Save(_depth, [.. Enumerable.Repeat(2f, 64 * 48)], 64, 48);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> Fails(int code, params string[] words)
    {
        var before = Directory.GetFiles(_folder.Path).Order().ToArray();
        var run = (await CommandRun.Of(words)).Ended(code);
        Directory.GetFiles(_folder.Path).Order().ToArray().ShouldBe(before, "nothing is left behind");
        return run.Error;
    }

    [Fact]
    public async Task A_photo_that_cannot_be_read_is_told_why()
    {
        var text = _folder.Write("notes.jpg", "not a picture"u8);
        (await Fails(ExitCode.SomeFailed, "mesh", text, "--depth", _depth)).ShouldContain("notes.jpg");
        var half = await Fails(ExitCode.SomeFailed, "mesh", Samples.Codec("png", "truncated_half.png"), "--depth",
            _depth, "-o", _folder.File("x.glb"));
        half.ShouldContain("truncated_half.png");
        half.ShouldNotContain("DecodeOptions", customMessage: "nobody sets a property in a terminal");
        (await Fails(ExitCode.Usage, "mesh", _folder.File("none.jpg"), "--depth", _depth)).ShouldContain("none.jpg");
    }

    [Theory]
    [InlineData("", "it is no JSON")]
    [InlineData("{\"fx\": 0, \"cx\": 32, \"cy\": 24}", "both are pixels above 0")]
    [InlineData("{\"fx\": 60, \"cx\": 320, \"cy\": 240}", "lies outside of a picture of 64x48")]
    [InlineData("{\"fx\": 60, \"cx\": 24, \"cy\": 32, \"width\": 48, \"height\": 64}", "it was turned or cropped")]
    public async Task Nonsense_is_no_calibration(string json, string reason)
    {
        var camera = _folder.Write("camera.json", System.Text.Encoding.UTF8.GetBytes(json));
        var said = await Fails(ExitCode.Usage, "cloud", _photo, "--depth", _depth, "--intrinsics", camera);
        said.ShouldContain("camera.json cannot be used");
        said.ShouldContain(reason);
    }

    [Theory]
    [InlineData("mesh", "--hfov 60 --intrinsics camera.json", "--intrinsics and --hfov exclude one another")]
    [InlineData("mesh", "--keep-edges --max-jump 0.1", "--keep-edges and --max-jump exclude one another")]
    [InlineData("mesh", "--max-gradient 1 --max-jump 0.1", "--max-jump and --max-gradient exclude one another")]
    [InlineData("mesh", "--model somewhere", "--depth and --model exclude one another")]
    [InlineData("mesh", "--precision int8", "--depth and --precision exclude one another")]
    [InlineData("mesh", "--preset paper", "--depth and --preset exclude one another")]
    [InlineData("mesh", "--domain nyu", "--depth and --domain exclude one another")]
    [InlineData("mesh", "--units inch", "--units expects a number above 0, but 'inch' came")]
    [InlineData("mesh", "--original --max-side 100", "--original and --max-side exclude one another")]
    [InlineData("mesh", "--hfov 180", "--hfov expects degrees between 0 and 180, but '180' came")]
    [InlineData("mesh", "--max-side 5000", "--max-side expects a whole number from 2 to 4096, but '5000' came")]
    [InlineData("mesh", "--max-jump -1", "--max-jump expects a number above 0, but '-1' came")]
    [InlineData("mesh", "--axes blender", "--axes expects one of gltf, opencv")]
    [InlineData("mesh", "--axes opencv", "a GLB file is on glTF's axes; name a PLY file")]
    [InlineData("mesh", "--out x.obj", "no geometry file is written with the ending of x.obj; use .glb or .ply")]
    [InlineData("mesh", "--intrinsics none.json", "the calibration none.json cannot be used")]
    [InlineData("cloud", "--original", "zoedepth cloud knows no option '--original'")]
    [InlineData("panorama", "--hfov 90", "--hfov makes no sense for a panorama")]
    [InlineData("panorama", "--intrinsics camera.json", "zoedepth panorama knows no option '--intrinsics'")]
    public async Task Options_that_make_no_sense_are_refused(string verb, string options, string reason) =>
        (await Fails(ExitCode.Usage, [verb, _photo, "--depth", _depth, .. options.Split(' ')])).ShouldContain(reason);

    [Fact]
    public async Task A_16_bit_PNG_of_another_program_is_read_in_the_units_that_are_given()
    {
        // As a depth camera writes it: 2000 millimetres, and nothing said of them.
        var units = new byte[2 * 64 * 48];
        for (var i = 0; i < units.Length; i += 2) BitConverter.TryWriteBytes(units.AsSpan(i), (ushort)2000);
        var depth = _folder.Write("camera.png",
            PngEncoder.Encode(new RasterImage(64, 48, PixelFormat.Gray16, units)));
        (await Fails(ExitCode.SomeFailed, "cloud", _photo, "--depth", depth))
            .ShouldContain("does not state its scale; give it: --units 1000");
        (await CommandRun.Of("cloud", _photo, "--depth", depth, "--units", "1000")).Ended(ExitCode.Done).Out
            .ShouldContain("depth    2.000 to 2.000 m");
        (await Fails(ExitCode.Usage, "cloud", _photo, "--units", "1000", "--model", Samples.Model("single-softplus")))
            .ShouldContain("--units says what a file of --depth holds; name one");
    }

    [Fact]
    public async Task Depth_of_another_picture_is_refused()
    {
        var turned = _folder.File("turned.npy");
        DepthFile.Save(turned, new float[64 * 48], 48, 64);
        (await Fails(ExitCode.Usage, "mesh", _photo, "--depth", turned))
            .ShouldContain("holds depth of 48x64, the photo has 64x48: they are not of one picture");
        (await Fails(ExitCode.SomeFailed, "mesh", _photo, "--depth", _photo))
            .ShouldContain("the depth cannot be read");
    }

    [Fact]
    public async Task A_file_that_is_there_stays_until_somebody_says_replace()
    {
        var file = _folder.Write("x.glb", "mine"u8);
        (await Fails(ExitCode.Usage, "mesh", _photo, "--depth", _depth, "-o", file))
            .ShouldContain("is already there; nothing was computed. Say --replace");
        File.ReadAllText(file).ShouldBe("mine");
        (await CommandRun.Of("mesh", _photo, "--depth", _depth, "-o", file, "--replace")).Ended(ExitCode.Done);
        File.ReadAllBytes(file)[..4].ShouldBe("glTF"u8.ToArray());
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_told_before_anything_is_computed() =>
        (await Fails(ExitCode.Output, "mesh", _photo, "--model", "nowhere", "-o", Path.Combine(_photo, "x.glb")))
            .ShouldContain("cannot be written");

    [FactWithAFullDevice]
    public async Task A_full_disk_leaves_no_file()
    {
        var file = _folder.File("x.glb");
        File.CreateSymbolicLink(PartialFile.Of(file), FactWithAFullDeviceAttribute.Device);
        (await CommandRun.Of("mesh", _photo, "--depth", _depth, "-o", file)).Ended(ExitCode.Output)
            .Error.ShouldContain("No space left on device");
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_nothing_is_left_no_file_is_written()
    {
        DepthFile.Save(_depth, new float[64 * 48], 64, 48);
        (await Fails(ExitCode.SomeFailed, "mesh", _photo, "--depth", _depth))
            .ShouldContain("nothing is left to write: no pixel has depth");
        (await Fails(ExitCode.SomeFailed, "cloud", _photo, "--depth", _depth)).ShouldContain("nothing is left");
        (await Fails(ExitCode.SomeFailed, "panorama", _photo, "--depth", _depth)).ShouldContain("nothing is left");
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_is_told_why() =>
        (await Fails(ExitCode.Model, "cloud", _photo, "--model", _folder.File("nowhere")))
            .ShouldContain("the model cannot be loaded");

    [Fact]
    public async Task Cancelling_leaves_nothing()
    {
        (await CommandRun.CancelledAt("1 of 1", "cloud", _photo, "--model", Samples.Model("single-softplus"), "--size",
            "64x96")).Ended(ExitCode.Cancelled);
        Directory.GetFiles(_folder.Path).Length.ShouldBe(2);
    }
}
