using ZoeDepth.Cli;
using ZoeDepth.Cli.Predict;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

public sealed class OutputPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Photo PhotoAt(string name) => new(_folder.File(name), Path.GetFileName(name));

    private string[][] Plan(OverwritePolicy existing, OutputKind[] kinds, params string[] photos) =>
        [.. OutputPlan.Of([.. photos.Select(PhotoAt)], kinds, null, existing)
            .Select(planned => planned.Files.Select(file => Path.GetRelativePath(_folder.Path, file.Path)).ToArray())];

    [Fact]
    public void Files_lie_beside_the_photo_and_are_named_after_it() =>
        Plan(OverwritePolicy.Refuse, Enum.GetValues<OutputKind>(), "room.jpg")
            .ShouldBe([["room.depth.png", "room.depth.npy", "room.depth.pfm", "room.depth.color.png",
                "room.depth.side.png"]]);

    [Fact]
    public void An_output_folder_keeps_relative_paths() =>
        OutputPlan.Of([new Photo("photos/day/room.jpg", "day/room.jpg")], [OutputKind.Png], "out",
            OverwritePolicy.Refuse)[0].Files[0].Path.ShouldBe(Path.Combine("out", "day/room.depth.png"));

    [Fact]
    public void Photos_that_differ_only_in_their_ending_keep_it() =>
        Plan(OverwritePolicy.Refuse, [OutputKind.Png], "a.jpg", "a.png", "b.jpg")
            .ShouldBe([["a.jpg.depth.png"], ["a.png.depth.png"], ["b.depth.png"]]);

    [Fact]
    public void Two_photos_that_claim_one_file_are_refused()
    {
        Photo[] photos = [new("x/a.jpg", "a.jpg"), new("y/a.jpg", "a.jpg")];
        var error = Should.Throw<CommandException>(() =>
            OutputPlan.Of(photos, [OutputKind.Png], _folder.Path, OverwritePolicy.Replace));
        error.ExitCode.ShouldBe(ExitCode.Usage);
        error.Message.ShouldContain("x/a.jpg and y/a.jpg would both write");
        error.Message.ShouldContain("relative paths are kept below --out");
    }

    [Fact]
    public void An_output_never_replaces_a_photo_of_the_run()
    {
        File.WriteAllText(_folder.File("a.depth.png"), "a photo");
        var error = Should.Throw<CommandException>(() =>
            Plan(OverwritePolicy.Replace, [OutputKind.Png], "a.jpg", "a.depth.png"));
        error.Message.ShouldContain("which is itself among the photos");
    }

    [Fact]
    public void Refuse_names_the_files_in_the_way_and_the_ways_out()
    {
        for (var i = 0; i < 7; i++) File.WriteAllText(_folder.File($"{i}.depth.png"), "");
        var error = Should.Throw<CommandException>(() =>
            Plan(OverwritePolicy.Refuse, [OutputKind.Png], [.. Enumerable.Range(0, 8).Select(i => $"{i}.jpg")]));
        error.ExitCode.ShouldBe(ExitCode.Usage);
        error.Message.ShouldContain("7 files are already there: ");
        error.Message.ShouldContain("4.depth.png, and 2 more");
        error.Message.ShouldContain("--overwrite skip");
    }

    [Fact]
    public void Skip_leaves_complete_photos_and_writes_only_missing_files()
    {
        foreach (var name in new[] { "a.depth.png", "a.depth.npy", "b.depth.npy" })
            File.WriteAllText(_folder.File(name), "");
        Plan(OverwritePolicy.Skip, [OutputKind.Png, OutputKind.Npy], "a.jpg", "b.jpg", "c.jpg")
            .ShouldBe([[], ["b.depth.png"], ["c.depth.png", "c.depth.npy"]]);
    }

    [Fact]
    public void Number_gives_all_files_of_a_photo_the_first_number_that_is_free_for_all()
    {
        foreach (var name in new[] { "a.depth.png", "a.depth-2.npy" }) File.WriteAllText(_folder.File(name), "");
        Plan(OverwritePolicy.Number, [OutputKind.Png, OutputKind.Npy], "a.jpg", "b.jpg")
            .ShouldBe([["a.depth-3.png", "a.depth-3.npy"], ["b.depth.png", "b.depth.npy"]]);
    }

    [Theory]
    [InlineData("a.depth.png", true)]
    [InlineData("a.jpg.depth.color.png", true)]
    [InlineData("a.depth-12.side.png", true)]
    [InlineData("depth.png", false)]
    [InlineData("depth-of-field.jpg", false)]
    [InlineData("a.depth-map.png", false)]
    [InlineData("a.depth", false)]
    public void Depth_files_are_known_by_their_name(string name, bool ours) =>
        OutputName.IsOurs(Path.Combine("some.depth.folder", name)).ShouldBe(ours);
}
