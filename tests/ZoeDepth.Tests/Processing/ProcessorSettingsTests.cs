namespace ZoeDepth.Tests.Processing;

/// <summary>The settings' file.</summary>
public sealed class ProcessorSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zoedepth").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_without_the_file_gives_the_published_values_and_says_so()
    {
        var processor = ZoeDepthImageProcessor.FromPretrained(_folder);
        processor.ShouldBe(new ZoeDepthImageProcessor());
        processor.EnsureMultipleOf.ShouldBe(32);
        processor.Source.ShouldBe(
            $"published values (multiples of 32), because {_folder} has no preprocessor_config.json");
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var missing = Path.Combine(_folder, "none");
        Should.Throw<DirectoryNotFoundException>(() =>
            ZoeDepthImageProcessor.FromPretrained(missing)).Message.ShouldContain(missing);
    }

    [Fact]
    public void A_file_without_the_multiple_means_the_class_default()
    {
        ZoeDepthImageProcessor.FromJson("{}").ShouldBe(new ZoeDepthImageProcessor { EnsureMultipleOf = 1.0 / 32 });
        ZoeDepthImageProcessor.FromJson("""{"ensure_multiple_of": null, "do_pad": null}""").EnsureMultipleOf.ShouldBe(
            1.0 / 32);
    }

    [Fact]
    public void Saved_settings_come_back_whole_with_the_keys_of_other_versions()
    {
        var before = ZoeDepthImageProcessor.FromJson("""
            {"do_pad": false, "do_rescale": true, "rescale_factor": 0.00392156862745098, "do_normalize": false, "image_mean": 0.4, "image_std": [0.3, 0.2, 0.1],
             "do_resize": true, "size": 448, "resample": 3, "keep_aspect_ratio": false, "ensure_multiple_of": 14, "image_processor_type": "ZoeDepthImageProcessorFast",
             "crop_size": null, "device": "cpu"}
            """);
        before.SavePretrained(Path.Combine(_folder, "new"));
        var after = ZoeDepthImageProcessor.FromPretrained(Path.Combine(_folder, "new"));
        after.ShouldBe(before);
        after.Size.ShouldBe(new ImageSize(448, 448));
        after.ImageMean.ShouldBe([0.4]);
        after.Resample.ShouldBe(ImageResampling.Bicubic);
        after.UnknownKeys.Keys.Order().ShouldBe(["crop_size", "device"]);
        Directory.GetFiles(Path.Combine(_folder, "new")).Select(Path.GetFileName)
            .ShouldBe(["preprocessor_config.json"]);
    }

    [Fact]
    public void The_published_file_is_written_as_the_reference_writes_it() => new ZoeDepthImageProcessor().ToJson().ShouldBe("""
        {
          "do_normalize": true,
          "do_pad": true,
          "do_rescale": true,
          "do_resize": true,
          "ensure_multiple_of": 32,
          "image_mean": [
            0.5,
            0.5,
            0.5
          ],
          "image_processor_type": "ZoeDepthImageProcessor",
          "image_std": [
            0.5,
            0.5,
            0.5
          ],
          "keep_aspect_ratio": true,
          "resample": 2,
          "rescale_factor": 0.00392156862745098,
          "size": {
            "height": 384,
            "width": 512
          }
        }

        """.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("""{"do_pad": 1}""", "do_pad: expected true or false; received 1")]
    [InlineData("""{"size": {"shortest_edge": 64}}""",
        """size: expected a whole number, or an object with height and width; received {"shortest_edge": 64}""")]
    [InlineData("""{"size": 2.5}""", "size: expected a whole number, or an object with height and width; received 2.5")]
    [InlineData("""{"image_mean": []}""",
        "image_mean: expected a number, or a list of one number for each channel; received []")]
    [InlineData("""{"image_std": [0.5, "x"]}""",
        """image_std: expected a number, or a list of one number for each channel; received [0.5, "x"]""")]
    [InlineData("""{"resample": "bilinear"}""",
        "resample: expected one of Pillow's codes, a whole number; received \"bilinear\"")]
    [InlineData("[]", "expected a JSON object; received []")]
    [InlineData("{", "expected a JSON object; received \"{\"")]
    public void A_wrong_field_is_named_with_what_was_expected_and_found(string json, string message) =>
        Should.Throw<ConfigurationException>(() =>
            ZoeDepthImageProcessor.FromJson(json, "some/preprocessor_config.json")).Message.ShouldStartWith(
            $"some/preprocessor_config.json: {message}");

    [Fact]
    public void A_setting_is_overridden_by_name_and_an_unknown_name_is_refused()
    {
        new ZoeDepthImageProcessor().With("""{"size": 42, "do_pad": false}""")
            .ShouldBe(new ZoeDepthImageProcessor { Size = new(42, 42), DoPad = false });
        Should.Throw<ConfigurationException>(() => new ZoeDepthImageProcessor()
            .With("""{"no_such_option": 1}""")).Message
            .ShouldBe("overrides: no_such_option: expected a setting of the image processor (do_pad, size, …); " +
                "received 1");
    }
}
