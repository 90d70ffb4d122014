using ZoeDepth.Cache;

namespace ZoeDepth.Hub.Cached;

/// <summary>
/// Takes models out of the caches. Links are removed, never what they lead to outside the model's folder.
/// </summary>
internal static class CacheRemoval
{
    /// <summary>A model of the hub, with all its revisions.</summary>
    /// <returns>bytes that are free now</returns>
    /// <exception cref="HubException">nothing of it is here, or it cannot be removed</exception>
    public static long Remove(CachedRepo repo)
    {
        if (!Directory.Exists(repo.Folder)) throw NotHere($"{repo.Name}", repo.Cache);
        var bytes = CacheWalk.BytesOf(CacheWalk.Files(repo.Folder));
        // Names first: whoever looks meanwhile, or after a power cut, finds a model that is not there.
        foreach (var part in new[] { repo.References, repo.Snapshots, repo.Folder, repo.Locks })
            if (Directory.Exists(part)) WriteFault.Guard(part, () => Directory.Delete(part, recursive: true));
        return bytes;
    }

    /// <summary>
    /// One revision: a branch or tag, whose commit stays where another name leads to it, or a commit with all of its
    /// names. Blobs that other commits of the model need stay.
    /// </summary>
    /// <returns>bytes that are free now</returns>
    /// <exception cref="HubException">it is not here, or cannot be removed</exception>
    public static long Remove(CachedRepo repo, string revision)
    {
        if (repo.CommitOf(revision) is not { } commit) throw NotHere($"{repo.Name}, revision {revision}", repo.Cache);
        var references = RepoRevision.IsCommit(revision) ? ReferencesTo(repo, commit) : [repo.Reference(revision)];
        foreach (var reference in references) WriteFault.Guard(reference, () => File.Delete(reference));
        if (ReferencesTo(repo, commit).Count > 0) return 0;
        var snapshot = repo.Snapshot(commit);
        var bytes = CacheWalk.BytesOf(CacheWalk.Files(snapshot));
        if (Directory.Exists(snapshot))
            WriteFault.Guard(snapshot, () => Directory.Delete(snapshot, recursive: true));
        var needed = CacheWalk.Files(repo.Snapshots).Select(file => Path.GetFileName(file.LinkTarget)).ToHashSet();
        var unneeded = CacheWalk.Files(repo.Blobs).Where(blob => !needed.Contains(blob.Name)).ToList();
        bytes += CacheWalk.BytesOf(unneeded);
        foreach (var blob in unneeded) WriteFault.Guard(blob.FullName, blob.Delete);
        return bytes;
    }

    /// <summary>A checkpoint of the research code.</summary>
    /// <returns>bytes that are free now</returns>
    /// <exception cref="HubException">it is not here, or cannot be removed</exception>
    public static long Remove(PublishedCheckpoint checkpoint, CacheFolders folders)
    {
        var path = checkpoint.PathIn(folders);
        var beginnings = CacheWalk.Files(folders.TorchCheckpoints).Where(file =>
            file.Name.StartsWith($"{checkpoint.File}.", StringComparison.Ordinal)
            && file.Name.EndsWith(".incomplete", StringComparison.Ordinal)).ToList();
        if (!Path.Exists(path) && beginnings.Count == 0) throw NotHere(checkpoint.Name, folders.TorchCheckpoints);
        var bytes = (CachedFile.LengthOf(path) ?? 0) + CacheWalk.BytesOf(beginnings);
        WriteFault.Guard(path, () => File.Delete(path));
        foreach (var file in beginnings) WriteFault.Guard(file.FullName, file.Delete);
        return bytes;
    }

    private static List<string> ReferencesTo(CachedRepo repo, string commit) =>
        [.. CacheWalk.Files(repo.References).Select(file => file.FullName).Where(file => repo.CommitOf(
            Path.GetRelativePath(repo.References, file).Replace('\\', '/')) == commit)];

    private static HubException NotHere(string what, string cache) => new(HubFault.NotFound,
        $"there is nothing of {what} in {cache}; zoedepth models list shows what is here");
}
