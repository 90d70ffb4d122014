using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Cli.Shell;

/// <summary>Files a command writes beside its text, whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Makes the folder of a file, before hours are spent on what goes into it.</summary>
    /// <exception cref="CommandException">it cannot be made</exception>
    public static void CheckFolder(string? path)
    {
        if (path is null || Path.GetDirectoryName(Path.GetFullPath(path)) is not { Length: > 0 } folder) return;
        Guarded(path, () => Directory.CreateDirectory(folder));
    }

    /// <summary>The same, and that no folder stands where the file will be.</summary>
    /// <exception cref="CommandException">a folder has its name, or its folder cannot be made</exception>
    public static void Check(string? path)
    {
        if (Directory.Exists(path)) throw CommandException.Usage($"{path} is a folder; name a file in it");
        CheckFolder(path);
    }

    /// <summary>Looks before anything is read whether a new model may have this name.</summary>
    /// <exception cref="CommandException">there is a file, or a folder that is not empty</exception>
    public static void RequireFree(string target)
    {
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw CommandException.Usage($"{target} is there already and was left as it is; choose another name");
    }

    /// <exception cref="CommandException">it cannot be written</exception>
    public static void Write(string path, Action<Stream> write) => Guarded(path, () => AtomicFile.Write(path, write));

    /// <summary>Runs what writes, and says what to do where it cannot.</summary>
    /// <param name="path">the file or folder that is written</param>
    /// <param name="write">writes it</param>
    /// <exception cref="CommandException">it cannot be written</exception>
    public static void Guarded(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var reason = error.Message.TrimEnd('.');
            var wayOut = error is UnauthorizedAccessException ? "Choose a place you may write to"
                : "Free space, or choose another name";
            throw new CommandException(ExitCode.Output, $"{path} cannot be written: {reason}. {wayOut}", error);
        }
    }
}
