namespace ZoeDepth.Cli.Predict;

/// <summary>
/// Where a path leads once every link on the way is followed: two paths lead to one file or folder when these are
/// equal.
/// </summary>
internal static class RealPath
{
    /// <summary>As many links as Linux follows (ELOOP beyond).</summary>
    private const int MostLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>The path without links; null where they lead in a circle.</summary>
    public static string? Of(string path)
    {
        var real = "";
        var left = new Stack<string>();
        Push(Path.GetFullPath(path));
        var links = 0;
        while (left.TryPop(out var name))
        {
            if (name == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }
            var next = Path.Combine(real, name);
            if (new FileInfo(next).LinkTarget is not { } target) real = next;
            else if (++links > MostLinks) return null;
            else Push(target);
        }
        return real;

        void Push(string names)
        {
            if (Path.GetPathRoot(names) is { Length: > 0 } root)
            {
                real = root;
                names = names[root.Length..];
            }
            foreach (var name in names.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Reverse())
                if (name != ".") left.Push(name);
        }
    }
}
