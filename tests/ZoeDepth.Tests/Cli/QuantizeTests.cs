using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Tests.Pipeline;
using ZoeDepth.Tests.Quantization;

namespace ZoeDepth.Tests.Cli;

/// <summary><c>zoedepth quantize</c> as users call it.</summary>
public sealed class QuantizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public QuantizeTests()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(ModelQuantizerTests.Wide);
        model.SavePretrained(_folder.File("model"));
        new ZoeDepthImageProcessor { Size = new(64, 64) }.SavePretrained(_folder.File("model"));
        Directory.CreateDirectory(_folder.File("photos"));
        PngEncoder.Save(TinyModels.Picture(48, 64), _folder.File("photos", "a.png"));
        PngEncoder.Save(TinyModels.Picture(64, 48), _folder.File("photos", "b.png"));
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> Quantize(params string[] words) =>
        CommandRun.Of(["quantize", _folder.File("model"), .. words]);

    [Fact]
    public async Task Photos_say_what_was_tried_and_which_layers_mind_8_bits_most()
    {
        var target = _folder.File("int8");
        var run = (await Quantize(target, "--calibrate", _folder.File("photos", "a.png"),
            _folder.File("photos", "b.png"))).Ended(ExitCode.Done);
        run.Out.ShouldContain("large linear layers in 8 bits, the rest in bfloat16");
        run.Out.ShouldContain("difference to float32 on 2 photos");
        run.Out.ShouldContain("smoothed by 0.5");
        run.Out.ShouldContain("(chosen)");
        run.Out.ShouldContain("backbone.encoder.layer.");
        Directory.GetFiles(target).Select(Path.GetFileName).Order()
            .ShouldBe(["config.json", "model.safetensors", "preprocessor_config.json"]);
        (await CommandRun.Of("predict", _folder.File("photos", "a.png"), "--model", target)).Ended(ExitCode.Done);
        PngEncoder.ReadText(_folder.File("photos", "a.depth.png"))["Precision"].ShouldBe("int8");
    }

    [Fact]
    public async Task Without_photos_it_says_that_nothing_was_calibrated_and_json_lists_every_layer()
    {
        (await Quantize(_folder.File("int8"))).Ended(ExitCode.Done).Out.ShouldContain("not calibrated");
        var json = (await Quantize(_folder.File("again"), "--json")).Ended(ExitCode.Done).Json();
        json.GetProperty("precision").GetString().ShouldBe("int8");
        json.GetProperty("layers").GetArrayLength().ShouldBe(24);
        (await CommandRun.Of("info", _folder.File("int8"))).Ended(ExitCode.Done).Out
            .ShouldContain("int8, where no other is asked for");
        (await Quantize(_folder.File("half"), "--dtype", "bfloat16")).Ended(ExitCode.Done).Out
            .ShouldContain("every large weight in bfloat16");
    }

    [Fact]
    public async Task A_model_of_convolutions_alone_says_that_8_bits_are_not_for_it()
    {
        var run = (await CommandRun.Of("quantize", Path.Combine(Goldens.RepositoryRoot, "models", "zoedepth-mini"),
            _folder.File("mini"), "--calibrate", _folder.File("photos", "a.png"))).Ended(ExitCode.Done);
        run.Out.ShouldContain("no linear layer of 65,536 weights or more");
        run.Out.ShouldMatch(@"bfloat16 +\d+\.\d+ mm");
    }

    [Fact]
    public async Task What_cannot_be_is_refused_before_anything_is_computed()
    {
        Directory.CreateDirectory(_folder.File("full"));
        File.WriteAllText(_folder.File("full", "mine.txt"), "mine");
        (await Quantize(_folder.File("full"))).Ended(ExitCode.Usage).Error.ShouldContain("is there already");
        (await Quantize(_folder.File("x"), "--calibrate", _folder.File("none.jpg"))).Ended(ExitCode.Usage).Error
            .ShouldContain("none.jpg");
        (await Quantize(_folder.File("x"), "--dtype", "int4")).Ended(ExitCode.Usage).Error
            .ShouldContain("int8, bfloat16");
        (await CommandRun.Of("quantize", _folder.File("photos"), _folder.File("x"))).Ended(ExitCode.Model);
        (await Quantize(_folder.File("x"), "--calibrate", Samples.Codec("png", "truncated_half.png")))
            .Ended(ExitCode.SomeFailed).Error.ShouldNotContain("DecodeOptions");
        Path.Exists(_folder.File("x")).ShouldBeFalse();
        File.ReadAllText(_folder.File("full", "mine.txt")).ShouldBe("mine");
    }
}
