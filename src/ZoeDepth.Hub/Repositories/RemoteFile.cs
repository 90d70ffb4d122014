using System.Globalization;
using ZoeDepth.Cache;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Hub.Repositories;

/// <summary>A file of a commit, as its headers describe it.</summary>
/// <param name="Name">what it is called</param>
/// <param name="Address">where it is asked for</param>
/// <param name="Hash">what its bytes are, and the name of its blob</param>
/// <param name="Size">how many they are</param>
internal sealed record RemoteFile(string Name, Uri Address, ContentHash Hash, long Size)
{
    /// <summary>Configurations have kilobytes, the index of a thousand shards a megabyte or two.</summary>
    private const long LongestText = 16 << 20;

    /// <summary>Asks for the headers. What the hub says of a file counts, not what a store behind it says.</summary>
    /// <exception cref="HubException">there is no such file, or its headers do not describe it</exception>
    public static Task<RemoteFile> HeadAsync(HubClient client, RepoName repo, string commit, string name,
        Action<string> note, CancellationToken cancellation)
    {
        var address = new Uri($"{client.Settings.Endpoint.AbsoluteUri.TrimEnd('/')}/{repo}/resolve/{commit}/{name}");
        return client.RetryAsync(async token =>
        {
            using var response = AnswerCheck.Require(
                await client.HeadAsync(address, followsAbroad: false, token).ConfigureAwait(false),
                $"{repo}, file {name}", client.Settings);
            if (Header(response, "X-Repo-Commit") is { } other && other != commit)
                throw Bad(address, $"it answers for another commit than was asked for, {UntrustedText.Quoted(other)}");
            var tag = Header(response, HubClient.LinkedTag) ?? Header(response, "ETag");
            var hash = ContentHash.Parse(tag) ?? throw Bad(address,
                $"it says no hash of {name} that could be compared (ETag: {UntrustedText.Quoted(tag ?? "none")})");
            var size = SizeOf(response) ?? throw Bad(address, $"it does not say how long {name} is");
            var limit = name.EndsWith(".json", StringComparison.Ordinal) ? LongestText : client.Settings.MaxFileBytes;
            return new RemoteFile(name, address, hash, size <= limit ? size
                : throw new HubException(HubFault.TooLarge, string.Create(CultureInfo.InvariantCulture,
                    $"{repo}, file {name} has {size} bytes, more than the limit of {limit}; nothing was fetched")));
        }, note, cancellation);
    }

    private static long? SizeOf(HttpResponseMessage response)
    {
        if (Header(response, "X-Linked-Size") is { } linked)
            return long.TryParse(linked, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
        return (int)response.StatusCode < 300 ? response.Content.Headers.ContentLength : null;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        // As it came: .NET hands out no entity tag that somebody forgot to put in quotes.
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static HubException Bad(Uri address, string reason) => new(HubFault.BadAnswer,
        $"{HubClient.Shown(address)} does not answer as the Hugging Face hub does: {reason}. Check HF_ENDPOINT: a " +
        "mirror must pass on X-Linked-Etag, X-Linked-Size or ETag and Content-Length");
}
