using System.Text.Json;
using ZoeDepth.Imaging;
using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Synthetic.Tests.Variants;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Tests.Datasets;

public sealed class DatasetKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<DepthKind> Kinds => [.. Enum.GetValues<DepthKind>()];

    private static DatasetOptions Options(DepthKind kind) => FakeWorld.Options with { Kind = kind };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Values_of_every_kind_are_read_back_within_half_a_unit(DepthKind kind)
    {
        var folder = _folder.File("set");
        FakeWorld.Write(folder, options: Options(kind), world: Room);
        var seen = 0;
        var lines = ReadBack.Records(Path.Combine(folder, "manifest.jsonl"));
        foreach (var (i, picture) in ReadBack.Samples(folder).Index())
        {
            var sample = Room(FakeWorld.Options.Families[i % 3], 7 + (ulong)i);
            var (line, stored) = (lines[i], DatasetOptions.Storable(sample, kind));
            picture.Kind.ShouldBe(kind);
            picture.Mask.ShouldBe(stored.Valid);
            for (var pixel = 0; pixel < stored.Values.Length; pixel++)
                picture.Depth[pixel]
                    .ShouldBe(stored.Values[pixel], (0.5 / line.Scale!.Value) + (1e-6 * stored.Values[pixel]));
            seen += stored.ValidCount;
        }
        seen.ShouldBeGreaterThan(100);

        static Sample Room(string family, ulong seed) =>
            FakeScenes.Room(64, 48, family == "cave" ? Domain.Indoor : Domain.Outdoor, family, seed,
                wall: 2 + (seed % 3));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_far_is_cut_from_depth_in_any_unit_and_kept_in_disparity(DepthKind kind)
    {
        var sample = FakeWorld.Make("meadow", 7);
        var (made, stored) = (RelativeDepth.Of(sample, kind, 0), DatasetOptions.Storable(sample, kind));
        for (var i = 0; i < made.Values.Length; i++)
        {
            var metres = (made.Values[i] - made.Shift) / made.Scale;
            stored.Valid[i].ShouldBe(made.Valid[i] && (made.IsDisparity || metres <= 65535 / 256.0));
            stored.Values[i].ShouldBe(stored.Valid[i] ? made.Values[i] : 0);
        }
        if (kind == DepthKind.ScaledShifted)
            stored.ValidCount.ShouldBe(22 * 16, "the sky in the first column and 300 m in the last are cut");
        if (kind == DepthKind.Disparity) stored.ValidCount.ShouldBe(24 * 16);
    }

    [Theory]
    [InlineData(DepthKind.Metric, true)]
    [InlineData(DepthKind.Lidar, true)]
    [InlineData(DepthKind.StructuredLight, true)]
    [InlineData(DepthKind.Stereo, false)]
    [InlineData(DepthKind.ScaledShifted, false)]
    public void Only_files_in_metres_say_that_they_are(DepthKind kind, bool metres)
    {
        var folder = _folder.File("set");
        FakeWorld.Write(folder, options: Options(kind));
        var depth = Path.Combine(folder, ReadBack.Records(Path.Combine(folder, "manifest.jsonl"))[0].Depth);
        PngEncoder.ReadText(depth).ContainsKey("Depth units per metre").ShouldBe(metres);
        if (metres) DepthPng.Read(depth).Values.ShouldBe(ReadBack.Samples(folder)[0].Depth);
        else Should.Throw<UnsupportedImageException>(() => DepthPng.Read(depth));
    }

    [Fact]
    public void The_description_says_which_kind_and_how_numbers_become_values()
    {
        FakeWorld.Write(_folder.File("set"), options: Options(DepthKind.Disparity));
        using var description = JsonDocument.Parse(File.ReadAllBytes(_folder.File("set", "dataset.json")));
        description.RootElement.GetProperty("kind").GetString().ShouldBe("disparity");
        description.RootElement.GetProperty("depth").GetString()!.ShouldContain("number / scale + offset");
    }

    [Fact]
    public void Photographs_and_ranges_of_depth_are_those_of_the_metric_dataset()
    {
        FakeWorld.Write(_folder.File("metric"));
        FakeWorld.Write(_folder.File("sfm"), options: Options(DepthKind.StructureFromMotion));
        var (metric, other) = (FakeWorld.Files(_folder.File("metric")), FakeWorld.Files(_folder.File("sfm")));
        foreach (var (name, bytes) in metric.Where(file => file.Key.EndsWith(".jpg", StringComparison.Ordinal)))
            other[name].ShouldBe(bytes);
        Ranges("sfm").ShouldBe(Ranges("metric"));

        IEnumerable<(double, double)> Ranges(string name) => ReadBack.Records(_folder.File(name, "manifest.jsonl"))
            .Select(line => (line.Number("minDepth"), line.Number("maxDepth")));
    }

    [Theory]
    [InlineData(DepthKind.Stereo, 3)]
    [InlineData(DepthKind.StructureFromMotion, 2)]
    public void The_bytes_do_not_depend_on_threads_or_on_being_cut_off(DepthKind kind, int threads)
    {
        var (whole, folder) = (_folder.File("whole"), _folder.File("set"));
        FakeWorld.Write(whole, options: Options(kind));
        FakeWorld.Write(folder, threads, Options(kind), (family, seed) =>
        {
            // Later ones are done sooner.
            Thread.Sleep((int)(25 - (seed - 7)) / 4);
            return FakeWorld.Make(family, seed);
        });
        FakeWorld.ShouldBeTheSame(folder, whole);
        var manifest = File.ReadAllBytes(Path.Combine(whole, "manifest.jsonl"));
        foreach (var length in new[] { 0, 100, manifest.Length / 2, manifest.Length - 1 })
        {
            File.WriteAllBytes(Path.Combine(folder, "manifest.jsonl"), manifest[..length]);
            File.WriteAllText(Path.Combine(folder, "shards", "00002", "00000024.depth.png"), "");
            FakeWorld.Write(folder, threads,
                Options(kind)).Found.ShouldBe(manifest[..length].Count(letter => letter == '\n'));
            FakeWorld.ShouldBeTheSame(folder, whole);
        }
    }

    [Fact]
    public void A_kind_there_is_none_of_is_told_before_anything_is_made()
    {
        Should.Throw<ArgumentException>(() => FakeWorld.Write(_folder.File("set"), options: Options((DepthKind)99)))
            .Message.ShouldContain("not a kind of depth");
        Directory.Exists(_folder.File("set")).ShouldBeFalse();
    }

    [Fact]
    public void Pictures_in_shapes_of_devices_are_read_back_with_the_sizes_they_have()
    {
        var folder = _folder.File("set");
        var family = SyntheticWorld.Families[0];
        var picture = new SampleOptions { Width = 64, Height = 48, DeviceAspect = true };
        DatasetWriter.Write(folder, new DatasetOptions
            { Families = [family], Count = 12, Picture = picture, Kind = DepthKind.Disparity });
        var pictures = ReadBack.Samples(folder);
        pictures.Select(read => (read.Image.Width, read.Image.Height)).Distinct().Count().ShouldBeGreaterThan(1);
        foreach (var (i, read) in pictures.Index())
        {
            var sample = SyntheticWorld.Generate(family, (ulong)i, picture);
            (read.DepthWidth, read.DepthHeight, read.Image.Width, read.Image.Height)
                .ShouldBe((sample.Width, sample.Height, sample.Width, sample.Height));
        }
    }
}
