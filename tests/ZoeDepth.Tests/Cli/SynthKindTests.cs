using System.Text.Json;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Imaging;
using ZoeDepth.Synthetic;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Tests.Cli;

/// <summary>Depth as other data sets know it, pictures in other shapes, sheets of another file format.</summary>
public sealed class SynthKindTests : IDisposable
{
    private static readonly string Family = SyntheticWorld.Families[0];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> Synth(string name, params string[] words) =>
        CommandRun.Of(["synth", "--out", _folder.File(name), "--family", Family, "--count", "5", "--size", "24x32",
            "--seed", "3", .. words]);

    [Theory]
    [InlineData("relative")]
    [InlineData("disparity")]
    [InlineData("stereo")]
    [InlineData("structured-light")]
    [InlineData("lidar")]
    [InlineData("sfm")]
    public async Task Every_kind_of_depth_is_written_and_shown(string kind)
    {
        var run = (await Synth("set", "--depth", kind, "--sheet", _folder.File("sheet.jpg"))).Ended(ExitCode.Done);
        run.Out.ShouldContain($"24x32 (rows x columns), depth as {kind}, listed in ");
        RasterImage.Load(_folder.File("sheet.jpg")).FileFormat.ShouldBe("JPEG");
        using var line = JsonDocument.Parse(File.ReadLines(_folder.File("set", "manifest.jsonl")).Last());
        var scale = line.RootElement.GetProperty("scale").GetDouble();
        var picture = ManifestDataset.Open(_folder.File("set")).Load(4);
        picture.Kind.Name().ShouldBe(kind);
        var sample = SyntheticWorld.Generate(Family, 7, new SampleOptions { Width = 32, Height = 24 });
        var stored = RelativeDepth.Of(sample, picture.Kind, 0);
        picture.Mask.ShouldBe(stored.Valid);
        for (var i = 0; i < stored.Values.Length; i++)
            picture.Depth[i].ShouldBe(stored.Values[i], (0.51 / scale) + (1e-6 * stored.Values[i]));
        (await Synth("set", "--depth", kind)).Ended(ExitCode.Done).Out.ShouldContain("0 made, 5 were there (");
    }

    [Fact]
    public async Task Metric_depth_is_what_is_written_without_being_asked_for()
    {
        await Synth("one");
        await Synth("other", "--depth", "metric", "--aspect", "fixed");
        SynthProcess.ShouldBeTheSame(_folder.File("other"), _folder.File("one"));
        File.ReadAllText(_folder.File("one", "manifest.jsonl")).ShouldNotContain("kind");
    }

    [Fact]
    public async Task Another_kind_in_the_same_folder_is_refused()
    {
        await Synth("set", "--depth", "stereo");
        (await Synth("set", "--depth", "lidar")).Ended(ExitCode.Usage)
            .Error.ShouldContain("holds another dataset: its depth is stereo, here lidar. Nothing was changed");
    }

    [Fact]
    public async Task A_sheet_without_a_dataset_shows_the_kind_as_its_files_would_be()
    {
        await Synth("set", "--depth", "relative", "--sheet", _folder.File("files.png"));
        await CommandRun.Of("synth", "--family", Family, "--count", "5", "--size", "24x32", "--seed", "3", "--depth",
            "relative",
            "--sheet", _folder.File("fresh.png"));
        var files = RasterImage.Load(_folder.File("files.png")).Data;
        var fresh = RasterImage.Load(_folder.File("fresh.png")).Data;
        files.Length.ShouldBe(fresh.Length);
        files.Zip(fresh).Average(pair => Math.Abs(pair.First - pair.Second))
            .ShouldBeLessThan(8, "photographs differ by their compression");
    }

    [Fact]
    public async Task Statistics_are_of_kinds_in_metres()
    {
        (await Synth("set", "--depth", "stereo", "--stats", _folder.File("s.png")))
            .Ended(ExitCode.Usage).Error.ShouldContain(
            "--stats tells metres, but --depth stereo has a unit of its own; leave it out, or ask for --depth " +
            "metric, structured-light, lidar");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
        (await Synth("set", "--depth", "lidar", "--stats", _folder.File("s.png")))
            .Ended(ExitCode.Done).Out.ShouldContain("2nd pct");
    }

    [Fact]
    public async Task Pictures_have_the_shapes_of_devices_where_asked_for()
    {
        var sheet = _folder.File("sheet.jpeg");
        string[] words = ["--aspect", "device", "--count", "9", "--stats", _folder.File("s.png"), "--sheet", sheet,
            "--columns", "3", "--json"];
        string[] start = ["synth", "--out", _folder.File("set"), "--family", Family, "--size", "24x32"];
        (await CommandRun.Of([.. start, .. words])).Ended(ExitCode.Done).Json().GetProperty("aspect").GetString()
            .ShouldBe("device");
        var dataset = ManifestDataset.Open(_folder.File("set"));
        var sizes = Enumerable.Range(0, dataset.Count).Select(i => dataset.Load(i))
            .Select(picture => (picture.Image.Width, picture.Image.Height)).ToList();
        sizes.Distinct().Count().ShouldBeGreaterThan(1);
        sizes.ShouldAllBe(size => size.Width * size.Height > 24 * 32 * 0.7 && size.Width * size.Height < 24 * 32 * 1.4);
        var image = RasterImage.Load(sheet);
        (image.Width, image.Height).ShouldBe(((3 * (64 + 2 + 14)) + 14, (3 * (24 + 14)) + 14));
        (await CommandRun.Of([.. start, "--count", "9"]))
            .Ended(ExitCode.Usage).Error.ShouldContain("its aspect is device, here fixed");
    }

    [Fact]
    public async Task A_sheet_too_tall_for_a_jpeg_is_refused_before_anything_is_made()
    {
        string[] words = ["synth", "--count", "300", "--size", "320x320", "--columns", "1", "--sheet",
            _folder.File("tall.jpg")];
        (await CommandRun.Of(words)).Ended(ExitCode.Usage).Error.ShouldContain(
            "tall.jpg would have 80174 rows, and a JPEG has at most 65535; ask for more --columns, or for a name " +
            "that ends with .png");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }
}
