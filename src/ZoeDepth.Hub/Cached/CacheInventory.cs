using System.Text.Json;
using ZoeDepth.Cache;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Hub.Cached;

/// <summary>What the caches hold.</summary>
/// <param name="Models">the published models, here or not, and other models of ZoeDepth's kind that are here</param>
/// <param name="Others">how many models of other kinds the hub's cache holds</param>
internal sealed record CacheInventory(IReadOnlyList<CachedModel> Models, int Others)
{
    private const int LongestConfig = 4 << 20;

    /// <summary>Looks. A cache that is not there is empty.</summary>
    public static CacheInventory Of(HubSettings settings)
    {
        var repos = Directory.Exists(settings.Cache)
            ? Directory.EnumerateDirectories(settings.Cache, $"{RepoName.FolderPrefix}*")
                .Select(folder => RepoName.OfFolder(Path.GetFileName(folder))).OfType<RepoName>()
                .OrderBy(name => name.ToString(), StringComparer.Ordinal).ToList()
            : [];
        var published = PublishedCheckpoint.All.Select(checkpoint => checkpoint.Repo).ToList();
        var ours = repos.Where(name => !published.Contains(name)
            && IsZoeDepth(new CachedRepo(settings.Cache, name))).ToList();
        return new CacheInventory(
            [
                .. PublishedCheckpoint.All.Select(checkpoint =>
                    Of(new CachedRepo(settings.Cache, checkpoint.Repo), checkpoint.About)),
                .. PublishedCheckpoint.All.Select(checkpoint => Of(checkpoint, settings.Folders)),
                .. ours.Select(name => Of(new CachedRepo(settings.Cache, name), about: null)),
            ], repos.Count(name => !published.Contains(name)) - ours.Count);
    }

    private static CachedModel Of(CachedRepo repo, string? about)
    {
        if (!Directory.Exists(repo.Folder)) return new($"{repo.Name}", NoRevisions, 0, null, null, about);
        var revisions = RevisionsOf(repo);
        var folders = Directory.Exists(repo.Snapshots) ? Directory.GetDirectories(repo.Snapshots) : [];
        var shown = revisions.TryGetValue(RepoRevision.Main, out var main) && folders.Contains(repo.Snapshot(main))
            ? repo.Snapshot(main) : folders.Order(StringComparer.Ordinal).FirstOrDefault();
        return new($"{repo.Name}", revisions, CacheWalk.BytesOf(CacheWalk.Files(repo.Folder)), shown ?? repo.Folder,
            shown is null ? ModelFileNames.Config : CachedRepo.MissingIn(shown), about);
    }

    private static readonly Dictionary<string, string> NoRevisions = [];

    private static CachedModel Of(PublishedCheckpoint checkpoint, CacheFolders folders)
    {
        var file = checkpoint.PathIn(folders);
        var bytes = CachedFile.LengthOf(file);
        return new(checkpoint.Name, NoRevisions, bytes ?? 0, bytes is null ? null : file, null, checkpoint.About);
    }

    private static Dictionary<string, string> RevisionsOf(CachedRepo repo)
    {
        var revisions = new Dictionary<string, string>();
        foreach (var file in CacheWalk.Files(repo.References).Select(file => file.FullName)
            .Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(repo.References, file).Replace('\\', '/');
            if (repo.CommitOf(name) is { } commit) revisions[name] = commit;
        }
        return revisions;
    }

    private static bool IsZoeDepth(CachedRepo repo) => Directory.Exists(repo.Snapshots)
        && Directory.EnumerateDirectories(repo.Snapshots).Any(commit => IsZoeDepth(
            Path.Combine(commit, ModelFileNames.Config)));

    private static bool IsZoeDepth(string config)
    {
        try
        {
            if (!CachedFile.Exists(config) || BoundedReader.ReadFile(config, LongestConfig) is not { } bytes)
                return false;
            using var document = UntrustedJson.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("model_type", out var type)
                && type.ValueKind == JsonValueKind.String && ZoeDepthConfig.ModelTypes.Contains(type.GetString()!);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException
            or InvalidOperationException)
        {
            return false;
        }
    }
}
