using ZoeDepth.Cli.Predict;

namespace ZoeDepth.Tests.Cli;

public sealed class PhotoSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PhotoSearchTests()
    {
        foreach (var name in new[] { "b.JPG", "a.jpg", "notes.txt", "c.heic", "d.heic", "a.depth.png",
            "a.depth-2.color.png", "sub/e.png", "sub/deep/f.ppm" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
            File.WriteAllText(_folder.File(name), "");
        }
    }

    public void Dispose() => _folder.Dispose();

    private string[] Found(bool recursive, params string[] arguments) =>
        [.. PhotoSearch.Find(arguments, recursive).Photos.Select(photo => photo.Relative.Replace('\\', '/'))];

    [Fact]
    public void A_folder_gives_its_pictures_in_order_without_depth_files() =>
        Found(false, _folder.Path).ShouldBe(["a.jpg", "b.JPG"]);

    [Fact]
    public void A_folder_searched_recursively_keeps_relative_paths() =>
        Found(true, _folder.Path).ShouldBe(["a.jpg", "b.JPG", "sub/deep/f.ppm", "sub/e.png"]);

    [Fact]
    public void A_pattern_with_two_stars_looks_into_folders() =>
        Found(false, _folder.File("**", "*.p*")).ShouldBe(["sub/deep/f.ppm", "sub/e.png"]);

    [Fact]
    public void A_pattern_takes_what_it_names_whatever_its_ending() =>
        Found(false, _folder.File("*.txt")).ShouldBe(["notes.txt"]);

    [Fact]
    public void A_file_is_taken_whatever_its_name() =>
        Found(false, _folder.File("a.depth.png")).ShouldBe(["a.depth.png"]);

    [Fact]
    public void A_photo_named_twice_is_one() =>
        Found(false, _folder.File("a.jpg"), _folder.Path, _folder.File("sub", "..", "a.jpg"))
        .ShouldBe(["a.jpg", "b.JPG"]);

    [Fact]
    public void Pictures_of_kinds_that_are_not_read_are_counted() =>
        PhotoSearch.Find([_folder.Path], recursive: false).Notes.ShouldHaveSingleItem()
            .ShouldContain("passed over 2 .heic, which are not read here; convert them to JPEG or PNG");

    [Theory]
    [InlineData("nowhere.jpg", "there is no such file or folder")]
    [InlineData("*.gif", "no file in")]
    [InlineData("missing/*.jpg", "which does not exist")]
    public void An_argument_that_leads_nowhere_says_why(string argument, string text)
    {
        var found = PhotoSearch.Find([Path.Combine(_folder.Path, argument), _folder.File("a.jpg")], recursive: false);
        found.Problems.ShouldHaveSingleItem().Problem.ShouldContain(text);
        found.Photos.Count.ShouldBe(1);
    }

    [Fact]
    public void A_folder_without_pictures_says_so_and_points_deeper()
    {
        Directory.CreateDirectory(_folder.File("empty", "inner"));
        PhotoSearch.Find([_folder.File("empty")],
            recursive: false).Problems.ShouldHaveSingleItem().Problem.ShouldContain("holds no picture (.jpg .jpeg");
        PhotoSearch.Find([_folder.File("empty")],
            recursive: false).Problems[0].Problem.ShouldContain("--recursive looks into its folders, too");
        PhotoSearch.Find([_folder.File("empty")], recursive: true).Problems[0].Problem.ShouldNotContain("--recursive");
    }

    [Fact]
    public void A_folder_of_depth_files_alone_says_what_they_are()
    {
        Directory.CreateDirectory(_folder.File("depth"));
        foreach (var name in new[] { "room.depth.png", "room.depth-2.color.png" })
            _folder.Write(Path.Combine("depth", name), "pixels"u8);
        foreach (var argument in new[] { _folder.File("depth"), Path.Combine(_folder.File("depth"), "*.png") })
            PhotoSearch.Find([argument], recursive: false).Problems.ShouldHaveSingleItem().Problem
                .ShouldContain(", but 2 depth files (*.depth.*), which predict passes over");
    }

    [Fact]
    public void Links_that_lead_back_or_to_one_another_end_and_give_each_photo_once()
    {
        Directory.CreateSymbolicLink(_folder.File("sub", "up"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.File("sub", "here"), ".");
        Directory.CreateSymbolicLink(_folder.File("sub", "too"), ".");
        Directory.CreateSymbolicLink(_folder.File("a-link"), "sub");
        File.CreateSymbolicLink(_folder.File("0.jpg"), "a.jpg");
        string[] each = ["a.jpg", "b.JPG", "sub/deep/f.ppm", "sub/e.png"];
        Found(true, _folder.Path).ShouldBe(each);
        Found(false, _folder.File("**", "*.p*")).ShouldBe(each[2..]);
        Found(true, _folder.Path, _folder.File("sub"), _folder.File("sub", "up", "a.jpg")).ShouldBe(each);
    }

    [Fact]
    public void A_link_to_another_folder_is_followed()
    {
        Directory.CreateSymbolicLink(_folder.File("outside"), _folder.File("sub", "deep"));
        PhotoSearch.Find([_folder.File("outside")],
            recursive: true).Photos.ShouldHaveSingleItem().Relative.ShouldBe("f.ppm");
    }

    [Fact]
    public void Links_in_a_circle_are_nothing()
    {
        Directory.CreateSymbolicLink(_folder.File("x"), "y");
        Directory.CreateSymbolicLink(_folder.File("y"), "x");
        RealPath.Of(_folder.File("x")).ShouldBeNull();
        Found(true, _folder.Path).Length.ShouldBe(4);
    }

    [Fact]
    public void A_search_that_is_cancelled_ends() => Should.Throw<OperationCanceledException>(
        () => PhotoSearch.Find([_folder.Path], recursive: true, new CancellationToken(true)));

    [Theory]
    [InlineData("a/b*.jpg", "a", "b*.jpg")]
    [InlineData("*.jpg", ".", "*.jpg")]
    [InlineData("/*.jpg", "/", "*.jpg")]
    [InlineData("a/**/c/*.jpg", "a", "**/c/*.jpg")]
    [InlineData("a/b.jpg", "a/b.jpg", null)]
    public void A_pattern_is_split_before_its_first_wildcard(string argument, string folder, string? pattern) =>
        PhotoSearch.SplitPattern(argument).ShouldBe((folder, pattern));
}
