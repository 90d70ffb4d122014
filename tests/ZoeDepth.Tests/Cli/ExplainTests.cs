using System.Text.Json;
using System.Xml.Linq;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

/// <summary>How one photo becomes metres, in words and figures.</summary>
public sealed class ExplainTests : IDisposable
{
    private static readonly string Photo = Samples.Photo("room_desk.jpg");
    private static readonly string[] Maps = ["input-and-depth.png", "decoder.png", "features.png"],
        Charts = ["attractors.svg", "probabilities.svg"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("two-heads-kitti")]
    [InlineData("single-normed")]
    public async Task Every_size_switch_and_map_is_told(string model)
    {
        var run = (await CommandRun.Of("explain", Photo, "--model", Samples.Model(model), "--preset", "upstream",
            "--size", "64x96")).Ended(ExitCode.Done);
        foreach (var step in new[]
                 {
                     "Photo", "Preset", "Network size", "Mirrored pass", "pixel_values", "neck.fusion_stage.layers.3",
                     "relative_head.features", "metric_head.seed_projector", "Head", "Metres",
                 })
            run.Out.ShouldContain($"  {step} ");
        run.Out.ShouldContain("JPEG, 480 rows x 640 columns");
        run.Out.ShouldContain("upstream");
    }

    [Fact]
    public async Task A_program_gets_the_same_steps_as_one_document()
    {
        var run = (await CommandRun.Of("explain", Photo, "--model", Samples.Model("two-heads-kitti"), "--size", "64x96",
            "--json")).Ended(ExitCode.Done);
        var steps = run.Json().GetProperty("steps").EnumerateArray()
            .ToLookup(step => step.GetProperty("name").GetString(), step => step.GetProperty("says").GetString());
        steps["Network size"].Single().ShouldBe("64 rows x 96 columns");
        steps["Head"].Single()!.ShouldContain("the router's choice");
        run.Json().GetProperty("figures").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_is_told_is_what_the_preset_makes_of_an_alpha_channel()
    {
        var clear = _folder.Write("clear.png", PngEncoder.Encode(new RasterImage(64, 64, PixelFormat.Rgba8,
            new byte[64 * 64 * 4])));
        var white = _folder.Write("white.png", PngEncoder.Encode(new RasterImage(64, 64, PixelFormat.Rgb8,
            Enumerable.Repeat((byte)255, 64 * 64 * 3).ToArray())));
        (await Metres(clear, "controlnet")).ShouldBe(await Metres(white, "controlnet"));
        (await Metres(clear, "upstream")).ShouldNotBe(await Metres(white, "upstream"));

        async Task<string> Metres(string photo, string preset)
        {
            var run = await CommandRun.Of("explain", photo, "--model", Samples.Model("two-heads-kitti"), "--size",
                "64x64", "--preset", preset, "--json");
            return run.Ended(ExitCode.Done).Json().GetProperty("steps").EnumerateArray()
                .Single(step => step.GetProperty("name").GetString() == "Metres").GetProperty("says").GetString()!;
        }
    }

    [Fact]
    public async Task Figures_are_pictures_of_the_maps_and_charts_of_three_pixels()
    {
        var run = (await CommandRun.Of("explain", Photo, "--model", Samples.Model("two-heads-kitti"), "--size", "64x96",
            "--figures", _folder.File("figures"))).Ended(ExitCode.Done);
        foreach (var map in Maps)
        {
            var picture = RasterImage.Load(_folder.File("figures", map));
            picture.Data.Distinct().Count().ShouldBeGreaterThan(20, $"{map} shows something");
            run.Out.ShouldContain(map);
        }
        foreach (var chart in Charts)
        {
            var text = string.Join(' ', XDocument.Load(_folder.File("figures", chart)).Descendants()
                .Where(element => element.Name.LocalName == "text").Select(element => element.Value));
            foreach (var pixel in new[] { "near", "middle", "far" }) text.ShouldContain(pixel);
        }
    }

    [Fact]
    public async Task Figures_that_are_there_are_kept_unless_told_otherwise()
    {
        var there = _folder.File("figures", "decoder.png");
        Directory.CreateDirectory(Path.GetDirectoryName(there)!);
        File.WriteAllText(there, "mine");
        string[] words = ["explain", Photo, "--model", Samples.Model("two-heads-kitti"), "--size", "64x96", "--figures",
            _folder.File("figures")];
        (await CommandRun.Of(words)).Ended(ExitCode.Usage).Error.ShouldContain("--replace");
        Directory.GetFiles(_folder.File("figures")).ShouldBe([there]);
        File.ReadAllText(there).ShouldBe("mine");

        (await CommandRun.Of([.. words, "--replace"])).Ended(ExitCode.Done);
        RasterImage.Load(there).Width.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task What_is_no_photo_is_named_and_nothing_is_written()
    {
        var file = _folder.File("note.jpg");
        File.WriteAllText(file, "no picture");
        (await CommandRun.Of("explain", file, "--model", Samples.Model("two-heads-kitti"), "--figures",
            _folder.File("figures"))).Ended(ExitCode.SomeFailed).Error.ShouldContain("note.jpg");
        Directory.Exists(_folder.File("figures")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_head_that_does_not_exist_is_wrong_usage() =>
        (await CommandRun.Of("explain", Photo, "--model", Samples.Model("two-heads-kitti"), "--domain", "moon"))
        .Ended(ExitCode.Usage).Error.ShouldContain("moon");
}
