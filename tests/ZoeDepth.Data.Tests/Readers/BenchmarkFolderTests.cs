using ZoeDepth.Data.Readers;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Tests.Readers;

/// <summary>The datasets of the paper below one folder, and what is said of folders that are not so.</summary>
public sealed class BenchmarkFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Keys => [.. Benchmark.All.Select(benchmark => benchmark.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void Every_dataset_opens_below_the_folder_of_all_and_from_its_own(string key)
    {
        BenchmarkTrees.CopyTo(_folder.Path, key);
        var dataset = BenchmarkFolder.Open(key, _folder.Path);
        dataset.Count.ShouldBeGreaterThan(0);
        var sample = dataset.Load(0);
        sample.Domain.ShouldBe(Benchmark.Of(key).Domain);
        sample.Mask.ShouldContain(true);
        if (BenchmarkLayout.Of(key).Depths is not null) return;
        BenchmarkFolder.Open(key, Path.Combine(_folder.Path, BenchmarkLayout.Of(key).Folder),
            BenchmarkTrees.ListOf(_folder.Path, key)).Count.ShouldBe(dataset.Count);
    }

    [Theory]
    [InlineData("diml_indoor")]
    [InlineData("diode_indoor")]
    [InlineData("ddad")]
    [InlineData("nyu")]
    public void Photographs_are_resized_as_the_originals_loaders_do_and_depth_is_not(string key)
    {
        BenchmarkTrees.CopyTo(_folder.Path, key);
        var plain = BenchmarkFolder.Open(key, _folder.Path).Load(0);
        var sample = BenchmarkFolder.Open(key, _folder.Path, resizeAsOriginal: true).Load(0);
        var expected = ResizedImage.Of(plain, key);
        (sample.Image.Width, sample.Image.Height).ShouldBe((expected.Width, expected.Height));
        (sample.DepthWidth, sample.DepthHeight).ShouldBe((plain.DepthWidth, plain.DepthHeight));
        for (var channel = 0; channel < 3; channel++)
        {
            var values = expected.Channel(channel);
            for (var i = 0; i < values.Length; i++)
                (sample.Image.Data[(3 * i) + channel] / 255f).ShouldBe(values[i], 0.502f / 255);
        }
    }

    [Fact]
    public void Missing_files_are_counted_and_the_first_are_named_or_their_pairs_left_out()
    {
        BenchmarkTrees.CopyTo(_folder.Path, "nyu");
        var gone = Path.Combine(_folder.Path, "nyu_depth_v2/official_splits/test/kitchen/rgb_00041.jpg");
        File.Delete(gone);
        var error = Should.Throw<DatasetException>(() => BenchmarkFolder.Open("nyu", _folder.Path)).Message;
        error.ShouldContain("of 1 of 2 pairs a file is not there");
        error.ShouldContain("rgb_00041.jpg");
        error.ShouldContain("--skip-missing");
        var missing = new List<string>();
        BenchmarkFolder.Open("nyu", _folder.Path, missing: missing).Count.ShouldBe(1);
        missing.Count.ShouldBe(1);
    }

    [Fact]
    public void Another_layout_is_told_with_the_one_that_is_read()
    {
        Directory.CreateDirectory(_folder.File("holiday"));
        File.WriteAllText(_folder.File("holiday", "beach.txt"), "");
        var error = Should.Throw<DatasetException>(() => BenchmarkFolder.Open("sunrgbd", _folder.File("holiday")));
        error.Message.ShouldContain("rgb/rgb/NAME.jpg and gt/gt/NAME.png");
        Directory.CreateDirectory(_folder.File("holiday", "rgb", "rgb"));
        error = Should.Throw<DatasetException>(() => BenchmarkFolder.Open("sunrgbd", _folder.File("holiday")));
        error.Message.ShouldContain("there is beach.txt, rgb");
        Should.Throw<DatasetException>(() => BenchmarkFolder.Open("ibims", _folder.Path)).Message
            .ShouldContain("imagelist.txt");
        Should.Throw<DatasetException>(() => BenchmarkFolder.Open("ddad", _folder.File("none"))).Message
            .ShouldContain("is no folder");
        Should.Throw<ArgumentException>(() => BenchmarkFolder.Open("cityscapes", _folder.Path)).Message
            .ShouldContain("diode_outdoor");
    }

    [Fact]
    public void A_list_that_is_nowhere_is_asked_for_with_the_places_it_was_looked_for()
    {
        BenchmarkTrees.CopyTo(_folder.Path, "kitti");
        File.Delete(_folder.File("train_test_inputs", "kitti_eigen_test_files_with_gt.txt"));
        var error = Should.Throw<DatasetException>(() => BenchmarkFolder.Open("kitti", _folder.Path)).Message;
        error.ShouldContain("train_test_inputs");
        error.ShouldContain("--list");
    }
}
