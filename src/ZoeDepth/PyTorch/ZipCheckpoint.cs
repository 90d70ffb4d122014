using System.Globalization;
using System.Text;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.PyTorch;

/// <summary>
/// The container PyTorch writes since 1.6: a zip archive with one folder of any name, in it <c>data.pkl</c>, which
/// describes the tensors, <c>data/0</c>, <c>data/1</c>, … with their elements, <c>version</c> and, in newer ones,
/// <c>byteorder</c>.
/// </summary>
internal static class ZipCheckpoint
{
    private const string Pickle = "data.pkl", Order = "byteorder", Version = "version", Data = "data/";

    /// <summary>The newest version PyTorch 2 knows.</summary>
    private const int NewestVersion = 10;

    /// <summary>More bytes describe no checkpoint: ZoeD_NK's pickle has about 100 kB.</summary>
    private const long LongestPickle = 64 << 20;

    /// <summary>The tensors of a file.</summary>
    /// <exception cref="CheckpointException">it is none, or damaged</exception>
    public static IReadOnlyDictionary<string, TorchTensor> Read(MappedFile file)
    {
        var entries = ZipDirectory.Read(file);
        var root = RootOf(file, entries);
        var ours = Ours(file, entries, root);
        CheckVersion(file, ours);
        var calls = new PickleCalls(file.Path, isLegacy: false);
        var pickle = Whole(file, ours[Pickle], LongestPickle);
        var reader = new PickleReader(pickle, calls, file.Path);
        var tree = reader.Read();
        if (reader.Position < pickle.Length)
            throw new CheckpointException(CheckpointFault.BadPickle, file.Path,
                $"{pickle.Length - reader.Position} bytes follow its pickle, which should be alone; download or save " +
                "the file again");
        var isBigEndian = IsBigEndian(file, ours);
        foreach (var storage in calls.Storages.Values) storage.Home = HomeOf(file, ours, storage, isBigEndian);
        return TensorTree.Of(tree, file.Path);
    }

    /// <summary>The folder that holds <see cref="Pickle"/>, with its slash.</summary>
    private static string RootOf(MappedFile file, IReadOnlyList<ZipEntry> entries)
    {
        string[] roots = [.. entries.Select(entry => entry.Name)
            .Where(name => name.EndsWith($"/{Pickle}", StringComparison.Ordinal))
            .Select(name => name[..^Pickle.Length])];
        if (roots.Length == 1 && entries.Any(entry => IsScript(entry.Name, roots[0])))
            throw new CheckpointException(CheckpointFault.Unsupported, file.Path,
                "it is a TorchScript archive, which holds a program (torch.jit.save): save the weights alone in " +
                "Python: torch.save(torch.jit.load(FILE).state_dict(), \"weights.pt\")");
        if (roots.Distinct().Count() > 1)
            throw new CheckpointException(CheckpointFault.BadContainer, file.Path,
                $"the zip archive holds two checkpoints, {UntrustedText.Quoted(roots[0])} and " +
                $"{UntrustedText.Quoted(roots[1])}; save each in a file of its own");
        if (roots.Length > 0) return roots[0];
        throw entries.Any(entry => entry.Name.EndsWith($"/{Version}", StringComparison.Ordinal)
            || entry.Name.Contains($"/{Data}", StringComparison.Ordinal))
            ? new CheckpointException(CheckpointFault.MissingEntry, file.Path,
                $"the zip archive has no {Pickle}, which describes the tensors; download or save the file again")
            : new CheckpointException(CheckpointFault.NotACheckpoint, file.Path,
                $"it is a zip archive of other things ({Listed(entries)}), no checkpoint of PyTorch; unpack it, the " +
                "checkpoint may be inside");
    }

    private static bool IsScript(string name, string root) =>
        name == $"{root}constants.pkl" || name.StartsWith($"{root}code/", StringComparison.Ordinal);

    private static string Listed(IReadOnlyList<ZipEntry> entries) => entries.Count == 0 ? "nothing"
        : string.Join(", ", entries.Take(3).Select(entry => UntrustedText.Shown(entry.Name)));

    /// <summary>What is read, by the name in its folder; what else lies there may be twice.</summary>
    private static Dictionary<string, ZipEntry> Ours(MappedFile file, IReadOnlyList<ZipEntry> entries, string root)
    {
        var ours = new Dictionary<string, ZipEntry>();
        foreach (var entry in entries.Where(entry => entry.Name.StartsWith(root, StringComparison.Ordinal)))
        {
            var name = entry.Name[root.Length..];
            var isRead = name is Pickle or Order or Version || name.StartsWith(Data, StringComparison.Ordinal);
            if (isRead && !ours.TryAdd(name, entry))
                throw new CheckpointException(CheckpointFault.BadContainer, file.Path,
                    $"the zip archive holds {UntrustedText.Quoted(entry.Name)} twice; download or save the file again");
        }
        return ours;
    }

    private static void CheckVersion(MappedFile file, Dictionary<string, ZipEntry> ours)
    {
        if (TextOf(file, ours, Version) is not { } text) return;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw new CheckpointException(CheckpointFault.BadContainer, file.Path,
                $"its version is {UntrustedText.Quoted(text)}, no number; download or save the file again");
        if (version > NewestVersion)
            throw new CheckpointException(CheckpointFault.Unsupported, file.Path,
                $"it has version {version} of the format, and {NewestVersion} is the newest that is known; save it " +
                "with another release of PyTorch, or as safetensors");
    }

    private static bool IsBigEndian(MappedFile file, Dictionary<string, ZipEntry> ours) =>
        TextOf(file, ours, Order) switch
        {
            null or "little" => false,
            "big" => true,
            var other => throw new CheckpointException(CheckpointFault.BadContainer, file.Path,
                $"its order of bytes is {UntrustedText.Quoted(other)}; expected little or big"),
        };

    private static StorageBytes HomeOf(MappedFile file, Dictionary<string, ZipEntry> ours, TorchStorage storage,
        bool isBigEndian)
    {
        if (!ours.TryGetValue(Data + storage.Key, out var entry))
            throw new CheckpointException(CheckpointFault.MissingEntry, file.Path,
                $"the zip archive has no {UntrustedText.Quoted(Data + storage.Key)}, where elements of a tensor " +
                "should be; download or save the file again");
        if (entry.Length != storage.Bytes)
            throw TensorChecks.Bad(file.Path,
                $"{UntrustedText.Quoted(entry.Name)} has {entry.Length} bytes, but {storage.Count} elements of " +
                $"{storage.ItemSize} bytes should be there");
        return new StorageBytes(file, entry) { IsBigEndian = isBigEndian };
    }

    private static string? TextOf(MappedFile file, Dictionary<string, ZipEntry> ours, string name) =>
        ours.TryGetValue(name, out var entry) ? Encoding.UTF8.GetString(Whole(file, entry, 64)).Trim() : null;

    private static unsafe byte[] Whole(MappedFile file, ZipEntry entry, long longest)
    {
        if (entry.Length > longest)
            throw new CheckpointException(CheckpointFault.Limit, file.Path,
                $"{UntrustedText.Quoted(entry.Name)} has {entry.Length} bytes, and {longest} are read; save the " +
                "weights alone");
        var stored = new StorageBytes(file, entry);
        stored.Verify();
        using var bytes = stored.Open();
        return new ReadOnlySpan<byte>(bytes.Pointer, (int)entry.Length).ToArray();
    }
}
