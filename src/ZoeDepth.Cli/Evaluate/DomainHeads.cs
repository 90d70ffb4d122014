using ZoeDepth.Data;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>
/// Which of a model's two heads is for which domain: by its name where it tells (nyu, kitti, indoor, outdoor), else the
/// one of the shorter range is for indoors. A model of one head answers for both.
/// </summary>
internal sealed class DomainHeads
{
    private readonly string[] _heads;
    private readonly int _indoor;

    public DomainHeads(ZoeDepthConfig config)
    {
        var bins = config.BinConfigurations;
        _heads = [.. bins.Select((bin, i) => bin.Name ?? $"{i}")];
        var indoor = Array.FindIndex(_heads, name => Says(name, "indoor", "nyu"));
        var outdoor = Array.FindIndex(_heads, name => Says(name, "outdoor", "kitti"));
        _indoor = indoor >= 0 ? indoor
            : outdoor >= 0 ? 1 - outdoor
            : bins.Count == 2 && bins[1].MaxDepth < bins[0].MaxDepth ? 1 : 0;
    }

    /// <summary>
    /// The head for a domain, as <see cref="EstimateOptions.Domain"/> names it; null: the model decides.
    /// </summary>
    public string? Of(Domain? domain) =>
        _heads.Length != 2 || domain is null ? null : _heads[domain == Domain.Indoor ? _indoor : 1 - _indoor];

    /// <summary>
    /// What the router of two heads took the photograph for, whichever head answered; null for other models.
    /// </summary>
    public Domain? Routed(DepthDomain? answered)
    {
        if (answered is null || _heads.Length != 2) return null;
        var chosen = answered.Probability >= 0.5 ? answered.Index : 1 - answered.Index;
        return chosen == _indoor ? Domain.Indoor : Domain.Outdoor;
    }

    private static bool Says(string name, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
