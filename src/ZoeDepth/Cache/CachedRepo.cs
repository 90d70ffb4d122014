using System.Text;
using System.Text.Json;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Cache;

/// <summary>
/// A model in the cache of the Hugging Face hub. <c>blobs</c> hold bytes under their hashes, <c>refs</c> say which
/// commit a branch is at, <c>snapshots</c> hold the files of a commit as links to blobs.
/// Reference: huggingface_hub, "Understand caching"
/// </summary>
/// <param name="Cache">the folder of the whole cache</param>
/// <param name="Name">the model</param>
internal sealed record CachedRepo(string Cache, RepoName Name)
{
    private const int LongestReference = 1000, LongestIndex = 16 << 20;

    /// <summary>Its folder.</summary>
    public string Folder => Path.Combine(Cache, Name.Folder);

    /// <summary>Where bytes lie.</summary>
    public string Blobs => Path.Combine(Folder, "blobs");

    /// <summary>Where a folder for each commit lies.</summary>
    public string Snapshots => Path.Combine(Folder, "snapshots");

    /// <summary>Where a file for each branch and tag lies.</summary>
    public string References => Path.Combine(Folder, "refs");

    /// <summary>Where the locks of its blobs lie, the same for every program.</summary>
    public string Locks => Path.Combine(Cache, ".locks", Name.Folder);

    /// <summary>The folder of a commit.</summary>
    public string Snapshot(string commit) => Path.Combine(Snapshots, commit);

    /// <summary>The file that says which commit a branch or tag is at.</summary>
    public string Reference(string revision) => Path.Combine([References, .. revision.Split('/')]);

    /// <summary>The commit a branch, tag or commit is at, as far as this cache knows; null when it does not.</summary>
    public string? CommitOf(string revision)
    {
        if (RepoRevision.IsCommit(revision)) return Directory.Exists(Snapshot(revision)) ? revision : null;
        if (!RepoRevision.IsValid(revision)) return null;
        try
        {
            // A file that says anything but a commit could lead elsewhere.
            var text = BoundedReader.ReadFile(Reference(revision), LongestReference);
            var commit = text is null ? null : Encoding.ASCII.GetString(text.Value.Span).Trim();
            return RepoRevision.IsCommit(commit) ? commit : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The first file that a model folder must have and this one lacks; null when it is complete.</summary>
    /// <param name="folder">the folder of a commit</param>
    public static string? MissingIn(string folder)
    {
        if (!CachedFile.Exists(Path.Combine(folder, ModelFileNames.Config))) return ModelFileNames.Config;
        return ModelFileNames.Weights.FirstOrDefault(name => CachedFile.Exists(Path.Combine(folder, name))) switch
        {
            null => ModelFileNames.SafeTensors,
            var weights when ModelFileNames.IsIndex(weights) => MissingShard(folder, weights),
            _ => null,
        };
    }

    /// <summary>The first file of an index that is not beside it. What is no index, its reader will say.</summary>
    private static string? MissingShard(string folder, string index)
    {
        try
        {
            if (BoundedReader.ReadFile(Path.Combine(folder, index), LongestIndex) is not { } bytes) return null;
            using var document = UntrustedJson.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("weight_map", out var map)
                && map.ValueKind == JsonValueKind.Object
                ? map.EnumerateObject().Where(tensor => tensor.Value.ValueKind == JsonValueKind.String)
                    .Select(tensor => tensor.Value.GetString()!).Distinct()
                    .FirstOrDefault(shard => !CachedFile.Exists(Path.Combine(folder, Path.GetFileName(shard))))
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
