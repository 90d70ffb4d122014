namespace ZoeDepth.Cli.Predict;

/// <summary>A file a walk came to.</summary>
/// <param name="Path">as the walk led to it</param>
/// <param name="Real">where it lies once links are followed</param>
internal sealed record FoundFile(string Path, string Real);

/// <summary>
/// The files below a folder. Each folder is entered once, by where it really lies, so that links which lead back, to
/// one another or to one folder twice end there; plain folders come before links, so that a file goes by its plain path
/// where it has one.
/// </summary>
/// <param name="depth">how many folders deep; 0 is the folder alone</param>
/// <param name="withHidden">whether names that begin with a dot count, too</param>
/// <param name="cancellation">looked at before each folder</param>
internal sealed class FolderWalk(int depth, bool withHidden, CancellationToken cancellation)
{
    private readonly HashSet<string> _entered = [];
    private readonly HashSet<string> _seen = [];
    private readonly Queue<(string Path, int Depth)> _links = [];
    private readonly Stack<(string Path, string Real, int Depth)> _folders = [];
    private readonly List<FoundFile> _files = [];
    private readonly List<FoundFile> _linkedFiles = [];

    /// <summary>Folders below the first that could not be read.</summary>
    public List<string> Unreadable { get; } = [];

    /// <summary>All files, each once, sorted by path.</summary>
    /// <exception cref="IOException">the folder itself cannot be read</exception>
    /// <exception cref="UnauthorizedAccessException">the folder itself may not be read</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public IReadOnlyList<FoundFile> Files(string root)
    {
        _links.Enqueue((root, 0));
        while (_links.TryDequeue(out var link))
        {
            if (RealPath.Of(link.Path) is { } real) _folders.Push((link.Path, real, link.Depth));
            while (_folders.TryPop(out var folder))
                if (_entered.Add(folder.Real))
                    Enter(folder.Path, folder.Real, folder.Depth, isRoot: folder.Path == root);
        }
        return [.. _files.Concat(_linkedFiles).Where(file => _seen.Add(file.Real))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private void Enter(string folder, string real, int level, bool isRoot)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var skipped = withHidden ? FileAttributes.None : FileAttributes.Hidden | FileAttributes.System;
            var options = new EnumerationOptions { AttributesToSkip = skipped, IgnoreInaccessible = false };
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options))
                Take(entry, folder, real, level);
        }
        catch (Exception error) when (!isRoot && error is IOException or UnauthorizedAccessException)
        {
            Unreadable.Add(folder);
        }
    }

    private void Take(FileSystemInfo entry, string folder, string real, int level)
    {
        var path = Path.Combine(folder, entry.Name);
        var isLink = entry.LinkTarget is not null;
        if (entry is DirectoryInfo)
        {
            if (level == depth) return;
            if (isLink) _links.Enqueue((path, level + 1));
            else _folders.Push((path, Path.Combine(real, entry.Name), level + 1));
        }
        else if (!isLink) _files.Add(new FoundFile(path, Path.Combine(real, entry.Name)));
        else if (RealPath.Of(path) is { } target) _linkedFiles.Add(new FoundFile(path, target));
    }
}
