using System.Text.Json;
using ZoeDepth.Cache;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Hub.Repositories;

/// <summary>What the hub holds of a model at a revision.</summary>
/// <param name="Commit">the commit the revision is at</param>
/// <param name="Files">names of files, some perhaps in folders</param>
/// <seealso href="https://huggingface.co/docs/hub/api#get-apimodelsrepoid-or-apimodelsrepoidrevisionrevision"/>
internal sealed record RepoListing(string Commit, IReadOnlyList<string> Files)
{
    private const int LongestBytes = 16 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Asks.</summary>
    /// <exception cref="HubException">there is no such model, or the answer is not one</exception>
    public static Task<RepoListing> GetAsync(HubClient client, RepoName name, string revision, Action<string> note,
        CancellationToken cancellation)
    {
        var what = $"{name}, revision {revision}";
        var address = new Uri($"{client.Settings.Endpoint.AbsoluteUri.TrimEnd('/')}/api/models/{name}/revision/" +
            Uri.EscapeDataString(revision));
        return client.RetryAsync(async token =>
        {
            using var response = AnswerCheck.Require(
                await client.GetAsync(address, 0, token).ConfigureAwait(false), what, client.Settings);
            return Read(await BodyAsync(response, address, token).ConfigureAwait(false), address);
        }, note, cancellation);
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, Uri address,
        CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            return await BoundedReader.ReadToEndAsync(body, LongestBytes, patience.Token).ConfigureAwait(false)
                ?? throw Bad(address, $"more than {LongestBytes} bytes came");
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Ended(address, error);
        }
        catch (Exception error) when (error is (IOException or HttpRequestException) and not HubException)
        {
            throw Ended(address, error);
        }
    }

    internal static RepoListing Read(ReadOnlyMemory<byte> json, Uri address)
    {
        try
        {
            using var document = UntrustedJson.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("sha", out var sha)
                || sha.ValueKind != JsonValueKind.String || !RepoRevision.IsCommit(sha.GetString()))
                throw Bad(address, "it names no commit (\"sha\", 40 hexadecimal digits)");
            if (!root.TryGetProperty("siblings", out var files) || files.ValueKind != JsonValueKind.Array)
                throw Bad(address, "it lists no files (\"siblings\")");
            return new RepoListing(sha.GetString()!, [.. files.EnumerateArray().Select(file => NameOf(file, address))]);
        }
        catch (JsonException error)
        {
            throw Bad(address, error.Message);
        }
    }

    private static string NameOf(JsonElement file, Uri address) => file.ValueKind == JsonValueKind.Object
        && file.TryGetProperty("rfilename", out var name) && name.ValueKind == JsonValueKind.String
        ? name.GetString()! : throw Bad(address, "a file in it has no name (\"rfilename\")");

    private static PassingFailure Ended(Uri address, Exception error) => new(new HubException(HubFault.Unreachable,
        $"the answer of {HubClient.Shown(address)} ended early ({error.Message.TrimEnd('.')})", error));

    private static HubException Bad(Uri address, string reason) => new(HubFault.BadAnswer,
        $"{HubClient.Shown(address)} does not answer as the Hugging Face hub does: {reason}. Check HF_ENDPOINT and " +
        "proxies");
}
