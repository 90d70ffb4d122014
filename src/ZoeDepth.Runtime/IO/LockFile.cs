namespace ZoeDepth.Runtime.IO;

/// <summary>
/// A file that says by being there that somebody writes what it stands beside. Whoever opens it is the only writer; one
/// that was ended by force leaves the file, and the next takes it over.
/// </summary>
internal static class LockFile
{
    /// <summary>Becomes the writer of a file or folder, until the stream is disposed.</summary>
    /// <exception cref="IOException">somebody else is, or the file cannot be made</exception>
    public static FileStream Take(string path) => new(PathOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite,
        FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

    /// <summary>Whether somebody writes it, or was ended by force.</summary>
    public static bool IsTaken(string path) => File.Exists(PathOf(path));

    private static string PathOf(string path) => $"{path}.lock";
}
