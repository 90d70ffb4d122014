using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;
using ZoeDepth.Tests.Cli;
using ZoeDepth.Tests.Pipeline;

namespace ZoeDepth.Tests.Backbones;

/// <summary>A network that says relative depth says so wherever its numbers go.</summary>
public sealed class RelativeDepthTests : IDisposable
{
    private static readonly ZoeDepthConfig Config = ZoeDepthConfig.DepthAnythingLarge with
    {
        BackboneConfig = Dinov2Config.Small with
        {
            HiddenSize = 8, NumHiddenLayers = 4, NumAttentionHeads = 2, ImageSize = 56,
            OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
        },
        NeckHiddenSizes = [4, 6, 8, 6],
        FusionHiddenSize = 4,
        NumRelativeFeatures = 3,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Saved(ZoeDepthConfig config)
    {
        var path = _folder.File("anything");
        using var model = PlainWeights.Shaken(ZoeDepthForDepthEstimation.FromConfig(config), seed: 3);
        model.SavePretrained(path);
        File.WriteAllText(Path.Combine(path, "preprocessor_config.json"), """
            {"image_processor_type": "DPTImageProcessor", "size": {"height": 56, "width": 56}, "resample": 3,
             "keep_aspect_ratio": true, "ensure_multiple_of": 14, "image_mean": [0.485, 0.456, 0.406],
             "image_std": [0.229, 0.224, 0.225]}
            """);
        return path;
    }

    [Fact]
    public void The_folder_survives_saving_and_opens_with_its_own_keys()
    {
        var path = Saved(Config);
        using var model = ZoeDepthForDepthEstimation.FromPretrained(path);
        model.Config.Architectures.ShouldBe(["DepthAnythingForDepthEstimation"]);
        var keys = model.Parameters.Select(parameter => parameter.Name).ToArray();
        keys.ShouldContain("head.conv3.weight");
        keys.ShouldContain("backbone.encoder.layer.3.layer_scale2.lambda1");
        keys.ShouldNotContain(key => key.StartsWith("metric_head", StringComparison.Ordinal));
    }

    [Fact]
    public void A_depth_map_says_that_it_is_relative()
    {
        using var estimator = DepthEstimator.FromPretrained(Saved(Config));
        var depth = estimator.Estimate(TinyModels.Picture(60, 90));

        depth.IsRelative.ShouldBeTrue();
        depth.Domain.ShouldBeNull();
        (depth.Plan.Pad, depth.Plan.KeepAspect, depth.Plan.Network).ShouldBe((false, true, new ImageSize(56, 84)));
        depth.Describe()["Depth kind"].ShouldStartWith("relative inverse depth: no metres");
        depth.Describe()["Depth statistics"].ShouldNotContain(" m,");
        depth.Notes.ShouldContain(note => note.StartsWith("this model says relative depth", StringComparison.Ordinal));
        Should.Throw<ArgumentException>(() => depth.Save(_folder.File("a.png"), DepthScale.Zoe))
            .Message.ShouldContain("relative depth");
        depth.Save(_folder.File("b.png"));
        Should.Throw<UnsupportedImageException>(() => DepthPng.Read(_folder.File("b.png")));
        Should.Throw<ArgumentException>(() => estimator.Plan(new(60, 90), new() { Domain = "nyu" }))
            .Message.ShouldContain("is a depth_anything and has no domains");
    }

    [Fact]
    public async Task Predict_and_info_say_so_in_text_in_JSON_and_in_files()
    {
        var model = Saved(Config);
        var photo = Samples.Photo("room_desk.jpg");
        string[] words = ["predict", "--model", model, "--out", _folder.File("out"), photo];
        var run = (await CommandRun.Of([.. words, "--npy", "--color"])).Ended(ExitCode.Done);
        run.Out.ShouldContain("inverse depth of unknown scale, larger is nearer, no metres");
        run.Out.ShouldContain("relative inverse depth, no metres, float32");
        run.Out.ShouldNotContain(" m, median");
        run.Out.ShouldNotContain("head ");
        run.Error.ShouldContain("this model says relative depth");
        var text = PngEncoder.ReadText(_folder.File("out/room_desk.depth.png"));
        text["Depth unit"].ShouldStartWith("none: relative inverse depth");
        text.Keys.ShouldNotContain("Depth units per metre");
        PngEncoder.ReadText(_folder.File("out/room_desk.depth.color.png"))["Colours"]
            .ShouldStartWith("Spectral_r of relative inverse depth, no metres, near is warm");

        var json = (await CommandRun.Of([.. words, "--json", "--overwrite", "replace"])).Ended(ExitCode.Done).Json();
        var photograph = json.GetProperty("photos")[0];
        photograph.GetProperty("depth").GetProperty("unit").GetString().ShouldBe("relative");
        (await CommandRun.Of("info", model)).Ended(ExitCode.Done).Out.ShouldContain(
            "relative depth: inverse depth of unknown scale and shift, no metres");
    }

    [Fact]
    public async Task It_has_no_geometry()
    {
        var model = Saved(Config);
        (await CommandRun.Of("mesh", Samples.Photo("room_desk.jpg"), "--model", model, "--out", _folder.File("x.glb")))
            .Ended(ExitCode.Usage).Error.ShouldContain("which has no geometry; name a model that says metres");
        using var estimator = DepthEstimator.FromPretrained(model);
        var photo = TinyModels.Picture(60, 90);
        Should.Throw<ArgumentException>(() => Geometry.DepthMesh.Of(estimator.Estimate(photo), photo))
            .Message.ShouldContain("which has no geometry");
    }

    [Fact]
    public async Task Commands_about_metres_refuse_it()
    {
        var model = Saved(Config);
        var photo = Samples.Photo("room_desk.jpg");
        (await CommandRun.Of("explain", photo, "--model", model)).Ended(ExitCode.Usage)
            .Error.ShouldContain("explain tells how ZoeDepth's bins become metres");
        (await CommandRun.Of("predict", photo, "--model", model, "--max-depth", "80")).Ended(ExitCode.Usage)
            .Error.ShouldContain("a depth_anything has none");
        using var opened = ZoeDepthForDepthEstimation.FromPretrained(model);
        using var pass = Pass.Inference();
        var pixels = pass.New(new Shape(1, 56, 56, 3));
        Should.Throw<InvalidOperationException>(() => opened.ForwardHeads(pixels)).Message.ShouldContain(
            "has no metric head");
        Should.Throw<ArgumentException>(() => opened.Forward(pixels, domain: 0));
    }

    [Fact]
    public void A_metric_one_says_metres_up_to_its_farthest()
    {
        using var estimator = DepthEstimator.FromPretrained(
            Saved(Config with { DepthEstimationType = "metric", MaxDepth = 20 }));
        var depth = estimator.Estimate(TinyModels.Picture(60, 90));
        depth.IsRelative.ShouldBeFalse();
        depth.Describe()["Depth kind"].ShouldBe("metres along the camera's axis (z)");
        depth.Max.ShouldBeInRange(0.1f, 21);
    }

    [Fact]
    public void Without_settings_of_its_own_a_picture_enters_as_into_the_published_model()
    {
        var path = Saved(Config);
        File.Delete(Path.Combine(path, "preprocessor_config.json"));
        using var estimator = DepthEstimator.FromPretrained(path);
        estimator.Processor.OutputSize(new(480, 640)).ShouldBe(new ImageSize(518, 686));
        estimator.Processor.ImageMean.ShouldBe([0.485, 0.456, 0.406]);
        estimator.Notes.ShouldContain(note => note.Contains("DepthAnythingForDepthEstimation",
            StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_are_made_smaller_as_Pillow_makes_them()
    {
        var processor = ZoeDepthImageProcessor.FromJson("""
            {"feature_extractor_type": "DPTFeatureExtractor", "size": 28, "resample": 2, "do_normalize": false,
             "do_rescale": true}
            """);
        (processor.DoPad, processor.KeepAspectRatio, processor.EnsureMultipleOf).ShouldBe((false, false, 1));
        var picture = TinyModels.Picture(60, 90);
        using var pass = Pass.Inference();
        var pixels = processor.Preprocess(pass, picture);
        pixels.Shape.ShouldBe(new Shape(1, 28, 28, 3));
        // Bytes, scaled: every value is a whole number of 255ths, and smooth ones average what they cover.
        pixels.Values.ToArray().ShouldAllBe(value => MathF.Abs((value * 255) - MathF.Round(value * 255)) < 1e-3);
        var mean = pixels.Values.ToArray().Average();
        ((double)mean).ShouldBe(picture.Data.Average(value => value / 255.0), 0.002);
        Directory.CreateDirectory(_folder.File("padded"));
        File.WriteAllText(_folder.File("padded/preprocessor_config.json"),
            """{"image_processor_type": "DPTImageProcessor", "do_pad": true, "size_divisor": 14}""");
        Should.Throw<ConfigurationException>(() => ZoeDepthImageProcessor.FromPretrained(_folder.File("padded")))
            .Message.ShouldContain("do_pad: expected false with DPTImageProcessor");
        var floats = PixelArray.FromFloats(new float[48], [4, 4, 3], ChannelLayout.ChannelsLast);
        Should.Throw<ArgumentException>(() => processor.Preprocess(pass, [floats])).Message.ShouldContain("8 bits");
    }
}
