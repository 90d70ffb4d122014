using System.Text.Json;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Tests.Datasets;

public sealed class DatasetWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back()
    {
        var folder = _folder.File("set");
        FakeWorld.Write(folder).ShouldBe(new DatasetProgress(25, 0, 25));
        var lines = ReadBack.Records(Path.Combine(folder, "manifest.jsonl"));
        var pictures = ReadBack.Samples(folder);
        pictures.Count.ShouldBe(25);
        foreach (var (i, picture) in pictures.Index())
        {
            var (line, sample) = (lines[i], FakeWorld.Make(FakeWorld.Options.Families[i % 3], 7 + (ulong)i));
            (picture.Family, line.Number("seed"), picture.Domain).ShouldBe((sample.Family, sample.Seed, sample.Domain));
            (picture.Image.Width, picture.Image.Height).ShouldBe((24, 16));
            line.Scale.ShouldBe(sample.Domain == Domain.Indoor ? 1000 : 256);
            JsonSerializer.Deserialize<double[]>(line.OtherFields()["pose"]).ShouldBe(sample.Pose);
            picture.Intrinsics.ShouldBe(new CameraIntrinsics(sample.Intrinsics.FocalLength, 12, 8));
            line.Image.ShouldBe($"shards/0000{i / 10}/000000{i:D2}.jpg");
            var kept = sample.Depth.Where(metres => metres is > 0 and < 100).ToList();
            ((float)line.Number("minDepth"), (float)line.Number("maxDepth")).ShouldBe((kept.Min(), kept.Max()));
            for (var pixel = 0; pixel < sample.Depth.Length; pixel++)
            {
                var expected = sample.Depth[pixel] > 100 ? 0 : sample.Depth[pixel];
                picture.Depth[pixel].ShouldBe(expected, (0.5 / line.Scale!.Value) + 1e-5);
            }
        }
    }

    [Fact]
    public void The_photograph_is_compressed_as_its_camera_would()
    {
        var folder = _folder.File("set");
        FakeWorld.Write(folder);
        var sample = FakeWorld.Make("cave", 7);
        using var expected = new MemoryStream();
        JpegEncoder.Save(sample.Picture, expected, new JpegOptions { Quality = sample.JpegQuality });
        File.ReadAllBytes(Path.Combine(folder, "shards", "00000", "00000000.jpg")).ShouldBe(expected.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_bytes_do_not_depend_on_the_number_of_threads(int threads)
    {
        FakeWorld.Write(_folder.File("one"));
        FakeWorld.Write(_folder.File("several"), threads, world: (family, seed) =>
        {
            // Later ones are done sooner.
            Thread.Sleep((int)(25 - (seed - 7)) / 4);
            return FakeWorld.Make(family, seed);
        });
        FakeWorld.ShouldBeTheSame(_folder.File("several"), _folder.File("one"));
    }

    [Fact]
    public void What_the_folder_holds_is_said_in_it()
    {
        FakeWorld.Write(_folder.File("set"));
        using var description = JsonDocument.Parse(File.ReadAllBytes(_folder.File("set", "dataset.json")));
        description.RootElement.GetProperty("seed").GetUInt64().ShouldBe(7UL);
        description.RootElement.GetProperty("families").EnumerateArray().Select(name => name.GetString())
            .ShouldBe(["cave", "meadow", "cave"]);
        description.RootElement.GetProperty("depth")
            .GetString()!.ShouldContain("0 is no depth: the sky, and what lies beyond 65535 units");
    }

    [Fact]
    public void A_folder_with_something_else_is_left_as_it_is()
    {
        var note = _folder.Write("thesis.txt", "years of work"u8);
        Should.Throw<DatasetException>(() => FakeWorld.Write(_folder.Path)).Message.ShouldBe(
            $"{_folder.Path} is not empty and no dataset (thesis.txt is there, dataset.json is not). " +
            "Nothing was changed; name a new or empty folder");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([note]);
    }

    [Theory]
    [InlineData("{\"format\":\"coco\"}")]
    [InlineData("[1,2]")]
    [InlineData("")]
    [InlineData("null")]
    public void A_description_of_something_else_is_left_as_it_is(string text)
    {
        _folder.Write("dataset.json", System.Text.Encoding.UTF8.GetBytes(text));
        Should.Throw<DatasetException>(() =>
            FakeWorld.Write(_folder.Path)).Message.ShouldContain("does not describe a dataset of this program");
        File.ReadAllText(_folder.File("dataset.json")).ShouldBe(text);
        Directory.GetFileSystemEntries(_folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public void Other_options_in_the_same_folder_are_refused_with_what_differs()
    {
        var folder = _folder.File("set");
        FakeWorld.Write(folder);
        var before = FakeWorld.Files(folder);
        var size = new SampleOptions { Width = 32, Height = 16 };
        var other = FakeWorld.Options with { Count = 30, Seed = 8, Families = ["cave"], ShardSize = 5, Picture = size };
        var message = Should.Throw<DatasetException>(() => FakeWorld.Write(folder, options: other)).Message;
        message.ShouldContain(
            "its families are cave, meadow, cave, here cave; its number of pictures is 25, here 30; its first seed " +
            "is 7, here 8");
        message.ShouldContain(
            "its size (rows x columns) is 16x24, here 16x32; its shards' size is 10, here 5. Nothing was changed");
        FakeWorld.Files(folder).Keys.ShouldBe(before.Keys);
    }

    [Fact]
    public void Another_kind_of_depth_and_another_aspect_in_the_same_folder_are_refused()
    {
        var folder = _folder.File("set");
        FakeWorld.Write(folder);
        var before = FakeWorld.Files(folder);
        var device = FakeWorld.Options with
            { Picture = FakeWorld.Options.Picture with { DeviceAspect = true }, Kind = DepthKind.Lidar };
        Should.Throw<DatasetException>(() => FakeWorld.Write(folder, options: device))
            .Message.ShouldContain(
                "holds another dataset: its aspect is fixed, here device; its depth is metric, here lidar. Nothing " +
                "was changed");
        FakeWorld.Files(folder).Keys.ShouldBe(before.Keys);
    }

    [Fact]
    public void A_description_without_kind_and_aspect_is_one_of_metric_depth_and_one_size()
    {
        var folder = _folder.File("set");
        FakeWorld.Write(folder);
        var path = _folder.File("set", "dataset.json");
        File.WriteAllLines(path, File.ReadAllLines(path)
            .Where(line => !line.Contains("\"kind\"") && !line.Contains("\"aspect\"")));
        FakeWorld.Write(folder).Found.ShouldBe(25);
    }

    [Theory]
    [InlineData(0, 10, 24, "the number of pictures is from 1 to 100000000, but 0 came")]
    [InlineData(5, 0, 24, "the number of pictures in a shard is from 1 to 100000, but 0 came")]
    [InlineData(5, 10, 15, "the number of columns is from 16 to 4096, but 15 came")]
    public void Options_out_of_range_are_told_before_anything_is_made(int count, int shard, int width, string text)
    {
        var options = FakeWorld.Options with
            { Count = count, ShardSize = shard, Picture = new SampleOptions { Width = width, Height = 16 } };
        Should.Throw<ArgumentException>(() =>
            FakeWorld.Write(_folder.File("set"), options: options)).Message.ShouldBe(text);
        Directory.Exists(_folder.File("set")).ShouldBeFalse();
    }

    [Fact]
    public void A_family_nobody_knows_is_told_before_anything_is_made()
    {
        Should.Throw<ArgumentException>(() => DatasetWriter.Write(_folder.File("set"), FakeWorld.Options))
            .Message.ShouldContain("there is no family 'cave'");
        Directory.Exists(_folder.File("set")).ShouldBeFalse();
    }

    [Fact]
    public void Every_picture_is_told_once_and_in_order()
    {
        var told = new Told();
        DatasetWriter.Write(_folder.File("set"), FakeWorld.Options, FakeWorld.Make, new Work(3), told, default);
        told.Values.ShouldBe(Enumerable.Range(0, 26).Select(done => new DatasetProgress(done, 0, 25)));
    }

    private sealed class Told : IProgress<DatasetProgress>
    {
        public List<DatasetProgress> Values { get; } = [];

        public void Report(DatasetProgress value) => Values.Add(value);
    }
}
