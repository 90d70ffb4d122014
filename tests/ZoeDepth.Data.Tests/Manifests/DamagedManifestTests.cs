using System.Text;
using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Data.Tests.Manifests;

/// <summary>Whatever happens to a manifest, it reads or it says which line is wrong.</summary>
public sealed class DamagedManifestTests : IDisposable
{
    private const string Lines = """
        {"image": "a.png", "depth": "a.png", "scale": 256, "domain":"indoor", "intrinsics": [1, 2, 3, 4], "x": {"y": 1}}
        {"image": "b.png", "depth": "b.png", "kind": "stereo", "disparity": true, "offset": -0.5, "hfov_degrees": 61.5}

        """;

    private const string Table = """
        image,depth,scale,domain,hfov_degrees,intrinsics,scene,"a ""quoted"" name"
        a.png,a.png,256,indoor,60,"1 2 3 4","two
        lines",x
        b.png,b.png,1000,outdoor,,,,

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("m.jsonl", Lines)]
    [InlineData("m.csv", Table)]
    public void Cut_anywhere(string file, string text)
    {
        var whole = Encoding.UTF8.GetBytes(text);
        for (var length = 0; length <= whole.Length; length++) Open(file, whole.AsSpan(0, length));
    }

    [Theory]
    [InlineData("m.jsonl", Lines)]
    [InlineData("m.csv", Table)]
    public void Changed_anywhere(string file, string text)
    {
        var random = new Random(20);
        for (var round = 0; round < 300; round++)
        {
            var changed = Encoding.UTF8.GetBytes(text);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(changed.Length);
                changed[at] = random.Next(3) == 0 ? changed[random.Next(changed.Length)] : (byte)random.Next(256);
            }
            Open(file, changed);
        }
    }

    [Fact]
    public void A_last_line_without_end_is_not_yet_written_while_somebody_writes_and_otherwise_taken_as_it_is()
    {
        var text = Lines.TrimEnd();
        var path = _folder.Write("m.jsonl", Encoding.UTF8.GetBytes(text));
        ManifestDataset.Open(path).Count.ShouldBe(2);
        using (ManifestLock.Take(path))
        {
            for (var length = text.IndexOf('\n') + 1; length <= text.Length; length++)
            {
                File.WriteAllText(path, text[..length]);
                ManifestDataset.Open(path).Count.ShouldBe(1);
            }
            Should.Throw<IOException>(() => ManifestLock.Take(path)).Message.ShouldContain(path);
        }
        File.WriteAllText(path, text[..^1]);
        Should.Throw<DatasetException>(() => ManifestDataset.Open(path)).Message.ShouldContain("line 2");
    }

    [Fact]
    public void A_row_without_end_costs_little_memory()
    {
        var path = _folder.File("m.csv");
        using (var writer = new StreamWriter(path))
        {
            writer.Write("image,depth\na.png,\"");
            for (var i = 0; i < 4096; i++) writer.Write(new string('x', 1 << 14));
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<DatasetException>(() => ManifestDataset.Open(path, new() { SkipBadLines = true }));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1L << 29);
    }

    private void Open(string file, ReadOnlySpan<byte> bytes)
    {
        var path = _folder.Write(file, bytes);
        foreach (var skip in new[] { false, true })
        {
            try
            {
                var dataset = ManifestDataset.Open(path, new() { SkipBadLines = skip });
                for (var i = 0; i < dataset.Count; i++)
                    (dataset.Describe(i), dataset.OtherFields(i)).ShouldNotBe(default);
            }
            catch (DatasetException error)
            {
                error.Message.ShouldContain(file);
            }
        }
    }
}
