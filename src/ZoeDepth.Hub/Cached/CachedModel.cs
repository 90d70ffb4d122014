using ZoeDepth.Cache;

namespace ZoeDepth.Hub.Cached;

/// <summary>A model on this machine, or one that could be.</summary>
/// <param name="Name">what <c>--model</c> calls it</param>
/// <param name="Revisions">branches and tags of the hub that are here, each with its commit</param>
/// <param name="Bytes">what it takes on the disk</param>
/// <param name="Path">its folder or file; null when nothing of it is here</param>
/// <param name="Missing">what a download that was not finished lacks; null when it is complete, or not here</param>
/// <param name="About">what it is good for; null for models nobody published as one of the three</param>
internal sealed record CachedModel(string Name, IReadOnlyDictionary<string, string> Revisions, long Bytes,
    string? Path, string? Missing, string? About)
{
    /// <summary>Whether it can be used now.</summary>
    public bool IsHere => Path is not null && Missing is null;
}
