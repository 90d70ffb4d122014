using System.Diagnostics;
using System.Net.Sockets;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

/// <summary>What the command line did wrong once, kind by kind; its files are in <c>tests/faults</c>.</summary>
public sealed class PredictFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Out => _folder.File("out");

    private static string Fault(params string[] parts) =>
        Path.Combine([Goldens.RepositoryRoot, "tests", "faults", .. parts]);

    private Task<CommandRun> Predict(params string[] words) =>
        CommandRun.Of(["predict", "--model", Samples.Model("single-softplus"), "--out", Out, "--size", "64x96",
            .. words]);

    private string Photo(string name) => _folder.Write(name, Samples.GrayPicture(64, 48));

    private string[] Written() =>
        [.. Directory.GetFiles(Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_file_whose_name_begins_with_an_at_sign_adds_no_options()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "z.depth.png"), "mine");
        var run = await Predict(Fault("at-file", "@evil.jpg"), Fault("at-file", "evil.jpg"), Fault("at-file", "z.jpg"));
        run.Ended(ExitCode.Usage).Error.ShouldContain("1 file is already there");
        File.ReadAllText(Path.Combine(Out, "z.depth.png")).ShouldBe("mine");
        (await Predict("@evil.jpg")).Ended(ExitCode.Usage).Error.ShouldContain("@evil.jpg: there is no such file");
    }

    [Fact]
    public async Task A_file_that_appears_while_a_photo_is_computed_is_not_replaced()
    {
        var photo = Photo("a.pgm");
        var target = Path.Combine(Out, "a.depth.png");
        var run = await CommandRun.WhenSaid("1 of 1", () => File.WriteAllText(target, "mine"),
            "predict", photo, "--model", Samples.Model("single-softplus"), "--out", Out, "--size", "64x96");
        run.Ended(ExitCode.SomeFailed).Out.ShouldContain(
            "a file of that name appeared meanwhile and was left as it is");
        File.ReadAllText(target).ShouldBe("mine");
        Written().ShouldBe(["a.depth.png"]);
    }

    [Fact]
    public async Task Two_runs_into_one_folder_do_not_meet_in_their_unfinished_files()
    {
        var (first, second) = (Photo("a.pgm"), Photo("b.pgm"));
        var runs = await Task.WhenAll(Predict(first), Predict(second));
        foreach (var run in runs) run.Ended(ExitCode.Done);
        Written().ShouldBe(["a.depth.png", "b.depth.png"]);
    }

    [Fact]
    public async Task A_damaged_photo_says_so_in_text_json_and_png()
    {
        var run = (await Predict(Fault("jpeg", "trunc_60.jpg"), "--allow-truncated", "--json")).Ended(ExitCode.Done);
        var photo = run.Json().GetProperty("photos")[0];
        photo.GetProperty("missingShare").GetDouble().ShouldBeInRange(0.2, 0.8);
        photo.GetProperty("notes")[0].GetString()!.ShouldContain("the JPEG file ends early");
        PngEncoder.ReadText(Path.Combine(Out, "trunc_60.depth.png"))["Photo damage"].ShouldContain("could not be read");
        (await Predict(Fault("jpeg", "trunc_60.jpg"), "--allow-truncated", "--overwrite", "replace")).Out.ShouldContain(
            "the JPEG file ends early");
    }

    [Theory]
    [InlineData("png", "png_badcrc_idat.png")]
    [InlineData("png", "png_trunc.png")]
    [InlineData("jpeg", "bitflip.jpg")]
    [InlineData("jpeg", "rst_missing.jpg")]
    public async Task The_refusal_of_a_damaged_photo_names_the_option_and_the_option_reads_it(string folder,
        string name)
    {
        (await Predict(Fault(folder, name))).Ended(ExitCode.SomeFailed).Out.ShouldContain("dd --allow-truncated");
        (await Predict(Fault(folder, name), "--allow-truncated")).Ended(ExitCode.Done);
    }

    [Theory]
    [InlineData("predict", "x.jpg", "--model", "m", "--out", "")]
    [InlineData("predict", "x.jpg", "--model", "")]
    [InlineData("predict", "", "--model", "m")]
    [InlineData("predict", "x.jpg", "--model", "m", "--domain", " ")]
    [InlineData("synth", "--count", "1", "--out", "")]
    [InlineData("init", "--out", "")]
    [InlineData("info", "")]
    public async Task An_empty_argument_is_wrong_usage(params string[] words) =>
        (await CommandRun.Of(words)).Ended(ExitCode.Usage).Error.ShouldContain("but an empty text came");

    [Fact]
    public async Task A_divisor_of_zero_in_the_configuration_is_named_with_file_and_field()
    {
        var run = (await CommandRun.Of("predict", Photo("a.pgm"), "--model", Fault("model", "pp_std0")))
            .Ended(ExitCode.Model);
        run.Error.ShouldContain("preprocessor_config.json");
        run.Error.ShouldContain("image_std");
    }

    [Theory]
    [InlineData("ZoeD_M12_N.pt")]
    [InlineData("")]
    public async Task Weights_of_the_original_code_that_are_damaged_are_called_by_name(string name) =>
        (await CommandRun.Of("predict", Photo("a.pgm"), "--model", Fault("model", "ptonly", name)))
            .Ended(ExitCode.Model).Error.ShouldContain("ZoeD_M12_N.pt: ");

    [Fact]
    public async Task A_name_as_long_as_the_disk_allows_is_written()
    {
        var photo = Photo(new string('\u6df1', 80) + ".pgm");
        (await Predict(photo)).Ended(ExitCode.Done);
    }

    [Fact]
    public async Task Help_is_a_command()
    {
        (await CommandRun.Of("help")).Ended(ExitCode.Done).Out.ShouldContain("predict");
        (await CommandRun.Of("help", "synth")).Ended(ExitCode.Done).Out.ShouldContain("--family");
    }

    [Fact]
    public async Task A_phone_file_of_several_pictures_is_found_in_a_folder_and_attributes_of_other_systems_are_not()
    {
        var photos = _folder.File("photos");
        Directory.CreateDirectory(photos);
        File.Copy(Fault("jpeg", "phone.mpo"), Path.Combine(photos, "phone.mpo"));
        File.WriteAllText(Path.Combine(photos, "._phone.jpg"), "x");
        (await Predict(photos)).Ended(ExitCode.Done);
        Written().ShouldBe(["phone.depth.png"]);
    }

    [Fact]
    public async Task A_photo_may_come_by_standard_input()
    {
        (await CommandRun.WithInput(Samples.GrayPicture(64, 48), "predict", "-", "--model",
            Samples.Model("single-softplus"), "--out", Out, "--size", "64x96"))
            .Ended(ExitCode.Done);
        Written().ShouldBe(["stdin.depth.png"]);
    }

    [Fact]
    public async Task A_photo_of_more_pixels_than_allowed_is_refused_with_the_option()
    {
        (await Predict(Fault("png", "bomb1bit.png"), "--max-image-pixels", "1000000"))
            .Ended(ExitCode.SomeFailed).Out.ShouldContain("raise --max-image-pixels");
    }

    [Fact]
    public async Task A_kept_file_of_other_switches_is_noted_and_one_of_the_same_is_not()
    {
        var photo = Photo("a.pgm");
        (await Predict(photo)).Ended(ExitCode.Done);
        (await Predict(photo, "--overwrite", "skip")).Ended(ExitCode.Done).Out.ShouldNotContain("other switches");
        (await Predict(photo, "--overwrite", "skip", "--flip"))
            .Ended(ExitCode.Done).Out.ShouldContain("Mirrored pass none (now averaged)");
    }

    [Fact]
    public async Task Colours_without_a_file_in_colours_are_noted() =>
        (await Predict(Photo("a.pgm"), "--colormap", "viridis"))
            .Ended(ExitCode.Done).Error.ShouldContain("--colormap has no effect without --color or --side-by-side");

    [Fact]
    public async Task A_size_below_the_networks_multiple_is_blamed_itself() =>
        (await CommandRun.Of("predict", Photo("a.pgm"), "--model", Samples.Model("single-softplus"), "--out", Out,
            "--size", "1x1")).Ended(ExitCode.Usage)
            .Error.ShouldContain("too small a size to ask of the network");

    [Theory]
    [InlineData("ZOEDEPTH_SIMD", "nonsense")]
    [InlineData("ZOEDEPTH_THREADS", "0")]
    public async Task A_variable_that_cannot_be_met_is_refused_before_anything_is_done(string name, string value)
    {
        var start = new ProcessStartInfo("dotnet",
            [typeof(CommandLine).Assembly.Location, "predict", Photo("a.pgm"), "--model",
                Samples.Model("single-softplus"), "--out", Out])
        {
            RedirectStandardError = true,
        };
        start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(ExitCode.Usage);
        error.Trim().ShouldStartWith($"zoedepth: {name} is '{value}'");
        error.ShouldNotContain("1 of 1");
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_no_file_among_photos_is_named_and_counted_and_the_photos_are_done()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a folder of Windows holds no sockets");
        Photo("a.pgm");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.File("b.pgm")));
        Directory.CreateDirectory(_folder.File("c.pgm"));
        _folder.Write("d.pgm", []);
        var run = await Predict(_folder.Path);
        run.Ended(ExitCode.SomeFailed).Out.ShouldContain("3 photos: 1 done, 2 failed");
        run.Out.ShouldContain($"failed: {_folder.File("b.pgm")}: ");
        run.Out.ShouldContain($"failed: {_folder.File("d.pgm")}: the file is empty");
        Written().ShouldBe(["a.depth.png"]);
    }

    [Theory]
    [InlineData("| head -c 1", ExitCode.BrokenPipe)]
    [InlineData("> /dev/full", ExitCode.Output)]
    public async Task Standard_output_that_is_gone_is_no_defect(string where, int code)
    {
        Assert.SkipUnless(File.Exists("/dev/full") && File.Exists("/bin/bash"), "needs /dev/full and bash");
        var program = typeof(CommandLine).Assembly.Location;
        // The reader has ended before anything is written: the pipe is broken for certain.
        var command = where.StartsWith('|')
            ? $"(sleep 2; dotnet '{program}' info; echo code $? >&2) | true"
            : $"dotnet '{program}' info {where}; echo code $? >&2";
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", command])
            { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        error.ShouldContain($"code {code}");
        error.ShouldNotContain("defect");
    }
}
