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

    /// <summary>
    /// The name or address of a URL's host as name servers know it; null for one that only looks like a name.
    /// </summary>
    public static string? NameOf(Uri url)
    {
        try
        {
            return url.IdnHost.TrimEnd('.') is { Length: > 0 } name ? name : null;
        }
        catch (UriFormatException)
        {
            // Letters that no international name may have are found only now.
            return null;
        }
    }

    /// <summary>Whether images may come from there.</summary>
    public bool Allow(Uri url)
    {
        if (_hosts.Count == 0) return url.IsDefaultPort;
        if (NameOf(url) is not { } name) return false;
        return _hosts.Exists(host => (host.Port is { } port ? url.Port == port : url.IsDefaultPort)
            && (host.IsBelow ? name.EndsWith($".{host.Name}", StringComparison.OrdinalIgnoreCase)
                : name.Equals(host.Name, StringComparison.OrdinalIgnoreCase)));
    }

    private static (string, bool, int?)? Read(string text)
    {
        var isBelow = text.StartsWith(Below, StringComparison.Ordinal);
        var host = isBelow ? text[Below.Length..] : text;
        if (host.Any(NotInHosts.Contains)
            || !Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var uri)
            || NameOf(uri) is not { } name) return null;
        // A colon inside of brackets belongs to an address.
        var hasPort = host.LastIndexOf(':') > host.LastIndexOf(']');
        return (name, isBelow, hasPort ? uri.Port : null);
    }
}
