namespace ZoeDepth.Testing.Hub;

/// <summary>What a client asked.</summary>
/// <param name="Server">"hub", or "store": where the hub keeps large files</param>
/// <param name="Method">GET or HEAD</param>
/// <param name="Target">the path with its query; a whole address where the client took this for a proxy</param>
/// <param name="Headers">the headers, names in small letters</param>
public sealed record HubRequest(string Server, string Method, string Target,
    IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The access token that came along.</summary>
    public string? Authorization => Headers.GetValueOrDefault("authorization");

    /// <summary>The first byte asked for.</summary>
    public long From => Headers.TryGetValue("range", out var range)
        ? long.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>Whether it is about a file of that name.</summary>
    public bool IsFor(string name) => Target.Split('?')[0].EndsWith('/' + name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Server} {Method} {Target}";
}
