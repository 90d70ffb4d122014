using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

public sealed class PredictTests : IDisposable
{
    private static readonly string Room = Samples.Photo("room_desk.jpg");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Predicts into this test's folder with a tiny model at a small size.</summary>
    private Task<CommandRun> Predict(string model, params string[] words) =>
        CommandRun.Of(["predict", "--model", Samples.Model(model), "--out", _folder.Path, "--size", "96x128",
            .. words]);

    private float[] Metres(string name) => Npy.Read(_folder.File(name)).ToFloats();

    [Fact]
    public async Task Every_kind_of_file_is_written_and_describes_itself()
    {
        var run = (await Predict("two-heads-kitti", Room, "--npy", "--pfm", "--color", "--side-by-side"))
            .Ended(ExitCode.Done);

        var metres = Metres("room_desk.depth.npy");
        DepthFile.Read(_folder.File("room_desk.depth.pfm")).Values.ShouldBe(metres);
        var stored = DepthPng.Read(_folder.File("room_desk.depth.png"));
        (stored.Width, stored.Height).ShouldBe((640, 480));
        Close.Within(stored.Values, Array.ConvertAll(metres, x => (double)x), relative: 1e-6, absolute: 0.0005,
            "millimetres");

        var text = PngEncoder.ReadText(_folder.File("room_desk.depth.png"));
        text["Depth units per metre"].ShouldBe("1000");
        text["Model"].ShouldBe("two-heads-kitti");
        text["Preset"].ShouldBe("hf");
        text["Network size"].ShouldBe("96 rows x 128 columns");
        text["Version"].ShouldBe(ProgramVersion.Version);
        text["Photo"].ShouldBe("room_desk.jpg");
        text.Keys.ShouldContain("Depth range");
        text.Keys.ShouldContain("Mirrored pass");

        var color = RasterImage.Load(_folder.File("room_desk.depth.color.png"));
        (color.Width, color.Height, color.Format).ShouldBe((640, 480, PixelFormat.Rgb8));
        PngEncoder.ReadText(_folder.File("room_desk.depth.color.png"))["Colours"]
            .ShouldStartWith("Spectral_r of nearness, near is warm, from ");
        RasterImage.Load(_folder.File("room_desk.depth.side.png")).Width.ShouldBe((2 * 640) + 8);

        run.Out.ShouldContain($"depth    {metres.Min():0.000} to {metres.Max():0.000} m, median ");
        run.Out.ShouldContain("chosen by the model, probability ");
        run.Out.ShouldContain("network  96x128 (rows x columns), preset hf with size");
        run.Out.ShouldContain("value / 1000 = metres, at most 65.535 m, 0 = no depth");
        run.Error.ShouldContain("1 of 1: room_desk.jpg");
    }

    [Theory]
    [InlineData("lossless.webp", "WebP")]
    [InlineData("plain.tif", "TIFF")]
    [InlineData("plain.gif", "GIF")]
    [InlineData("plain.tga", "TGA")]
    public async Task Files_that_ImageSharp_reads_are_found_in_folders_and_estimated(string name, string kind)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        var photo = Path.Combine(Goldens.RepositoryRoot, "tests", "ZoeDepth.Imaging.ImageSharp.Tests", "files", name);
        _folder.Write(name, File.ReadAllBytes(photo));
        (await Predict("single-softplus", _folder.Path)).Ended(ExitCode.Done).Error.ShouldContain($"1 of 1: {name}");
        DepthPng.Read(_folder.File($"{stem}.depth.png")).Width.ShouldBe(61);
        (await CommandRun.Of(["info", photo])).Ended(ExitCode.Done).Out.ShouldContain(kind);
    }

    [Fact]
    public async Task Another_map_is_drawn_of_metres_and_the_default_of_nearness()
    {
        (await Predict("single-softplus", Room, "--npy", "--color"))
            .Ended(ExitCode.Done).Out.ShouldContain(
                "room_desk.depth.color.png: Spectral_r of nearness, near is warm, from ");
        (await Predict("single-softplus", Room, "--color", "--colormap", "magma_r", "--overwrite", "number"))
            .Ended(ExitCode.Done).Out.ShouldContain("room_desk.depth-2.color.png: magma_r from ");

        var metres = Metres("room_desk.depth.npy");
        RasterImage.Load(_folder.File("room_desk.depth.color.png")).Data.ShouldBe(
            ColorPicture.Default.Draw(metres, 640, 480).Data);
        RasterImage.Load(_folder.File("room_desk.depth-2.color.png")).Data.ShouldBe(new Colorizer
            { Map = ColorMap.Get("magma_r") }.Colorize(metres, 640, 480).ToRgb8().Data);
    }

    [Fact]
    public async Task Json_is_one_document_on_standard_output()
    {
        var run = (await Predict("two-heads-kitti", Room, Samples.Codec("png", "truncated_half.png"), "--json",
            "--flip")).Ended(ExitCode.SomeFailed);
        var document = run.Json();
        document.GetProperty("exitCode").GetInt32().ShouldBe(ExitCode.SomeFailed);
        document.GetProperty("version").GetString().ShouldBe(ProgramVersion.Version);
        document.GetProperty("model").GetProperty("heads")[1].GetProperty("maxDepth").GetDouble().ShouldBe(80);
        document.GetProperty("summary").GetProperty("done").GetInt32().ShouldBe(1);
        var done = document.GetProperty("photos")[0];
        done.GetProperty("depth").GetProperty("unit").GetString().ShouldBe("m");
        done.GetProperty("network").GetProperty("width").GetInt32().ShouldBe(128);
        done.GetProperty("settings").GetProperty("flip").GetBoolean().ShouldBeTrue();
        done.GetProperty("settings").GetProperty("overrides").EnumerateArray().Select(e => e.GetString())
            .ShouldBe(["flip", "size"]);
        done.GetProperty("head").GetProperty("chosenBy").GetString().ShouldBe("model");
        done.GetProperty("files")[0].GetProperty("unitsPerMetre").GetDouble().ShouldBe(1000);
        var failed = document.GetProperty("photos")[1];
        failed.GetProperty("status").GetString().ShouldBe("failed");
        failed.GetProperty("error").GetString()!.ShouldContain("copy or download it again");
        run.Error.ShouldContain("2 of 2");
    }

    [Fact]
    public async Task A_head_can_be_forced_by_name_and_by_index()
    {
        (await Predict("two-heads-kitti", Room, "--npy", "--domain", "nyu"))
            .Ended(ExitCode.Done).Out.ShouldContain("head     nyu, forced by --domain, probability ");
        var nyu = Metres("room_desk.depth.npy");
        await Predict("two-heads-kitti", Room, "--npy", "--domain", "0", "--overwrite", "replace");
        Metres("room_desk.depth.npy").ShouldBe(nyu);
        await Predict("two-heads-kitti", Room, "--npy", "--domain", "kitti", "--overwrite", "replace");
        Metres("room_desk.depth.npy").ShouldNotBe(nyu);
    }

    [Fact]
    public async Task A_head_the_model_lacks_is_refused_before_anything_is_computed()
    {
        var run = (await Predict("two-heads-kitti", Room, "--domain", "garden")).Ended(ExitCode.Usage);
        run.Error.ShouldContain("has no domain 'garden'; it has nyu (0), kitti (1)");
        run.Error.ShouldNotContain("(Parameter");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_preset_is_its_switches()
    {
        (await Predict("single-softplus", Room, "--npy", "--preset", "upstream")).Ended(ExitCode.Done);
        var upstream = Metres("room_desk.depth.npy");
        (await Predict("single-softplus", Room, "--npy", "--flip", "--overwrite", "number")).Ended(ExitCode.Done);
        Metres("room_desk.depth-2.npy").ShouldBe(upstream);
        (await Predict("single-softplus", Room, "--npy", "--overwrite", "number")).Ended(ExitCode.Done);
        Metres("room_desk.depth-3.npy").ShouldNotBe(upstream);
        (await Predict("single-softplus", Room, "--npy", "--preset", "upstream", "--no-flip", "--overwrite", "number"))
            .Ended(ExitCode.Done);
        Metres("room_desk.depth-4.npy").ShouldBe(Metres("room_desk.depth-3.npy"));
    }

    [Fact]
    public async Task The_same_bits_come_from_any_number_of_threads()
    {
        await Predict("single-softplus", Room, "--npy", "--threads", "1");
        await Predict("single-softplus", Room, "--npy", "--threads", "3", "--overwrite", "number");
        File.ReadAllBytes(_folder.File("room_desk.depth-2.npy"))
            .ShouldBe(File.ReadAllBytes(_folder.File("room_desk.depth.npy")));
    }

    [Fact]
    public async Task The_published_kitti_model_is_named_and_its_range_corrected_on_request()
    {
        var config = InitCommand.Tiny with { BinCentersType = "normed" };
        config.Save(_folder.File("architecture"));
        (await CommandRun.Of("init", "--config", _folder.File("architecture", "config.json"), "--seed", "3", "--out",
            _folder.File("k"))).Ended(ExitCode.Done);
        string[] words = ["predict", Room, "--model", _folder.File("k"), "--out", _folder.Path, "--size", "96x128",
            "--npy"];

        var published = (await CommandRun.Of(words)).Ended(ExitCode.Done);
        published.Error.ShouldContain("note: this is ZoeD_K as published");
        var near = Metres("room_desk.depth.npy");
        var corrected = (await CommandRun.Of([.. words, "--overwrite", "replace", "--max-depth", "80", "--json"]))
            .Ended(ExitCode.Done);
        corrected.Error.ShouldNotContain("as published");
        corrected.Json().GetProperty("model").GetProperty("heads")[0].GetProperty("maxDepth").GetDouble().ShouldBe(80);
        Close.Within(Metres("room_desk.depth.npy"), Array.ConvertAll(near, d => 0.001 + ((d - 0.001) * 79.999 / 9.999)),
            relative: 1e-4, absolute: 0, "corrected depth");
    }

    [Fact]
    public async Task A_range_for_unbounded_bins_is_refused() =>
        (await Predict("single-softplus", Room, "--max-depth", "80"))
            .Ended(ExitCode.Usage).Error.ShouldContain("its depths are not bounded; leave it out");

    [Fact]
    public async Task The_scale_of_the_picture_is_as_asked_and_depth_beyond_it_is_counted()
    {
        (await Predict("single-softplus", Room, "--npy", "--png-scale", "zoe"))
            .Ended(ExitCode.Done).Out.ShouldContain("value / 256 = metres, at most 255.996 m, fractions cut off");
        var metres = Metres("room_desk.depth.npy");
        RasterImage.Load(_folder.File("room_desk.depth.png")).Format.ShouldBe(PixelFormat.Gray16);
        DepthPng.Read(_folder.File("room_desk.depth.png")).Values[1000]
            .ShouldBe(MathF.Truncate(metres[1000] * 256) / 256);

        var units = (65535 / metres.Order().ElementAt(metres.Length / 2)).ToString("F0");
        var run = (await Predict("single-softplus", Room, "--png-scale", units, "--overwrite", "replace", "--json"))
            .Ended(ExitCode.Done);
        var clipped = run.Json().GetProperty("photos")[0].GetProperty("files")[0].GetProperty("clipped").GetInt32();
        clipped.ShouldBeInRange(metres.Length / 3, metres.Length * 2 / 3);
        run.Json().GetProperty("photos")[0].GetProperty("notes")[0]
            .GetString()!.ShouldContain($"{clipped} pixels lie beyond");
    }

    [Fact]
    public async Task A_folder_keeps_its_tree_below_the_output_folder()
    {
        Directory.CreateDirectory(_folder.File("in", "day"));
        File.Copy(Room, _folder.File("in", "day", "room.jpg"));
        File.WriteAllBytes(_folder.File("in", "gray.pgm"), Samples.GrayPicture(64, 48));
        (await CommandRun.Of("predict", _folder.File("in"), "--recursive", "--model", Samples.Model("single-softplus"),
            "--size", "64x96", "--out", _folder.File("out"))).Ended(ExitCode.Done)
            .Out.ShouldContain("2 photos: 2 done");
        File.Exists(_folder.File("out", "day", "room.depth.png")).ShouldBeTrue();
        File.Exists(_folder.File("out", "gray.depth.png")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("room_desk.depth.png", "first")]
    public async Task Files_that_are_there_are_kept_unless_replacing_is_asked_for(string name, string content)
    {
        File.WriteAllText(_folder.File(name), content);
        (await Predict("single-softplus", Room)).Ended(ExitCode.Usage).Error.ShouldContain("1 file is already there");
        (await Predict("single-softplus", Room, "--overwrite", "skip"))
            .Ended(ExitCode.Done).Out.ShouldContain("skipped, its files are there");
        (await Predict("single-softplus", Room, "--overwrite", "number")).Ended(ExitCode.Done);
        File.ReadAllText(_folder.File(name)).ShouldBe(content);
        (await Predict("single-softplus", Room, "--overwrite", "replace")).Ended(ExitCode.Done);
        File.ReadAllBytes(_folder.File(name)).ShouldBe(File.ReadAllBytes(_folder.File("room_desk.depth-2.png")));
    }
}
