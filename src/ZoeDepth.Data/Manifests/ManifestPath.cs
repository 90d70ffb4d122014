namespace ZoeDepth.Data.Manifests;

/// <summary>
/// Paths of a manifest that somebody else may have written: they may lead to files of its own folder and nowhere else.
/// </summary>
internal static class ManifestPath
{
    private const int Longest = 1024;

    /// <exception cref="FormatException">the path leads elsewhere, or is none</exception>
    public static void Check(string field, string path)
    {
        var problem = path.Length is 0 or > Longest ? $"has 1 to {Longest} letters, but {path.Length} came"
            : path.Any(letter => letter is '\\' or ':' || char.IsControl(letter))
                ? "has slashes, no backslash, colon or control character"
            : path.StartsWith('/') ? "starts in the manifest's folder, not at the root"
            : path.Split('/').Any(part => part is "" or "." or "..")
                ? "goes straight down, without empty parts, '.' or '..'"
            : null;
        if (problem is null) return;
        var shown = path.Length > 80 ? $"{path[..80]}…" : path;
        throw new FormatException($"\"{field}\" is a path that {problem}: '{shown}'");
    }
}
