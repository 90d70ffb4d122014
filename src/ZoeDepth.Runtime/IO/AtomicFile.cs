namespace ZoeDepth.Runtime.IO;

/// <summary>
/// Writes files that are whole or not there: the bytes go to a <see cref="PartialFile"/> beside the target, which takes
/// the target's name when all are written and on the disk. Whatever goes wrong (full disk, unwritable folder,
/// cancellation, a killed process, a power cut) leaves the target as it was; all but the last two also leave no partial
/// file.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">the file's final name</param>
    /// <param name="write">writes its bytes</param>
    /// <param name="replaces">whether a file that is there is replaced; else it stays, and this throws</param>
    /// <exception cref="IOException">the file cannot be written; the message says where</exception>
    public static void Write(string path, Action<Stream> write, bool replaces = true) =>
        Write(path, write, new StagedFiles { Replaces = replaces });

    internal static void Write(string path, Action<Stream> write, Func<string, Stream> open) =>
        Write(path, write, new StagedFiles(open));

    private static void Write(string path, Action<Stream> write, StagedFiles files)
    {
        using (files)
        {
            files.Write(path, write);
            files.Commit();
        }
    }
}
