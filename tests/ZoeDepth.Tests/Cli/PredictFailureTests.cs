using System.Runtime.CompilerServices;
using System.Text;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Tests.Cli;

public sealed class PredictFailureTests : IDisposable
{
    private static readonly string Room = Samples.Photo("room_desk.jpg");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Out => _folder.File("out");

    private Task<CommandRun> Predict(params string[] words) =>
        CommandRun.Of(["predict", "--model", Samples.Model("single-softplus"), "--out", Out, "--size", "64x96",
            .. words]);

    private string[] Written() => Directory.Exists(Out)
        ? [.. Directory.GetFiles(Out).Select(path => Path.GetFileName(path)).Order()] : [];

    [Fact]
    public async Task Bad_photos_are_named_with_their_reason_and_the_others_are_done()
    {
        var empty = _folder.Write("empty.jpg", []);
        var text = _folder.Write("text.png", "this is a text"u8);
        var point = _folder.Write("point.pgm", Samples.GrayPicture(1, 1));
        var ribbon = _folder.Write("ribbon.pgm", Samples.GrayPicture(20_000, 10));
        var half = Samples.Codec("png", "truncated_half.png");
        var run = (await Predict(empty, text, point, ribbon, half, _folder.File("missing.jpg"), Room))
            .Ended(ExitCode.SomeFailed);

        run.Out.ShouldContain("7 photos: 1 done, 6 failed");
        ReasonFor(empty).ShouldContain("empty");
        ReasonFor(text).ShouldContain("a text file, not a picture");
        ReasonFor(point).ShouldContain("too small to be mirrored at its border");
        ReasonFor(ribbon).ShouldContain("20000x10");
        ReasonFor(half).ShouldContain("copy or download it again");
        ReasonFor(_folder.File("missing.jpg")).ShouldContain("there is no such file or folder");
        Written().ShouldBe(["room_desk.depth.png"]);

        string ReasonFor(string photo) => run.Out.Split(Environment.NewLine)
            .Last(line => line.StartsWith($"  failed: {photo}: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_photo_named_like_another_kind_is_read_by_its_content_and_said_so()
    {
        var photo = _folder.Write("room.png", File.ReadAllBytes(Room));
        (await Predict(photo))
            .Ended(ExitCode.Done).Out.ShouldContain("named like a PNG file, but is a JPEG file by its content");
    }

    [Theory]
    [InlineData("missing.jpg", "there is no such file or folder")]
    [InlineData("empty", "the folder holds no picture")]
    [InlineData("*.jpg", "no file in")]
    public async Task Without_a_single_photo_nothing_is_loaded(string argument, string reason)
    {
        Directory.CreateDirectory(_folder.File("empty"));
        var run = (await CommandRun.Of("predict", _folder.File(argument), "--model", "nowhere")).Ended(ExitCode.Usage);
        run.Error.ShouldContain("there is no photo to read");
        run.Error.ShouldContain(reason);
    }

    [Fact]
    public async Task No_photo_at_all_says_to_name_one() => (await CommandRun.Of("predict", "--model", "m"))
        .Ended(ExitCode.Usage).Error.ShouldContain("name at least one photo, folder or pattern");

    [Fact]
    public async Task A_model_folder_that_is_not_there_says_what_was_expected()
    {
        var run = (await CommandRun.Of("predict", Room, "--out", Out, "--model", _folder.File("nowhere"), "--json"))
            .Ended(ExitCode.Model);
        var error = run.Json().GetProperty("error").GetString()!;
        error.ShouldContain("expected a model folder (config.json beside model.safetensors), a checkpoint");
        error.ShouldContain("Intel/zoedepth-nyu-kitti, ZoeD_NK");
        run.Json().GetProperty("exitCode").GetInt32().ShouldBe(ExitCode.Model);
    }

    [Fact]
    public async Task A_model_named_by_its_file_opens_with_the_configuration_beside_it() =>
        (await CommandRun.Of("predict", Room, "--out", Out, "--model",
            Path.Combine(Samples.Model("single-softplus"), "model.safetensors"))).Ended(ExitCode.Done);

    [Fact]
    public async Task Weights_without_a_configuration_say_that_it_is_missing()
    {
        var lone = _folder.File("lone.safetensors");
        File.Copy(Path.Combine(Samples.Model("single-softplus"), "model.safetensors"), lone);
        (await CommandRun.Of("predict", Room, "--out", Out, "--model", lone)).Ended(ExitCode.Model)
            .Error.ShouldContain("config.json");
    }

    [Fact]
    public async Task A_configuration_named_as_the_model_says_to_name_its_folder() =>
        (await CommandRun.Of("predict", Room, "--out", Out, "--model",
            Path.Combine(Samples.Model("single-softplus"), "config.json"))).Ended(ExitCode.Model)
            .Error.ShouldContain("it holds settings and no weights; name the folder it lies in");

    [Fact]
    public async Task A_configuration_that_does_not_fit_the_weights_lists_what_differs()
    {
        var model = Samples.CopyOfModel("single-softplus", _folder);
        File.Copy(Path.Combine(Samples.Model("two-heads-kitti"), "config.json"), Path.Combine(model, "config.json"),
            overwrite: true);
        var run = (await CommandRun.Of("predict", Room, "--out", Out, "--model", model)).Ended(ExitCode.Model);
        run.Error.ShouldContain("missing");
        run.Error.ShouldContain("metric_head.");
        run.Error.ShouldContain("Use the config.json that was saved with these weights");
    }

    [Fact]
    public async Task A_photo_that_ends_early_is_refused_with_the_option_that_reads_what_is_there()
    {
        var whole = File.ReadAllBytes(Room);
        var half = _folder.Write("half.jpg", whole.AsSpan(0, whole.Length / 2));
        (await Predict(half))
            .Ended(ExitCode.SomeFailed).Out.ShouldContain("add --allow-truncated to decode the part that is there");
        Written().ShouldBeEmpty();

        (await Predict(half, "--allow-truncated")).Ended(ExitCode.Done);
        Written().ShouldBe(["half.depth.png"]);
    }

    [Fact]
    public async Task A_truncated_weight_file_is_refused()
    {
        var model = Samples.CopyOfModel("single-softplus", _folder);
        var weights = Path.Combine(model, "model.safetensors");
        File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^1000]);
        (await CommandRun.Of("predict", Room, "--out", Out, "--model", model))
            .Ended(ExitCode.Model).Error.ShouldContain(weights);
    }

    [Fact]
    public async Task A_model_without_processor_settings_takes_the_published_ones_and_says_so()
    {
        var model = Samples.CopyOfModel("single-softplus", _folder);
        File.Delete(Path.Combine(model, "preprocessor_config.json"));
        (await CommandRun.Of("predict", Room, "--out", Out, "--model", model, "--size", "64x96"))
            .Ended(ExitCode.Done).Error.ShouldContain("has no preprocessor_config.json");
    }

    [Fact]
    public async Task An_output_folder_that_is_a_file_is_refused_before_anything_is_computed()
    {
        File.WriteAllText(Out, "");
        var run = (await Predict(Room)).Ended(ExitCode.Output);
        run.Error.ShouldContain($"files cannot be written to {Out}: {Out} is a file and no folder");
        run.Error.ShouldContain("Nothing was computed; name another folder with --out");
    }

    [Fact]
    public async Task An_output_folder_below_a_file_is_refused_by_that_file()
    {
        File.WriteAllText(Out, "");
        var below = Path.Combine(Out, "below", "it");
        (await CommandRun.Of("predict", Room, "--model", Samples.Model("single-softplus"), "--out", below))
            .Ended(ExitCode.Output).Error.ShouldContain($"{Out} is a file and no folder. Nothing was computed");
    }

    [Theory]
    [InlineData("film.mp4", "\0\0\0 ftypisom\0\0\u0002\0", "QuickTime video is not read here; take pictures out")]
    [InlineData("depth.npy", "\u0093NUMPY\u0001\0", "a NumPy array, not a picture")]
    public async Task A_file_that_is_no_picture_says_what_it_is_in_words_of_the_command_line(
        string name, string start, string why)
    {
        var run = await Predict(_folder.Write(name, Encoding.Latin1.GetBytes(start)));
        run.Ended(ExitCode.SomeFailed).Out.ShouldContain(why);
        run.Out.ShouldNotContain("DepthFile");
    }

    [FactWithAFullDevice]
    public async Task A_full_disk_fails_the_photo_and_leaves_no_partial_file()
    {
        var other = _folder.Write("other.pgm", Samples.GrayPicture(64, 48));
        Directory.CreateDirectory(Out);
        // The partial file of the first photo leads to a device that is always full.
        File.CreateSymbolicLink(PartialFile.Of(Path.Combine(Out, "room_desk.depth.png")),
            FactWithAFullDeviceAttribute.Device);
        var run = (await Predict(Room, other)).Ended(ExitCode.Output);
        run.Out.ShouldContain("No space left on device");
        Written().ShouldBe(["other.depth.png"]);
    }

    [Fact]
    public async Task Cancelling_keeps_finished_photos_and_leaves_no_partial_file()
    {
        var other = _folder.Write("other.pgm", Samples.GrayPicture(64, 48));
        var third = _folder.Write("third.pgm", Samples.GrayPicture(64, 48));
        var run = (await CommandRun.CancelledAt("2 of 3", "predict", Room, other, third, "--model",
            Samples.Model("single-softplus"), "--out", Out, "--size", "64x96", "--json"))
            .Ended(ExitCode.Cancelled);
        run.Json().GetProperty("photos").EnumerateArray().Select(photo => photo.GetProperty("status").GetString())
            .ShouldBe(["done", "cancelled", "cancelled"]);
        run.Json().GetProperty("exitCode").GetInt32().ShouldBe(ExitCode.Cancelled);
        Written().ShouldBe(["room_desk.depth.png"]);
    }

    [Fact]
    public async Task A_size_the_network_cannot_take_is_refused_before_anything_is_computed() =>
        (await CommandRun.Of("predict", Room, "--out", Out, "--model", Samples.Model("single-softplus"), "--size",
            "16000x16000")).Ended(ExitCode.Usage)
            .Error.ShouldContain(
                "the options do not suit even a usual photo: the picture of 640x480 would enter the network with");

    [Theory]
    [InlineData("--no-pad", "1x1", "")]
    [InlineData("--max-pixels", "900x100", "allow more pixels (--max-pixels)")]
    [InlineData("--pad", "1x1", "enlarge it to at least 5x5 or add no border (--no-pad)")]
    [InlineData("--keep-aspect", "20000x10",
        "crop it, ask for a larger size (--size), or let it be stretched (--stretch)")]
    [InlineData("--stretch", "20000x10", "")]
    public async Task What_to_do_about_a_photo_is_said_in_options_that_work(string option, string size, string advice)
    {
        var sides = size.Split('x');
        var photo = _folder.Write("photo.pgm", Samples.GrayPicture(int.Parse(sides[0]), int.Parse(sides[1])));
        string[] words = option == "--max-pixels" ? [option, "10000"] : [option];
        var run = await Predict([photo, .. words]);
        if (advice.Length == 0) run.Ended(ExitCode.Done);
        else run.Ended(ExitCode.SomeFailed).Out.ShouldContain(advice);
        run.Out.ShouldNotContain("KeepAspect");
        run.Out.ShouldNotContain("DoPad");
    }
}

/// <summary>A test that needs a device that is always full; skipped where the system has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithAFullDeviceAttribute : FactAttribute
{
    /// <summary>Linux's.</summary>
    public const string Device = "/dev/full";

    /// <summary>Skips the test where there is no such device.</summary>
    public FactWithAFullDeviceAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!File.Exists(Device)) Skip = $"{Device} is not there";
    }
}
