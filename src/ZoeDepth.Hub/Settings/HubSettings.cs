using System.Globalization;
using ZoeDepth.Cache;

namespace ZoeDepth.Hub;

/// <summary>Options and environment together.</summary>
internal sealed class HubSettings
{
    /// <summary>Where the authors of the research code published its checkpoints.</summary>
    public const string ReleaseAddress = "https://github.com/isl-org/ZoeDepth/releases/download/v1.0";

    /// <summary>Names another place for them, a mirror.</summary>
    public const string ReleaseVariable = "ZOEDEPTH_RELEASE_ENDPOINT";

    private const string EndpointVariable = "HF_ENDPOINT";

    private const string HubAddress = "https://huggingface.co", OfflineVariable = "HF_HUB_OFFLINE";

    // Read when something is asked: what is here needs no token, however broken its file.
    private readonly Lazy<HubToken?> _token;

    /// <summary>The environment variable that names the server of an address.</summary>
    public string VariableOf(Uri address) =>
        address.Authority == Release.Authority && address.Authority != Endpoint.Authority
            ? ReleaseVariable : EndpointVariable;

    /// <summary>Puts them together.</summary>
    /// <exception cref="ArgumentException">an address is none, or a revision cannot be one</exception>
    public HubSettings(ModelHubOptions? options = null, CacheFolders? folders = null)
    {
        options ??= new();
        folders ??= CacheFolders.Process;
        (Revision, NamesRevision) = (options.Revision ?? RepoRevision.Main, options.Revision is not null);
        if (!RepoRevision.IsValid(Revision))
            throw new ArgumentException(
                $"'{Revision}' cannot be a revision; expected a branch, a tag, or a commit of 40 hexadecimal digits",
                nameof(options));
        Folders = folders;
        Cache = options.CacheFolder is { Length: > 0 } cache ? Path.GetFullPath(cache) : folders.Hub;
        Endpoint = options.Endpoint is { } endpoint ? Address(endpoint.OriginalString, nameof(options))
            : Address(folders.Variable(EndpointVariable) ?? HubAddress, EndpointVariable);
        Release = Address(folders.Variable(ReleaseVariable) ?? ReleaseAddress, ReleaseVariable);
        IsOffline = options.Offline ?? (folders.IsOn(OfflineVariable) || folders.IsOn("TRANSFORMERS_OFFLINE"));
        OfflineReason = options.Offline is true ? "the request is to stay offline"
            : $"{(folders.IsOn(OfflineVariable) ? OfflineVariable : "TRANSFORMERS_OFFLINE")} is set";
        UsesLinks = !folders.IsOn("HF_HUB_DISABLE_SYMLINKS");
        MaxFileBytes = options.MaxFileBytes;
        AnswerTimeout = Seconds(folders, "HF_HUB_ETAG_TIMEOUT");
        StallTimeout = Seconds(folders, "HF_HUB_DOWNLOAD_TIMEOUT");
        _token = new(() => HubToken.Of(options.Token, folders));
    }

    /// <summary>What of a repository is meant.</summary>
    public string Revision { get; }

    /// <summary>Whether somebody said so.</summary>
    public bool NamesRevision { get; }

    /// <summary>Where other programs keep their files.</summary>
    public CacheFolders Folders { get; }

    /// <summary>The hub's cache.</summary>
    public string Cache { get; }

    /// <summary>The hub, without a slash at the end.</summary>
    public Uri Endpoint { get; }

    /// <summary>Where the research code's checkpoints are.</summary>
    public Uri Release { get; }

    /// <summary>Whether nothing may be fetched.</summary>
    public bool IsOffline { get; }

    /// <summary>Why, for a message.</summary>
    public string OfflineReason { get; }

    /// <summary>Whether files of snapshots may be links.</summary>
    public bool UsesLinks { get; }

    /// <summary>Most bytes of a file.</summary>
    public long MaxFileBytes { get; }

    /// <summary>How long an answer may take to begin.</summary>
    public TimeSpan AnswerTimeout { get; init; }

    /// <summary>How long an answer that has begun may say nothing.</summary>
    public TimeSpan StallTimeout { get; init; }

    /// <summary>What is sent to <see cref="Endpoint"/>.</summary>
    /// <exception cref="HubException">it cannot be read, or not be sent</exception>
    public HubToken? Token => _token.Value;

    /// <summary>How often something is tried again that went wrong without getting further.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>How long the first of these waits; each following one about twice as long.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, whether we choose it or the server asks for it.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    private static Uri Address(string text, string name)
    {
        if (Uri.TryCreate(text.Trim().TrimEnd('/'), UriKind.Absolute, out var address)
            && address.Scheme is "https" or "http" && address.Query.Length == 0 && address.Fragment.Length == 0)
            return address;
        throw new ArgumentException($"{name} is '{text}'; expected an address such as {HubAddress}", name);
    }

    private static TimeSpan Seconds(CacheFolders folders, string name) =>
        int.TryParse(folders.Variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds > 0 ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromSeconds(10);
}
