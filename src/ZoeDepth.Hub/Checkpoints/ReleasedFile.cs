using System.Globalization;
using ZoeDepth.Cache;

namespace ZoeDepth.Hub.Checkpoints;

/// <summary>A checkpoint at its release, as its headers describe it.</summary>
/// <param name="Address">where it is asked for</param>
/// <param name="Size">how many bytes it has</param>
/// <param name="Version">the server's mark of these very bytes; null when it gives none</param>
/// <param name="Md5">what the server says their MD5 is; null when it says nothing, as GitHub mostly does</param>
internal sealed record ReleasedFile(Uri Address, long Size, string? Version, byte[]? Md5)
{
    /// <summary>Asks for the headers, wherever the release keeps the bytes.</summary>
    /// <exception cref="HubException">there is no such file, or its headers do not describe it</exception>
    public static Task<ReleasedFile> HeadAsync(HubClient client, PublishedCheckpoint checkpoint, Action<string> note,
        CancellationToken cancellation)
    {
        var address = new Uri($"{client.Settings.Release.AbsoluteUri.TrimEnd('/')}/{checkpoint.File}");
        return client.RetryAsync(async token =>
        {
            using var response = AnswerCheck.Require(
                await client.HeadAsync(address, followsAbroad: true, token).ConfigureAwait(false), checkpoint.File,
                client.Settings);
            var size = response.Content.Headers.ContentLength ?? throw new HubException(HubFault.BadAnswer,
                $"{HubClient.Shown(address)} does not say how long the file is (Content-Length); check proxies");
            if (size > client.Settings.MaxFileBytes)
                throw new HubException(HubFault.TooLarge, string.Create(CultureInfo.InvariantCulture,
                    $"{checkpoint.File} has {size} bytes, more than the limit of {client.Settings.MaxFileBytes}"));
            return new ReleasedFile(address, size, response.Headers.ETag?.Tag,
                response.Content.Headers.ContentMD5 is { Length: 16 } md5 ? md5 : null);
        }, note, cancellation);
    }
}
