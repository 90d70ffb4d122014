using System.Diagnostics;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

/// <summary><c>zoedepth models prepare</c>, and what <c>predict</c> makes of its files.</summary>
public sealed class PrepareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;
    private readonly string _model, _photo;

    public PrepareTests()
    {
        _environment = new() { ["ZOEDEPTH_CACHE"] = _folder.File("cache") };
        _model = Samples.CopyOfModel("two-heads-kitti", _folder);
        _photo = _folder.Write("a.pgm", Samples.GrayPicture(64, 48));
    }

    public void Dispose() => _folder.Dispose();

    private string Operands => _folder.File("cache", "operands");

    private Task<CommandRun> Run(params string[] args) => CommandRun.In(_environment, args);

    private async Task<(byte[] Depth, string Out)> Depth(string precision)
    {
        var run = (await Run("predict", _photo, "--model", _model, "--precision", precision, "--npy", "--overwrite",
            "replace", "--out", _folder.File("out"))).Ended(ExitCode.Done);
        return (File.ReadAllBytes(_folder.File("out", "a.depth.npy")), run.Out);
    }

    [Theory]
    [InlineData("float32"), InlineData("bfloat16"), InlineData("int8")]
    public async Task A_prepared_model_answers_the_same_and_gives_its_space_back(string precision)
    {
        var before = await Depth(precision);
        var run = (await Run("models", "prepare", _model, "--precision", precision)).Ended(ExitCode.Done);
        var file = Directory.GetFiles(Operands).ShouldHaveSingleItem();
        run.Out.ShouldStartWith($"{_model}, {precision}: ");
        run.Out.ShouldContain(file);

        var after = await Depth(precision);
        after.Depth.ShouldBe(before.Depth);
        after.Out.ShouldNotContain("packed");
        using (var stream = File.OpenWrite(file))
        {
            stream.Position = stream.Length / 2;
            stream.Write(new byte[stream.Length / 4]);
        }
        var damaged = await Depth(precision);
        damaged.Depth.ShouldBe(before.Depth);
        damaged.Out.ShouldContain("packed ahead");
        damaged.Out.ShouldContain(Path.GetFileName(file));

        (await Run("models", "prepare", _model, "--precision", precision)).Ended(ExitCode.Done);
        (await Depth(precision)).Out.ShouldNotContain("packed");
        (await Run("models", "prepare", _model, "--remove")).Ended(ExitCode.Done).Out.ShouldContain(
            $"{_model}, {precision}: removed, ");
        Directory.GetFiles(Operands).ShouldBeEmpty();
        (await Run("models", "prepare", _model, "--remove")).Ended(ExitCode.Done).Out
            .ShouldContain("nothing had been prepared");
    }

    [Fact]
    public async Task As_JSON_it_says_what_was_written_and_removed()
    {
        var written = (await Run("models", "prepare", _model, "--json")).Ended(ExitCode.Done).Json()
            .GetProperty("models").EnumerateArray().ShouldHaveSingleItem();
        written.GetProperty("precision").GetString().ShouldBe("float32");
        var path = written.GetProperty("path").GetString()!;
        written.GetProperty("bytes").GetInt64().ShouldBe(new FileInfo(path).Length);
        (await Run("models", "prepare", _model, "--precision", "int8", "--remove", "--json")).Ended(ExitCode.Done)
            .Json().GetProperty("models").GetArrayLength().ShouldBe(0);
        File.Exists(path).ShouldBeTrue("another precision was named");
        (await Run("models", "prepare", _model, "--remove", "--json")).Ended(ExitCode.Done).Json()
            .GetProperty("models")[0].GetProperty("path").GetString().ShouldBe(path);
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task A_model_that_is_not_there_and_a_cache_that_cannot_be_written_end_with_their_codes()
    {
        (await Run("models", "prepare", _folder.File("none"))).Ended(ExitCode.Model);
        (await Run("models", "prepare")).Ended(ExitCode.Usage);
        _folder.Write("cache", "a file"u8);
        (await Run("models", "prepare", _model)).Ended(ExitCode.Output).Error.ShouldContain("cache");
    }

    [Fact]
    public async Task Two_processes_at_once_leave_one_good_file_and_nothing_else()
    {
        Process[] writers = [.. Enumerable.Range(0, 2).Select(_ => Prepare())];
        foreach (var writer in writers)
        {
            using (writer)
            {
                var error = writer.StandardError.ReadToEndAsync();
                await writer.StandardOutput.ReadToEndAsync();
                await writer.WaitForExitAsync();
                writer.ExitCode.ShouldBe(ExitCode.Done, await error);
            }
        }
        Directory.GetFileSystemEntries(Operands).ShouldHaveSingleItem();
        (await Depth("float32")).Out.ShouldNotContain("packed");
    }

    private Process Prepare()
    {
        var start = new ProcessStartInfo("dotnet",
            [typeof(CommandLine).Assembly.Location, "models", "prepare", _model])
            { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ZOEDEPTH_CACHE"] = _folder.File("cache");
        return Process.Start(start)!;
    }
}
