using System.Text.Json.Nodes;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Tests.Cli;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>
/// Metres of models with a canonical camera follow the picture's camera; those of published models never do.
/// </summary>
public sealed class PictureCameraTests
{
    private static readonly ZoeDepthImageProcessor Processor = new()
        { DoPad = false, Size = new(64, 96), KeepAspectRatio = true };

    [Fact]
    public void A_longer_lens_makes_everything_farther_by_the_ratio_of_focal_lengths()
    {
        using var estimator = Estimator();
        var picture = TinyModels.Picture(64, 96);
        var wide = estimator.Estimate(picture, new() { HorizontalFieldOfView = 90 });
        var narrow = estimator.Estimate(picture, new() { HorizontalFieldOfView = 2 * 180 / Math.PI * Math.Atan(0.25) });

        wide.Camera!.FocalLength.ShouldBe(48, 1e-9);
        wide.Camera.Scale.ShouldBe(48 / 266.0, 1e-9);
        narrow.Camera!.FocalLength.ShouldBe(4 * 48, 1e-9);
        Close.Within(narrow.Values, [.. wide.Values.Select(metres => 4.0 * metres)], 0, 1e-6,
            "four times the focal length");
        var same = estimator.Estimate(picture, new() { Camera = new(48, 48, 32) });
        same.Values.ShouldBe(wide.Values);
        (same.Camera!.Source, same.Camera.HorizontalFieldOfView)
            .ShouldBe((FieldOfViewSource.Option, wide.Camera.HorizontalFieldOfView));
    }

    [Fact]
    public void Without_an_option_the_file_speaks_and_without_the_file_the_configuration()
    {
        using var estimator = Estimator();
        var picture = TinyModels.Picture(96, 64);
        var assumed = estimator.Estimate(picture);
        assumed.Camera!.Source.ShouldBe(FieldOfViewSource.Assumed);
        // 62 degrees over the longer side, which here is the height.
        assumed.Camera.FocalLength.ShouldBe(48 / Math.Tan(31 * Math.PI / 180), 1e-9);
        assumed.Notes.ShouldContain(note =>
            note.StartsWith("the field of view is unknown; 43.7 degrees across were assumed",
                StringComparison.Ordinal));

        var photo = new RasterImage(
            64, 96, PixelFormat.Rgb8, picture.Data, new ImageMetadata(FocalLengthIn35mmFilm: 26));
        var exif = estimator.Estimate(photo);
        exif.Camera!.Source.ShouldBe(FieldOfViewSource.Exif);
        exif.Camera.FocalLength.ShouldBe(CameraIntrinsics.Of(photo)!.FocalLength);
        exif.Notes.ShouldBe(estimator.Notes);
        estimator.Estimate(photo, new()
            { HorizontalFieldOfView = 50 }).Camera!.Source.ShouldBe(FieldOfViewSource.Option);
        exif.Describe()["Field of view"].ShouldBe("49.6 degrees across, from the file's EXIF data");
        exif.Describe()["Focal length"].ShouldStartWith("69.3 pixels");
    }

    [Fact]
    public void The_focal_length_counts_at_the_size_of_the_network_with_its_border()
    {
        using var estimator = Estimator();
        estimator.Plan(new(128, 192), new() { HorizontalFieldOfView = 90 }).Camera!.Scale.ShouldBe(96 * 0.5 / 266,
            1e-9);
        var padded = estimator.Plan(new(128, 192),
            new() { HorizontalFieldOfView = 90, Pad = true, KeepAspect = false });
        padded.Camera!.Scale.ShouldBe(96 / 266.0
            * Math.Sqrt(96.0 / (192 + (2 * padded.Border.Width)) * 64 / (128 + (2 * padded.Border.Height))), 1e-9);
        // The preset adds a border, but not to a model whose own settings have none.
        estimator.Plan(new(128, 192)).Pad.ShouldBeFalse();
    }

    [Fact]
    public void Contradictions_and_impossible_cameras_are_refused()
    {
        using var estimator = Estimator();
        Should.Throw<ArgumentException>(() =>
            estimator.Plan(new(64, 96), new() { HorizontalFieldOfView = 180 })).Message.ShouldStartWith(
            "the field of view is 180; expected degrees between 0 and 180");
        Should.Throw<ArgumentException>(() =>
            estimator.Plan(new(64, 96), new() { Camera = new(0, 1, 1) })).Message.ShouldStartWith(
            "the camera's focal length is 0; expected pixels above 0");
        Should.Throw<ArgumentException>(() =>
            estimator.Plan(new(64, 96), new()
                { Camera = new(9, 1, 1), HorizontalFieldOfView = 60 })).Message.ShouldStartWith(
                "a field of view and a camera were both given");
    }

    [Fact]
    public void The_pipeline_scales_alike()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(TinyModels.MiniConfig, seed: 1);
        using var estimator = new DepthEstimator(model, Processor);
        using var pipeline = new DepthEstimationPipeline(model, Processor);
        var picture = TinyModels.Picture(64, 96);
        pipeline.Run(picture).PredictedDepth.Values.ShouldBe(estimator.Estimate(picture).Values);
    }

    [Fact]
    public void Published_models_do_not_move()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var picture = TinyModels.Picture(64, 96);
        var plain = estimator.Estimate(picture);
        var asked = estimator.Estimate(picture, new() { HorizontalFieldOfView = 20 });

        asked.Values.ShouldBe(plain.Values);
        plain.Camera.ShouldBeNull();
        asked.Notes.ShouldContain(note =>
            note.StartsWith("the field of view changed nothing", StringComparison.Ordinal));
        plain.Describe().ShouldNotContainKey("Field of view");
    }

    [Fact]
    public async Task The_command_line_takes_the_field_of_view_and_says_where_it_came_from()
    {
        using var folder = new TemporaryFolder();
        using (var model = ZoeDepthForDepthEstimation.FromConfig(TinyModels.MiniConfig, seed: 1))
            model.SavePretrained(folder.File("model"));
        Processor.SavePretrained(folder.File("model"));
        PngEncoder.Save(TinyModels.Picture(64, 96), folder.File("a.png"));

        var given = await CommandRun.Of("predict", folder.File("a.png"), "--model", folder.File("model"), "--hfov",
            "90", "--json");
        var photo = JsonNode.Parse(given.Ended(ExitCode.Done).Out)!["photos"]![0]!;
        photo["camera"]!["horizontalFieldOfView"]!.GetValue<double>().ShouldBe(90, 1e-9);
        photo["camera"]!["source"]!.GetValue<string>().ShouldBe("option");
        PngEncoder.ReadText(folder.File("a.depth.png"))["Field of view"].ShouldBe("90.0 degrees across, given");

        var assumed = await CommandRun.Of("predict", folder.File("a.png"), "--model", folder.File("model"),
            "--overwrite", "replace");
        assumed.Ended(ExitCode.Done).Out.ShouldContain("camera   62.0 degrees across, assumed; --hfov gives it");
        (await CommandRun.Of("predict", folder.File("a.png"), "--model", folder.File("model"), "--hfov", "200"))
            .Ended(ExitCode.Usage).Error
            .ShouldContain("--hfov expects degrees between 0 and 180, but '200' came");
    }

    private static DepthEstimator Estimator() =>
        DepthEstimatorOf(ZoeDepthForDepthEstimation.FromConfig(TinyModels.MiniConfig, seed: 1));

    private static DepthEstimator DepthEstimatorOf(ZoeDepthForDepthEstimation model) =>
        new(model, Processor with { IsPublishedDefault = false });
}
