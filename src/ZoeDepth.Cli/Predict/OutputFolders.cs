using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Cli.Predict;

/// <summary>Finds out before anything is computed whether files can be written where they shall go.</summary>
internal static class OutputFolders
{
    /// <summary>Unfinished files untouched for so long are left-overs of ended processes.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>
    /// Makes the output folder, and writes and removes an empty file in each folder of the plan that is there; what
    /// killed runs left unfinished there goes.
    /// </summary>
    /// <exception cref="CommandException">a folder cannot be made or written to</exception>
    public static void Check(IReadOnlyList<PlannedPhoto> plan, string? folder)
    {
        if (folder == PlannedFile.StandardOutput) return;
        var files = plan.SelectMany(planned => planned.Files).ToList();
        if (files.Count == 0) return;
        if (folder is not null) Check(folder);
        else foreach (var place in files.Select(file => Path.GetDirectoryName(Path.GetFullPath(file.Path))!).Distinct())
            Check(place);
    }

    private static void Check(string folder)
    {
        if (FileInTheWay(folder) is { } file)
            throw new CommandException(ExitCode.Output,
                $"files cannot be written to {folder}: {file} is a file and no folder. Nothing was computed; name " +
                "another folder with --out");
        try
        {
            Directory.CreateDirectory(folder);
            PartialFile.RemoveAbandoned(folder, Abandoned);
            // Another name at every call: two runs of one process may look at one folder at once.
            var trial = PartialFile.Of(Path.Combine(folder, Guid.NewGuid().ToString()));
            using (new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1,
                FileOptions.DeleteOnClose)) { }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output,
                $"files cannot be written to {folder}: {error.Message.TrimEnd('.')}. Nothing was computed; name " +
                "another folder with --out", error);
        }
    }

    /// <summary>The file that has the name of a folder or of one above it; null where there is none.</summary>
    private static string? FileInTheWay(string folder)
    {
        for (var path = folder; !string.IsNullOrEmpty(path); path = Path.GetDirectoryName(path))
            if (File.Exists(path)) return path;
        return null;
    }
}
