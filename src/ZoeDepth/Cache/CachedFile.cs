namespace ZoeDepth.Cache;

/// <summary>A file of a cache, which may be a link to another, or to one that is gone.</summary>
internal static class CachedFile
{
    /// <summary>Whether its bytes are there; <see cref="File.Exists"/> calls a link to nothing a file.</summary>
    public static bool Exists(string path) => LengthOf(path) is not null;

    /// <summary>How many bytes it has; null when they are not there.</summary>
    public static long? LengthOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var bytes = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return bytes.Exists ? bytes.Length : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Links in a circle, or a folder that may not be looked into.
            return null;
        }
    }
}
