using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ZoeDepth.Cache;

namespace ZoeDepth.Hub.Checkpoints;

/// <summary>
/// A checkpoint of the research code from its release into torch.hub's cache. Nobody has published hashes of the three,
/// so the checksums inside the file are what is compared: PyTorch's container has one for every tensor.
/// </summary>
internal sealed class CheckpointDownload(HubClient client, PublishedCheckpoint checkpoint,
    IProgress<DownloadProgress>? progress)
{
    /// <summary>Fetches it where it is missing, and returns its file.</summary>
    /// <exception cref="HubException">it cannot be fetched; what came is kept and gone on with</exception>
    public async Task<string> RunAsync(CancellationToken cancellation)
    {
        var path = checkpoint.PathIn(client.Settings.Folders);
        if (CachedFile.Exists(path)) return path;
        var folder = Path.GetDirectoryName(path)!;
        WriteFault.Guard(folder, () => Directory.CreateDirectory(folder));
        using var mine = await CacheLock.TakeAsync(Path.Combine(folder, ".locks", $"{checkpoint.File}.lock"),
            () => Note($"another program is downloading {checkpoint.File}; waiting for it"), cancellation)
            .ConfigureAwait(false);
        if (CachedFile.Exists(path)) return path;
        var file = await ReleasedFile.HeadAsync(client, checkpoint, Note, cancellation).ConfigureAwait(false);
        // Named by the server's mark: the beginning of other bytes is not gone on with.
        var partial = $"{path}.{Mark(file)}.incomplete";
        DiskSpace.Require(folder, file.Size, partial, checkpoint.File);
        var download = new ResumableDownload(client, file.Address, file.Size, checkpoint.File);
        for (var isSecond = false; ; isSecond = true)
        {
            await download.RunAsync(partial, bytes => progress?.Report(new(checkpoint.File, bytes, file.Size)), Note,
                cancellation).ConfigureAwait(false);
            if (Wrong(partial, file) is not { } reason) break;
            WriteFault.Guard(partial, () => File.Delete(partial));
            if (isSecond)
                throw new HubException(HubFault.Damaged,
                    $"{checkpoint.File} came damaged, twice: {reason}. Nothing of it was kept; try again later, or " +
                    "check proxies");
            Note($"{checkpoint.File} came damaged ({reason}); fetching it again from its first byte");
        }
        WriteFault.Guard(path, () => File.Move(partial, path, overwrite: true));
        return path;
    }

    private static string? Wrong(string partial, ReleasedFile file) => file.Md5 is { } expected
        && Md5Of(partial) is var hash && !hash.AsSpan().SequenceEqual(expected)
        ? $"expected the MD5 {Convert.ToHexStringLower(expected)}, but what came has {Convert.ToHexStringLower(hash)}"
        : CheckpointSoundness.Problem(partial);

    [SuppressMessage("Security", "CA5351", Justification = "it is what stores send; it guards against accidents only")]
    private static byte[] Md5Of(string file)
    {
        using var stream = File.OpenRead(file);
        return MD5.HashData(stream);
    }

    private static string Mark(ReleasedFile file)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{file.Version} {file.Size}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private void Note(string text) => progress?.Report(new(checkpoint.File, 0, 0, text));
}
