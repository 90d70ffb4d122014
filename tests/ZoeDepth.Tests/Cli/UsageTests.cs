using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData("predict", "a.jpg", "--colr", "--model", "m",
        "zoedepth predict knows no option '--colr'. Did you mean --color?")]
    [InlineData("predict", "--modle", "m", "zoedepth predict knows no option '--modle'. Did you mean --model?")]
    [InlineData("predict", "--bogus", "zoedepth predict knows no option '--bogus'.")]
    [InlineData("pedict", "zoedepth knows no command 'pedict'. Did you mean predict?")]
    [InlineData("info", "--jsn", "zoedepth info knows no option '--jsn'. Did you mean --json?")]
    [InlineData("info", "a", "b", "zoedepth info knows no argument 'b'.")]
    [InlineData("synth", "--familly", "all", "zoedepth synth knows no option '--familly'. Did you mean --family?")]
    [InlineData("init", "--sed", "1", "--out", "x", "zoedepth init knows no option '--sed'. Did you mean --seed?")]
    public async Task An_unknown_word_is_named_and_the_nearest_known_one_suggested(params string[] wordsAndText)
    {
        var run = (await CommandRun.Of(wordsAndText[..^1])).Ended(ExitCode.Usage);
        run.Error.ShouldContain(wordsAndText[^1]);
        run.Error.ShouldContain("--help");
        run.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--size", "384",
        "--size expects rows x columns, each from 1 to 16384, such as 384x512, but '384' came")]
    [InlineData("--size", "0x512", "but '0x512' came")]
    [InlineData("--max-pixels", "0", "--max-pixels expects a whole number from 1 to 2147483647, but '0' came")]
    [InlineData("--threads", "0", "--threads expects a whole number from 1 to 1024, but '0' came")]
    [InlineData("--png-scale", "-3", "--png-scale expects a number above 0, but '-3' came")]
    [InlineData("--png-scale", "inch", "--png-scale expects mm, zoe or a number of units a metre, but 'inch' came")]
    [InlineData("--max-depth", "far", "--max-depth expects a number above 0, but 'far' came")]
    [InlineData("--max-depth", "NaN", "but 'NaN' came")]
    [InlineData("--colormap", "magna", "but 'magna' came. Did you mean magma?")]
    [InlineData("--overwrite", "yes", "--overwrite expects one of refuse, skip, number, replace, but 'yes' came")]
    [InlineData("--preset", "papr",
        "--preset expects one of hf, upstream, paper, controlnet, but 'papr' came. Did you mean paper?")]
    public async Task A_wrong_value_says_what_was_expected_and_what_came(string option, string value, string text) =>
        (await CommandRun.Of("predict", "a.jpg", "--model", "m", option, value))
            .Ended(ExitCode.Usage).Error.ShouldContain(text);

    [Fact]
    public async Task A_missing_option_says_what_to_give() =>
        (await CommandRun.Of("merge", "m", "delta.safetensors"))
            .Ended(ExitCode.Usage).Error.ShouldContain("--out FOLDER is missing");

    [Theory]
    [InlineData("repair-k", "FILE is missing: depth of the published ZoeD_K")]
    [InlineData("cloud", "PHOTO is missing: one photo, or - for standard input")]
    [InlineData("completion", "bash|zsh|fish|pwsh is missing: whose script")]
    [InlineData("models pull", "MODEL is missing: names: Intel/zoedepth-nyu-kitti")]
    public async Task A_missing_argument_says_what_to_name(string words, string text)
    {
        var run = (await CommandRun.Of(words.Split(' '))).Ended(ExitCode.Usage);
        run.Error.ShouldStartWith($"zoedepth: {text}");
        run.Error.ShouldEndWith($"See: zoedepth {words} --help{Environment.NewLine}");
    }

    [Fact]
    public async Task A_photo_without_a_command_is_answered_with_the_command() =>
        (await CommandRun.Of(Samples.Photo("room_desk.jpg"))).Ended(ExitCode.Usage).Error.ShouldContain(
            $"zoedepth expects a command first; depth of {Samples.Photo("room_desk.jpg")}: zoedepth predict ");

    [Theory]
    [InlineData("cloud")]
    [InlineData("explain")]
    public async Task A_photo_that_is_not_there_is_wrong_usage(string verb) =>
        (await CommandRun.Of(verb, "nowhere.jpg", "--model", Samples.Model("single-softplus"))).Ended(ExitCode.Usage)
            .Error.ShouldContain("there is no such photo: ");

    [Fact]
    public async Task Nothing_at_all_says_what_there_is() =>
        (await CommandRun.Of()).Ended(ExitCode.Usage).Error
            .ShouldContain("say what to do: predict, cloud, mesh, panorama, serve, explain, info, bench, init, synth");

    [Theory]
    [InlineData("--flip", "--no-flip")]
    [InlineData("--pad", "--no-pad")]
    [InlineData("--keep-aspect", "--stretch")]
    public async Task A_switch_cannot_be_on_and_off(string on, string off) =>
        (await CommandRun.Of("predict", "a.jpg", "--model", "m", on, off))
            .Ended(ExitCode.Usage).Error.ShouldContain($"{on} and {off} exclude one another; keep one");

    [Fact]
    public async Task Wrong_usage_with_json_is_one_document_on_standard_output()
    {
        var run = (await CommandRun.Of("predict", "a.jpg", "--colr", "--model", "m", "--json")).Ended(ExitCode.Usage);
        run.Json().GetProperty("exitCode").GetInt32().ShouldBe(ExitCode.Usage);
        run.Json().GetProperty("error").GetString()!.ShouldContain("Did you mean --color?");
    }

    [Theory]
    [InlineData("simd", typeof(PlatformNotSupportedException))]
    [InlineData("threads", typeof(ArgumentException))]
    public void A_wrong_environment_variable_is_wrong_usage(string message, Type kind)
    {
        using var error = new StringWriter();
        var wrong = new TypeInitializationException("Simd", (Exception)Activator.CreateInstance(kind, message)!);
        Failure.Report(wrong, [], new Terminal(TextWriter.Null, error, false, TimeProvider.System))
            .ShouldBe(ExitCode.Usage);
        error.ToString().ShouldBe($"zoedepth: {message}{Environment.NewLine}");
    }

    [Fact]
    public void A_defect_asks_for_a_report()
    {
        using var error = new StringWriter();
        Failure.Report(new InvalidOperationException("oops"), [],
            new Terminal(TextWriter.Null, error, false, TimeProvider.System)).ShouldBe(ExitCode.Defect);
        error.ToString().ShouldContain("please report it");
        error.ToString().ShouldContain("oops");
    }

    [Fact]
    public async Task The_version_is_that_of_the_build() =>
        (await CommandRun.Of("--version")).Ended(ExitCode.Done).Out.Trim().ShouldBe(ProgramVersion.Version);

    [Theory]
    [InlineData]
    [InlineData("predict")]
    [InlineData("info")]
    [InlineData("init")]
    [InlineData("synth")]
    public async Task Every_help_has_examples_exit_codes_and_environment_variables(params string[] verb)
    {
        var help = (await CommandRun.Of([.. verb, "--help"])).Ended(ExitCode.Done).Out;
        help.ShouldContain($"Usage:{Environment.NewLine}  zoedepth");
        help.ShouldContain($"Examples:{Environment.NewLine}  # ");
        foreach (var (code, meaning) in ExitCode.Table) help.ShouldContain($"{code,-5}{meaning}");
        foreach (var (name, _) in HelpWithExamples.EnvironmentVariables) help.ShouldContain(name);
    }

    [Fact]
    public async Task The_examples_of_every_help_are_understood()
    {
        foreach (var example in PredictCommand.Examples.Concat(InfoCommand.Examples).Concat(InitCommand.Examples)
            .Concat(SynthCommand.Examples).Concat(TrainCommand.Examples))
        {
            var run = await CommandRun.Of([.. example.Command.Split(' ').Skip(1), "--help"]);
            run.Ended(ExitCode.Done);
            run.Error.ShouldBeEmpty();
        }
    }
}
