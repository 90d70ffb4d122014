using ZoeDepth.Cache;
using ZoeDepth.Hub.Checkpoints;
using ZoeDepth.Hub.Repositories;

namespace ZoeDepth.Hub;

/// <summary>
/// Fetches models by name: those of the Hugging Face hub, <c>Intel/zoedepth-nyu-kitti</c>, into its own cache, and the
/// research code's <c>ZoeD_N</c>, <c>ZoeD_K</c> and <c>ZoeD_NK</c> into that of <c>torch.hub</c>; what Python has
/// fetched is found there, and the other way round. Every file is compared with the hash the hub states before it gets
/// its name; a download that was ended is gone on with. Safe from several threads and processes at once.
/// </summary>
public sealed class ModelHub : IDisposable
{
    private readonly HubClient _client;

    /// <summary>A hub; nothing is asked until a model is.</summary>
    /// <exception cref="ArgumentException">an address is none, or a revision cannot be one</exception>
    public ModelHub(ModelHubOptions? options = null) : this(new HubSettings(options)) { }

    internal ModelHub(HubSettings settings) => _client = new HubClient(settings);

    internal HubClient Client => _client;

    private HubSettings Settings => _client.Settings;

    /// <summary>
    /// Fetches what is missing of a model, asking the hub which commit the revision is at now, and returns where it
    /// lies: a folder or a file for <see cref="DepthEstimator.FromPretrained(string, DepthEstimatorOptions?)"/>.
    /// </summary>
    /// <param name="model">
    /// a name of the hub, <c>ZoeD_N</c>, <c>ZoeD_K</c>, <c>ZoeD_NK</c>, or a path, which is answered as it is
    /// </param>
    /// <param name="progress">told often while bytes come, on threads of the pool</param>
    /// <param name="cancellation">ends it; what came is kept and gone on with</param>
    /// <exception cref="HubException">it cannot be fetched; <see cref="HubException.Fault"/> says why</exception>
    /// <exception cref="ConfigurationException">it is a model of another architecture</exception>
    /// <exception cref="ArgumentException">a revision is named of what has none</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public async Task<string> PullAsync(string model, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default) =>
        (await LocateAsync(model, isAsked: true, progress, cancellation).ConfigureAwait(false)).Path;

    /// <summary>Where a model lies; it is fetched where it is not here.</summary>
    /// <param name="model">a name or a path</param>
    /// <param name="isAsked">whether the hub is asked for a newer commit of a model that is here</param>
    /// <param name="progress">told often while bytes come</param>
    /// <param name="cancellation">ends it</param>
    internal async Task<ModelLocation> LocateAsync(string model, bool isAsked, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        if (PublishedCheckpoint.Of(model) is { } checkpoint)
            return await LocateAsync(checkpoint, progress, cancellation).ConfigureAwait(false);
        if (RepoName.Of(model) is { } name)
            return await LocateAsync(name, isAsked, progress, cancellation).ConfigureAwait(false);
        RefuseRevision(model);
        return ModelLocation.Of(model, Settings.Folders);
    }

    /// <summary>Where a checkpoint of the research code lies, whatever lies in the working folder.</summary>
    internal async Task<ModelLocation> LocateAsync(PublishedCheckpoint checkpoint,
        IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        RefuseRevision(checkpoint.Name);
        var file = checkpoint.PathIn(Settings.Folders);
        if (!CachedFile.Exists(file))
        {
            RequireNetwork(checkpoint.Name, Settings.Folders.TorchCheckpoints);
            await new CheckpointDownload(_client, checkpoint, progress).RunAsync(cancellation).ConfigureAwait(false);
        }
        return new(file, checkpoint.File);
    }

    /// <summary>Where a model of the hub lies, whatever lies in the working folder.</summary>
    internal async Task<ModelLocation> LocateAsync(RepoName name, bool isAsked, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        var repo = new CachedRepo(Settings.Cache, name);
        var folder = repo.CommitOf(Settings.Revision) is { } commit
            && CachedRepo.MissingIn(repo.Snapshot(commit)) is null ? repo.Snapshot(commit) : null;
        if (folder is null || (isAsked && !Settings.IsOffline))
        {
            RequireNetwork($"{name}", Settings.Cache);
            folder = await new SnapshotDownload(_client, repo, progress, compares: isAsked)
                .RunAsync(Settings.Revision, cancellation).ConfigureAwait(false);
        }
        return new(folder, ModelLocation.NameOf(name, Settings.Revision));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private void RefuseRevision(string model)
    {
        if (Settings.NamesRevision)
            throw new ArgumentException(
                $"a revision ({Settings.Revision}) is a branch, tag or commit of a model of the Hugging Face hub, " +
                $"and {model} is none; leave the revision out");
    }

    private void RequireNetwork(string model, string cache)
    {
        if (Settings.IsOffline)
            throw new HubException(HubFault.Offline,
                $"{model} is not, or not whole, in {cache}, and {Settings.OfflineReason}; fetch it on a machine with " +
                $"a connection (zoedepth models pull {model}) and copy that folder here");
    }
}
