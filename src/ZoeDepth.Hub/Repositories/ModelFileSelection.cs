using System.Text.Json;
using System.Text.RegularExpressions;
using ZoeDepth.Cache;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Hub.Repositories;

/// <summary>
/// Which files of a repository are the model. Names that come from a server become names of files only where they are
/// plain: no folders, nothing a shell or a file system could understand otherwise.
/// </summary>
internal static partial class ModelFileSelection
{
    private const int LongestIndex = 16 << 20, MostShards = 1000, MostNamed = 12;

    /// <summary>The weights among the files: one file, or an index.</summary>
    /// <exception cref="HubException">there is no configuration, or there are no weights that are read here</exception>
    public static string WeightsOf(RepoListing listing, RepoName repo)
    {
        if (listing.Files.Contains(ModelFileNames.Config)
            && ModelFileNames.Weights.FirstOrDefault(listing.Files.Contains) is { } weights) return weights;
        var missing = listing.Files.Contains(ModelFileNames.Config) ? ModelFileNames.SafeTensors
            : ModelFileNames.Config;
        throw new HubException(HubFault.Unsupported,
            $"{repo} is no model folder of transformers: it holds no {missing}, but {Shown(listing.Files)}. " +
            "zoedepth models list names models that are read");
    }

    /// <summary>The files an index spreads the weights over.</summary>
    /// <exception cref="HubException">it is no index, or names files that are none of the repository's</exception>
    public static IReadOnlyList<string> ShardsOf(string index, string name, RepoListing listing, RepoName repo)
    {
        try
        {
            var bytes = BoundedReader.ReadFile(index, LongestIndex) ?? throw Bad("it is too long");
            using var document = UntrustedJson.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("weight_map", out var map)
                || map.ValueKind != JsonValueKind.Object) throw Bad("it has no \"weight_map\"");
            var shards = map.EnumerateObject().Select(tensor => tensor.Value.ValueKind == JsonValueKind.String
                ? tensor.Value.GetString()! : throw Bad("its \"weight_map\" names no files")).Distinct().ToList();
            if (shards.Count is 0 or > MostShards) throw Bad($"it names {shards.Count} files");
            foreach (var shard in shards)
            {
                if (!Plain().IsMatch(shard)) throw Bad($"it names {UntrustedText.Quoted(shard)}, which is no shard");
                if (!listing.Files.Contains(shard)) throw Bad($"it names {shard}, which the repository does not hold");
            }
            return shards;
        }
        catch (JsonException error)
        {
            throw Bad(error.Message);
        }

        HubException Bad(string reason) => new(HubFault.BadAnswer, $"{repo}, file {name}: {reason}");
    }

    private static string Shown(IReadOnlyList<string> files) => files.Count == 0 ? "nothing"
        : string.Join(", ", files.Take(MostNamed).Select(file => UntrustedText.Shown(file)))
            + (files.Count > MostNamed ? $" and {files.Count - MostNamed} more" : "");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,100}\.(safetensors|bin)\z")]
    private static partial Regex Plain();
}
