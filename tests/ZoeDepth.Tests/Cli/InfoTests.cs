using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

public sealed class InfoTests
{
    [Fact]
    public async Task Info_names_instruction_set_processors_threads_and_versions()
    {
        var run = (await CommandRun.Of("info")).Ended(ExitCode.Done);
        foreach (var word in new[] { "instruction set", "available", "processors", "threads", "runtime", ".NET 10" })
            run.Out.ShouldContain(word);
        var facts = (await CommandRun.Of("info", "--json")).Ended(ExitCode.Done).Json();
        facts.GetProperty("processors").GetInt32().ShouldBe(Environment.ProcessorCount);
        facts.GetProperty("compilation").GetString().ShouldBe("while it runs");
        facts.GetProperty("simdAvailable").EnumerateArray().Select(e => e.GetString()).ShouldContain("scalar");
        facts.GetProperty("simdAvailable").EnumerateArray().Select(e => e.GetString())
            .ShouldContain(facts.GetProperty("simd").GetString());
    }

    [Fact]
    public async Task Info_of_a_photo_gives_size_and_kind()
    {
        var run = (await CommandRun.Of("info", Samples.Photo("dandelions.jpg"))).Ended(ExitCode.Done);
        run.Out.ShouldContain("JPEG");
        run.Out.ShouldContain("1024 pixels");
        run.Out.ShouldContain("576 pixels");
        run.Out.ShouldContain("names no FocalLengthIn35mmFilm");
    }

    [Fact]
    public async Task Info_of_a_photo_with_a_focal_length_gives_intrinsics_in_pixels_with_their_formula()
    {
        using var folder = new TemporaryFolder();
        var photo = folder.Write("camera.jpg",
            Samples.WithFocalLength35(File.ReadAllBytes(Samples.Photo("room_desk.jpg")), 28));
        var run = (await CommandRun.Of("info", photo)).Ended(ExitCode.Done);
        // √(640² + 480²) = 800; √(36² + 24²) = 43.2666; 28 · 800 / 43.2666 = 517.7
        run.Out.ShouldContain("517.7 = 28 · √(640² + 480²) / √(36² + 24²)");
        var facts = (await CommandRun.Of("info", photo, "--json")).Ended(ExitCode.Done).Json();
        facts.GetProperty("focalLengthPixels").GetDouble().ShouldBe(28 * 800 / Math.Sqrt(1872), 1e-9);
        facts.GetProperty("centerX").GetDouble().ShouldBe(320);
        // 2 · atan(320 / 517.7) = 63.4°
        facts.GetProperty("fieldOfViewDegrees").GetDouble().ShouldBe(63.4, 0.1);
    }

    [Fact]
    public async Task Info_of_a_checkpoint_of_the_research_code_gives_what_its_tensors_tell()
    {
        var run = (await CommandRun.Of("info", Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "original",
            "weights", "two_heads.pt"))).Ended(ExitCode.Done);
        run.Out.ShouldContain("BEiT, 4 layers of 16, 2 heads, patches of 16x16, trained at 64x64");
        run.Out.ShouldContain("nyu (0): 12 bins, 0.001 to 10 m; kitti (1): 12 bins, 0.001 to 80 m");
        run.Out.ShouldContain("1.6 MB");
    }

    [Fact]
    public async Task Info_of_a_model_gives_architecture_size_heads_and_notes()
    {
        var model = Samples.Model("two-heads-kitti");
        var run = (await CommandRun.Of("info", model)).Ended(ExitCode.Done);
        run.Out.ShouldContain("BEiT, 4 layers of 24, 3 heads, patches of 16x16");
        run.Out.ShouldContain("nyu (0): ");
        run.Out.ShouldContain("kitti (1): ");
        var facts = (await CommandRun.Of("info", model, "--json")).Ended(ExitCode.Done).Json();
        facts.GetProperty("parameters").GetInt64().ShouldBeGreaterThan(100_000);
        facts.GetProperty("weightBytes").GetInt64().ShouldBeGreaterThan(4 * facts.GetProperty("parameters").GetInt64());
        facts.GetProperty("heads").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("single-softplus", "softplus (unbounded)")]
    [InlineData("single-normed", "normed (within the range of the head)")]
    [InlineData("batch-norm", "reassembled to")]
    public async Task Info_of_a_model_says_how_its_one_head_bins(string name, string bins)
    {
        var run = (await CommandRun.Of("info", Samples.Model(name))).Ended(ExitCode.Done);
        run.Out.ShouldContain(bins);
        run.Out.ShouldNotContain("model chooses");
    }

    [Fact]
    public async Task Info_of_a_convolutional_model_names_its_layers()
    {
        using var folder = new TemporaryFolder();
        using (var model = ZoeDepthForDepthEstimation.FromConfig(Pipeline.TinyModels.MiniConfig))
            model.SavePretrained(folder.Path);
        new ZoeDepthImageProcessor().SavePretrained(folder.Path);
        var run = (await CommandRun.Of("info", folder.Path)).Ended(ExitCode.Done);
        run.Out.ShouldContain("ResNet, 1 + 2 + 1 + 2 layers of 4, 6, 8, 10 channels, batch norms folded");
        run.Out.ShouldContain("maps of 4, 6, 8, 10 channels, fused at 8");
    }

    [Fact]
    public async Task Info_of_a_folder_that_is_no_model_says_what_was_expected()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of("info", folder.Path)).Ended(ExitCode.Model).Error.ShouldContain("holds no config.json");
    }

    [Fact]
    public async Task A_checkpoint_of_another_network_is_told_by_its_tensors()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Goldens.PathOf("pt", "good/dtypes.pt"), folder.File("other.pt"));
        var error = (await CommandRun.Of("info", folder.File("other.pt"))).Ended(ExitCode.Model).Error;
        error.ShouldContain("other.pt is no checkpoint of ZoeDepth, MiDaS or Depth Anything");
        error.ShouldContain("tensors begin with ");
    }

    [Fact]
    public async Task Info_of_a_depth_file_gives_unit_range_model_and_switches()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of("predict", Samples.Photo("room_desk.jpg"), "--model", Samples.Model("single-softplus"),
            "--size", "64x96", "--out", folder.Path, "--npy", "--pfm", "--no-pad")).Ended(ExitCode.Done);
        var metres = DepthFile.Read(folder.File("room_desk.depth.npy")).Values;

        var png = (await CommandRun.Of("info", folder.File("room_desk.depth.png"))).Ended(ExitCode.Done).Out;
        png.ShouldContain("1/1000 m; 0 is no depth");
        png.ShouldContain($"{metres.Min():0.000} m");
        png.ShouldContain("single-softplus");
        png.ShouldContain("no pad, size");
        foreach (var ending in new[] { "npy", "pfm" })
        {
            var facts = (await CommandRun.Of("info", folder.File($"room_desk.depth.{ending}"), "--json"))
                .Ended(ExitCode.Done).Json();
            facts.GetProperty("kind").GetString().ShouldBe("depth");
            facts.GetProperty("width").GetInt32().ShouldBe(640);
            facts.GetProperty("min").GetDouble().ShouldBe(metres.Min());
            facts.GetProperty("max").GetDouble().ShouldBe(metres.Max());
            facts.GetProperty("pixelsWithoutDepth").GetInt32().ShouldBe(0);
            facts.GetProperty("unit").GetString()!.ShouldContain("does not say");
        }
    }

    [Fact]
    public async Task What_a_depth_file_says_is_shown_without_what_a_terminal_would_obey()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("red.png");
        DepthPng.Save([1f, 0f], 2, 1, file, text: [new("Model", "red\u001B[31m")]);
        var run = (await CommandRun.Of("info", file)).Ended(ExitCode.Done);
        run.Out.ShouldContain("red\\u001B[31m");
        run.Out.ShouldContain("1 of 2 pixels");
    }

    [Fact]
    public async Task An_array_that_holds_no_depth_says_so()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("list.npy");
        Npy.Write<float>(file, [1f, 2f, 3f], 3);
        (await CommandRun.Of("info", file)).Ended(ExitCode.SomeFailed).Error.ShouldContain("(3)");
    }

    [Fact]
    public async Task Info_of_nothing_there_says_what_to_name() =>
        (await CommandRun.Of("info", "nowhere"))
            .Ended(ExitCode.Usage).Error.ShouldContain("there is no file or folder nowhere");

    [Fact]
    public async Task Info_of_a_file_that_is_no_picture_names_it()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("notes.jpg", "not a picture"u8);
        (await CommandRun.Of("info", file)).Ended(ExitCode.SomeFailed).Error.ShouldContain(file);
    }
}
