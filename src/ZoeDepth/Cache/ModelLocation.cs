namespace ZoeDepth.Cache;

/// <summary>Where a model lies that somebody named. Nothing is fetched: the package ZoeDepth.Hub does that.</summary>
/// <param name="Path">a folder or a file</param>
/// <param name="Name">what results and messages call the model</param>
internal sealed record ModelLocation(string Path, string Name)
{
    /// <summary>
    /// A path as it stands, or what the caches of this machine hold of <c>Intel/zoedepth-nyu-kitti</c> or
    /// <c>ZoeD_NK</c>.
    /// </summary>
    /// <param name="model">the path or the name</param>
    /// <param name="folders">the caches; this process's when left out</param>
    /// <param name="revision">a branch, tag or commit of a model of the hub; <c>main</c> when left out</param>
    /// <exception cref="DirectoryNotFoundException">it is a name, and no cache holds the model</exception>
    /// <exception cref="FileNotFoundException">a cache holds only part of it</exception>
    public static ModelLocation Of(string model, CacheFolders? folders = null, string? revision = null)
    {
        folders ??= CacheFolders.Process;
        if (PublishedCheckpoint.Of(model) is { } checkpoint) return Of(checkpoint, folders);
        return RepoName.Of(model) is { } name ? Of(new CachedRepo(folders.Hub, name), revision ?? RepoRevision.Main)
            : new(model, LastPart(model));
    }

    /// <summary>Whether a text is the name of a model that may have to be fetched, and no path.</summary>
    public static bool IsName(string model) =>
        PublishedCheckpoint.Of(model) is not null || RepoName.Of(model) is not null;

    private static string LastPart(string path) => string.IsNullOrWhiteSpace(path) ? "" : System.IO.Path.GetFileName(
        System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));

    private static ModelLocation Of(PublishedCheckpoint checkpoint, CacheFolders folders)
    {
        var file = checkpoint.PathIn(folders);
        return CachedFile.Exists(file) ? new(file, checkpoint.File) : throw new FileNotFoundException(
            $"{checkpoint.Name} has not been downloaded: there is no {file}. {Fetch(checkpoint.Name)}", file);
    }

    private static ModelLocation Of(CachedRepo repo, string revision)
    {
        var name = NameOf(repo.Name, revision);
        var fetch = Fetch(revision == RepoRevision.Main ? $"{repo.Name}" : $"{repo.Name} --revision {revision}");
        if (repo.CommitOf(revision) is not { } commit)
            throw new DirectoryNotFoundException(
                $"there is no folder {repo.Name}, and of a model {name} of the Hugging Face hub nothing has been " +
                $"downloaded into {repo.Cache}. If that is what you mean: {fetch}");
        var folder = repo.Snapshot(commit);
        return CachedRepo.MissingIn(folder) is not { } missing ? new(folder, name) : throw new FileNotFoundException(
            $"of {name} only a part has been downloaded: {missing} is missing in {folder}. Fetch the rest: {fetch}",
            System.IO.Path.Combine(folder, missing));
    }

    /// <summary>What results call a model of the hub.</summary>
    public static string NameOf(RepoName name, string revision) =>
        revision == RepoRevision.Main ? $"{name}" : $"{name}@{revision}";

    private static string Fetch(string what) =>
        $"zoedepth models pull {what} (in a program: DepthEstimator.FromPretrainedAsync of the package ZoeDepth.Hub)";
}
