using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Synth;
using ZoeDepth.Cli;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Data;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Synthetic;

namespace ZoeDepth.Tests.Cli;

public sealed class SynthTests : IDisposable
{
    private static readonly string Family = SyntheticWorld.Families[0];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A small dataset.</summary>
    private Task<CommandRun> Synth(string name, params string[] words) => CommandRun.Of(Words(name, words));

    private string[] Words(string name, string[] words) =>
        ["synth", "--out", _folder.File(name), "--family", Family, "--count", "5", "--size", "24x32", "--seed", "3",
            .. words];

    [Fact]
    public async Task A_dataset_is_written_that_reads_back()
    {
        var run = (await Synth("set", "--shard-size", "2")).Ended(ExitCode.Done);
        run.Out.ShouldContain($"{_folder.File("set")}: 5 pictures of {Family}, 24x32 (rows x columns), listed in ");
        run.Out.ShouldContain(_folder.File("set", "manifest.jsonl"));
        run.Out.ShouldContain("5 made, 0 were there");
        var dataset = ManifestDataset.Open(_folder.File("set"));
        Enumerable.Range(0, dataset.Count).Select(i => dataset.OtherFields(i)["seed"])
            .ShouldBe(["3", "4", "5", "6", "7"]);
        dataset.Describe(4).Name.ShouldBe("shards/00002/00000004");
        var picture = dataset.Load(4);
        var sample = SyntheticWorld.Generate(Family, 7, new SampleOptions { Width = 32, Height = 24 });
        (picture.Image.Width, picture.Image.Height).ShouldBe((32, 24));
        for (var i = 0; i < sample.Depth.Length; i++)
            picture.Depth[i].ShouldBe(sample.Depth[i], 0.51 / (picture.Domain == Domain.Indoor ? 1000 : 256));
    }

    [Fact]
    public async Task The_same_command_again_finds_everything_there()
    {
        await Synth("set");
        (await Synth("set")).Ended(ExitCode.Done).Out.ShouldContain("0 made, 5 were there (");
    }

    [Fact]
    public async Task Ctrl_C_keeps_what_is_finished_and_the_same_command_goes_on()
    {
        var run = (await CommandRun.CancelledAt("0 of 5 made", Words("set", []))).Ended(ExitCode.Cancelled);
        run.Error.ShouldContain("cancelled. 0 of 5 pictures are there; the same command goes on with the rest");
        (await Synth("set")).Ended(ExitCode.Done).Out.ShouldContain("5 made, 0 were there");
        await Synth("whole");
        SynthProcess.ShouldBeTheSame(_folder.File("set"), _folder.File("whole"));
    }

    [Fact]
    public async Task Another_command_in_the_same_folder_is_refused_with_what_differs()
    {
        await Synth("set");
        var before = File.ReadAllBytes(_folder.File("set", "manifest.jsonl"));
        (await CommandRun.Of([.. Words("set", []).Select(word => word == "5" ? "6" : word)])).Ended(ExitCode.Usage)
            .Error.ShouldContain(
                "holds another dataset: its number of pictures is 5, here 6. Nothing was changed; name another folder");
        File.ReadAllBytes(_folder.File("set", "manifest.jsonl")).ShouldBe(before);
    }

    [Fact]
    public async Task A_folder_of_somebody_else_and_a_file_are_left_as_they_are()
    {
        _folder.Write("thesis.txt", "years of work"u8);
        (await CommandRun.Of("synth", "--out", _folder.Path, "--count", "1")).Ended(ExitCode.Usage)
            .Error.ShouldContain("is not empty and no dataset (thesis.txt is there");
        (await Synth("thesis.txt")).Ended(ExitCode.Usage).Error.ShouldContain("is a file; choose another name");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([_folder.File("thesis.txt")]);
    }

    [Fact]
    public async Task A_sheet_and_statistics_need_no_dataset()
    {
        var (sheetFile, statsFile) = (_folder.File("new", "sheet.png"), _folder.File("stats.png"));
        string[] words = ["synth", "--family", Family, "--size", "24x32", "--sheet", sheetFile, "--columns", "3",
            "--stats", statsFile];
        var run = (await CommandRun.Of(words)).Ended(ExitCode.Done);
        run.Out.ShouldContain("4 photographs beside their depth");
        run.Out.ShouldContain("2nd pct   median  98th pct");
        var sheet = RasterImage.Load(sheetFile);
        (sheet.Width, sheet.Height).ShouldBe(((3 * (64 + 2 + 14)) + 14, (2 * (24 + 14)) + 14));
        RasterImage.Load(_folder.File("stats.png")).Width.ShouldBeGreaterThan(900);
        Directory.GetFileSystemEntries(_folder.Path).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Sheet_and_statistics_that_are_there_are_kept_unless_replacing_is_asked_for()
    {
        var path = _folder.Write("sheet.png", "mine"u8);
        (await Synth("set", "--sheet", path)).Ended(ExitCode.Usage)
            .Error.ShouldContain(
                $"{path} is already there and was left as it is; choose another name with --sheet, or say --replace");
        File.ReadAllText(path).ShouldBe("mine");
        Directory.Exists(_folder.File("set")).ShouldBeFalse();
        (await Synth("set", "--stats", path, "--replace")).Ended(ExitCode.Done);
        RasterImage.Load(path).Width.ShouldBeGreaterThan(900);
    }

    [Fact]
    public async Task Json_is_one_document_with_everything()
    {
        var json = (await Synth("set", "--json", "--stats", _folder.File("s.png"), "--sheet", _folder.File("c.png")))
            .Ended(ExitCode.Done).Json();
        json.GetProperty("pictures").GetInt32().ShouldBe(5);
        json.GetProperty("dataset").GetProperty("made").GetInt32().ShouldBe(5);
        json.GetProperty("sheet").GetProperty("pictures").GetInt32().ShouldBe(5);
        var family = json.GetProperty("stats").GetProperty("families").EnumerateArray().Single();
        family.GetProperty("family").GetString().ShouldBe(Family);
        family.GetProperty("coverage").GetDouble().ShouldBeInRange(0, 1);
        family.GetProperty("far").GetDouble().ShouldBeGreaterThan(family.GetProperty("near").GetDouble());
        json.GetProperty("exitCode").GetInt32().ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task The_list_names_every_family_with_its_domain()
    {
        var list = (await CommandRun.Of("synth", "--list")).Ended(ExitCode.Done).Out;
        var lines = list.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])
            .ShouldBe(SyntheticWorld.Families);
        var json = (await CommandRun.Of("synth", "--list", "--json")).Ended(ExitCode.Done).Json();
        json[0].GetProperty("domain").GetString()
            .ShouldBe(SyntheticWorld.DomainOf(Family).ToString().ToLowerInvariant());
    }

    [Fact]
    public void Groups_and_names_of_families_are_read_in_their_order()
    {
        FamilyNames.Read("all").ShouldBe(SyntheticWorld.Families);
        FamilyNames.Read("indoor").Concat(FamilyNames.Read("outdoor"))
            .ShouldBe(SyntheticWorld.Families, ignoreOrder: true);
        FamilyNames.Read($"{Family}, {Family}").ShouldBe([Family, Family]);
    }

    [Theory]
    [InlineData("--size", "192",
        "--size expects rows x columns, each from 16 to 4096, such as 192x256, but '192' came")]
    [InlineData("--size", "15x256", "but '15x256' came")]
    [InlineData("--size", "192x4097", "but '192x4097' came")]
    [InlineData("--count", "0", "--count expects a whole number from 1 to 100000000, but '0' came")]
    [InlineData("--count", "many", "but 'many' came")]
    [InlineData("--shard-size", "0", "--shard-size expects a whole number from 1 to 100000, but '0' came")]
    [InlineData("--seed", "-1", "--seed expects a whole number from 0 to 18446744073709551615, but '-1' came")]
    [InlineData("--threads", "0", "--threads expects a whole number from 1 to 1024, but '0' came")]
    [InlineData("--columns", "21", "--columns expects a whole number from 1 to 20, but '21' came")]
    [InlineData("--family", "indor", "but 'indor' came. Did you mean indoor?")]
    [InlineData("--family", "all,atlantis", "--family expects families separated by commas, of all, indoor, outdoor, ")]
    [InlineData("--sheet", "sheet.gif",
        "--sheet expects a name that ends with .png or .jpg or .jpeg, but sheet.gif came")]
    [InlineData("--depth", "lider",
        "--depth expects one of metric, relative, disparity, stereo, structured-light, lidar, sfm, but 'lider' " +
        "came. Did you mean lidar?")]
    [InlineData("--aspect", "devise", "--aspect expects one of fixed, device, but 'devise' came. Did you mean device?")]
    [InlineData("--stats", "chart", "--stats expects a name that ends with .png, but chart came")]
    public async Task A_wrong_value_says_what_was_expected_and_what_came(string option, string value, string text)
    {
        string[] needed = option == "--count" ? [] : ["--count", "1"];
        (await CommandRun.Of(["synth", "--out", _folder.File("set"), .. needed, option, value]))
            .Ended(ExitCode.Usage).Error.ShouldContain(text);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_option_said_twice_is_wrong_usage()
    {
        (string, string)[] pairs =
            [("--count", "1"), ("--family", "all"), ("--size", "16x16"), ("--seed", "1"), ("--depth", "sfm"),
                ("--aspect", "fixed")];
        foreach (var (option, value) in pairs)
        {
            var error = (await CommandRun.Of("synth", "--sheet", _folder.File("x.png"), option, value, option, value))
                .Ended(ExitCode.Usage).Error;
            error.ShouldContain(option);
            error.ShouldContain("but 2 ");
        }
    }

    [Fact]
    public async Task Nothing_to_make_and_no_number_of_pictures_say_what_is_missing()
    {
        (await CommandRun.Of("synth")).Ended(ExitCode.Usage)
            .Error.ShouldContain(
                "say what to make: --out FOLDER, --sheet FILE.png|jpg or --stats FILE.png; --list tells which " +
                "families there are");
        (await CommandRun.Of("synth", "--out", _folder.File("set")))
            .Ended(ExitCode.Usage).Error.ShouldContain("--count N is missing");
    }

    [Fact]
    public async Task A_full_disk_ends_with_its_text_and_the_same_command_goes_on()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "/dev/full is not there");
        await Synth("whole");
        await Synth("set");
        foreach (var file in new[] { "manifest.jsonl", "shards/00000/00000002.depth.png" })
            File.Delete(_folder.File("set", file));
        File.CreateSymbolicLink(PartialFile.Of(_folder.File("set", "shards", "00000", "00000002.depth.png")),
            "/dev/full");
        var run = (await Synth("set", "--threads", "1")).Ended(ExitCode.Output);
        run.Error.ShouldContain(
            $"cannot write {_folder.File("set", "shards/00000/00000002.depth.png")}: No space left on device");
        run.Error.ShouldContain("2 of 5 pictures are there; the same command goes on with the rest");
        (await Synth("set")).Ended(ExitCode.Done).Out.ShouldContain("3 made, 2 were there");
        SynthProcess.ShouldBeTheSame(_folder.File("set"), _folder.File("whole"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_says_so()
    {
        _folder.Write("file", "x"u8);
        (await CommandRun.Of("synth", "--count", "1", "--out", _folder.File("file", "below"))).Ended(ExitCode.Output)
            .Error.ShouldContain("cannot be written to");
        (await CommandRun.Of("synth", "--count", "1", "--size", "16x16", "--sheet", _folder.File("file", "sheet.png")))
            .Ended(ExitCode.Output)
            .Error.ShouldContain("cannot be written");
    }
}
