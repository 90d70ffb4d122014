using System.Text;
using ZoeDepth.Data.Readers;
using ZoeDepth.Data.Tests.Manifests;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Tests.Readers;

public sealed class SplitFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string List(string text) => _folder.Write("list.txt", Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Photographs_and_depth_may_lie_in_two_folders()
    {
        Directory.CreateDirectory(_folder.File("images", "kitchen_0001"));
        Directory.CreateDirectory(_folder.File("depths", "kitchen_0001"));
        PngEncoder.Save(Pictures.Photograph(8, 6), _folder.File("images", "kitchen_0001", "rgb.png"));
        DepthPng.Save(
            Pictures.Ramp(8, 6), 8, 6, _folder.File("depths", "kitchen_0001", "depth.png"), new DepthScale(1000));
        var dataset =
            SplitFile.OpenNyu(
            List("/kitchen_0001/rgb.png /kitchen_0001/depth.png 518.8579\n"), _folder.File("images"),
            _folder.File("depths"));
        var sample = dataset.Load(0);
        sample.Depth[2].ShouldBe(1.25f);
        sample.Intrinsics.ShouldBe(new CameraIntrinsics(518.8579, 4, 3));
        (sample.Name, sample.Scene, sample.Domain, sample.Family)
            .ShouldBe(("kitchen_0001/rgb", "kitchen_0001", Domain.Indoor, "nyu"));
    }

    [Theory]
    [InlineData("a.png b.png")]
    [InlineData("a.png b.png zero")]
    [InlineData("a.png b.png -1")]
    [InlineData("../a.png b.png 1")]
    [InlineData("a.png /../b.png 1")]
    public void A_bad_line_is_named(string line) =>
        Should.Throw<DatasetException>(() => SplitFile.OpenNyu(List($"x.png y.png 1\n{line}\n"), _folder.Path)).Message
            .ShouldContain("list.txt, line 2: ");

    [Fact]
    public void Blank_lines_do_no_harm_and_a_line_without_end_is_refused()
    {
        var photo = Pictures.Photograph(2, 1);
        SplitFile.OpenNyu(List("\n  \nx.png y.png 1\r\n"), _folder.Path).Describe(0).Scene.ShouldBe("");
        Should.Throw<DatasetException>(
            () => SplitFile.OpenNyu(List($"x.png y.png 1\n{new string('x', 70_000)}"), _folder.Path)).Line.ShouldBe(2);
        PngEncoder.Save(photo, _folder.File("x.png"));
        File.WriteAllText(_folder.File("y.png"), "no picture");
        Should.Throw<DatasetException>(() => SplitFile.OpenNyu(List("x.png y.png 1"), _folder.Path).Load(0)).Message
            .ShouldContain("y.png");
    }

    [Fact]
    public void A_list_without_depth_says_so() =>
        Should.Throw<DatasetException>(() => SplitFile.OpenKitti(List("a.png None 721.5377"), _folder.Path)).Message
            .ShouldContain("no photograph with depth");

    [Fact]
    public void A_file_that_is_not_there_or_too_small_for_the_crop_is_told()
    {
        var dataset =
            SplitFile.OpenKitti(List("2011_09_26/2011_09_26_drive_0002_sync/a.png a.depth.png 721.5377"), _folder.Path);
        dataset.Describe(0).Scene.ShouldBe("2011_09_26_drive_0002_sync");
        Should.Throw<DatasetException>(() => dataset.Load(0)).Message.ShouldContain("is not there");
        Pictures.WritePair(_folder, "a");
        Should.Throw<DatasetException>(
            () => SplitFile.OpenKitti(List("a.png a.depth.png 1"), _folder.Path).Load(0)).Message.ShouldContain(
            "1216x352");
    }

    [Fact]
    public void A_layout_nobody_knows_is_answered_with_those_there_are()
    {
        Should.Throw<ArgumentException>(() => FolderDataset.Open("nyu3", _folder.Path)).Message.ShouldContain("ibims");
        Should.Throw<DatasetException>(() => FolderDataset.Open("ddad", _folder.Path)).Message
            .ShouldContain("no photograph of ddad's layout");
    }
}
