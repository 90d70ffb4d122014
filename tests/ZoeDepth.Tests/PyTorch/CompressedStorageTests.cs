using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ZoeDepth.PyTorch;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.PyTorch;

/// <summary>A storage that is compressed is expanded as a whole for each of its tensors.</summary>
public sealed class CompressedStorageTests
{
    private const int Numbers = 3 << 20;

    [Fact]
    public void A_small_part_of_a_large_compressed_storage_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var stored = PyTorchFile.Open(Saved(folder, extent: 4, CompressionLevel.NoCompression));
        using (stored.Find("a", new Shape(4))!.Values.Open()) { }
        using var whole = PyTorchFile.Open(Saved(folder, extent: Numbers, CompressionLevel.Optimal));
        using (whole.Find("a", new Shape(Numbers))!.Values.Open()) { }
        using var part = PyTorchFile.Open(Saved(folder, extent: 4, CompressionLevel.Optimal));
        var error = Should.Throw<CheckpointException>(() => part.Find("a", new Shape(4)));
        error.Fault.ShouldBe(CheckpointFault.Limit);
        error.Message.ShouldContain("takes 16 bytes of a compressed storage of 12582912");
    }

    private static string Saved(TemporaryFolder folder, int extent, CompressionLevel level)
    {
        // Random numbers among zeros, so that the archive does not expand beyond reason.
        var numbers = new byte[Numbers * sizeof(float)];
        new Random(1).NextBytes(numbers.AsSpan(0, 200_000));
        var path = folder.File($"{extent}-{level}.pt");
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Add(archive, "a/data.pkl", Encoding.Latin1.GetBytes(
            "}(U\u0001actorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpu" +
            $"{Whole(Numbers)}tQK\u0000{Whole(extent)}\u0085K\u0001\u0085\u0089ccollections\nOrderedDict\n)RtRu."),
            CompressionLevel.NoCompression);
        Add(archive, "a/data/0", numbers, level);
        return path;
    }

    private static string Whole(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return $"J{Encoding.Latin1.GetString(bytes)}";
    }

    private static void Add(ZipArchive archive, string name, byte[] bytes, CompressionLevel level)
    {
        using var entry = archive.CreateEntry(name, level).Open();
        entry.Write(bytes);
    }
}
