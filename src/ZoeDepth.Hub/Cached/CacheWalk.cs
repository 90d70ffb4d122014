namespace ZoeDepth.Hub.Cached;

/// <summary>
/// Files below a folder of the cache, links among them; a link to a folder leads elsewhere and is not entered.
/// </summary>
internal static class CacheWalk
{
    /// <summary>The files; none where there is no folder.</summary>
    public static IEnumerable<FileInfo> Files(string folder)
    {
        var here = new DirectoryInfo(folder);
        return !here.Exists ? [] : here.EnumerateFiles().Concat(here.EnumerateDirectories()
            .Where(inner => inner.LinkTarget is null).SelectMany(inner => Files(inner.FullName)));
    }

    /// <summary>Bytes of the files themselves: links cost nothing.</summary>
    public static long BytesOf(IEnumerable<FileInfo> files) =>
        files.Where(file => file.LinkTarget is null).Sum(file => file.Length);
}
