using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Conversion;

/// <summary>
/// A model folder that gets its name when all of it is there; whatever goes wrong, and a cancellation too, leaves
/// nothing.
/// </summary>
internal static class NewFolder
{
    /// <summary>Writes one.</summary>
    /// <param name="folder">is not there yet, or empty</param>
    /// <param name="write">fills the folder of another name that it is given</param>
    /// <returns>the names of the files in it, in order</returns>
    /// <exception cref="IOException">the folder is not empty, cannot be written, or another run writes it</exception>
    public static IReadOnlyList<string> Write(string folder, Action<string> write)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        RequireFree(folder);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        using var only = OnlyWriterOf(folder);
        var partial = PartialFile.Of(folder);
        try
        {
            write(partial);
            if (Directory.Exists(folder)) Directory.Delete(folder);
            Directory.Move(partial, folder);
            return [.. Directory.GetFiles(folder).Select(Path.GetFileName).OfType<string>().Order()];
        }
        finally
        {
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        }
    }

    /// <summary>Looks whether the name may be taken, for those who have much to do before they write.</summary>
    /// <exception cref="IOException">there is a file, or a folder that is not empty</exception>
    public static void RequireFree(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new IOException($"{folder} is there already and was left as it is; choose another name");
    }

    /// <summary>A gigabyte is not read and written only to be refused at the end.</summary>
    /// <exception cref="IOException">another run has it</exception>
    public static FileStream OnlyWriterOf(string target)
    {
        try
        {
            return LockFile.Take(target);
        }
        catch (IOException error)
        {
            throw new IOException($"another run seems to write it ({error.Message.TrimEnd('.')}); let it finish, or " +
                "choose another name", error);
        }
    }
}
