using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ZoeDepth.PyTorch;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.PyTorch;

/// <summary>What a small checkpoint may ask for: views make much of little.</summary>
public sealed class CheckpointCostTests
{
    private const int Numbers = 3 << 20;

    /// <summary>It would be expanded as a whole for each of its tensors.</summary>
    [Fact]
    public void A_small_part_of_a_large_compressed_storage_is_refused()
    {
        using var folder = new TemporaryFolder();
        // Random numbers among zeros, so that the archive does not expand beyond reason.
        var numbers = new byte[Numbers * sizeof(float)];
        new Random(1).NextBytes(numbers.AsSpan(0, 200_000));
        string Saved(int extent, CompressionLevel level) => CheckpointCostTests.Saved(folder, "Float", numbers,
            Numbers, $"{Whole(extent)}\u0085", "K\u0001\u0085", level);
        using var stored = PyTorchFile.Open(Saved(4, CompressionLevel.NoCompression));
        using (stored.Find("a", new Shape(4))!.Values.Open()) { }
        using var whole = PyTorchFile.Open(Saved(Numbers, CompressionLevel.Optimal));
        using (whole.Find("a", new Shape(Numbers))!.Values.Open()) { }
        using var part = PyTorchFile.Open(Saved(4, CompressionLevel.Optimal));
        var error = Should.Throw<CheckpointException>(() => part.Find("a", new Shape(4)));
        error.Fault.ShouldBe(CheckpointFault.Limit);
        error.Message.ShouldContain("takes 16 bytes of a compressed storage of 12582912");
    }

    /// <summary>A view may repeat its numbers 64 times, which is more than anybody looks positions up in.</summary>
    [Fact]
    public void An_index_of_positions_that_repeats_itself_is_not_read()
    {
        using var folder = new TemporaryFolder();
        const int Rows = 1 << 20;
        string Saved(int times) => CheckpointCostTests.Saved(folder, "Long", new byte[Rows * sizeof(long)], Rows,
            $"{Whole(times)}{Whole(Rows)}\u0086", "K\u0000K\u0001\u0086", CompressionLevel.NoCompression);
        using var once = StateDict.Of(PyTorchFile.Open(Saved(1)));
        once.FindIndices("a").ShouldNotBeNull().Length.ShouldBe(Rows);
        using var often = StateDict.Of(PyTorchFile.Open(Saved(64)));
        often.FindIndices("a").ShouldBeNull();
    }

    /// <summary>A checkpoint of one tensor <c>a</c>, whose shape and strides are pieces of a pickle.</summary>
    private static string Saved(TemporaryFolder folder, string type, byte[] storage, int count, string shape,
        string strides, CompressionLevel level)
    {
        var path = folder.File($"{Guid.NewGuid()}.pt");
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Add(archive, "a/data.pkl", Encoding.Latin1.GetBytes(
            $"}}(U\u0001actorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\n{type}Storage\nU\u00010U\u0003cpu" +
            $"{Whole(count)}tQK\u0000{shape}{strides}\u0089ccollections\nOrderedDict\n)RtRu."),
            CompressionLevel.NoCompression);
        Add(archive, "a/data/0", storage, level);
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
