namespace ZoeDepth.Runtime.IO;

/// <summary>
/// Files that belong together. Each is written under a short name of its own beside its target (see
/// <see cref="PartialFile"/>) and brought to the disk; only when all are complete do they take their targets' names,
/// one after the other in the order they were written. Whatever goes wrong before that (full disk, unwritable folder,
/// cancellation) leaves every target as it was and no partial file.
/// </summary>
internal sealed class StagedFiles : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly Func<string, Stream> _open;
    private readonly Queue<string> _waiting = [];

    /// <summary>An empty set.</summary>
    public StagedFiles()
        : this(partial => new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes)) { }

    /// <summary>A set whose partial files are opened by somebody else.</summary>
    internal StagedFiles(Func<string, Stream> open) => _open = open;

    /// <summary>
    /// Whether each file is on the disk when it is written, as it is unless told otherwise. Where it is not, a power
    /// cut may leave a name on a file whose bytes are lost: for files that something written later vouches for, see
    /// <see cref="Flush"/>.
    /// </summary>
    public bool Flushes { get; init; } = true;

    /// <summary>
    /// Whether a file that is there is replaced, as it is unless told otherwise. Where it is not, the promise holds at
    /// the moment the name is given: a file that appeared meanwhile stays, and the new one is not written.
    /// </summary>
    public bool Replaces { get; init; } = true;

    /// <summary>
    /// Brings a finished file to the disk. Many files at once cost less than each by itself: the first one brings the
    /// names of all.
    /// </summary>
    /// <exception cref="IOException">the file is not there, or the disk fails</exception>
    public static void Flush(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Writes a file beside its target.</summary>
    /// <param name="path">the file's final name</param>
    /// <param name="write">writes its bytes</param>
    /// <exception cref="IOException">the file cannot be written; the message says where</exception>
    public void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        if (Directory.Exists(path))
            throw new IOException($"cannot write the file {path}: it is a folder; name a file in it");
        var stream = Open(path);
        // From here on there is a partial file: a buffered stream whose disk is full throws when it is closed, too, and
        // Dispose must find it.
        _waiting.Enqueue(path);
        try
        {
            using (stream)
            {
                write(stream);
                // Without it a power cut could leave the new name on a file whose bytes were still in memory.
                if (Flushes && stream is FileStream file) file.Flush(flushToDisk: true);
            }
        }
        // .NET says so, and not by an IOException, where a file system or a limit allows no file as large as this one.
        catch (Exception error) when (error is IOException or ArgumentOutOfRangeException { ParamName: "value" })
        {
            throw new IOException($"cannot write {path}: {error.Message}", error);
        }
    }

    /// <summary>Gives all files their names.</summary>
    /// <exception cref="IOException">
    /// a name cannot be given; files before it have theirs, it and those after it are gone
    /// </exception>
    public void Commit()
    {
        while (_waiting.TryPeek(out var path))
        {
            try
            {
                File.Move(PartialFile.Of(path), path, overwrite: Replaces);
            }
            catch (IOException error) when (!Replaces && Path.Exists(path))
            {
                throw new FileAppearedException(
                    $"cannot write {path}: a file of that name appeared meanwhile and was left as it is", error);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new IOException($"cannot write {path}: {error.Message}", error);
            }
            _waiting.Dequeue();
        }
    }

    /// <summary>Removes the partial files that have not got their names.</summary>
    public void Dispose()
    {
        foreach (var path in _waiting) File.Delete(PartialFile.Of(path));
        _waiting.Clear();
    }

    private Stream Open(string path)
    {
        try
        {
            return _open(PartialFile.Of(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write {path}: {error.Message}", error);
        }
    }
}
