using ZoeDepth.Cache;
using ZoeDepth.Hub.Checkpoints;
using ZoeDepth.Hub.Repositories;

namespace ZoeDepth.Hub.Cached;

/// <summary>Compares files of the caches with their hashes, byte by byte.</summary>
/// <param name="client">asked only for hashes this machine does not know; null where nothing may be asked</param>
/// <param name="progress">told which file is read</param>
internal sealed class CacheVerification(HubClient? client, IProgress<DownloadProgress>? progress)
{
    /// <summary>A checkpoint of the research code: the checksums of its tensors.</summary>
    public VerifiedFile Of(PublishedCheckpoint checkpoint, CacheFolders folders)
    {
        var path = checkpoint.PathIn(folders);
        if (!CachedFile.Exists(path))
            return new(checkpoint.Name, checkpoint.File, FileState.Missing, $"there is no {path}");
        Report(checkpoint.File, path);
        return CheckpointSoundness.Problem(path) is { } problem
            ? new(checkpoint.Name, checkpoint.File, FileState.Damaged, problem)
            : new(checkpoint.Name, checkpoint.File, FileState.Sound, "every tensor's checksum");
    }

    /// <summary>Every file of every commit of a model of the hub.</summary>
    public async Task<IReadOnlyList<VerifiedFile>> OfAsync(CachedRepo repo, CancellationToken cancellation)
    {
        var commits = Directory.Exists(repo.Snapshots) ? Directory.GetDirectories(repo.Snapshots) : [];
        if (commits.Length == 0)
            return [new($"{repo.Name}", ModelFileNames.Config, FileState.Missing, "nothing has been downloaded")];
        var files = new List<VerifiedFile>();
        foreach (var commit in commits.Order(StringComparer.Ordinal))
        {
            foreach (var path in CacheWalk.Files(commit).Select(file => file.FullName).Order(StringComparer.Ordinal))
                files.Add(await OfAsync(repo, commit, path, cancellation).ConfigureAwait(false));
            if (CachedRepo.MissingIn(commit) is { } missing && files.All(file => file.File != missing))
                files.Add(new($"{repo.Name}", missing, FileState.Missing, "the download was not finished"));
        }
        return files;
    }

    private async Task<VerifiedFile> OfAsync(CachedRepo repo, string commit, string path,
        CancellationToken cancellation)
    {
        var name = Path.GetRelativePath(commit, path).Replace('\\', '/');
        if (!CachedFile.Exists(path)) return Now(FileState.Missing, "its blob is gone");
        // The first link leads to the blob, whose name is the hash; where links cannot be, the hub is asked.
        var hash = new FileInfo(path).LinkTarget is { } target ? ContentHash.OfName(Path.GetFileName(target))
            : await AskAsync(repo, Path.GetFileName(commit), name, cancellation).ConfigureAwait(false);
        if (hash is null)
            return Now(FileState.Unknown, "it is a copy whose hash only the hub knows: verify it online");
        Report(name, path);
        var found = hash.Of(path, cancellation);
        return found == hash.Hex ? Now(FileState.Sound, hash.Kind)
            : Now(FileState.Damaged, $"expected the {hash.Kind} {hash.Hex}, but it has {found}");

        VerifiedFile Now(FileState state, string reason) => new($"{repo.Name}", name, state, reason);
    }

    private async Task<ContentHash?> AskAsync(CachedRepo repo, string commit, string name,
        CancellationToken cancellation)
    {
        if (client is null || !RepoRevision.IsCommit(commit)) return null;
        var file = await RemoteFile.HeadAsync(client, repo.Name, commit, name,
            text => progress?.Report(new(name, 0, 0, text)), cancellation).ConfigureAwait(false);
        return file.Hash;
    }

    private void Report(string name, string path) =>
        progress?.Report(new(name, 0, CachedFile.LengthOf(path) ?? 0));
}
