using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Synthetic.Datasets;

namespace ZoeDepth.Synthetic.Tests.Datasets;

/// <summary>
/// <c>/dev/full</c> refuses every byte as a full disk does; a link puts it in the place of the file that is to be
/// written.
/// </summary>
public sealed class FullDiskTests : IDisposable
{
    private const string FullDevice = "/dev/full";

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("00000014.jpg", 1)]
    [InlineData("00000014.depth.png", 1)]
    [InlineData("00000014.depth.png", 3)]
    public void A_full_disk_is_named_with_the_file_and_leaves_no_part_of_it(string name, int threads)
    {
        Assert.SkipUnless(File.Exists(FullDevice), $"{FullDevice} is not there");
        var (folder, whole) = (_temporary.File("set"), _temporary.File("whole"));
        var shard = Directory.CreateDirectory(Path.Combine(folder, "shards", "00001")).FullName;
        var target = Path.Combine(folder, "shards/00001", name);
        File.WriteAllBytes(Path.Combine(folder, "dataset.json"), Description(whole));
        File.CreateSymbolicLink(PartialFile.Of(Path.Combine(shard, name)), FullDevice);
        Should.Throw<IOException>(() =>
            FakeWorld.Write(folder, threads)).Message.ShouldStartWith(
            $"cannot write {target}: No space left on device");
        Directory.EnumerateFiles(folder, "*.partial", SearchOption.AllDirectories).ShouldBeEmpty();
        File.Exists(target).ShouldBeFalse();
        if (threads == 1) ReadBack.Samples(folder).Count.ShouldBe(14);
        FakeWorld.Write(folder);
        FakeWorld.ShouldBeTheSame(folder, whole);
    }

    private static byte[] Description(string whole)
    {
        FakeWorld.Write(whole);
        return File.ReadAllBytes(Path.Combine(whole, "dataset.json"));
    }

    [Fact]
    public void A_manifest_on_a_full_disk_is_named()
    {
        Assert.SkipUnless(File.Exists(FullDevice), $"{FullDevice} is not there");
        var (folder, whole) = (_temporary.File("set"), _temporary.File("whole"));
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "dataset.json"), Description(whole));
        File.CreateSymbolicLink(Path.Combine(folder, "manifest.jsonl"), FullDevice);
        Should.Throw<IOException>(() => FakeWorld.Write(folder)).Message.ShouldContain("No space left on device");
    }

    [Fact]
    public void A_file_in_the_folders_place_is_named()
    {
        var file = _temporary.Write("file", [1]);
        Should.Throw<IOException>(() => FakeWorld.Write(file)).Message.ShouldContain(file);
        File.ReadAllBytes(file).ShouldBe([1]);
    }
}
