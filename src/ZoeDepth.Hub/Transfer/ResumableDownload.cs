using System.Buffers;
using System.Globalization;
using System.Net;

namespace ZoeDepth.Hub;

/// <summary>
/// One file into an unfinished one on the disk. What is there is not asked for again; an answer that ends early is gone
/// on with. Never more bytes are written than the file has.
/// </summary>
/// <param name="client">who asks</param>
/// <param name="address">where the file is</param>
/// <param name="size">how long it is</param>
/// <param name="name">what it is called, for messages</param>
internal sealed class ResumableDownload(HubClient client, Uri address, long size, string name)
{
    /// <summary>An answer that brought so much got somewhere, and does not count as an attempt that failed.</summary>
    private const long Enough = 1 << 20;

    private const int PieceBytes = 1 << 18;

    /// <summary>Fetches what is missing.</summary>
    /// <param name="partial">the unfinished file</param>
    /// <param name="progress">told how many bytes are there</param>
    /// <param name="note">told before each wait</param>
    /// <param name="cancellation">ends it; what came stays</param>
    /// <exception cref="HubException">it cannot be fetched; what came stays</exception>
    public async Task RunAsync(string partial, Action<long> progress, Action<string> note,
        CancellationToken cancellation)
    {
        while (!await client.RetryAsync(token => AttemptAsync(partial, progress, token), note, cancellation)
            .ConfigureAwait(false))
            note($"the answer for {name} ended early; going on from there");
    }

    /// <summary>Whether the file is whole now; false when this attempt brought it a good deal further.</summary>
    private async Task<bool> AttemptAsync(string partial, Action<long> progress, CancellationToken cancellation)
    {
        await using var file = Open(partial);
        if (file.Length > size) file.SetLength(0);
        progress(file.Length);
        if (file.Length == size) return true;
        using var response = AnswerCheck.Require(
            await client.GetAsync(address, file.Length, cancellation).ConfigureAwait(false), name, client.Settings,
            passesRange: true);
        var start = StartOf(response, file);
        if (start < file.Length) file.SetLength(start);
        file.Position = start;
        if (response.Content.Headers.ContentLength is { } length && length != size - start)
            throw new PassingFailure(new HubException(HubFault.Damaged, string.Create(CultureInfo.InvariantCulture,
                $"{HubClient.Shown(address)} offers {length} bytes of {name} where {size - start} are missing; try " +
                $"again later, or check HF_ENDPOINT and proxies")));
        var ended = await CopyAsync(response, file, partial, progress, cancellation).ConfigureAwait(false);
        if (file.Length == size) return true;
        if (file.Length - start >= Enough) return false;
        throw new PassingFailure(new HubException(HubFault.Unreachable, string.Create(CultureInfo.InvariantCulture,
            $"{name} ended after {file.Length} of {size} bytes ({ended?.Message.TrimEnd('.') ?? "the server closed"})"),
            ended));
    }

    /// <summary>The byte of the file that an answer begins with.</summary>
    private long StartOf(HttpResponseMessage response, FileStream file)
    {
        if (response.StatusCode == HttpStatusCode.OK) return 0;
        if (response.StatusCode == HttpStatusCode.PartialContent
            && response.Content.Headers.ContentRange is { From: { } from } range && from == file.Length
            && (range.Length ?? size) == size) return from;
        // Another length, or bytes that were not asked for: the file there is not the one this began with.
        file.SetLength(0);
        throw new PassingFailure(new HubException(HubFault.BadAnswer,
            $"{HubClient.Shown(address)} answered {(int)response.StatusCode} with other bytes of {name} than were " +
            "asked for; beginning anew"));
    }

    /// <summary>What ended the answer before it was whole; null when it simply ended.</summary>
    private async Task<Exception?> CopyAsync(HttpResponseMessage response, FileStream file, string partial,
        Action<long> progress, CancellationToken cancellation)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            patience.CancelAfter(client.Settings.StallTimeout);
            await using var body = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            while (true)
            {
                patience.CancelAfter(client.Settings.StallTimeout);
                var count = await body.ReadAsync(piece.AsMemory(0, PieceBytes), patience.Token).ConfigureAwait(false);
                if (count == 0) break;
                if (file.Position + count > size)
                {
                    file.SetLength(0);
                    throw new HubException(HubFault.Damaged, string.Create(CultureInfo.InvariantCulture,
                        $"{HubClient.Shown(address)} sends more than the {size} bytes {name} has; nothing of it was " +
                        $"kept. Check HF_ENDPOINT and proxies"));
                }
                WriteFault.Guard(partial, () => file.Write(piece, 0, count));
                progress(file.Position);
            }
            WriteFault.Guard(partial, () => file.Flush(flushToDisk: true));
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new TimeoutException(string.Create(CultureInfo.InvariantCulture,
                $"nothing came for {client.Settings.StallTimeout.TotalSeconds:0.#} s (HF_HUB_DOWNLOAD_TIMEOUT)"));
        }
        catch (Exception error) when (error is (IOException or HttpRequestException) and not HubException)
        {
            return error;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static FileStream Open(string partial)
    {
        try
        {
            return new FileStream(partial, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch (IOException error) when (CacheLock.IsHeld(error))
        {
            // On file systems whose locks lock nothing two programs may come this far.
            throw new PassingFailure(new HubException(HubFault.CannotWrite,
                $"another program writes {partial}; run again when it has ended", error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw WriteFault.Of(partial, error);
        }
    }
}
