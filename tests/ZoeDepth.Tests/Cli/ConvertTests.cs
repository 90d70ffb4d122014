using System.Diagnostics;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Pretrained;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Cli;

/// <summary><c>zoedepth convert</c> as users call it.</summary>
public sealed class ConvertTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Original(string name) =>
        Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "original", "weights", name);

    [Theory]
    [InlineData("float32")]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    public async Task A_checkpoint_goes_to_a_folder_and_back_and_stays_what_it_was(string type)
    {
        var (models, back) = (_folder.File("models"), _folder.File("back.pt"));
        (await CommandRun.Of("convert", Original("two_heads.pt"), models, "--dtype", type)).Ended(ExitCode.Done)
            .Out.ShouldContain("each read back and compared");
        Directory.GetFiles(models).Select(Path.GetFileName).Order()
            .ShouldBe(["config.json", "model.safetensors", "preprocessor_config.json"]);
        ZoeDepthConfig.FromPretrained(models).Dtype.ShouldBe(type);

        (await CommandRun.Of("convert", models, back, "--dtype", type)).Ended(ExitCode.Done);

        using var first = ZoeDepthForDepthEstimation.FromPretrained(models);
        using var second = ZoeDepthForDepthEstimation.FromPretrained(back);
        second.Parameters.Count.ShouldBe(first.Parameters.Count);
        foreach (var parameter in first.Parameters) Bits(second.GetParameter(parameter.Name)).ShouldBe(Bits(parameter));
        if (type == "float32") return;
        using var exact = ZoeDepthForDepthEstimation.FromPretrained(Original("two_heads.pt"));
        foreach (var parameter in exact.Parameters)
            Close.Within(Numbers(first.GetParameter(parameter.Name)),
                Array.ConvertAll(Numbers(parameter), number => (double)number), type == "float16" ? 5e-4 : 4e-3, 1e-7,
                parameter.Name);
    }

    [Fact]
    public async Task What_only_the_original_has_goes_into_the_configuration()
    {
        (await CommandRun.Of("convert", Original("bounded.pt"), _folder.File("m"), "--set",
            "bin_centers_type=hybrid2", "--set", "attractor_type=exp", "--set", "max_depth=80", "--set",
            "__inverse_midas__img_size=true;64,96")).Ended(ExitCode.Done);

        var config = ZoeDepthConfig.FromPretrained(_folder.File("m"));
        config.BinCentersType.ShouldBe("hybrid2");
        config.AttractorType.ShouldBe("exp");
        config.InverseMidas.ShouldBeTrue();
        config.BinConfigurations[0].MaxDepth.ShouldBe(80);
        ZoeDepthImageProcessor.FromPretrained(_folder.File("m")).Size.ShouldBe(new ImageSize(64, 96));
        ((BeitConfig)config.BackboneConfig).LayerNormEps.ShouldBe(1e-6);
    }

    [Fact]
    public async Task Settings_of_the_research_code_are_read_with_the_version_beside_them()
    {
        File.WriteAllText(_folder.File("config_zoedepth.json"),
            """{"model": {"name": "ZoeDepth", "n_bins": 16, "min_temp": "5", "bin_centers_type": "softplus"}, "train": {"min_temp": 7}, "infer": {"force_keep_ar": true}}""");
        File.WriteAllText(_folder.File("config_zoedepth_kitti.json"),
            """{"model": {"bin_centers_type": "normed", "img_size": [384, 768]}}""");

        (await CommandRun.Of("convert", Original("bounded.pt"), _folder.File("m"), "--config",
            _folder.File("config_zoedepth.json"), "--set", "config_version=kitti")).Ended(ExitCode.Done);

        var config = ZoeDepthConfig.FromPretrained(_folder.File("m"));
        (config.BinCentersType, config.MinTemp).ShouldBe(("normed", 5.0));
        ZoeDepthImageProcessor.FromPretrained(_folder.File("m")).Size.ShouldBe(new ImageSize(384, 768));
    }

    [Theory]
    [InlineData("router_type=auto", "router_type: expected trained: the paper's labelled and auto routers are in no")]
    [InlineData("router_type=labelled", "received 'labelled'")]
    [InlineData("attractor_type=linear", "attractor_type: expected inv or exp; received 'linear'")]
    [InlineData("bin_centers_type=free", "bin_centers_type: expected softplus, normed, hybrid1 or hybrid2")]
    [InlineData("midas_model_type=DPT_Hybrid", "midas_model_type: expected a core that can be built: DPT_BEiT_L_512, ")]
    [InlineData("depth_anything_version=3", "depth_anything_version: expected 1 or 2")]
    [InlineData("n_bin=5", "n_bin: expected one of bin_centers_type")]
    [InlineData("max_depth", "expected KEY=VALUE")]
    [InlineData("config_version=../x", "config_version: expected the end of a file's name")]
    public async Task A_setting_that_cannot_be_is_refused_by_name(string setting, string text) =>
        (await CommandRun.Of("convert", Original("bounded.pt"), _folder.File("m"), "--set", setting))
            .Ended(ExitCode.Usage).Error.ShouldContain(text);

    [Theory]
    [InlineData("n_bins=17", "n_bins: expected 16, as the weights have")]
    [InlineData("midas_model_type=DPT_Large", "midas_model_type: expected a core on beit, as the weights have")]
    [InlineData("n_attractors=[1, 2, 3, 4]", "n_attractors: expected [16, 8, 4, 1], as the weights have")]
    public async Task A_setting_that_contradicts_the_weights_is_refused(string setting, string text) =>
        (await CommandRun.Of("convert", Original("bounded.pt"), _folder.File("m"), "--set",
            "bin_centers_type=normed", "--set", setting)).Ended(ExitCode.Model).Error.ShouldContain(text);

    [Fact]
    public async Task What_is_there_stays_and_nothing_is_left_of_what_failed()
    {
        File.WriteAllText(_folder.File("mine.pt"), "mine");
        (await CommandRun.Of("convert", Original("mini_plain.pt"), _folder.File("mine.pt"))).Ended(ExitCode.Usage)
            .Error.ShouldContain("is there already and was left as it is");
        (await CommandRun.Of("convert", Samples.Model("single-softplus"), _folder.File("mine"), "--to", "original",
            "--set", "max_depth=80")).Ended(ExitCode.Usage).Error.ShouldContain("change config.json instead");
        using (var other = new TemporaryFolder())
        {
            using (var model = ZoeDepthForDepthEstimation.FromConfig(ZoeDepthConfig.Mini))
                model.SavePretrained(other.Path);
            (await CommandRun.Of("convert", other.Path, _folder.File("small.pt"))).Ended(ExitCode.Model)
                .Error.ShouldContain("no such model is written for the research code");
        }

        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([_folder.File("mine.pt")]);
        File.ReadAllText(_folder.File("mine.pt")).ShouldBe("mine");
    }

    [Theory]
    [InlineData("target")]
    [InlineData("target.pt")]
    public void A_cancelled_conversion_leaves_nothing(string name)
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        var target = _folder.File(name);
        var files = ModelFiles.Open(Original("mini_plain.pt"));

        Should.Throw<OperationCanceledException>(() => name.EndsWith(".pt", StringComparison.Ordinal)
            ? Conversion.ModelConversion.ToOriginal(files, target, TensorDataType.F32, null, cancel.Token)
            : Conversion.ModelConversion.ToHuggingFace(files, target, TensorDataType.F32, null, cancel.Token));

        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("target")]
    [InlineData("target.pt")]
    public async Task Of_two_conversions_into_one_target_the_second_is_refused_before_it_reads_a_weight(string name)
    {
        var target = _folder.File(name);
        using (LockFile.Take(target))
        {
            (await CommandRun.Of("convert", Original("mini_plain.pt"), target)).Ended(ExitCode.Output)
                .Error.ShouldContain("another run seems to write it");
            Path.Exists(target).ShouldBeFalse();
        }
        (await CommandRun.Of("convert", Original("mini_plain.pt"), target)).Ended(ExitCode.Done);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([target], "the lock is gone again");
    }

    [Fact]
    public void A_conversion_tells_how_far_it_is()
    {
        var (told, files) = (new List<Conversion.StepProgress>(), ModelFiles.Open(Original("mini_plain.pt")));
        var report = Conversion.ModelConversion.ToHuggingFace(files, _folder.File("target"), TensorDataType.F32,
            new Noted(told));
        told[^1].ShouldBe(new(2 * report.Tensors, 2 * report.Tensors));
        told.Select(progress => progress.Done).ShouldBeInOrder();
        told.Count.ShouldBeGreaterThanOrEqualTo(2 * report.Tensors);
    }

    [Fact]
    public async Task A_model_with_what_is_no_number_is_converted_with_a_warning()
    {
        var broken = _folder.File("broken");
        using (var model = ZoeDepthForDepthEstimation.FromConfig(ZoeDepthConfig.Mini))
        {
            using (var weights = model.Parameters.First().Write()) weights.Values[0] = float.NaN;
            model.SavePretrained(broken);
        }
        (await CommandRun.Of("convert", broken, _folder.File("target"))).Ended(ExitCode.Done).Error
            .ShouldContain("no number in 1 of its tensors");
    }

    private sealed class Noted(List<Conversion.StepProgress> told) : IProgress<Conversion.StepProgress>
    {
        public void Report(Conversion.StepProgress value) => told.Add(value);
    }

    [Theory]
    [InlineData("convert")]
    [InlineData("quantize")]
    public async Task A_full_standard_output_is_called_that_and_the_model_stays(string verb)
    {
        Assert.SkipUnless(File.Exists("/dev/full") && File.Exists("/bin/bash"), "needs /dev/full and bash");
        var command = $"dotnet '{typeof(ZoeDepth.Cli.CommandLine).Assembly.Location}' {verb} " +
            $"'{Original("mini_plain.pt")}' '{_folder.File("made")}' > /dev/full; echo code $? >&2";
        using var process = Process.Start(
            new ProcessStartInfo("/bin/bash", ["-c", command]) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        error.ShouldContain("standard output cannot be written to");
        error.ShouldContain($"code {ExitCode.Output}");
        File.Exists(_folder.File("made", "config.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_epsilon_that_a_checkpoint_cannot_say_is_told()
    {
        (await CommandRun.Of("convert", Samples.Model("single-softplus"), _folder.File("a.pt"))).Ended(ExitCode.Done)
            .Error.ShouldContain("says layer_norm_eps 1E-12; a .pt file cannot say it");
        (await CommandRun.Of("convert", Original("mini_plain.pt"), _folder.File("b.pt"))).Ended(ExitCode.Done)
            .Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_table_of_names_is_printed()
    {
        var text = (await CommandRun.Of("convert", "--keys")).Ended(ExitCode.Done).Out;
        text.ShouldContain("core.core.pretrained.model.blocks.{i}.attn.qkv.weight");
        text.ShouldContain("rows 2/3 backbone.encoder.layer.{i}.attention.attention.key.weight");
        text.ShouldContain("core.core.pretrained.model.head.weight");
        text.ShouldContain("core.core.pretrained.model.layers.{i}.blocks.{j}.attn.cpb_mlp.0.*");
        text.ShouldContain("depth_head.resize_layers.{i}.*");
    }

    [Fact]
    public async Task A_photo_is_estimated_with_a_checkpoint_named_directly()
    {
        var photo = _folder.Write("a.pgm", Samples.GrayPicture(64, 48));
        (await CommandRun.Of("predict", photo, "--model", Original("mini_legacy.pt"), "--out", _folder.File("out"),
            "--size", "32x64")).Ended(ExitCode.Done);
    }

    private static float[] Numbers(Parameter parameter)
    {
        using var lease = parameter.Open();
        unsafe
        {
            return new ReadOnlySpan<float>(lease.Pointer, (int)parameter.Shape.Count).ToArray();
        }
    }

    private static int[] Bits(Parameter parameter) =>
        Array.ConvertAll(Numbers(parameter), BitConverter.SingleToInt32Bits);
}
