using System.Globalization;
using System.Text;
using ZoeDepth.Cache;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Hub.Repositories;

/// <summary>
/// A model of the hub into its cache, in the layout of huggingface_hub: what Python has fetched is not fetched again,
/// and the other way round.
/// </summary>
/// <param name="client">asks the hub</param>
/// <param name="repo">the model's place in the cache</param>
/// <param name="progress">told of bytes and of waiting</param>
/// <param name="compares">
/// whether weights that are there are looked at; what was cut short on this disk is fetched again
/// </param>
internal sealed class SnapshotDownload(HubClient client, CachedRepo repo, IProgress<DownloadProgress>? progress,
    bool compares)
{
    private string _file = "";

    /// <summary>Fetches what is missing of a revision and returns the folder of its commit.</summary>
    /// <exception cref="HubException">it cannot be fetched; what came is kept and gone on with</exception>
    /// <exception cref="ConfigurationException">it is a model of another architecture</exception>
    public async Task<string> RunAsync(string revision, CancellationToken cancellation)
    {
        // A commit never changes: a complete one needs no server.
        if (RepoRevision.IsCommit(revision) && CachedRepo.MissingIn(repo.Snapshot(revision)) is null)
            return repo.Snapshot(revision);
        _file = $"{repo.Name}";
        var listing = await RepoListing.GetAsync(client, repo.Name, revision, Note, cancellation).ConfigureAwait(false);
        var folder = repo.Snapshot(listing.Commit);
        var weights = ModelFileSelection.WeightsOf(listing, repo.Name);
        await FetchAsync(listing, ModelFileNames.Config, null, cancellation).ConfigureAwait(false);
        // Another architecture is told before gigabytes of it have come.
        ZoeDepthConfig.FromPretrained(folder);
        if (listing.Files.Contains(ModelFileNames.Processor))
            await FetchAsync(listing, ModelFileNames.Processor, null, cancellation).ConfigureAwait(false);
        // The index gets its name last: a folder that has one is complete.
        await FetchAsync(listing, weights, ModelFileNames.IsIndex(weights) ? async index =>
        {
            foreach (var shard in ModelFileSelection.ShardsOf(index, weights, listing, repo.Name))
                await FetchAsync(listing, shard, null, cancellation).ConfigureAwait(false);
        } : null, cancellation).ConfigureAwait(false);
        if (revision != listing.Commit)
            await RememberAsync(revision, listing.Commit, cancellation).ConfigureAwait(false);
        return folder;
    }

    /// <summary>One file: its blob, if it is not there, and its name in the commit.</summary>
    private async Task FetchAsync(RepoListing listing, string name, Func<string, Task>? beforeItIsNamed,
        CancellationToken cancellation)
    {
        var path = Path.Combine(repo.Snapshot(listing.Commit), name);
        if (CachedFile.Exists(path) && !(compares && IsCutShort(path)))
        {
            if (beforeItIsNamed is not null) await beforeItIsNamed(path).ConfigureAwait(false);
            return;
        }
        _file = name;
        var file = await RemoteFile.HeadAsync(client, repo.Name, listing.Commit, name, Note, cancellation)
            .ConfigureAwait(false);
        var blob = Path.Combine(repo.Blobs, file.Hash.Hex);
        WriteFault.Guard(repo.Blobs, () => Directory.CreateDirectory(repo.Blobs));
        using var mine = await CacheLock.TakeAsync(Path.Combine(repo.Locks, $"{file.Hash.Hex}.lock"),
            () => Note($"another program is downloading {name}; waiting for it"), cancellation).ConfigureAwait(false);
        if (CachedFile.LengthOf(path) == file.Size) return;
        // One of another length was damaged on this disk. Newer versions of huggingface_hub make blobs links into a
        // store that repositories share.
        var isNew = CachedFile.LengthOf(blob) != file.Size;
        if (isNew) await DownloadAsync(file, blob, cancellation).ConfigureAwait(false);
        if (beforeItIsNamed is not null) await beforeItIsNamed(blob).ConfigureAwait(false);
        if (Path.Exists(path)) WriteFault.Guard(path, () => File.Delete(path));
        SnapshotLink.Make(blob, path, isNew, client.Settings.UsesLinks);
    }

    /// <summary>Whether the header of weights names more bytes than there are.</summary>
    private static bool IsCutShort(string path)
    {
        if (!path.EndsWith(".safetensors", StringComparison.Ordinal)) return false;
        try
        {
            SafeTensorsFile.Open(path).Dispose();
            return false;
        }
        catch (CheckpointException damage)
        {
            return damage.Fault == CheckpointFault.Truncated;
        }
    }

    private async Task DownloadAsync(RemoteFile file, string blob, CancellationToken cancellation)
    {
        var partial = $"{blob}.incomplete";
        DiskSpace.Require(repo.Cache, file.Size, partial, file.Name);
        var download = new ResumableDownload(client, file.Address, file.Size, file.Name);
        for (var isSecond = false; ; isSecond = true)
        {
            await download.RunAsync(partial, bytes => progress?.Report(new(file.Name, bytes, file.Size)), Note,
                cancellation).ConfigureAwait(false);
            var hash = file.Hash.Of(partial, cancellation);
            if (hash == file.Hash.Hex) break;
            // The beginning may be what an earlier, killed program left: once it is fetched from the first byte on.
            WriteFault.Guard(partial, () => File.Delete(partial));
            if (isSecond)
                throw new HubException(HubFault.Damaged, string.Create(CultureInfo.InvariantCulture,
                    $"{repo.Name}, file {file.Name} came damaged, twice: expected the {file.Hash.Kind} " +
                    $"{file.Hash.Hex}, but what came has {hash}. Nothing of it was kept; try again later, or check " +
                    $"HF_ENDPOINT and proxies"));
            Note($"{file.Name} came damaged; fetching it again from its first byte");
        }
        WriteFault.Guard(blob, () => File.Move(partial, blob, overwrite: true));
    }

    private async Task RememberAsync(string revision, string commit, CancellationToken cancellation)
    {
        if (repo.CommitOf(revision) == commit) return;
        var reference = repo.Reference(revision);
        using var mine = await CacheLock.TakeAsync(Path.Combine(repo.Locks, "refs.lock"), () => { }, cancellation)
            .ConfigureAwait(false);
        WriteFault.Guard(reference, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(reference)!);
            AtomicFile.Write(reference, stream => stream.Write(Encoding.ASCII.GetBytes(commit)));
        });
    }

    private void Note(string text) => progress?.Report(new(_file, 0, 0, text));
}
