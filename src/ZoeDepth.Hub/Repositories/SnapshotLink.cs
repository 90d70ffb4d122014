namespace ZoeDepth.Hub.Repositories;

/// <summary>A file of a commit, as the cache has it: a link to its blob, or the bytes where links cannot be.</summary>
internal static class SnapshotLink
{
    /// <summary>Gives a blob its name in a commit.</summary>
    /// <param name="blob">the blob</param>
    /// <param name="path">the name</param>
    /// <param name="isNew">whether the blob was made just now, so that no other commit needs it where it is</param>
    /// <param name="usesLinks">whether links may be used</param>
    /// <exception cref="HubException">the cache cannot be written to</exception>
    public static void Make(string blob, string path, bool isNew, bool usesLinks) => WriteFault.Guard(path, () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // A link whose blob is gone is in the way.
        if (new FileInfo(path).LinkTarget is not null) File.Delete(path);
        if (usesLinks && IsLinked(blob, path)) return;
        if (isNew)
        {
            File.Move(blob, path, overwrite: true);
            return;
        }
        var partial = path + ".incomplete";
        File.Copy(blob, partial, overwrite: true);
        File.Move(partial, path, overwrite: true);
    });

    private static bool IsLinked(string blob, string path)
    {
        try
        {
            // A relative link: the cache may be moved.
            File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, blob));
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException
            or PlatformNotSupportedException)
        {
            // Windows lets only administrators and developers make links.
            return false;
        }
    }
}
