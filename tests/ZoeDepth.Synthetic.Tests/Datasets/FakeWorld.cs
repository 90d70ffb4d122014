using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Synthetic.Numbers;

namespace ZoeDepth.Synthetic.Tests.Datasets;

/// <summary>A world of noise, made in no time, for tests of what is done with pictures.</summary>
internal static class FakeWorld
{
    public static DatasetOptions Options { get; } = new()
    {
        Families = ["cave", "meadow", "cave"],
        Count = 25,
        Seed = 7,
        Picture = new SampleOptions { Width = 24, Height = 16 },
        ShardSize = 10,
    };

    /// <summary>Caves are indoor; the first column is sky, the last lies beyond what 16 bits hold.</summary>
    public static Sample Make(string family, ulong seed)
    {
        var (width, height) = (Options.Picture.Width, Options.Picture.Height);
        var random = new SeededRandom(family, seed);
        var pixels = new byte[3 * width * height];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)random.Integer(0, 255);
        var depth = new float[width * height];
        for (var i = 0; i < depth.Length; i++)
            depth[i] = (i % width) switch { 0 => 0, 23 => 300, _ => (float)random.LogBetween(0.3, 60) };
        return new Sample
        {
            Family = family,
            Seed = seed,
            Domain = family == "cave" ? Domain.Indoor : Domain.Outdoor,
            Picture = new RasterImage(width, height, PixelFormat.Rgb8, pixels),
            JpegQuality = random.Integer(60, 95),
            Depth = depth,
            Intrinsics = new CameraIntrinsics(random.Between(10, 40), width / 2.0, height / 2.0),
            Pose = [.. Enumerable.Range(0, 12).Select(_ => random.Normal(0, 2))],
        };
    }

    public static DatasetProgress Write(
        string folder, int threads = 1, DatasetOptions? options = null, Func<string, ulong, Sample>? world = null,
        CancellationToken cancellation = default) =>
        DatasetWriter.Write(folder, options ?? Options, world ?? Make, new Work(threads), null, cancellation);

    /// <summary>Every file below a folder, by its path from there.</summary>
    public static SortedDictionary<string, byte[]> Files(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes),
                StringComparer.Ordinal);

    public static void ShouldBeTheSame(string folder, string asFolder)
    {
        var (found, expected) = (Files(folder), Files(asFolder));
        found.Keys.ShouldBe(expected.Keys);
        foreach (var (name, bytes) in expected) found[name].AsSpan().SequenceEqual(bytes).ShouldBeTrue(name);
    }
}
