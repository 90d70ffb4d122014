using System.Text.Json;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Random;
using ZoeDepth.Runtime.Untrusted;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>A model split over several files, with an index that says which tensor is where.</summary>
/// <typeparam name="TShard">one of the files</typeparam>
internal sealed class ShardedWeights<TShard> : IWeightSource where TShard : IWeightSource
{
    /// <summary>The index of the full model has 60 kB.</summary>
    private const int LongestIndex = 100_000_000;

    private readonly Dictionary<string, TShard> _home;
    private readonly IReadOnlyList<TShard> _shards;

    private ShardedWeights(string index, Dictionary<string, TShard> home,
        IReadOnlyList<TShard> shards)
    {
        Description = index;
        _home = home;
        _shards = shards;
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _home.Keys;

    /// <summary>
    /// Opens an index, <c>model.safetensors.index.json</c>, and every shard it names, and checks that they hold exactly
    /// what it says.
    /// </summary>
    /// <param name="index">the index</param>
    /// <param name="openShard">opens one of the files</param>
    /// <exception cref="FileNotFoundException">there is no such index</exception>
    /// <exception cref="CheckpointException">
    /// the index or a shard is damaged, missing, or not what the index says
    /// </exception>
    public static ShardedWeights<TShard> Open(string index, Func<string, TShard> openShard)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(index))!;
        var map = ReadIndex(index);
        foreach (var file in map.Values.Distinct()) RequirePlainName(file, index);
        var shards = new Dictionary<string, TShard>();
        try
        {
            foreach (var file in map.Values.Distinct())
            {
                var path = Path.Combine(folder, file);
                if (!File.Exists(path))
                    throw new CheckpointException(CheckpointFault.MissingEntry, index,
                        $"the shard {UntrustedText.Shown(file)} is not beside the index; download it too");
                shards[file] = openShard(path);
            }
            CheckContents(index, map, shards);
            return new ShardedWeights<TShard>(index, map.ToDictionary(pair => pair.Key, pair => shards[pair.Value]),
                [.. shards.Values]);
        }
        catch
        {
            foreach (var shard in shards.Values) shard.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public WeightTensor? Find(string key, Shape shape) =>
        _home.TryGetValue(key, out var shard) ? shard.Find(key, shape) : null;

    /// <inheritdoc/>
    public void Verify(IReadOnlyCollection<string> keys)
    {
        foreach (var shard in keys.Where(_home.ContainsKey).GroupBy(key => _home[key])) shard.Key.Verify([.. shard]);
    }

    /// <inheritdoc/>
    public ulong? Fingerprint()
    {
        var hash = Fnv1a.Of([]);
        foreach (var shard in _shards)
        {
            if (shard.Fingerprint() is not { } of) return null;
            hash = Fnv1a.Of(BitConverter.GetBytes(of), hash);
        }
        return hash;
    }

    /// <summary>The file that holds a tensor.</summary>
    /// <exception cref="KeyNotFoundException">there is no such tensor</exception>
    public TShard Home(string name) =>
        _home.TryGetValue(name, out var shard)
            ? shard : throw new KeyNotFoundException($"{Description} has no tensor {UntrustedText.Quoted(name)}");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var shard in _shards) shard.Dispose();
    }

    private static Dictionary<string, string> ReadIndex(string index)
    {
        var bytes = BoundedReader.ReadFile(index, LongestIndex)
            ?? throw new CheckpointException(CheckpointFault.Limit, index,
                $"the index has more than {LongestIndex} bytes");
        JsonDocument document;
        try
        {
            document = UntrustedJson.Parse(bytes);
        }
        catch (JsonException e)
        {
            throw Bad(index, $"it is not JSON ({e.Message})", e);
        }
        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("weight_map", out var map)
                || map.ValueKind != JsonValueKind.Object)
                throw Bad(index, "it must have an object weight_map from tensors to files");
            var files = new Dictionary<string, string>();
            foreach (var pair in map.EnumerateObject())
            {
                if (pair.Value.ValueKind != JsonValueKind.String)
                    throw Bad(index,
                        $"the file of {UntrustedText.Quoted(pair.Name)} must be a text, not " +
                        $"{UntrustedText.Quoted(pair.Value.GetRawText())}");
                files[pair.Name] = pair.Value.GetString()!;
            }
            return files;
        }
    }

    private static void RequirePlainName(string file, string index)
    {
        if (file.Length == 0 || file is "." or ".." || file.AsSpan()
            .ContainsAny('/', '\\', ':') || file.Any(char.IsControl))
            throw new CheckpointException(CheckpointFault.UnsafeName, index,
                $"it names the file {UntrustedText.Quoted(file)}; shards must lie beside their index. " +
                "Do not use this index: it is damaged, or made to read your files");
    }

    private static void CheckContents(string index, Dictionary<string, string> map,
        Dictionary<string, TShard> shards)
    {
        var contents = shards.ToDictionary(shard => shard.Key, shard => shard.Value.Keys.ToHashSet());
        foreach (var (tensor, file) in map)
        {
            if (!contents[file].Contains(tensor))
                throw new CheckpointException(CheckpointFault.MissingEntry, index,
                    $"the tensor {UntrustedText.Quoted(tensor)} is not in {UntrustedText.Shown(file)}, where the " +
                    "index has it; download the model again");
        }
        foreach (var (file, tensors) in contents)
        {
            foreach (var tensor in tensors)
            {
                if (!map.TryGetValue(tensor, out var home) || home != file)
                    throw Bad(index,
                        $"{UntrustedText.Shown(file)} also holds {UntrustedText.Quoted(tensor)}, which the index " +
                        $"{(home is null ? "does not know" : $"has in {UntrustedText.Shown(home)}")}");
            }
        }
    }

    private static CheckpointException Bad(string index, string problem, Exception? inner = null) =>
        new(CheckpointFault.BadIndex, index, $"the index of the shards is damaged: {problem}; download the model again",
            inner);
}
