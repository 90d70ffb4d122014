namespace ZoeDepth.Imaging;

/// <summary>
/// Writes files that are whole or not there: the bytes go to <c>name.partial</c> beside the target, which takes the target's name when all are
/// written and on the disk. Whatever goes wrong (full disk, unwritable folder, cancellation, power cut) leaves the target as it was; all but the power cut also leave
/// no partial file.
/// </summary>
public static class AtomicFile
{
    /// <summary>What the unfinished file's name ends with.</summary>
    public const string PartialSuffix = ".partial";

    /// <summary>Writes or replaces a file.</summary>
    /// <param name="path">the file's final name</param>
    /// <param name="write">writes its bytes</param>
    /// <exception cref="IOException">the file cannot be written; the message says where</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, new StagedFiles());

    internal static void Write(string path, Action<Stream> write, Func<string, Stream> open) => Write(path, write, new StagedFiles(open));

    private static void Write(string path, Action<Stream> write, StagedFiles files)
    {
        using (files)
        {
            files.Write(path, write);
            files.Commit();
        }
    }
}
