using System.Buffers.Binary;
using System.Numerics;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.PyTorch;

/// <summary>
/// The container PyTorch wrote before 1.6, and still does on request: five pickles one after the other (a magic number,
/// a protocol number, facts about the machine, the object, the keys of its storages), then for each storage eight bytes
/// that count its elements, and the elements.
/// </summary>
internal static class LegacyCheckpoint
{
    /// <summary>The pickles end within this: ZoeD_NK's have about 100 kB.</summary>
    private const long LongestPickles = 64 << 20;

    private const long Protocol = 1001;

    private static readonly BigInteger Magic = new([0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]);

    /// <summary>The tensors of a file.</summary>
    /// <exception cref="CheckpointException">it is none, or damaged</exception>
    public static unsafe IReadOnlyDictionary<string, TorchTensor> Read(MappedFile file)
    {
        var calls = new PickleCalls(file.Path, isLegacy: true);
        object? tree;
        PickleList keys;
        long at;
        using (var view = file.Map(0, Math.Min(file.Length, LongestPickles)))
        {
            var pickles = new ReadOnlySpan<byte>(view.Pointer, (int)view.Length);
            var start = 0;
            if (!Magic.Equals(Next(file, pickles, calls, ref start)))
                throw new CheckpointException(CheckpointFault.NotACheckpoint, file.Path,
                    "it is a pickle of something else than a checkpoint of PyTorch; save the weights with " +
                    "torch.save(model.state_dict(), \"weights.pt\")");
            if (Next(file, pickles, calls, ref start) is not Protocol)
                throw new CheckpointException(CheckpointFault.Unsupported, file.Path,
                    $"it is a checkpoint of PyTorch in another format than {Protocol}; save it with a newer release");
            // Elements are little-endian whatever machine wrote them: PyTorch turns them round on the others.
            Next(file, pickles, calls, ref start);
            tree = Next(file, pickles, calls, ref start);
            keys = Next(file, pickles, calls, ref start) as PickleList
                ?? throw new CheckpointException(CheckpointFault.BadPickle, file.Path,
                    "where the keys of its storages should be listed, something else is; download or save it again");
            at = start;
        }
        foreach (var key in keys.Items) at = Place(file, calls, key, at);
        if (calls.Storages.Values.FirstOrDefault(storage => storage.Home is null) is { } lost)
            throw Missing(file, lost.Key);
        return TensorTree.Of(tree, file.Path);
    }

    private static object? Next(MappedFile file, ReadOnlySpan<byte> pickles, PickleCalls calls, ref int start)
    {
        var reader = new PickleReader(pickles[start..], calls, file.Path, CheckpointFault.Truncated);
        var value = reader.Read();
        start += reader.Position;
        return value;
    }

    private static long Place(MappedFile file, PickleCalls calls, object? key, long at)
    {
        if (key is not string text)
            throw new CheckpointException(CheckpointFault.BadPickle, file.Path,
                "the key of a storage is no text; download or save the file again");
        if (!calls.Storages.TryGetValue(text, out var storage)) throw Missing(file, text);
        if (at > file.Length - sizeof(long)) throw Cut(file, text, sizeof(long), at);
        var count = BinaryPrimitives.ReadInt64LittleEndian(file.ReadExactly(at, sizeof(long)));
        at += sizeof(long);
        if (count < 0)
            throw TensorChecks.Bad(file.Path, $"the storage {UntrustedText.Quoted(text)} has {count} elements");
        if (count > (file.Length - at) / storage.ItemSize)
            throw Cut(file, text, long.CreateSaturating((Int128)count * storage.ItemSize), at);
        if (count != storage.Count)
            throw TensorChecks.Bad(file.Path,
                $"the storage {UntrustedText.Quoted(text)} has {count} elements, and {storage.Count} were announced");
        storage.Home = new StorageBytes(file, new ZipEntry(text, false, 0, storage.Bytes, storage.Bytes, at))
            { HasChecksum = false };
        return at + storage.Bytes;
    }

    private static CheckpointException Missing(MappedFile file, string key) => new(CheckpointFault.MissingEntry,
        file.Path, $"the storage {UntrustedText.Quoted(key)} is named but not there, or there but not named; " +
            "download or save the file again");

    private static CheckpointException Cut(MappedFile file, string key, long needed, long at) =>
        new(CheckpointFault.Truncated, file.Path,
            $"{needed} bytes of the storage {UntrustedText.Quoted(key)} should follow byte {at}, but the file has " +
            $"{file.Length}; download or save it again");
}
