using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>What a result says about itself.</summary>
public sealed class DepthMapTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zoedepth").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Statistics_and_indexer_are_those_of_the_values()
    {
        var map = Map([4, 1, 3, 2, 6, 5], 2, 3);
        (map.Min, map.Max, map.Median).ShouldBe((1f, 6f, 3.5f));
        Map([4, 1, 3], 1, 3).Median.ShouldBe(3f);
        map[1, 0].ShouldBe(2);
        Should.Throw<ArgumentOutOfRangeException>(() =>
            map[2, 0]).Message.ShouldContain("there is no pixel in row 2, column 0 of 2 rows and 3 columns");
        Should.Throw<ArgumentOutOfRangeException>(() => map[0, -1]);
    }

    [Fact]
    public void The_description_names_model_preset_switches_head_and_range()
    {
        var map = new DepthMap([1, 2], Plan(1, 2), "zoedepth-nyu-kitti")
            { Domain = new("nyu", 0, 0.98765), Notes = ["a note"] };
        map.Describe().ShouldBe(new Dictionary<string, string>
        {
            ["Model"] = "zoedepth-nyu-kitti",
            ["Depth kind"] = "metres along the camera's axis (z)",
            ["Preset"] = "hf",
            ["Preset overrides"] = "none",
            ["Size asked"] = "384 rows x 512 columns",
            ["Aspect ratio"] = "kept",
            ["Border"] = "none",
            ["Network size"] = "32 rows x 64 columns",
            ["Mirrored pass"] = "none",
            ["Resized back"] = "bicubic, half-pixel centres",
            ["Domain"] = "nyu (0.9877), chosen by the model",
            ["Depth statistics"] = "smallest 1 m, median 1.5 m, largest 2 m",
            ["Notes"] = "a note",
        });
    }

    [Theory]
    [InlineData("depth.png")]
    [InlineData("depth.npy")]
    [InlineData("depth.pfm")]
    [InlineData("DEPTH.NPZ")]
    public void A_saved_map_reads_back(string name)
    {
        var path = Path.Combine(_folder, name);
        Map([0.5f, 1.25f, 3, 8], 2, 2).Save(path);
        var back = DepthFile.Read(path);
        (back.Height, back.Width).ShouldBe((2, 2));
        back.Values.ShouldBe([0.5f, 1.25f, 3, 8]);
    }

    [Fact]
    public void A_saved_png_carries_the_description()
    {
        var path = Path.Combine(_folder, "depth.png");
        var map = Map([0.5f, 1.25f, 3, 8], 2, 2);
        map.Save(path, DepthScale.Zoe);
        var file = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path));
        foreach (var (key, value) in map.Describe()) file.ShouldContain($"{key}\0{value}");
    }

    [Fact]
    public void An_unknown_ending_is_refused() =>
        Should.Throw<ArgumentException>(() => Map([1], 1, 1)
            .Save(Path.Combine(_folder, "depth.tiff"))).Message.ShouldContain("depth.tiff");

    private static DepthMap Map(float[] values, int height, int width) => new(values, Plan(height, width), "model");

    private static DepthPlan Plan(int height, int width) => new()
    {
        Picture = new(height, width), Output = new(height, width), Preset = "hf", Overrides = [], Size = new(384, 512),
        KeepAspect = true, Pad = false, Flip = false,
        ResizeBack = ResizeBack.Bicubic, Domain = null, Border = default, Network = new(32, 64), Processor = new(),
    };
}
