namespace ZoeDepth.Hub;

/// <summary>
/// Where models are fetched from and kept. What is left out is as Hugging Face's own programs have it, by the same
/// environment variables: <c>HF_HOME</c>, <c>HF_HUB_CACHE</c>, <c>HF_ENDPOINT</c>, <c>HF_TOKEN</c>,
/// <c>HF_HUB_OFFLINE</c>; proxies as .NET has them: <c>HTTPS_PROXY</c>, <c>NO_PROXY</c>.
/// </summary>
public sealed class ModelHubOptions
{
    /// <summary>A branch, a tag or a commit of the model; <c>main</c> when null.</summary>
    public string? Revision { get; init; }

    /// <summary>Use what is there and fetch nothing; <c>HF_HUB_OFFLINE</c> says when null.</summary>
    public bool? Offline { get; init; }

    /// <summary>The folder of the hub's cache.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The hub, or a mirror of it: <c>https://huggingface.co</c>.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// The access token, sent to <see cref="Endpoint"/> and nowhere else; empty for none. When null, the one of
    /// <c>HF_TOKEN</c>, or of the file that <c>hf auth login</c> wrote.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>Most bytes a file may have, 20 GB.</summary>
    public long MaxFileBytes { get; init; } = 20_000_000_000;
}
