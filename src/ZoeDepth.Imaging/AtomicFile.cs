namespace ZoeDepth.Imaging;

/// <summary>
/// Writes files that are whole or not there: the bytes go to <c>name.partial</c> beside the target, which takes the target's name when all are
/// written. Whatever goes wrong (full disk, unwritable folder, cancellation) leaves the target as it was and no partial file.
/// </summary>
public static class AtomicFile
{
    /// <summary>What the unfinished file's name ends with.</summary>
    public const string PartialSuffix = ".partial";

    private const int BufferBytes = 1 << 16;

    /// <summary>Writes or replaces a file.</summary>
    /// <param name="path">the file's final name</param>
    /// <param name="write">writes its bytes</param>
    /// <exception cref="IOException">the file cannot be written; the message says where</exception>
    public static void Write(string path, Action<Stream> write) =>
        Write(path, write, partial => new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes));

    internal static void Write(string path, Action<Stream> write, Func<string, Stream> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        if (Directory.Exists(path)) throw new IOException($"cannot write the file {path}: it is a folder; name a file in it");
        var partial = path + PartialSuffix;
        var stream = Open(path, partial, open);
        try
        {
            using (stream) write(stream);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception error)
        {
            // A buffered stream whose disk is full throws when it is closed, too: the file goes either way.
            File.Delete(partial);
            if (error is IOException) throw new IOException($"cannot write {path}: {error.Message}", error);
            throw;
        }
    }

    private static Stream Open(string path, string partial, Func<string, Stream> open)
    {
        try
        {
            return open(partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write {path}: {error.Message}", error);
        }
    }
}
