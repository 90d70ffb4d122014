namespace ZoeDepth.Server;

/// <summary>
/// The hosts that images given as URLs may come from: those that were named, or every public one where none was.
/// </summary>
internal sealed class ImageHosts
{
    private const string Below = "*.", NotInHosts = "/\\?#@*% \t";

    private readonly List<(string Name, bool IsBelow, int? Port)> _hosts = [];

    /// <param name="hosts">"images.example", "*.images.example", "images.example:8443"</param>
    /// <exception cref="ArgumentException">one is no host</exception>
    public ImageHosts(IEnumerable<string> hosts)
    {
        foreach (var text in hosts)
            _hosts.Add(Read(text) ?? throw new ArgumentException($"'{text}' is no host; it {Expected}"));
    }

    /// <summary>What a host looks like.</summary>
    public const string Expected = "expects a host such as images.example, *.images.example for all below it, or " +
        "images.example:8443 for another port than that of its scheme";

    /// <summary>Whether this names a host, or all below one.</summary>
    public static bool IsHost(string text) => Read(text) is not null;

    /// <summary>Whether images may come from there.</summary>
    public bool Allow(Uri url)
    {
        if (_hosts.Count == 0) return url.IsDefaultPort;
        var name = url.IdnHost.TrimEnd('.');
        return _hosts.Exists(host => (host.Port is { } port ? url.Port == port : url.IsDefaultPort)
            && (host.IsBelow ? name.EndsWith($".{host.Name}", StringComparison.OrdinalIgnoreCase)
                : name.Equals(host.Name, StringComparison.OrdinalIgnoreCase)));
    }

    private static (string, bool, int?)? Read(string text)
    {
        var isBelow = text.StartsWith(Below, StringComparison.Ordinal);
        var host = isBelow ? text[Below.Length..] : text;
        if (host.Any(NotInHosts.Contains)
            || !Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var uri)) return null;
        // A colon inside of brackets belongs to an address.
        var hasPort = host.LastIndexOf(':') > host.LastIndexOf(']');
        return (uri.IdnHost.TrimEnd('.'), isBelow, hasPort ? uri.Port : null);
    }
}
