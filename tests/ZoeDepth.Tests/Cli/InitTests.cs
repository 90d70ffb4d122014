using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

public sealed class InitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> Init(string name, params string[] words) =>
        CommandRun.Of(["init", "--out", _folder.File(name), .. words]);

    private byte[] Weights(string name) => File.ReadAllBytes(_folder.File(name, "model.safetensors"));

    [Fact]
    public async Task A_folder_is_made_that_opens_and_predicts()
    {
        var run = (await Init("tiny", "--config", "tiny", "--seed", "1")).Ended(ExitCode.Done);
        run.Out.ShouldContain("this model has learnt nothing and sees nothing");
        run.Out.ShouldContain("parameters, seed 1");
        foreach (var file in new[] { "config.json", "preprocessor_config.json", "model.safetensors" })
            File.Exists(_folder.File("tiny", file)).ShouldBeTrue();
        Directory.GetFiles(_folder.File("tiny")).Length.ShouldBe(3);
        (await CommandRun.Of("info", _folder.File("tiny"))).Ended(ExitCode.Done);
        (await CommandRun.Of("predict", Samples.Photo("room_desk.jpg"), "--model", _folder.File("tiny"), "--out",
            _folder.Path)).Ended(ExitCode.Done).Out.ShouldContain("network  384x512");
    }

    [Fact]
    public async Task The_seed_decides_the_weights()
    {
        await Init("a", "--config", "tiny", "--seed", "1");
        await Init("b", "--config", "tiny", "--seed", "1");
        await Init("c", "--config", "tiny", "--seed", "18446744073709551615");
        Weights("b").ShouldBe(Weights("a"));
        Weights("c").ShouldNotBe(Weights("a"));
    }

    [Fact]
    public async Task The_rules_of_the_research_code_are_drawn_by_where_they_are_known()
    {
        await Init("ours", "--config", "tiny", "--seed", "1");
        (await Init("theirs", "--config", "tiny", "--seed", "1", "--initialization", "original")).Ended(ExitCode.Done);
        using var ours = ZoeDepthForDepthEstimation.FromPretrained(_folder.File("ours"));
        using var theirs = ZoeDepthForDepthEstimation.FromPretrained(_folder.File("theirs"));
        float[] Bias(ZoeDepthForDepthEstimation model) =>
            model.Parameters.Single(parameter => parameter.Name == "relative_head.conv1.bias").Values.ToArray();
        Bias(ours).ShouldAllBe(v => v == 0);
        Bias(theirs).ShouldAllBe(v => v != 0);
        (await Init("mini", "--config", "mini", "--initialization", "original")).Ended(ExitCode.Usage).Error
            .ShouldContain("--initialization cannot be met");
        (await Init("other", "--initialization", "mine")).Ended(ExitCode.Usage).Error.ShouldContain("original");
    }

    [Fact]
    public async Task A_configuration_file_gives_the_architecture()
    {
        (await Init("two", "--config", Path.Combine(Samples.Model("two-heads-nyu"), "config.json")))
            .Ended(ExitCode.Done);
        ZoeDepthConfig.FromPretrained(_folder.File("two")).BinConfigurations.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_model_that_is_there_is_kept_unless_replacing_is_asked_for()
    {
        await Init("m", "--config", "tiny", "--seed", "1");
        var before = Weights("m");
        (await Init("m", "--config", "tiny", "--seed", "2"))
            .Ended(ExitCode.Usage).Error.ShouldContain(
                "is already there and was left as it is; choose another folder, or say --replace");
        Weights("m").ShouldBe(before);
        (await Init("m", "--config", "tiny", "--seed", "2", "--replace")).Ended(ExitCode.Done);
        Weights("m").ShouldNotBe(before);
    }

    [Fact]
    public async Task An_architecture_nobody_knows_is_answered_with_those_there_are() =>
        (await Init("x", "--config", "kiti"))
            .Ended(ExitCode.Usage).Error.ShouldContain(
                "--config expects one of nyu, kitti, nyu-kitti, tiny, mini, or a config.json, but there is no file " +
                "kiti. Did you mean kitti?");

    [Fact]
    public async Task A_configuration_that_cannot_run_names_the_field()
    {
        var file = _folder.Write("broken.json", """{"model_type":"zoedepth","fusion_hidden_size":-3}"""u8);
        (await Init("x", "--config", file)).Ended(ExitCode.Usage).Error.ShouldContain("fusion_hidden_size");
        Directory.Exists(_folder.File("x")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("18446744073709551616")]
    [InlineData("one")]
    public async Task A_seed_that_is_no_whole_number_says_so(string seed) =>
        (await Init("x", "--config", "tiny", "--seed", seed))
            .Ended(ExitCode.Usage).Error.ShouldContain(
                $"--seed expects a whole number from 0 to 18446744073709551615, but '{seed}' came");

    [Fact]
    public async Task A_folder_that_cannot_be_made_says_so()
    {
        File.WriteAllText(_folder.File("file"), "");
        (await Init("file", "--config", "tiny"))
            .Ended(ExitCode.Usage).Error.ShouldContain("is a file; choose another name");
        (await CommandRun.Of("init", "--config", "tiny", "--out", _folder.File("file", "below")))
            .Ended(ExitCode.Output).Error.ShouldContain("the model cannot be written to");
    }
}
